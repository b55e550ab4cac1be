"""Making an element together with the link that joins it to another one: what kind it likely is, and one step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.kinds import ElementKind, LinkKind, Polarity, kinds_joining, may_join
from models.records import Link, new_id
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.edits.elements import put_new
from stratmap.i18n import _
from stratmap.vocabulary import kind_name


@dataclass(frozen=True, slots=True)
class Growth:
    """A new element of a kind and its link with an element ``other``; ``forward`` says the link runs to the new one.

    Without ``link`` the new element stands alone.
    """

    kind: ElementKind
    other: str = ""
    link: LinkKind | None = None
    polarity: Polarity = Polarity.UNKNOWN
    forward: bool = True


_EFFECTS = {
    ElementKind.OBJECTIVE: ElementKind.OBJECTIVE,
    ElementKind.INITIATIVE: ElementKind.OBJECTIVE,
    ElementKind.DEPARTMENT: ElementKind.INITIATIVE,
    ElementKind.MEASURE: ElementKind.OBJECTIVE,
    ElementKind.FACTOR: ElementKind.FACTOR,
}
"""What kind of thing an element of a kind most likely leads to."""

_CAUSES = {
    ElementKind.OBJECTIVE: ElementKind.INITIATIVE,
    ElementKind.INITIATIVE: ElementKind.DEPARTMENT,
    ElementKind.MEASURE: ElementKind.FACTOR,
    ElementKind.FACTOR: ElementKind.FACTOR,
}
"""What kind of thing most likely leads to an element of a kind."""


def effect_of(
    map: StrategyMap, element: str, link: LinkKind | None = None, polarity: Polarity = Polarity.UNKNOWN
) -> Growth | None:
    """What an element most likely leads to, by this kind of link if one is named; None where nothing fits."""
    own = map.elements[element].kind
    likely = _EFFECTS.get(own)
    if likely is None:
        return None
    wanted = [likely, *(kind for kind in ElementKind if kind is not likely)]
    for kind in wanted:
        kinds = kinds_joining(own, kind)
        if kinds and (link is None or link in kinds):
            chosen = link or kinds[0]
            sign = polarity if chosen is LinkKind.INFLUENCES else Polarity.UNKNOWN
            return Growth(kind, element, chosen, sign)
    return None


def cause_of(map: StrategyMap, element: str) -> Growth | None:
    """What most likely leads to an element; None where nothing does."""
    own = map.elements[element].kind
    kind = _CAUSES.get(own)
    return Growth(kind, element, kinds_joining(kind, own)[0], forward=False) if kind else None


def sibling_of(map: StrategyMap, element: str) -> Growth:
    """Another one of an element's kind, linked as the element's first link has it."""
    own = map.elements[element].kind
    first = next(iter(map.links_of(element)), None)
    if first is None:
        return Growth(own)
    forward = first.target == element
    return Growth(own, first.source if forward else first.target, first.kind, first.polarity, forward)


def as_kind(map: StrategyMap, growth: Growth, kind: ElementKind) -> Growth | None:
    """The same for a new element of another kind, the link being one the two allow; None where no link joins them."""
    if growth.link is None:
        return replace(growth, kind=kind)
    ends = (map.elements[growth.other].kind, kind)
    source, target = ends if growth.forward else ends[::-1]
    kinds = kinds_joining(source, target)
    if not kinds:
        return None
    link = growth.link if may_join(growth.link, source, target) else kinds[0]
    polarity = growth.polarity if link is LinkKind.INFLUENCES else Polarity.UNKNOWN
    return replace(growth, kind=kind, link=link, polarity=polarity)


def grow(document: Document, growth: Growth, title: str, sheet: str, x: float, y: float) -> tuple[str, str | None]:
    """Add the element, centred at (``x``, ``y``) on a sheet, and its link, as one step; the ids of both.

    When the element it was to be linked with is gone meanwhile, it stands alone. Raises RuleBroken.
    """
    link = None
    with document.edit(_("Add {kind}").format(kind=kind_name(growth.kind))) as edit:
        made = put_new(edit, growth.kind, title, sheet, x, y)
        if growth.link is not None and growth.other in document.map.elements:
            ends = (growth.other, made.id) if growth.forward else (made.id, growth.other)
            link = Link(new_id(), growth.link, *ends, growth.polarity)
            edit.put(link)
    return made.id, link.id if link else None
