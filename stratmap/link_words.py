"""Links in words: what one says, why two things cannot be joined, and that they are joined already."""

from __future__ import annotations

from models.kinds import JOINS, ElementKind, LinkKind, Polarity, kinds_joining, may_join
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.i18n import _, marked
from stratmap.vocabulary import kind_name, quoted

_SAYS = {
    LinkKind.REQUIRES: marked("{source} requires {target}: {target} must be there first."),
    LinkKind.CONFLICTS: marked("{source} and {target} cannot both be had."),
    LinkKind.OWNS: marked("{source} is accountable for {target}."),
    LinkKind.TRACKS: marked("{source} shows whether {target} is reached."),
}
_INITIATIVE_SAYS = {
    Polarity.PLUS: marked("{source} supports {target}."),
    Polarity.MINUS: marked("{source} hurts {target}."),
    Polarity.UNKNOWN: marked("{source} influences {target}; which way is not said."),
}
_FACTOR_SAYS = {
    Polarity.PLUS: marked("More {source} raises {target}."),
    Polarity.MINUS: marked("More {source} lowers {target}."),
    Polarity.UNKNOWN: marked("{source} influences {target}; which way is not said."),
}
_WHY_NOT = {
    LinkKind.INFLUENCES: marked("Only objectives, initiatives, measures and factors influence one another."),
    LinkKind.REQUIRES: marked("Only initiatives and objectives require one another."),
    LinkKind.CONFLICTS: marked("Only initiatives and objectives conflict with one another."),
    LinkKind.OWNS: marked(
        "A department is accountable for objectives, initiatives and measures, and nothing else is."
    ),
    LinkKind.TRACKS: marked("A measure tracks an objective, and nothing else does."),
}


def link_sentence(link: Link, map: StrategyMap) -> str:
    """What a link says: “‘New shop’ supports ‘More revenue’.”"""
    source, target = map.elements[link.source], map.elements[link.target]
    if link.kind is LinkKind.INFLUENCES:
        says = (_INITIATIVE_SAYS if source.kind is ElementKind.INITIATIVE else _FACTOR_SAYS)[link.polarity]
    else:
        says = _SAYS[link.kind]
    words = _(says).format(source=quoted(source.title), target=quoted(target.title))
    return _("{words} It takes a while.").format(words=words) if link.delay else words


def cannot_join(source: Element, target: Element, kind: LinkKind | None) -> str:
    """Why no link (of this kind) can run from one element to the other, and what can; empty where one can."""
    if source.id == target.id:
        return _("A thing cannot be linked to itself. Drag to another card.")
    kinds = kinds_joining(source.kind, target.kind)
    if kind is not None and not may_join(kind, source.kind, target.kind):
        return _(_WHY_NOT[kind])
    if kinds:
        return ""
    back = kinds_joining(target.kind, source.kind)
    if back:
        return _("Draw it the other way round: from the {target} to the {source}.").format(
            source=kind_name(source.kind).lower(), target=kind_name(target.kind).lower()
        )
    return _("Nothing links a {source} to a {target}.").format(
        source=kind_name(source.kind).lower(), target=kind_name(target.kind).lower()
    )


def link_exists(link: Link) -> str:
    """That just this link is there already."""
    if JOINS[link.kind].symmetric or link.kind is not LinkKind.INFLUENCES:
        return _("They are linked like this already. That link is now selected.")
    return _("That influence is there already. It is now selected; press + or − to change its sign.")
