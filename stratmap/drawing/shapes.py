"""How each kind of element looks: its card with icon, title, details and badge, and the size it likes to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.kinds import ElementKind, Status
from models.records import Element
from stratmap.analysis.finding import Severity
from stratmap.drawing.details import DETAIL_SIZE, detail_line, has_details
from stratmap.drawing.geometry import polygon, polyline
from stratmap.drawing.icons import KIND_ICONS
from stratmap.drawing.marks import badge, pin_mark
from stratmap.drawing.outlines import FOLD, TAB_HEIGHT, nose, outline, pill_radius
from stratmap.drawing.primitives import Color, Icon, Path, Point, Primitive, Rect, Weight
from stratmap.drawing.text import Line, broken, line_count, line_height, longest_word, text_runs
from stratmap.drawing.theme import KindColors, Theme, mixed
from stratmap.layout.snapping import GRID

TITLE_SIZE = 14.0
ICON_SIZE = 20.0
_DETAIL_GAP = 2.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind sets its words. ``pad`` is left, top, right, bottom of the words, in pixels.

    ``widths`` are tried in order until the title fits ``lines`` lines; ``details`` says whether a title's natural
    size leaves room for the small line.
    """

    pad: tuple[float, float, float, float]
    widths: tuple[float, ...]
    weight: Weight = "regular"
    centered: bool = False
    icon: bool = True
    details: bool = True
    lines: int = 2
    most_lines: int = 6


_WIDTHS = (176.0, 192.0, 208.0, 224.0, 256.0, 288.0)

LOOKS: dict[ElementKind, Look] = {
    ElementKind.OBJECTIVE: Look((40, 10, 14, 10), _WIDTHS, "bold"),
    ElementKind.INITIATIVE: Look((38, 10, 22, 10), _WIDTHS),
    ElementKind.DEPARTMENT: Look((38, 10 + TAB_HEIGHT, 14, 10), _WIDTHS, "bold"),
    ElementKind.MEASURE: Look((44, 7, 20, 7), _WIDTHS),
    ElementKind.FACTOR: Look(
        (8, 6, 8, 6),
        (48.0, 64.0, 80.0, 96.0, 112.0, 128.0, 144.0, 160.0, 192.0, 240.0),
        centered=True,
        icon=False,
        details=False,
    ),
    ElementKind.NOTE: Look(
        (12, 10, 14, 10), (160.0, 192.0, 240.0, 288.0), icon=False, details=False, lines=5, most_lines=16
    ),
}

MIN_SIZES: dict[ElementKind, tuple[float, float]] = {
    ElementKind.OBJECTIVE: (96.0, 40.0),
    ElementKind.INITIATIVE: (96.0, 40.0),
    ElementKind.DEPARTMENT: (96.0, 48.0),
    ElementKind.MEASURE: (96.0, 32.0),
    ElementKind.FACTOR: (32.0, 24.0),
    ElementKind.NOTE: (64.0, 40.0),
}
"""The smallest (width, height) a placement of each kind should have, in pixels."""


def natural_size(kind: ElementKind, title: str) -> tuple[float, float]:
    """The (width, height) that suits a title, on the 8 px grid: as narrow as few lines allow, then taller.

    No word is cut while a wider card would hold it.
    """
    look = LOOKS[kind]
    least_width, least_height = MIN_SIZES[kind]
    word = longest_word(title, TITLE_SIZE, look.weight) + look.pad[0] + look.pad[2]
    widths = [width for width in look.widths if width >= word] or [look.widths[-1]]
    for allowed in (1, 2, 3) if kind is ElementKind.FACTOR else (look.lines, look.lines + 1):
        for width in widths:
            lines = _title_lines(look, title, width, allowed + 1)
            if lines <= allowed and (width <= _widest(look, allowed) or width == widths[0]):
                return (max(width, least_width), max(_height_for(look, lines), least_height))
    return (widths[-1], _height_for(look, _title_lines(look, title, widths[-1], look.most_lines)))


def _widest(look: Look, lines: int) -> float:
    """A factor stays on one line only while it is short; then it is stacked."""
    return 112.0 if lines == 1 else look.widths[-1]


def _height_for(look: Look, lines: int) -> float:
    words = max(lines, 1) * line_height(TITLE_SIZE)
    small = _DETAIL_GAP + line_height(DETAIL_SIZE) if look.details else 0.0
    return _up_to_grid(words + small + look.pad[1] + look.pad[3])


def _up_to_grid(length: float) -> float:
    return -(-length // GRID) * GRID


def _title_lines(look: Look, title: str, width: float, most: int) -> int:
    return line_count(title, TITLE_SIZE, look.weight, width - look.pad[0] - look.pad[2], most)


def card(
    element: Element,
    width: float,
    height: float,
    theme: Theme,
    severity: Severity | None = None,
    *,
    pinned: bool = False,
) -> tuple[Primitive, ...]:
    """An element drawn in a box of this size, from the back to the front; (0, 0) is its top left corner.

    Done and dropped elements are drawn paler; a dropped title is struck through. ``severity`` adds a badge,
    ``pinned`` a pin.
    """
    look, colors = LOOKS[element.kind], _colors(element, theme)
    drawn = _body(element.kind, width, height, colors)
    drawn += _words(element, look, Rect(0, 0, width, height), colors, theme)
    drawn += corner_marks(element.kind, width, height, theme, severity, pinned=pinned)
    return tuple(drawn)


def corner_marks(
    kind: ElementKind, width: float, height: float, theme: Theme, severity: Severity | None, *, pinned: bool
) -> list[Primitive]:
    """The badge and the pin on the corners of an element drawn in a box of this size, as far as it has them."""
    drawn = badge(severity, *badge_center(kind, width, height), theme) if severity is not None else []
    return drawn + (pin_mark(*pin_center(kind, width, height), theme) if pinned else [])


def title_area(kind: ElementKind, width: float, height: float) -> Rect:
    """Where the words of an element stand, in its own coordinates: what an editor of the title covers."""
    left, top, right, bottom = LOOKS[kind].pad
    return Rect(left, top, max(width - left - right, 8.0), max(height - top - bottom, 8.0))


def badge_center(kind: ElementKind, width: float, height: float) -> Point:
    """Where the badge of an element sits: on the top right corner of its outline."""
    match kind:
        case ElementKind.INITIATIVE:
            return (width - nose(width, height) - 2, 1.0)
        case ElementKind.DEPARTMENT:
            return (width - 3, TAB_HEIGHT + 1)
        case ElementKind.MEASURE:
            return (width - pill_radius(width, height) * 0.45, 3.0)
        case ElementKind.NOTE:
            return (width - FOLD, 1.0)
        case _:
            return (width - 3, 2.0)


def pin_center(kind: ElementKind, width: float, height: float) -> Point:
    """Where the pin of a pinned card sits: on the top left corner of its outline."""
    match kind:
        case ElementKind.DEPARTMENT:
            return (3.0, TAB_HEIGHT + 1)
        case ElementKind.MEASURE:
            return (pill_radius(width, height) * 0.45, 3.0)
        case _:
            return (3.0, 2.0)


def _colors(element: Element, theme: Theme) -> KindColors:
    """The kind's colours; for what is done or dropped, mixed with the paper as far as words stay readable."""
    colors = theme.kinds[element.kind]
    if element.is_active:
        return colors
    paper = theme.canvas.paper
    body = mixed(colors.body, paper, 0.35)
    return KindColors(body, mixed(colors.outline, paper, 0.5), colors.muted, colors.muted)


def _body(kind: ElementKind, w: float, h: float, colors: KindColors) -> list[Primitive]:
    shape = outline(kind, w, h).segments
    if kind is ElementKind.FACTOR:
        return []
    line = 1.0 if kind is ElementKind.NOTE else 1.4
    drawn: list[Primitive] = [Path(shape, fill=colors.body, stroke=colors.outline, line_width=line)]
    if kind is ElementKind.NOTE:
        fold = min(FOLD, h / 2, w / 2)
        corner = polygon(((w - fold, 0), (w - fold, fold), (w, fold)))
        drawn.append(
            Path(corner, fill=mixed(colors.outline, colors.body, 0.35), stroke=colors.outline, line_width=1.0)
        )
    return drawn


def _words(element: Element, look: Look, box: Rect, colors: KindColors, theme: Theme) -> list[Primitive]:
    """Icon, title and details, together in the middle of the card's height."""
    left, top, right, bottom = look.pad
    room, tall = box.width - left - right, box.height - top - bottom
    row, small = line_height(TITLE_SIZE), _DETAIL_GAP + line_height(DETAIL_SIZE)
    wants_details = has_details(element) and tall >= row + small
    if wants_details and not look.details:
        whole = broken(element.title, TITLE_SIZE, look.weight, room, look.most_lines)
        wants_details = tall >= len(whole) * row + small
    most = max(int((tall - (small if wants_details else 0)) / row + 0.01), 1)
    lines = broken(element.title, TITLE_SIZE, look.weight, room, most)
    rows = max(len(lines), 1) * row
    high = rows + (small if wants_details else 0)
    y = top if element.kind is ElementKind.NOTE else top + (tall - high) / 2
    x = left + room / 2 if look.centered else left
    drawn: list[Primitive] = []
    if look.icon:
        icon_y = box.height / 2 if element.kind is ElementKind.MEASURE else y + row / 2
        icon_x = left - ICON_SIZE - 8
        drawn.append(Icon(KIND_ICONS[element.kind], icon_x, icon_y - ICON_SIZE / 2, ICON_SIZE, colors.outline))
    align: Literal["left", "center"] = "center" if look.centered else "left"
    drawn += text_runs(lines, x, y, TITLE_SIZE, colors.ink, look.weight, align, room)
    if element.status is Status.DROPPED:
        drawn += _struck(lines, x, y, colors.ink, look.centered, room)
    if wants_details:
        at = (x, y + rows + _DETAIL_GAP)
        mark = left - 8 - ICON_SIZE / 2 if look.icon and element.kind is not ElementKind.MEASURE else None
        drawn += detail_line(element, at, room, theme, colors.muted, centered=look.centered, mark_at=mark)
    return drawn


def _struck(lines: Sequence[Line], x: float, y: float, color: Color, centered: bool, room: float) -> list[Primitive]:
    drawn: list[Primitive] = []
    for number, line in enumerate(lines):
        left = x - line.width / 2 if centered else x + (room - line.width if line.rtl else 0.0)
        middle = y + (number + 0.5) * line_height(TITLE_SIZE) + 0.5
        drawn.append(Path(polyline(((left, middle), (left + line.width, middle))), stroke=color, line_width=1.0))
    return drawn
