"""Rows of an Elements table into elements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from models import limits
from models.kinds import ElementKind, Priority, Status
from models.records import Element
from stratmap.importing.cells import date_of, element_kind_of, number_of, tags_of, text_of, truth_of, word_of
from stratmap.importing.columns import Column
from stratmap.importing.draft import Draft, with_lines
from stratmap.importing.reading import Row, Table
from stratmap.importing.result import Trouble

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader:
    """One row with the draft it goes into. What a column cannot hold is reported and collects in ``kept``."""

    draft: Draft
    row: Row
    decimal_comma: bool
    kept: list[str] = field(default_factory=list)

    def text(self, column: Column) -> str:
        """The text in a cell, as it is."""
        return text_of(self.row.cell(column))

    def short(self, column: Column) -> str:
        """The text in a cell, within the limit of titles and names."""
        return self.draft.short(self.row, self.text(column), column)

    def keep(self, column: Column, trouble: Trouble) -> None:
        """Report a cell and keep its words for the notes."""
        words = self.text(column)
        self.draft.report(self.row, trouble, words=words, column=column.value)
        self.kept.append(f"{column.value}: {words}")

    def value(self, column: Column, read: Callable[[str], T | None], trouble: Trouble) -> T | None:
        """What a cell says, None where it is empty or, after a report, where it says something else."""
        if not self.text(column):
            return None
        value = read(self.row.cell(column))
        if value is None:
            self.keep(column, trouble)
        return value

    def date(self, column: Column) -> date | None:
        return self.value(column, date_of, Trouble.NOT_A_DATE)

    def number(self, column: Column, low: float, high: float) -> Decimal | None:
        """A number from low to high."""
        value = self.value(column, lambda cell: number_of(cell, self.decimal_comma), Trouble.NOT_A_NUMBER)
        if value is not None and not low <= value <= high:
            self.keep(column, Trouble.OUT_OF_RANGE)
            return None
        return value

    def amount(self, column: Column) -> Decimal | None:
        """A number that cannot be negative, and that is written with digits a file can keep."""
        value = self.number(column, 0, limits.MAX_NUMBER)
        if value is not None and len(str(value)) > limits.MAX_DIGITS:
            self.keep(column, Trouble.OUT_OF_RANGE)
            return None
        return value

    def float(self, column: Column, low: float, high: float) -> float | None:
        """A number from low to high, as a float."""
        value = self.number(column, low, high)
        return None if value is None else float(value)

    def leftovers(self) -> list[str]:
        """The row's extra columns and what was kept, as lines for the notes. Also reports how the row was mended."""
        if self.row.cleaned:
            self.draft.report(self.row, Trouble.CONTROL_CHARACTERS)
        if self.row.overfull:
            self.draft.report(self.row, Trouble.NO_COLUMN)
        return [*(f"{header}: {text_of(words)}" for header, words in self.row.extra), *self.kept]

    def notes(self, *texts: str) -> str:
        """Texts and leftovers together, within the limit of notes."""
        whole = with_lines("\n\n".join(text for text in texts if text), self.leftovers())
        return self.draft.long(self.row, whole, Column.DESCRIPTION)


def read_elements(table: Table, draft: Draft) -> None:
    """Add the elements of a table to the draft."""
    for row in table.rows:
        _read_element(Reader(draft, row, table.decimal_comma))


def _read_element(reader: Reader) -> None:
    draft, row = reader.draft, reader.row
    label = reader.text(Column.LABEL)
    if not label and not reader.text(Column.ID):
        draft.report(row, Trouble.NO_LABEL)
    kind = element_kind_of(row.cell(Column.TYPE))
    tags = tags_of(row.cell(Column.TAGS))
    if kind is None and reader.text(Column.TYPE):
        tags = (*tags, reader.text(Column.TYPE))
    element = Element(
        id=draft.take_id(row, reader.text(Column.ID)),
        kind=kind or ElementKind.FACTOR,
        title=reader.short(Column.LABEL),
        owner=reader.short(Column.OWNER),
        status=reader.value(Column.STATUS, lambda cell: word_of(cell, Status), Trouble.UNKNOWN_WORD),
        priority=reader.value(Column.PRIORITY, lambda cell: word_of(cell, Priority), Trouble.UNKNOWN_WORD),
        start=reader.date(Column.START),
        end=reader.date(Column.END),
        budget=reader.amount(Column.BUDGET),
        effort=reader.float(Column.EFFORT, 0, limits.MAX_NUMBER),
        capacity=reader.float(Column.CAPACITY, 0, limits.MAX_NUMBER),
        perspective=_perspective(reader),
        tags=draft.tags(row, tags),
        notes=reader.notes(reader.text(Column.DESCRIPTION)),
    )
    draft.add(element, label)
    _read_place(reader, element)


def _perspective(reader: Reader) -> str | None:
    title = reader.text(Column.PERSPECTIVE)
    id_ = reader.draft.perspective(reader.row, title, reader.text(Column.PERSPECTIVE_ID))
    if id_ is None and title:
        reader.kept.append(f"{Column.PERSPECTIVE.value}: {title}")
    return id_


def _read_place(reader: Reader, element: Element) -> None:
    if truth_of(reader.row.cell(Column.SHOWN)) is False and reader.text(Column.SHOWN):
        reader.draft.hidden.add(element.id)
        return
    place = place_of(reader, element)
    if place is not None:
        reader.draft.places[element.id] = place


def place_of(reader: Reader, element: Element) -> tuple[float, float, float, float, bool, int] | None:
    """Where a row puts an element: x, y, width, height, pinned, z. None where it does not say, or not wholly.

    Without a width and a height the element has its natural size.
    """
    most = limits.MAX_COORDINATE
    x, y = reader.float(Column.X, -most, most), reader.float(Column.Y, -most, most)
    if x is None or y is None:
        return None
    width, height = reader.float(Column.WIDTH, 0, most), reader.float(Column.HEIGHT, 0, most)
    if not width or not height:
        from stratmap.drawing.shapes import natural_size

        width, height = natural_size(element.kind, element.title)
    z = reader.number(Column.Z, -limits.MAX_POSITION, limits.MAX_POSITION)
    return x, y, width, height, bool(truth_of(reader.row.cell(Column.PINNED))), int(z or 0)
