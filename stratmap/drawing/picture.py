"""A whole sheet as one picture, and the drawing of single records of it for surfaces that change bit by bit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from models.records import Link, Perspective, Placement, placement_key
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.bands import GUTTER, band_drawing, bands
from stratmap.drawing.detours import Near, around_cards, near_of
from stratmap.drawing.links import link_drawing
from stratmap.drawing.primitives import Group, Picture, Primitive, Rect
from stratmap.drawing.routes import Route, lane_of, lanes_of, route
from stratmap.drawing.shapes import card
from stratmap.drawing.theme import Theme

MARGIN = 32.0
"""Empty paper around everything, in pixels."""

_BADGE_ROOM = 16.0

DIMMED = 0.25
"""Opacity of what is not lit while something else is."""

EMPTY = Rect(0.0, 0.0, 640.0, 400.0)
"""What an empty sheet measures."""

_NONE: Mapping[str, Severity] = MappingProxyType({})


def picture(
    map: StrategyMap,
    sheet_id: str,
    theme: Theme,
    *,
    severities: Mapping[str, Severity] = _NONE,
    lit: frozenset[str] | None = None,
) -> Picture:
    """A sheet drawn: bands, then links, then elements, the higher the later.

    ``severities`` puts a badge on elements, by id. ``lit`` are the ids that keep their colours while the other
    elements and links are dimmed; None dims nothing.
    """
    routes = sheet_routes(map, sheet_id)
    extent = _extent(map, sheet_id, routes)
    groups = band_groups(map, sheet_id, extent, theme)
    for link_id, way in routes.items():
        drawn = link_drawing(map.links[link_id], way, theme)
        groups.append(Group(link_id, 0.0, 0.0, drawn, _opacity(link_id, lit)))
    for spot in _from_back_to_front(map, sheet_id):
        severity = severities.get(spot.element)
        groups.append(_element(map, spot, theme, severity, _opacity(spot.element, lit)))
    return Picture(tuple(groups), extent, theme.canvas.paper)


def bounds(map: StrategyMap, sheet_id: str) -> Rect:
    """The rectangle that holds everything a sheet shows, with a margin."""
    return _extent(map, sheet_id, sheet_routes(map, sheet_id))


def bounds_of_cards(map: StrategyMap, sheet_id: str) -> Rect:
    """Nearly ``bounds``, without working out how links swing: what a window fits in."""
    return _extent(map, sheet_id, {})


def sheet_routes(map: StrategyMap, sheet_id: str) -> dict[str, Route]:
    """The ways of all links of which a sheet shows both ends, by link id."""
    lanes, spots = lanes_of(map), map.placements_on(sheet_id)
    near = near_of({id: rect_of(spot) for id, spot in spots.items()})
    return {
        link.id: _route(map, sheet_id, link, lanes.get(link.id, (0, 1)), spots[link.source], spots[link.target], near)
        for link in map.links.values()
        if link.source in spots and link.target in spots
    }


def link_route(
    map: StrategyMap,
    sheet_id: str,
    link_id: str,
    moved: Mapping[str, Rect] = MappingProxyType({}),
    near: Near | None = None,
) -> Route | None:
    """The way of one link, or None when the sheet lacks an end of it. ``moved`` is where elements are dragged to.

    ``near`` finds the cards that stand where; without it the link does not care for them.
    """
    link = map.links[link_id]
    spots = map.placements_on(sheet_id)
    source, target = spots.get(link.source), spots.get(link.target)
    if source is None or target is None:
        return None
    return _route(map, sheet_id, link, lane_of(map, link), source, target, near, moved)


def link_group(
    map: StrategyMap,
    sheet_id: str,
    link_id: str,
    theme: Theme,
    *,
    moved: Mapping[str, Rect] = MappingProxyType({}),
    opacity: float = 1.0,
) -> Group | None:
    """One link drawn, or None when the sheet lacks an end of it."""
    way = link_route(map, sheet_id, link_id, moved)
    if way is None:
        return None
    return Group(link_id, 0.0, 0.0, link_drawing(map.links[link_id], way, theme), opacity)


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
    return [
        Group(perspective.id, rect.x, rect.y, _band(perspective, rect, number, theme))
        for number, (perspective, rect) in enumerate(bands(map, sheet_id, extent))
    ]


def rect_of(placement: Placement) -> Rect:
    """The box a placement gives its element."""
    return Rect(placement.x, placement.y, placement.width, placement.height)


def _band(perspective: Perspective, rect: Rect, number: int, theme: Theme) -> tuple[Primitive, ...]:
    return band_drawing(perspective, rect.width, rect.height, number, theme)


def _element(map: StrategyMap, spot: Placement, theme: Theme, severity: Severity | None, opacity: float) -> Group:
    drawn = card(map.elements[spot.element], spot.width, spot.height, theme, severity, pinned=spot.pinned)
    return Group(spot.element, spot.x, spot.y, drawn, opacity)


def _opacity(key: str, lit: frozenset[str] | None) -> float:
    return 1.0 if lit is None or key in lit else DIMMED


def _from_back_to_front(map: StrategyMap, sheet_id: str) -> list[Placement]:
    return sorted(map.placements_on(sheet_id).values(), key=lambda spot: spot.z)


def _route(
    map: StrategyMap,
    sheet_id: str,
    link: Link,
    lane: tuple[int, int],
    source: Placement,
    target: Placement,
    near: Near | None,
    moved: Mapping[str, Rect] = MappingProxyType({}),
) -> Route:
    boxes = (moved.get(link.source) or rect_of(source), moved.get(link.target) or rect_of(target))
    kinds = (map.elements[link.source].kind, map.elements[link.target].kind)
    bend = map.bends.get(placement_key(sheet_id, link.id))
    way = route(
        link,
        *boxes,
        source_kind=kinds[0],
        target_kind=kinds[1],
        lane=lane[0],
        lanes=lane[1],
        bend=bend,
    )
    if near is None or bend is not None:
        return way
    offset = lane[0] - (lane[1] - 1) / 2
    return around_cards(way, (link.source, link.target), boxes, kinds, near, offset)


def _extent(map: StrategyMap, sheet_id: str, routes: Mapping[str, Route]) -> Rect:
    """What everything covers: the cards and links with a margin, and the bands with the gutter for their names."""
    covered: Rect | None = None
    for spot in map.placements_on(sheet_id).values():
        covered = rect_of(spot).united(covered or rect_of(spot))
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
