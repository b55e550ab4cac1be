"""A whole sheet as one picture, and the drawing of single records of it for surfaces that change bit by bit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from types import MappingProxyType

from models.kinds import ElementKind
from models.records import Link, Perspective, Placement, placement_key
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.arrivals import Arrival, arrivals, met
from stratmap.drawing.bands import GUTTER, band_drawing, bands
from stratmap.drawing.bent_curves import bent_between, middle_of, through
from stratmap.drawing.detours import Near, around_cards, near_of
from stratmap.drawing.links import link_drawing
from stratmap.drawing.primitives import Group, Picture, Point, Primitive, Rect
from stratmap.drawing.routes import Cubic, Route, curve_between, lane_of, lanes_at, lanes_of, of_curve
from stratmap.drawing.shapes import card
from stratmap.drawing.signs import signs_moved
from stratmap.drawing.theme import Theme

MARGIN = 32.0
"""Empty paper around everything, in pixels."""

_BADGE_ROOM = 16.0

DIMMED = 0.25
"""Opacity of what is not lit while something else is."""

EMPTY = Rect(0.0, 0.0, 640.0, 400.0)
"""What an empty sheet measures."""

_NONE: Mapping[str, Severity] = MappingProxyType({})

Meets = Callable[[str], Mapping[tuple[str, bool], Arrival]]
"""Where the links of an element meet its card."""

StillWanted = Callable[[], None]
"""Stops what calls it again and again, by raising whatever its owner catches."""


def _wanted() -> None:
    """Never stop."""


def picture(
    map: StrategyMap,
    sheet_id: str,
    theme: Theme,
    *,
    severities: Mapping[str, Severity] = _NONE,
    lit: frozenset[str] | None = None,
    still_wanted: StillWanted = _wanted,
) -> Picture:
    """A sheet drawn: bands, then links, then elements, the higher the later.

    ``severities`` puts a badge on elements, by id. ``lit`` are the ids that keep their colours while the other
    elements and links are dimmed; None dims nothing. ``still_wanted`` is called again and again, and stops the
    drawing by raising.
    """
    routes = sheet_routes(map, sheet_id, still_wanted)
    extent = _extent(map, sheet_id, routes)
    groups = band_groups(map, sheet_id, extent, theme)
    signs = signs_moved(map, routes, still_wanted)
    for link_id, way in routes.items():
        still_wanted()
        drawn = link_drawing(map.links[link_id], way, theme, signs.get(link_id))
        groups.append(Group(link_id, 0.0, 0.0, drawn, _opacity(link_id, lit)))
    for spot in _from_back_to_front(map, sheet_id):
        still_wanted()
        severity = severities.get(spot.element)
        groups.append(_element(map, spot, theme, severity, _opacity(spot.element, lit)))
    return Picture(tuple(groups), extent, theme.canvas.paper)


def bounds_of_cards(map: StrategyMap, sheet_id: str) -> Rect:
    """Nearly the bounds of its picture, without working out how links swing: what a window fits in."""
    return _extent(map, sheet_id, {})


def sheet_routes(map: StrategyMap, sheet_id: str, still_wanted: StillWanted = _wanted) -> dict[str, Route]:
    """The ways of all links of which a sheet shows both ends, by link id."""
    lanes, boxes = lanes_of(map), {id: rect_of(spot) for id, spot in map.placements_on(sheet_id).items()}
    near = near_of(boxes)
    curves = {
        link.id: _curve(map, sheet_id, link, boxes, lanes.get(link.id, (0, 1)))
        for link in map.links.values()
        if link.source in boxes and link.target in boxes
    }
    met_at: dict[tuple[str, bool], Arrival] = {}
    for element, box in boxes.items():
        still_wanted()
        met_at |= arrivals(map, element, box, lambda link: curves.get(link.id))
    routes: dict[str, Route] = {}
    for id, curve in curves.items():
        still_wanted()
        routes[id] = _led(map, sheet_id, map.links[id], boxes, curve, met_at, near)
    return routes


def link_route(
    map: StrategyMap,
    sheet_id: str,
    link_id: str,
    moved: Mapping[str, Rect] = MappingProxyType({}),
    near: Near | None = None,
    meets: Meets | None = None,
) -> Route | None:
    """The way of one link, or None when the sheet lacks an end of it. ``moved`` is where elements are dragged to.

    ``near`` finds the cards that stand where; without it the link cares neither for them nor for other links.
    ``meets`` tells what ``met_at_card`` does for an element, for whoever keeps it.
    """
    link = map.links[link_id]
    spots = map.placements_on(sheet_id)
    if link.source not in spots or link.target not in spots:
        return None
    boxes = {id: moved.get(id) or rect_of(spots[id]) for id in (link.source, link.target)}
    own = _curve(map, sheet_id, link, boxes, lane_of(map, link))
    if near is None:
        return of_curve(own)
    meets = meets or partial(met_at_card, map, sheet_id)
    met_at = {**meets(link.source), **meets(link.target)}
    return _led(map, sheet_id, link, boxes, own, met_at, near)


def met_at_card(map: StrategyMap, sheet_id: str, element: str) -> dict[tuple[str, bool], Arrival]:
    """Where the links of an element meet its card, by link id and whether the link ends there: see ``arrivals``."""
    spot = map.placement(sheet_id, element)
    return arrivals(map, element, rect_of(spot), _curves_at(map, sheet_id, element)) if spot else {}


def element_group(
    map: StrategyMap,
    sheet_id: str,
    element_id: str,
    theme: Theme,
    severity: Severity | None = None,
    *,
    opacity: float = 1.0,
) -> Group | None:
    """One element drawn, or None when the sheet does not show it."""
    spot = map.placement(sheet_id, element_id)
    return _element(map, spot, theme, severity, opacity) if spot else None


def band_groups(map: StrategyMap, sheet_id: str, extent: Rect, theme: Theme) -> list[Group]:
    """The bands of a sheet drawn, as wide as ``extent``."""
    stacked = bands(map, sheet_id, extent)
    last = len(stacked) - 1

    def drawn(each: Perspective, rect: Rect, number: int) -> tuple[Primitive, ...]:
        return band_drawing(each, rect.width, rect.height, number, theme, is_last=number == last)

    return [Group(each.id, rect.x, rect.y, drawn(each, rect, number)) for number, (each, rect) in enumerate(stacked)]


def rect_of(placement: Placement) -> Rect:
    """The box a placement gives its element."""
    return Rect(placement.x, placement.y, placement.width, placement.height)


def stacking(placement: Placement) -> tuple[int, str]:
    """What the cards of a sheet are sorted by from the back to the front, on the screen as on paper."""
    return (placement.z, placement.element)


def _element(map: StrategyMap, spot: Placement, theme: Theme, severity: Severity | None, opacity: float) -> Group:
    drawn = card(map.elements[spot.element], spot.width, spot.height, theme, severity, pinned=spot.pinned)
    return Group(spot.element, spot.x, spot.y, drawn, opacity)


def _opacity(key: str, lit: frozenset[str] | None) -> float:
    return 1.0 if lit is None or key in lit else DIMMED


def _from_back_to_front(map: StrategyMap, sheet_id: str) -> list[Placement]:
    return sorted(map.placements_on(sheet_id).values(), key=stacking)


def kinds_of(map: StrategyMap, link: Link) -> tuple[ElementKind, ElementKind]:
    """The kinds of the two elements a link joins."""
    return (map.elements[link.source].kind, map.elements[link.target].kind)


def _curves_at(map: StrategyMap, sheet_id: str, element: str) -> Callable[[Link], Cubic | None]:
    """The curves that the links of one element have by themselves."""
    spots, lanes = map.placements_on(sheet_id), lanes_at(map, element)

    def curve(link: Link) -> Cubic | None:
        source, target = spots.get(link.source), spots.get(link.target)
        if source is None or target is None:
            return None
        boxes = {link.source: rect_of(source), link.target: rect_of(target)}
        return _curve(map, sheet_id, link, boxes, lanes.get(link.id, (0, 1)))

    return curve


def _curve(map: StrategyMap, sheet_id: str, link: Link, boxes: Mapping[str, Rect], lane: tuple[int, int]) -> Cubic:
    """The curve of a link that cares for nothing but its two cards and whether somebody bent it."""
    source, target, kinds = boxes[link.source], boxes[link.target], kinds_of(map, link)
    bend = map.bends.get(placement_key(sheet_id, link.id))
    if bend is None:
        return curve_between(source, target, kinds, lane)
    return bent_between(source, target, kinds, lane, (bend.dx, bend.dy))


def _led(
    map: StrategyMap,
    sheet_id: str,
    link: Link,
    boxes: Mapping[str, Rect],
    own: Cubic,
    met_at: Mapping[tuple[str, bool], Arrival],
    near: Near,
) -> Route:
    """A link's way round the cards between, from and to where there is room beside the other links.

    A link that somebody bent runs as it was bent, whatever is about it.
    """
    ends = (link.source, link.target)
    curve, sign = met(own, met_at, link.id)
    if placement_key(sheet_id, link.id) in map.bends:
        return of_curve(through(middle_of(own), curve), sign)
    both = (boxes[ends[0]], boxes[ends[1]])

    def taken() -> tuple[list[Point], list[Point]]:
        source, target = (_met_beside(map, end, link.id, met_at) for end in ends)
        return source, target

    return around_cards(of_curve(curve, sign), ends, both, kinds_of(map, link), near, sign, taken)


def _met_beside(map: StrategyMap, element: str, link: str, met_at: Mapping[tuple[str, bool], Arrival]) -> list[Point]:
    """Where the other links meet a card."""
    keys = ((each.id, each.target == element) for each in map.links_of(element) if each.id != link)
    return [met_at[key].place for key in keys if key in met_at]


def _around(spots: Collection[Placement]) -> Rect | None:
    """The rectangle round all of these cards; None round none. Asked for after each change, so it is to be quick."""
    if not spots:
        return None
    left, top = min([spot.x for spot in spots]), min([spot.y for spot in spots])
    right, bottom = max([spot.x + spot.width for spot in spots]), max([spot.y + spot.height for spot in spots])
    return Rect(left, top, right - left, bottom - top)


def _extent(map: StrategyMap, sheet_id: str, routes: Mapping[str, Route]) -> Rect:
    """What everything covers: the cards and links with a margin, and the bands with the gutter for their names."""
    covered = _around(map.placements_on(sheet_id).values())
    for way in routes.values():
        covered = way.bounds.united(covered or way.bounds)
    content = covered.grown(MARGIN) if covered else None
    stacked = bands(map, sheet_id, content or EMPTY)
    high = stacked[-1][1].bottom if stacked else EMPTY.height
    if covered is None or content is None:
        return Rect(0.0, 0.0, EMPTY.width, high)
    if not stacked:
        return content
    near = covered.grown(_BADGE_ROOM)
    top = 0.0 if near.y >= 0 else content.y
    bottom = high if near.bottom <= high else content.bottom
    left = covered.x - GUTTER
    return Rect(left, top, content.right - left, bottom - top)
