"""What a step of the history was about, in a word or two: the one thing it changed, by its title."""

from __future__ import annotations

from models.change import Change
from models.records import Band, Bend, Element, Link, Perspective, Placement, Record, SavedFilter, Sheet
from models.strategy_map import StrategyMap
from stratmap.i18n import _
from stratmap.vocabulary import in_line, quoted

LONGEST = 32
"""Letters of a title that stand in a row."""

_TITLED = (Element, Perspective, Sheet, SavedFilter)


def thing_of(change: Change, map: StrategyMap) -> str:
    """The thing a step changed: “‘New shop’”, or “‘Shop’ → ‘New shop’” where it was renamed or is a link.

    Empty where there were several, or none that has a title. ``map`` gives the titles of what the step left alone.
    """
    titled = [(before, after) for _key, before, after in change if isinstance(after or before, _TITLED)]
    elements = [pair for pair in titled if isinstance(pair[1] or pair[0], Element)]
    if len(elements or titled) == 1:
        return _titles(*(elements or titled)[0])
    links = [record for _key, before, after in change if isinstance(record := after or before, Link)]
    if titled or len(links) > 1:
        return ""
    if links:
        return _between(links[0].source, links[0].target, map)
    drawn = [
        record for _key, before, after in change if isinstance(record := after or before, Placement | Band | Bend)
    ]
    return _drawn(drawn[0], map) if len(drawn) == 1 else ""


def _titles(before: Record | None, after: Record | None) -> str:
    was, now = (getattr(each, "title", None) for each in (before, after))
    if was is None or now is None or was == now or not was:
        return _short(now if now is not None else was or "")
    return _("{before} → {after}").format(before=_short(was), after=_short(now))


def _between(source: str, target: str, map: StrategyMap) -> str:
    ends = [map.elements.get(end) for end in (source, target)]
    if None in ends:
        return ""
    return " → ".join(_short(end.title) for end in ends if end is not None)


def _drawn(record: Placement | Band | Bend, map: StrategyMap) -> str:
    """What a card, a band or a bend is the picture of."""
    of = map.get(record.key.rpartition(":")[2])
    if isinstance(of, Link):
        return _between(of.source, of.target, map)
    return _short(of.title) if isinstance(of, Element | Perspective) else ""


def _short(title: str) -> str:
    line = in_line(title)
    return quoted(line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…")
