"""Finding elements by words in their titles, notes, owners and tags, whatever their capitals and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from models.records import Element, Placement
from models.strategy_map import StrategyMap


def folded(text: str) -> str:
    """A text without what people leave out when they search: capitals, accents, and how it is spaced."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(text.casefold().split())


class Texts:
    """What is searched of each element, folded once and kept as long as the element is the same."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Element, str]] = {}

    def of(self, element: Element) -> str:
        """Title, owner, tags and notes of an element, folded, a line each."""
        known = self._known.get(element.id)
        if known is not None and known[0] is element:
            return known[1]
        parts = (element.title, element.owner, *element.tags, element.notes)
        text = "\n".join(map(folded, parts))
        self._known[element.id] = (element, text)
        return text

    def found(self, elements: Iterable[Element], words: str) -> list[Element]:
        """The elements in which all of the words stand, in the order given; none for no words."""
        wanted = folded(words).split()
        if not wanted:
            return []
        first, *others = sorted(wanted, key=len, reverse=True)
        texts = ((element, self.of(element)) for element in elements)
        return [element for element, text in texts if first in text and all(each in text for each in others)]


def found_on(map: StrategyMap, sheet: str, words: str, texts: Texts) -> tuple[list[str], int]:
    """The ids of the elements that match on a sheet, in reading order; and how many match that it does not show."""
    found = texts.found(map.elements.values(), words)
    spots = map.placements_on(sheet)
    there = [element.id for element in found if element.id in spots]
    return _in_reading_order(there, spots), len(found) - len(there)


def _in_reading_order(ids: list[str], spots: Mapping[str, Placement]) -> list[str]:
    """From the top down, and from the left in what stands about as high."""
    row = 48.0
    return sorted(ids, key=lambda each: (spots[each].y // row, spots[each].x, each))
