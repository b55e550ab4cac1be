"""The sheets of paper a page can be set on, and how they lie."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stratmap.i18n import _


class PaperSize(StrEnum):
    """The sizes there are: those of ISO 216, and the two that offices in North America have."""

    A4 = "a4"
    A3 = "a3"
    A2 = "a2"
    A1 = "a1"
    LETTER = "letter"
    TABLOID = "tabloid"


_MILLIMETRES: dict[PaperSize, tuple[float, float]] = {
    PaperSize.A4: (210.0, 297.0),
    PaperSize.A3: (297.0, 420.0),
    PaperSize.A2: (420.0, 594.0),
    PaperSize.A1: (594.0, 841.0),
    PaperSize.LETTER: (215.9, 279.4),
    PaperSize.TABLOID: (279.4, 431.8),
}
"""Short and long side."""

_A3_SHORT = _MILLIMETRES[PaperSize.A3][0]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper; A3 lying on its long side, unless something else is said."""

    size: PaperSize = PaperSize.A3
    portrait: bool = False

    @property
    def width(self) -> float:
        """In millimetres, as it lies."""
        return _MILLIMETRES[self.size][0 if self.portrait else 1]

    @property
    def height(self) -> float:
        """In millimetres, as it lies."""
        return _MILLIMETRES[self.size][1 if self.portrait else 0]

    @property
    def magnified(self) -> float:
        """How many times as large as on A3 words may be: a poster is read from further away. At least 1."""
        return max(_MILLIMETRES[self.size][0] / _A3_SHORT, 1.0)


A3 = Paper()
"""What is printed on unless somebody says otherwise."""


def size_name(size: PaperSize) -> str:
    """What a size is called."""
    names = {PaperSize.LETTER: _("Letter"), PaperSize.TABLOID: _("Tabloid")}
    return names.get(size, size.upper())


def paper_name(paper: Paper) -> str:
    """What a sheet of paper is called, with how it lies."""
    words = _("{size} portrait") if paper.portrait else _("{size} landscape")
    return words.format(size=size_name(paper.size))


def paper_kept(size: str, portrait: bool) -> Paper:
    """The paper that was written down as this; of a size that is none, A3."""
    known = size in [each.value for each in PaperSize]
    return Paper(PaperSize(size) if known else PaperSize.A3, portrait)
