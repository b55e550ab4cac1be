"""The closed vocabularies of a map, and the one table of which link may join which elements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ElementKind(StrEnum):
    """What an element of a strategy map is."""

    OBJECTIVE = "objective"
    INITIATIVE = "initiative"
    DEPARTMENT = "department"
    MEASURE = "measure"
    FACTOR = "factor"
    NOTE = "note"


class LinkKind(StrEnum):
    """What one element is to another."""

    INFLUENCES = "influences"
    REQUIRES = "requires"
    CONFLICTS = "conflicts"
    OWNS = "owns"
    TRACKS = "tracks"


class Polarity(StrEnum):
    """Direction of an influence: same way, opposite way, or not known (which is a value, not a gap)."""

    PLUS = "+"
    MINUS = "-"
    UNKNOWN = "?"


def net_polarity(polarities: Iterable[Polarity]) -> Polarity:
    """Polarity of a path: the product of its links' signs, unknown once any of them is unknown."""
    net = Polarity.PLUS
    for polarity in polarities:
        if polarity is Polarity.UNKNOWN:
            return Polarity.UNKNOWN
        net = Polarity.PLUS if polarity is net else Polarity.MINUS
    return net


class Status(StrEnum):
    """How an element stands. ``DONE`` and ``DROPPED`` end it: it is no longer active."""

    PLANNED = "planned"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    DONE = "done"
    DROPPED = "dropped"


class Priority(StrEnum):
    """How much an element matters; compare with ``rank``."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 1 for medium, 2 for high."""
        return list(Priority).index(self)


ENDED = frozenset({Status.DONE, Status.DROPPED})


@dataclass(frozen=True, slots=True)
class Joins:
    """Which kinds a link may leave and enter, and whether its two ends mean the same."""

    sources: frozenset[ElementKind]
    targets: frozenset[ElementKind]
    symmetric: bool = False


_GOALS = frozenset({ElementKind.OBJECTIVE, ElementKind.INITIATIVE})
_CAUSES = _GOALS | {ElementKind.MEASURE, ElementKind.FACTOR}

JOINS: dict[LinkKind, Joins] = {
    LinkKind.INFLUENCES: Joins(_CAUSES, _CAUSES),
    LinkKind.REQUIRES: Joins(_GOALS, _GOALS),
    LinkKind.CONFLICTS: Joins(_GOALS, _GOALS, symmetric=True),
    LinkKind.OWNS: Joins(frozenset({ElementKind.DEPARTMENT}), _GOALS | {ElementKind.MEASURE}),
    LinkKind.TRACKS: Joins(frozenset({ElementKind.MEASURE}), frozenset({ElementKind.OBJECTIVE})),
}
"""Link kind → the element kinds it may join. The only place that says so."""


def may_join(link: LinkKind, source: ElementKind, target: ElementKind) -> bool:
    """Whether a link of this kind may run from an element of one kind to one of the other."""
    joins = JOINS[link]
    return source in joins.sources and target in joins.targets


def kinds_joining(source: ElementKind, target: ElementKind) -> list[LinkKind]:
    """The link kinds that may run from one element kind to the other, the most usual first.

    The most usual is the most particular: a department owns, a measure tracks an objective.
    """
    allowed = [kind for kind in LinkKind if may_join(kind, source, target)]
    particular = [kind for kind in (LinkKind.OWNS, LinkKind.TRACKS) if kind in allowed]
    return particular + [kind for kind in allowed if kind not in particular]
