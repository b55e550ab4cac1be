"""How far a drawing reaches, lines included: what tests hold against the room it was given."""

from __future__ import annotations

from collections.abc import Iterable

from stratmap.drawing.fontfiles import TEXT_FACES
from stratmap.drawing.primitives import Box, Group, Path, Primitive, Rect, TextRun
from stratmap.drawing.text import run_width

_ASCENT = 1.07
_DESCENT = 0.3
_MORE = 0.2
"""Other scripts reach that much higher and lower, in sizes of the text."""


def extent(primitives: Iterable[Primitive]) -> Rect | None:
    """The rectangle around primitives, or None when there are none. Never too small; curves count their arms."""
    around: Rect | None = None
    for each in primitives:
        rect = _of(each)
        if rect is not None:
            around = rect.united(around) if around else rect
    return around


def extent_of_groups(groups: Iterable[Group]) -> Rect | None:
    """The rectangle around groups where they stand, or None when they draw nothing."""
    around: Rect | None = None
    for group in groups:
        rect = extent(group.primitives)
        if rect is not None:
            placed = Rect(rect.x + group.x, rect.y + group.y, rect.width, rect.height)
            around = placed.united(around) if around else placed
    return around


def _of(each: Primitive) -> Rect | None:
    if isinstance(each, TextRun):
        more = 0.0 if each.face in TEXT_FACES else _MORE
        up, down = each.size * (_ASCENT + more), each.size * (_DESCENT + more)
        return Rect(each.x, each.y - up, run_width(each), up + down)
    if isinstance(each, Path):
        return _of_path(each)
    if isinstance(each, Box):
        grow = each.line_width / 2 if each.stroke else 0.0
        return Rect(each.x, each.y, each.width, each.height).grown(grow)
    return Rect(each.x, each.y, each.size, each.size)


def _of_path(path: Path) -> Rect | None:
    xs: list[float] = []
    ys: list[float] = []
    for segment in path.segments:
        numbers: tuple[float, ...] = segment[1:]
        xs += numbers[0::2]
        ys += numbers[1::2]
    if not xs:
        return None
    rect = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return rect.grown(path.line_width / 2) if path.stroke else rect
