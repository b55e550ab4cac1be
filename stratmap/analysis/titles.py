"""Titles of elements as they stand in sentences: quoted, on one line, not too long, and words for a missing one."""

from __future__ import annotations

from collections.abc import Sequence

from models.kinds import ElementKind
from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.graph import title_order
from stratmap.i18n import _, grouped, marked, ngettext

MOST_CHARACTERS = 60
"""A longer title is cut off in a sentence."""

MOST_IN_A_CHAIN = 12
"""Elements of a loop or circle that a sentence names; of a longer one it leaves out the middle."""

MOST_IN_A_LIST = 3
"""Elements that a sentence names one after the other; of more it says how many."""

_UNTITLED = {
    ElementKind.OBJECTIVE: marked("an untitled objective"),
    ElementKind.INITIATIVE: marked("an untitled initiative"),
    ElementKind.DEPARTMENT: marked("an untitled department"),
    ElementKind.MEASURE: marked("an untitled measure"),
    ElementKind.FACTOR: marked("an untitled factor"),
    ElementKind.NOTE: marked("an untitled note"),
}


def quoted(element: Element | None) -> str:
    """The title of an element in quotes, on one line and not too long; words for one without a title."""
    if element is None:
        return _("something that is gone")
    return in_quotes(element.title) or _(_UNTITLED[element.kind])


def in_quotes(text: str) -> str:
    """A text in quotes, on one line and not too long; nothing when there is nothing to see in it."""
    words = " ".join(text.split())
    if len(words) > MOST_CHARACTERS:
        words = words[: MOST_CHARACTERS - 1].rstrip() + "…"
    return f"‘{words}’" if words else ""


class Titles:
    """The titles of a map's elements as they stand in sentences, each made once for many sentences."""

    def __init__(self, map: StrategyMap) -> None:
        self.map = map
        self._quoted: dict[str, str] = {}
        self._order: dict[str, str] = {}

    def quoted(self, id_: str) -> str:
        """The title of an element in quotes, or words for one without a title or that is gone."""
        words = self._quoted.get(id_)
        if words is None:
            words = self._quoted[id_] = quoted(self.map.elements.get(id_))
        return words

    def order(self, id_: str) -> str:
        """Sorting key that puts elements in the order of their titles; what is gone comes first."""
        order = self._order.get(id_)
        if order is None:
            element = self.map.elements.get(id_)
            order = self._order[id_] = title_order(element) if element else ""
        return order

    def perspective(self, id_: str) -> str:
        """The title of a perspective in quotes."""
        perspective = self.map.perspectives.get(id_)
        return (in_quotes(perspective.title) if perspective else "") or _("an untitled perspective")

    def listed(self, ids: Sequence[str]) -> str:
        """The first few in words: "‘A’, ‘B’ and ‘C’", "‘A’, ‘B’, ‘C’ and 4 more"."""
        names = [self.quoted(id_) for id_ in ids[:MOST_IN_A_LIST]]
        more = len(ids) - len(names)
        if more:
            return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
                names=", ".join(names), n=f"{more:,}"
            )
        if len(names) < 2:
            return "".join(names)
        return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])

    def way(self, path: Sequence[str]) -> str:
        """How a path of links goes from its first element to its last: "directly", "through ‘A’ and ‘B’"."""
        links = self.map.links
        between = [links[id_].target for id_ in path[:-1] if id_ in links]
        return _("through {names}").format(names=self.listed(between)) if between else _("directly")

    def circle(self, ids: Sequence[str]) -> str:
        """The titles with arrows between, back to the first; the middle of a long way round is left out."""
        titles = [self.quoted(id_) for id_ in ids]
        left_out = len(titles) - MOST_IN_A_CHAIN
        if left_out > 1:
            half = MOST_IN_A_CHAIN // 2
            more = ngettext("({count} more)", "({count} more)", left_out).format(count=grouped(left_out))
            titles = [*titles[:half], more, *titles[half + left_out :]]
        return " → ".join((*titles, *titles[:1]))
