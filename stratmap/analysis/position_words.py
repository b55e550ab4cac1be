"""The position of an element in words: each figure with its name, its value, and the formula it is made by."""

from __future__ import annotations

from dataclasses import dataclass

from models.kinds import ElementKind
from models.strategy_map import StrategyMap
from stratmap.analysis.position import Position
from stratmap.analysis.titles import quoted
from stratmap.i18n import _, grouped, ngettext


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure to show: what it is, how much, and how it is reckoned."""

    name: str
    value: str
    formula: str


def figures(place: Position, map: StrategyMap) -> tuple[Figure, ...]:
    """The figures of a position in the order they are read."""
    found = [
        Figure(
            _("Causes"),
            _("{direct} direct, {all} in all").format(
                direct=grouped(place.direct_causes), all=grouped(place.all_causes)
            ),
            _("Elements from which influences lead here: by one link, and by any number of links."),
        ),
        Figure(
            _("Effects"),
            _("{direct} direct, {all} in all").format(
                direct=grouped(place.direct_effects), all=grouped(place.all_effects)
            ),
            _("Elements to which influences lead from here: by one link, and by any number of links."),
        ),
        Figure(
            _("Feedback loops"),
            grouped(place.loops) if place.loops_are_all else _("at least {n}").format(n=grouped(place.loops)),
            _("Loops found that pass through the element, each choice among parallel links counted."),
        ),
    ]
    if map.elements[place.element].kind is ElementKind.INITIATIVE:
        found.append(
            Figure(
                _("Objectives it reaches"),
                grouped(len(place.objectives)),
                _("Objectives to which influences of any sign lead from here, by any number of links."),
            )
        )
    if place.betweenness is not None:
        found.append(_betweenness(place, place.betweenness))
    return tuple(found)


def _betweenness(place: Position, value: float) -> Figure:
    words = _("{value:.3f}, number {rank} of {ranked}")
    if place.betweenness_is_estimate:
        words = _("about {value:.3f}, number {rank} of {ranked}")
    return Figure(
        _("Ways that lead through it (betweenness)"),
        words.format(value=value, rank=grouped(place.rank), ranked=grouped(place.ranked)),
        _(
            "Sum over all other pairs of the part of their shortest ways that lead through here, divided by"
            " (n − 1)(n − 2), with n elements that influences join (Freeman 1977)."
        ),
    )


def position_sentence(place: Position, map: StrategyMap) -> str:
    """The position in one sentence: whether the element is an end, a beginning, or in between."""
    title = quoted(map.elements[place.element])
    if place.is_head:
        return _("{title} is an end: influences lead to it, and none leads on.").format(title=title)
    if place.is_tail:
        return _("{title} is a beginning: influences lead on from it, and none leads to it.").format(title=title)
    if place.betweenness is None:
        return _("No influence joins {title} to anything.").format(title=title)
    if place.loops:
        words = ngettext("{title} is on {n} feedback loop.", "{title} is on {n} feedback loops.", place.loops)
        if not place.loops_are_all:
            words = ngettext(
                "{title} is on at least {n} feedback loop.", "{title} is on at least {n} feedback loops.", place.loops
            )
        return words.format(title=title, n=grouped(place.loops))
    return _("{title} passes on what comes to it.").format(title=title)
