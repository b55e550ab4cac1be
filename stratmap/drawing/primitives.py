"""The few shapes every picture is made of. No Qt, no theme: final colours and coordinates.

Lengths are pixels at 100 %, y pointing down. Colours are ``#rrggbb``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from models.records import Key

Color = str
Weight = Literal["regular", "bold"]
Face = Literal[
    "sans", "thai", "noto", "hebrew", "arabic", "devanagari", "bengali", "tamil", "telugu", "gujarati", "gurmukhi",
    "kannada", "malayalam", "oriya", "sinhala", "khmer", "lao", "myanmar", "georgian", "armenian", "ethiopic",
    "symbols", "emoji", "chinese", "japanese", "none",
]  # fmt: skip
"""What a run of text is set in; "none" is what no bundled font has."""
Point = tuple[float, float]

Segment = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
"""One step of a path: move to, line to, cubic curve to (two control points, end), close."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: Color | None = None
    stroke: Color | None = None
    line_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area made of segments. ``dash`` is lengths of line and gap in pixels."""

    segments: tuple[Segment, ...]
    fill: Color | None = None
    stroke: Color | None = None
    line_width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRun:
    """One line of text in one face, already measured and broken; ``x``, ``y`` is the left end of its baseline.

    ``rtl`` says that it reads from right to left; its text stands as it is read all the same.
    """

    x: float
    y: float
    text: str
    size: float
    color: Color
    weight: Weight = "regular"
    face: Face = "sans"
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """A named icon in a square box."""

    name: str
    x: float
    y: float
    size: float
    color: Color


Primitive = Box | Path | TextRun | Icon


@dataclass(frozen=True, slots=True)
class Group:
    """The drawing of one record, moved to (``x``, ``y``); ``key`` is the element's, link's or perspective's id.

    ``turn`` is by how many degrees it is turned about there, clockwise.
    """

    key: Key
    x: float
    y: float
    primitives: tuple[Primitive, ...]
    opacity: float = 1.0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle by its top left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> Point:
        return (self.x + self.width / 2, self.y + self.height / 2)

    def grown(self, by: float) -> Rect:
        """This rectangle with ``by`` pixels more on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Rect:
        """This rectangle somewhere else."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def touches(self, other: Rect) -> bool:
        """Whether the two have a point in common, if only on their edges."""
        return self.x <= other.right and other.x <= self.right and self.y <= other.bottom and other.y <= self.bottom

    def overlaps(self, other: Rect) -> bool:
        """Whether the two cover a part of each other: edges that meet are not enough."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def encloses(self, other: Rect) -> bool:
        """Whether all of the other one is in this one."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in this rectangle or on its edge."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom


def rect_around(points: Collection[Point]) -> Rect:
    """The smallest rectangle that holds all of these points, of which there is at least one."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    left, top = min(xs), min(ys)
    return Rect(left, top, max(xs) - left, max(ys) - top)


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole sheet drawn: groups from the back to the front, and the rectangle that holds all of them."""

    groups: tuple[Group, ...]
    bounds: Rect
    background: Color
