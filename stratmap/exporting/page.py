"""A sheet of a map on a sheet of paper: the picture made to fit, and a title block under it. Nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from models.records import MapInfo, Revision
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.bands import bands
from stratmap.drawing.details import day_in_words
from stratmap.drawing.geometry import polyline
from stratmap.drawing.picture import StillWanted, bounds_of_cards, picture
from stratmap.drawing.primitives import Color, Group, Path, Picture, Point, Primitive, Rect, Weight
from stratmap.drawing.shapes import TITLE_SIZE
from stratmap.drawing.text import Line, broken, line_height, text_runs
from stratmap.drawing.theme import Theme
from stratmap.exporting.legend import legend
from stratmap.exporting.paper import A3, Paper
from stratmap.i18n import _

T = TypeVar("T")

MM_PER_PIXEL = 25.4 / 96
"""How long a pixel at 100 % is on paper at natural size, in millimetres."""

POINTS_PER_MM = 72 / 25.4

LARGEST_SCALE = 1.5 * MM_PER_PIXEL
"""A small map is not blown up beyond one and a half times its natural size; on a poster it is, as its words are."""

MARGIN = 10.0
GAP = 4.0
COLUMN_GAP = 32.0
_TITLE_SIZE = 22.0
SMALL = 11.0
_SHORT_ID = 8
_WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Layer:
    """Groups on paper: their origin in millimetres from the top left corner, and millimetres for each pixel."""

    x: float
    y: float
    scale: float
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper in millimetres; ``frame`` is what the margins leave. ``title`` and ``day`` name the file."""

    width: float
    height: float
    frame: Rect
    layers: tuple[Layer, ...]
    title: str
    day: date


def sheet_on_paper(
    map: StrategyMap,
    sheet_id: str,
    lineage: Sequence[Revision],
    theme: Theme,
    today: date,
    paper: Paper = A3,
    severities: Mapping[str, Severity] = MappingProxyType({}),
    note: str = "",
    still_wanted: StillWanted = lambda: None,
) -> Page:
    """One sheet of a map set on paper, with title block and legend.

    The theme's paper becomes white, as paper is. ``severities`` puts badges on elements, by id. ``note`` says in the
    title block what of the map is shown. ``still_wanted`` stops it by raising.
    """
    theme = replace(theme, canvas=replace(theme.canvas, paper=_WHITE))
    frame, scale = frame_of(paper), MM_PER_PIXEL * paper.magnified
    block, block_height = _title_block(map, sheet_id, lineage, theme, today, frame.width / scale, note, severities)
    block_top = frame.bottom - block_height * scale
    room = Rect(frame.x, frame.y, frame.width, block_top - GAP - frame.y)
    shown = picture(map, sheet_id, theme, severities=severities, still_wanted=still_wanted)
    layers = [fitted(shown, room, paper), Layer(frame.x, block_top, scale, tuple(block))]
    if not map.placements_on(sheet_id):
        layers.insert(1, _nothing(_clear_of_borders(map, sheet_id, layers[0], room), scale, theme, map, note))
    return Page(paper.width, paper.height, frame, tuple(layers), page_title(map.info), today)


def frame_of(paper: Paper) -> Rect:
    """What the margins leave of a sheet of paper, in millimetres."""
    return Rect(MARGIN, MARGIN, paper.width - 2 * MARGIN, paper.height - 2 * MARGIN)


def page_title(info: MapInfo) -> str:
    """What a page of a map is called."""
    return " ".join(info.title.split()) or _("Strategy map")


LEAST_POINTS = 5.0
"""Points of the smallest titles that can be read at arm's length."""

_BLOCK = 25.0
"""Millimetres the title block takes, as a rule."""


def title_points(bounds: Rect, paper: Paper = A3) -> float:
    """About how high the letters of titles are on paper, in points, where this part of a sheet fills the page."""
    frame = frame_of(paper)
    room = Rect(frame.x, frame.y, frame.width, frame.height - _BLOCK * paper.magnified - GAP)
    return TITLE_SIZE * _scale(bounds, room, paper) * POINTS_PER_MM


def is_too_small(map: StrategyMap, sheet_id: str, paper: Paper = A3) -> bool:
    """Whether nobody could read the titles of a sheet if all of it stands on one page of this paper."""
    if not map.placements_on(sheet_id):
        return False
    return title_points(bounds_of_cards(map, sheet_id), paper) < LEAST_POINTS


def _scale(bounds: Rect, room: Rect, paper: Paper) -> float:
    return min(room.width / bounds.width, room.height / bounds.height, LARGEST_SCALE * paper.magnified)


def fitted(shown: Picture, room: Rect, paper: Paper = A3) -> Layer:
    """The picture in the middle of the room, as large as it fits."""
    bounds = shown.bounds
    scale = _scale(bounds, room, paper)
    x = room.x + (room.width - bounds.width * scale) / 2 - bounds.x * scale
    y = room.y + (room.height - bounds.height * scale) / 2 - bounds.y * scale
    return Layer(x, y, scale, shown.groups)


def _clear_of_borders(map: StrategyMap, sheet_id: str, drawn: Layer, room: Rect) -> Point:
    """The middle of the room or, where bands are drawn in it, that of the band there."""
    middles = [drawn.y + band.center[1] * drawn.scale for _, band in bands(map, sheet_id)]
    x, y = room.center
    return x, min(middles, key=lambda middle: abs(middle - y), default=y)


def _nothing(at: Point, scale: float, theme: Theme, map: StrategyMap, note: str) -> Layer:
    """Why there is no card: nothing that the filter shows, nothing on this sheet, or nothing at all."""
    if note:
        words = _("No card on this sheet is shown.")
    else:
        words = _("This sheet is empty.") if map.elements else _("This map is empty.")
    lines = broken(words, 20.0, "regular", 400.0)
    runs = text_runs(lines, 0.0, -len(lines) * line_height(20.0) / 2, 20.0, theme.canvas.muted, align="center")
    return Layer(*at, scale, (Group("empty", 0.0, 0.0, tuple(runs)),))


def _title_block(
    map: StrategyMap,
    sheet_id: str,
    lineage: Sequence[Revision],
    theme: Theme,
    today: date,
    room: float,
    note: str,
    severities: Mapping[str, Severity],
) -> tuple[list[Group], float]:
    return title_block(
        lambda wide: heading(map.info, wide, theme, note),
        _imprint(map, sheet_id, lineage, theme, today),
        lambda wide: legend(map, sheet_id, theme, wide, severities),
        *(room, theme),
    )


LEAST_LEGEND = 380.0
"""Pixels beside heading and imprint below which the legend stands under them, as wide as the page."""

Set = Callable[[float], tuple[T, float]]
"""Sets something in so much width; with its height."""


def title_block(
    head: Set[tuple[Primitive, ...]],
    imprint: tuple[tuple[Primitive, ...], float, float],
    samples: Set[list[Group]],
    room: float,
    theme: Theme,
) -> tuple[list[Group], float]:
    """Title at the left, legend in the middle, date and revision at the right, under a thin line; and its height.

    ``imprint`` has width and height. On a narrow page the legend stands under the others.
    """
    right, right_width, right_height = imprint
    left_room, top = room * 0.30, 14.0
    legend_x = left_room + COLUMN_GAP
    legend_room = room - right_width - COLUMN_GAP - legend_x
    is_narrow = legend_room < LEAST_LEGEND
    if is_narrow:
        left_room, legend_x, legend_room = room - right_width - COLUMN_GAP, 0.0, room
    left, left_height = head(left_room)
    shown, legend_height = samples(legend_room)
    high = max(left_height, right_height)
    legend_y = top + high + 8.0 if is_narrow else top - 4.0
    rule = Path(polyline(((0.0, 0.0), (room, 0.0))), stroke=theme.canvas.ink, line_width=1.0)
    groups = [
        Group("rule", 0.0, 0.0, (rule,)),
        Group("heading", 0.0, top, left),
        Group("imprint", room - right_width, top, right),
        *(replace(each, x=each.x + legend_x, y=each.y + legend_y) for each in shown),
    ]
    return groups, max(top + high, legend_y + legend_height if is_narrow else top + legend_height)


def heading(info: MapInfo, room: float, theme: Theme, note: str) -> tuple[tuple[Primitive, ...], float]:
    """The map's title, its vision or mission in small under it, and what of the map is shown."""
    title = broken(page_title(info), _TITLE_SIZE, "bold", room, 2)
    words = broken(" ".join((info.vision or info.mission).split()), SMALL, "regular", room, 3)
    runs, y = set_lines(title, 0.0, _TITLE_SIZE, theme.canvas.ink, "bold")
    more, y = set_lines(words, y + 4.0, SMALL, theme.canvas.muted)
    if not note:
        return (*runs, *more), y
    said, y = set_lines(broken(note, SMALL, "bold", room, 3), y + 4.0, SMALL, theme.canvas.ink, "bold")
    return (*runs, *more, *said), y


def _imprint(
    map: StrategyMap, sheet_id: str, lineage: Sequence[Revision], theme: Theme, today: date
) -> tuple[tuple[Primitive, ...], float, float]:
    """Sheet, date, revision and where it comes from; with width and height."""
    texts = [day_in_words(today), revision_words(lineage), _("Made with stratmap")]
    if len(map.sheets) > 1 and (sheet := " ".join(map.sheets[sheet_id].title.split())):
        texts.insert(0, sheet)
    lines = [line for text in texts for line in broken(text, SMALL, "regular", 200.0, 2)]
    runs, height = set_lines(lines, 4.0, SMALL, theme.canvas.ink)
    wide = max(line.width for line in lines)
    return tuple(runs), wide, height


def revision_words(lineage: Sequence[Revision]) -> str:
    """Which revision of a map is on the page."""
    if not lineage:
        return _("Not saved yet")
    return _("Revision {number} · {id}").format(number=len(lineage), id=lineage[-1].id[:_SHORT_ID])


def set_lines(
    lines: Sequence[Line], y: float, size: float, color: Color, weight: Weight = "regular"
) -> tuple[list[Primitive], float]:
    """Lines from ``y`` down, and where they end."""
    return list(text_runs(lines, 0.0, y, size, color, weight)), y + len(lines) * line_height(size)
