"""A map in the making while tables are read: its records by id, the ids taken, and the problems met on the way."""

from __future__ import annotations

from dataclasses import replace

from models import limits
from models.records import Element, Key, Link, MapInfo, Perspective, Placement, Record, Sheet, new_id
from models.rules import MAX_KEY, is_id
from models.strategy_map import StrategyMap
from stratmap.importing.columns import Column
from stratmap.importing.reading import Row
from stratmap.importing.result import Fact, Problem, Trouble


class Draft:
    """What has been read so far. Rows add to it; ``map`` makes the map of it.

    ``labels`` holds the ids of the elements of each title as the files write it, in order. ``hidden`` are elements
    that the first sheet is known not to show.
    """

    def __init__(self) -> None:
        self.info: MapInfo | None = None
        self.perspectives: dict[str, Perspective] = {}
        self.sheets: dict[str, Sheet] = {}
        self.elements: dict[str, Element] = {}
        self.links: dict[str, Link] = {}
        self.places: dict[str, tuple[float, float, float, float, bool, int]] = {}
        self.others: list[Record] = []
        self.hidden: set[str] = set()
        self.labels: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        self._remarks: dict[str, list[str]] = {}
        self._ids: set[Key] = set()

    def report(self, row: Row, what: Trouble, **facts: Fact) -> None:
        """Note a problem in a row."""
        self.problems.append(Problem(row.file, row.number, what, facts))

    def take_id(self, row: Row, wanted: str) -> str:
        """The id a row asks for, or a new one where it asks for none or for one that cannot be had."""
        if wanted:
            if not is_id(wanted):
                self.report(row, Trouble.BAD_ID, id=wanted[:MAX_KEY])
            elif wanted in self._ids:
                self.report(row, Trouble.ID_TAKEN, id=wanted)
            else:
                self._ids.add(wanted)
                return wanted
        id_ = new_id()
        self._ids.add(id_)
        return id_

    def short(self, row: Row, text: str, column: Column) -> str:
        """A title, name or tag within its limit."""
        return self._cut(row, text, column, limits.MAX_TITLE)

    def long(self, row: Row, text: str, column: Column) -> str:
        """A text such as notes within its limit."""
        return self._cut(row, text, column, limits.MAX_NOTES)

    def _cut(self, row: Row, text: str, column: Column, most: int) -> str:
        if len(text) <= most:
            return text
        self.report(row, Trouble.CUT, column=column.value, most=most)
        return text[:most]

    def tags(self, row: Row, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Tags within their limits."""
        if len(tags) > limits.MAX_TAGS:
            self.report(row, Trouble.TOO_MANY_TAGS, count=len(tags), most=limits.MAX_TAGS)
        return tuple(self.short(row, tag, Column.TAGS) for tag in tags[: limits.MAX_TAGS])

    def perspective(self, row: Row, title: str, wanted: str = "") -> str | None:
        """The id of a perspective, which becomes the lowest one where the map has none of that id or title."""
        if wanted in self.perspectives:
            return wanted
        if not title:
            return None
        title = self.short(row, title, Column.PERSPECTIVE)
        for perspective in self.perspectives.values():
            if perspective.title == title:
                return perspective.id
        if len(self.perspectives) >= limits.MAX_PERSPECTIVES:
            self.report(row, Trouble.TOO_MANY_PERSPECTIVES, title=title)
            return None
        id_ = self.take_id(row, wanted)
        position = 1 + max((each.position for each in self.perspectives.values()), default=-1)
        self.perspectives[id_] = Perspective(id_, title, position)
        return id_

    def add(self, element: Element, label: str) -> None:
        """Add an element under the label connections know it by."""
        self.elements[element.id] = element
        self.labels.setdefault(label, []).append(element.id)

    def remark(self, element: str, words: str) -> None:
        """Keep words that have no other place in an element's notes."""
        self._remarks.setdefault(element, []).append(words)

    def first_sheet(self) -> Sheet:
        """The sheet that opens first; a new one where the files name none."""
        if not self.sheets:
            sheet = Sheet(new_id())
            self.sheets[sheet.id] = sheet
        return min(self.sheets.values(), key=lambda each: (each.position, each.title, each.id))

    def map(self, title: str) -> StrategyMap:
        """The map as read, not yet laid out. ``title`` is for files that give it none."""
        for id_, remarks in self._remarks.items():
            element = self.elements[id_]
            notes = with_lines(element.notes, remarks)
            if len(notes) > limits.MAX_NOTES:
                facts: dict[str, Fact] = {"column": Column.DESCRIPTION.value, "most": limits.MAX_NOTES}
                self.problems.append(Problem(element.title, 0, Trouble.CUT, facts))
            self.elements[id_] = replace(element, notes=notes[: limits.MAX_NOTES])
        sheet = self.first_sheet().id
        return StrategyMap(
            [
                self.info or MapInfo(new_id(), title[: limits.MAX_TITLE]),
                *self.perspectives.values(),
                *self.sheets.values(),
                *self.elements.values(),
                *self.links.values(),
                *(Placement(sheet, element, *place) for element, place in self.places.items()),
                *self.others,
            ]
        )


def with_lines(text: str, lines: list[str]) -> str:
    """A text with lines set apart below it."""
    return "\n\n".join(part for part in (text, "\n".join(lines)) if part)
