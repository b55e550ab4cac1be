"""Joining elements, and changing how they are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.errors import StratmapError
from models.kinds import JOINS, LinkKind, Polarity, kinds_joining
from models.records import Link, new_id
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.i18n import _
from stratmap.vocabulary import link_kind_name


class AlreadyLinked(StratmapError):
    """The two are linked in just this way already."""

    def __init__(self, link: Link) -> None:
        super().__init__(f"already linked by {link.id}")
        self.link = link


def usual_kind(map: StrategyMap, source: str, target: str) -> LinkKind | None:
    """The kind a link between two elements most likely means, or None where none may join them."""
    kinds = kinds_joining(map.elements[source].kind, map.elements[target].kind)
    return kinds[0] if kinds else None


def connect(
    document: Document, source: str, target: str, kind: LinkKind, polarity: Polarity = Polarity.UNKNOWN
) -> str:
    """Link two elements; the link's id.

    Raises RuleBroken for a self-link or kinds that do not go together, AlreadyLinked for one that is there already.
    """
    if kind is not LinkKind.INFLUENCES:
        polarity = Polarity.UNKNOWN
    for link in document.map.links_of(source):
        same_ends = link.source == source and link.target == target
        if JOINS[kind].symmetric:
            same_ends = {link.source, link.target} == {source, target}
        if same_ends and link.kind is kind and link.polarity is polarity:
            raise AlreadyLinked(link)
    link = Link(new_id(), kind, source, target, polarity)
    with document.edit(_("Link: {kind}").format(kind=link_kind_name(kind))) as edit:
        edit.put(link)
    return link.id


def set_polarity(document: Document, links: Iterable[str], polarity: Polarity) -> None:
    """Sign influences; links of other kinds among them are left as they are."""
    with document.edit(_("Change sign")) as edit:
        for link_id in links:
            link = document.map.links[link_id]
            if link.kind is LinkKind.INFLUENCES:
                edit.put(replace(link, polarity=polarity))


def change_kind(document: Document, links: Iterable[str], kind: LinkKind) -> None:
    """Make links another kind; what only influences carry goes with the influence."""
    with document.edit(_("Change link to: {kind}").format(kind=link_kind_name(kind))) as edit:
        for link_id in links:
            link = replace(document.map.links[link_id], kind=kind)
            if kind is not LinkKind.INFLUENCES:
                link = replace(link, polarity=Polarity.UNKNOWN, strength=None, delay=False)
            edit.put(link)


def reverse(document: Document, links: Iterable[str]) -> None:
    """Turn links round. Raises RuleBroken where the kind does not allow it."""
    with document.edit(_("Reverse link")) as edit:
        for link_id in links:
            link = document.map.links[link_id]
            edit.put(replace(link, source=link.target, target=link.source))
