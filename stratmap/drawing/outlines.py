"""The outline of each kind of element: for drawing it, hitting it, and for links to end on it exactly.

Local coordinates: (0, 0) is the top left corner of the box (width, height) a placement gives.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from models.kinds import ElementKind
from stratmap.drawing.geometry import KAPPA, polygon, rounded
from stratmap.drawing.primitives import Path, Point, Rect, Segment

Side = Literal["left", "right", "top", "bottom"]

OBJECTIVE_RADIUS = 10.0
CARD_RADIUS = 4.0
FACTOR_RADIUS = 4.0
NOSE = 16.0
"""How far the right end of an initiative points beyond its body, in pixels."""
TAB_HEIGHT = 8.0
TAB_SLANT = 8.0
FOLD = 14.0

_CORNER = 12.0
_FACTOR_CORNER = 3.0


def tab_width(width: float) -> float:
    """Width of the tab of a department's folder, foot included."""
    return min(72.0, width * 0.45)


def nose(width: float, height: float) -> float:
    """Length of an initiative's point; small cards have a shorter one."""
    return min(NOSE, height / 3, width / 4)


def outline(kind: ElementKind, width: float, height: float) -> Path:
    """The closed outline of an element, without colours."""
    return Path(_segments(kind, width, height))


@lru_cache(maxsize=1024)
def _segments(kind: ElementKind, w: float, h: float) -> tuple[Segment, ...]:
    match kind:
        case ElementKind.OBJECTIVE:
            return rounded(((0, 0), (w, 0), (w, h), (0, h)), (min(OBJECTIVE_RADIUS, h / 2),) * 4)
        case ElementKind.INITIATIVE:
            point = nose(w, h)
            pointed = ((0, 0), (w - point, 0), (w, h / 2), (w - point, h), (0, h))
            return rounded(pointed, (CARD_RADIUS, CARD_RADIUS, 3.0, CARD_RADIUS, CARD_RADIUS))
        case ElementKind.DEPARTMENT:
            foot, tab = tab_width(w), TAB_HEIGHT
            folder = ((0, 0), (foot - TAB_SLANT, 0), (foot, tab), (w, tab), (w, h), (0, h))
            return rounded(folder, (CARD_RADIUS, 3.0, 2.0, CARD_RADIUS, CARD_RADIUS, CARD_RADIUS))
        case ElementKind.MEASURE:
            return _pill(w, h)
        case ElementKind.NOTE:
            fold = min(FOLD, h / 2, w / 2)
            return polygon(((0, 0), (w - fold, 0), (w, fold), (w, h), (0, h)))
        case ElementKind.FACTOR:
            return rounded(((0, 0), (w, 0), (w, h), (0, h)), (min(FACTOR_RADIUS, h / 2),) * 4)


def _pill(w: float, h: float) -> tuple[Segment, ...]:
    """A box with half circles at the ends: exact quarter arcs, so that links meet them where they are drawn."""
    r = pill_radius(w, h)
    k = r * (1 - KAPPA)
    return (
        ("M", r, 0.0),
        ("L", w - r, 0.0),
        ("C", w - k, 0.0, w, k, w, r),
        ("L", w, h - r),
        ("C", w, h - k, w - k, h, w - r, h),
        ("L", r, h),
        ("C", k, h, 0.0, h - k, 0.0, h - r),
        ("L", 0.0, r),
        ("C", 0.0, k, k, 0.0, r, 0.0),
        ("Z",),
    )


def pill_radius(width: float, height: float) -> float:
    """Radius of a measure's ends."""
    return min(width, height) / 2


def edge_point(kind: ElementKind, rect: Rect, side: Side, at: float) -> Point:
    """The point of an element's outline on one side, at the coordinate ``at`` along that side.

    ``at`` is x for top and bottom, y for left and right, and is kept away from the corners.
    """
    if side in ("left", "right"):
        y = _inside(at, rect.y, rect.height, _FACTOR_CORNER if kind is ElementKind.FACTOR else _CORNER)
        if kind is ElementKind.DEPARTMENT:
            y = max(y, rect.y + TAB_HEIGHT + 4)
        elif kind is ElementKind.NOTE and side == "right":
            y = max(y, rect.y + min(FOLD, rect.height / 2))
        inset = _side_inset(kind, rect, side, y - rect.y)
        return (rect.x + inset, y) if side == "left" else (rect.right - inset, y)
    before, after = _ends(kind, rect)
    x = min(max(at, rect.x + before), max(rect.right - after, rect.x + before))
    if side == "bottom":
        return (x, rect.bottom)
    return (x, rect.y + _drop(kind, rect, x - rect.x))


def side_of(rect: Rect, place: Point) -> Side:
    """The side of an element that a point of its outline lies on: the nearest."""
    x, y = place
    far: dict[Side, float] = {
        "top": y - rect.y,
        "bottom": rect.bottom - y,
        "left": x - rect.x,
        "right": rect.right - x,
    }
    return min(far, key=far.__getitem__)


def _inside(at: float, start: float, length: float, corner: float) -> float:
    corner = min(corner, length / 2)
    return min(max(at, start + corner), start + length - corner)


def _ends(kind: ElementKind, rect: Rect) -> tuple[float, float]:
    """How much of the top and bottom, from the left and from the right, no link uses."""
    if kind is ElementKind.INITIATIVE:
        return (_CORNER, nose(rect.width, rect.height) + 4)
    if kind is ElementKind.MEASURE:
        radius = pill_radius(rect.width, rect.height)
        return (radius, radius)
    if kind is ElementKind.NOTE:
        return (_CORNER, FOLD)
    return (_CORNER, _CORNER)


def _side_inset(kind: ElementKind, rect: Rect, side: Side, y: float) -> float:
    """How far inside the box the left or right outline runs at height ``y``."""
    half = rect.height / 2
    if kind is ElementKind.INITIATIVE and side == "right":
        return nose(rect.width, rect.height) * abs(y - half) / half
    if kind is ElementKind.MEASURE:
        radius = pill_radius(rect.width, rect.height)
        off = max(abs(y - half) - (half - radius), 0.0)
        return float(radius - (radius * radius - off * off) ** 0.5)
    return 0.0


def _drop(kind: ElementKind, rect: Rect, x: float) -> float:
    """How far below the box's top the outline runs at ``x``: the folder's body is lower than its tab."""
    if kind is not ElementKind.DEPARTMENT:
        return 0.0
    foot = tab_width(rect.width)
    if x <= foot - TAB_SLANT:
        return 0.0
    return min((x - foot + TAB_SLANT) / TAB_SLANT, 1.0) * TAB_HEIGHT
