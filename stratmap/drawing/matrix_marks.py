"""The cells and heads of a matrix as primitives: the window and the page draw the same."""

from __future__ import annotations

from dataclasses import dataclass

from models.kinds import ElementKind
from stratmap.analysis.finding import Severity
from stratmap.analysis.matrix import Cell, Net, Rows
from stratmap.analysis.matrix_table import Head
from stratmap.drawing.geometry import circle, polyline
from stratmap.drawing.icons import KIND_ICONS
from stratmap.drawing.marks import badge
from stratmap.drawing.primitives import Box, Color, Icon, Path, Primitive, Segment, TextRun, Weight
from stratmap.drawing.text import broken, line_height, text_runs, width
from stratmap.drawing.theme import Theme, mixed

ROW = 48.0
"""Pixels a row is high."""
CELL = 60.0
"""Pixels a column is wide whose head is turned."""
UPRIGHT, NARROWEST = 116.0, 88.0
"""Pixels a column is wide whose head is not, and how narrow it may be made."""
ROW_HEAD = 236.0
"""Pixels the heads of the rows are wide."""
TURNED_HEAD = 190.0
UPRIGHT_HEAD = 104.0

_RADIUS = 10.0
_TITLE = 12.0
_SMALL = 10.0
_PAD = 8.0
_BADGE_ROOM = 24.0
_TINT = 0.16
_FAINT = 0.08


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn in a cell. ``away`` is written beside the sign where it is not a direct link's."""

    net: Net
    away: int = 0
    is_direct: bool = False
    is_owned: bool = False


def mark_of(cell: Cell, rows: Rows) -> Mark:
    """What is drawn for a cell of a matrix with such rows."""
    if rows is Rows.DEPARTMENTS:
        return Mark(cell.net, cell.away, is_owned=bool(cell.direct))
    return Mark(cell.net, cell.away, is_direct=bool(cell.direct))


def net_color(net: Net, theme: Theme) -> Color:
    """The colour of an effect, which its sign says as well."""
    links = theme.links
    colors = {Net.PLUS: links.plus, Net.MINUS: links.minus, Net.MIXED: links.conflicts}
    return colors.get(net, links.unknown)


def cell_ground(mark: Mark, theme: Theme, *, is_empty: bool) -> Color:
    """What a cell stands on: a breath of its effect's colour; that of a warning in an empty row or column."""
    paper = theme.canvas.paper
    if mark.net is not Net.NONE:
        return mixed(net_color(mark.net, theme), paper, _TINT if mark.is_direct else _FAINT)
    return mixed(theme.severities[Severity.WARNING].fill, paper, _TINT) if is_empty else paper


def cell_mark(mark: Mark, x: float, y: float, theme: Theme) -> list[Primitive]:
    """A cell's marks around (``x``, ``y``): a full disc for a direct link, a ring and the distance for others."""
    drawn: list[Primitive] = []
    number = str(mark.away) if mark.net is not Net.NONE and not mark.is_direct else ""
    wide = (2 * _RADIUS if mark.net is not Net.NONE else 0.0) + (4 + width(number, 11.0) if number else 0.0)
    owner = 18.0 if mark.is_owned else 0.0
    left = x - (wide + owner + (5.0 if wide and owner else 0.0)) / 2
    if mark.is_owned:
        colors = theme.kinds[ElementKind.DEPARTMENT]
        drawn.append(Icon(KIND_ICONS[ElementKind.DEPARTMENT], left, y - 9, 18.0, colors.outline))
        left += owner + 5.0
    if mark.net is not Net.NONE:
        drawn += _disc(mark, left + _RADIUS, y, theme)
        if number:
            drawn.append(TextRun(left + 2 * _RADIUS + 4, y + 3.9, number, 11.0, theme.canvas.ink))
    return drawn


def _disc(mark: Mark, x: float, y: float, theme: Theme) -> list[Primitive]:
    color, paper = net_color(mark.net, theme), theme.canvas.paper
    if mark.is_direct:
        round_, ink = Path(circle(x, y, _RADIUS), fill=color), paper
    else:
        round_, ink = Path(circle(x, y, _RADIUS - 0.8), fill=paper, stroke=color, line_width=1.6), color
    if mark.net is Net.UNKNOWN:
        return [round_, TextRun(x - width("?", 13.0, "bold") / 2, y + 4.6, "?", 13.0, ink, "bold")]
    return [round_, Path(_sign(mark.net, x, y), stroke=ink, line_width=2.0)]


def _sign(net: Net, x: float, y: float) -> tuple[Segment, ...]:
    if net is Net.MIXED:  # a plus over a minus
        up = (*polyline(((x - 4, y - 2), (x + 4, y - 2))), *polyline(((x, y - 6), (x, y + 2))))
        return (*up, *polyline(((x - 4, y + 5), (x + 4, y + 5))))
    across = polyline(((x - 4.6, y), (x + 4.6, y)))
    return across if net is Net.MINUS else (*across, *polyline(((x, y - 4.6), (x, y + 4.6))))


def row_head(head: Head, theme: Theme, *, chosen: bool = False, wide: float = ROW_HEAD) -> list[Primitive]:
    """The head of a row in its box, whose top left corner is the origin."""
    return _head(head, wide, ROW, 2, theme, chosen=chosen, badged=True)


def column_head(
    head: Head, theme: Theme, *, upright: bool, chosen: bool = False, wide: float = UPRIGHT, long: float = TURNED_HEAD
) -> list[Primitive]:
    """The head of a column. One that is not upright lies on its side, to be turned by -90 degrees.

    It is ``wide`` where it stands upright, and ``long`` where it lies, in pixels.
    """
    if upright:
        return _upright_head(head, wide, theme, chosen=chosen)
    return _head(head, long, CELL, 2, theme, chosen=chosen, badged=False)


def column_badge(head: Head, theme: Theme, long: float = TURNED_HEAD) -> list[Primitive]:
    """The mark of an empty column whose head lies on its side, upright, in the column's box as it is seen."""
    return badge(Severity.WARNING, CELL / 2, long - _PAD - 9, theme) if head.empty else []


def _upright_head(head: Head, wide: float, theme: Theme, *, chosen: bool) -> list[Primitive]:
    """Title and what is under it at the bottom, with the mark of an empty column above them."""
    drawn, ink, soft = _ground(head, wide, UPRIGHT_HEAD, theme, chosen=chosen)
    weight: Weight = "bold" if chosen else "regular"
    room = wide - 2 * _PAD
    more = broken(head.empty or head.perspective, _SMALL, "regular", room, 2)
    lines = broken(head.title, _TITLE, weight, room, 3 if head.empty else 4)
    top = UPRIGHT_HEAD - 6.0 - len(more) * line_height(_SMALL) - len(lines) * line_height(_TITLE)
    if head.empty:
        drawn += badge(Severity.WARNING, _PAD + 9, top - 11, theme)
    drawn += text_runs(lines, _PAD, top, _TITLE, ink, weight, room=room)
    return [*drawn, *text_runs(more, _PAD, top + len(lines) * line_height(_TITLE), _SMALL, soft, room=room)]


def _ground(
    head: Head, wide: float, high: float, theme: Theme, *, chosen: bool
) -> tuple[list[Primitive], Color, Color]:
    """What a head stands on, and the colours of its title and of what is under it."""
    chrome, canvas = theme.chrome, theme.canvas
    if chosen:
        return [Box(0.0, 0.0, wide, high, fill=chrome.selection)], chrome.selection_text, chrome.selection_text
    warning = mixed(theme.severities[Severity.WARNING].fill, canvas.paper, _TINT)
    return [Box(0.0, 0.0, wide, high, fill=warning if head.empty else canvas.paper)], canvas.ink, canvas.muted


def _head(
    head: Head, wide: float, high: float, most: int, theme: Theme, *, chosen: bool, badged: bool
) -> list[Primitive]:
    drawn, ink, soft = _ground(head, wide, high, theme, chosen=chosen)
    weight: Weight = "bold" if chosen else "regular"
    left = _PAD + (_BADGE_ROOM if head.empty else 0.0)
    room = wide - left - _PAD
    under = head.empty or head.perspective
    lines = broken(head.title, _TITLE, weight, room, most if under else most + 1)
    more = broken(under, _SMALL, "regular", room, 1)
    top = max((high - len(lines) * line_height(_TITLE) - len(more) * line_height(_SMALL)) / 2, 0.0)
    if head.empty and badged:
        drawn += badge(Severity.WARNING, _PAD + 9, high / 2, theme)
    drawn += text_runs(lines, left, top, _TITLE, ink, weight, room=room)
    return [*drawn, *text_runs(more, left, top + len(lines) * line_height(_TITLE), _SMALL, soft, room=room)]
