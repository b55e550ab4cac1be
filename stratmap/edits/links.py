"""Joining elements, and changing how they are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.errors import StratmapError
from models.kinds import JOINS, LinkKind, Polarity, kinds_joining
from models.records import Link, new_id
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit
from stratmap.edits.bends import middle_of
from stratmap.i18n import _, grouped, ngettext
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
    refuse_twice(document.map, Link("", kind, source, target, polarity))
    link = Link(new_id(), kind, source, target, polarity)
    with document.edit(_("Link: {kind}").format(kind=link_kind_name(kind))) as edit:
        edit.put(link)
    return link.id


def refuse_twice(map: StrategyMap, wanted: Link) -> None:
    """Raise AlreadyLinked where another link says just what this one would."""
    ends = {wanted.source, wanted.target}
    for link in map.links_of(wanted.source):
        same_way = (link.source, link.target) == (wanted.source, wanted.target)
        if JOINS[wanted.kind].symmetric:
            same_way = {link.source, link.target} == ends
        if same_way and link.id != wanted.id and (link.kind, link.polarity) == (wanted.kind, wanted.polarity):
            raise AlreadyLinked(link)


def reconnect(document: Document, link: str, *, source: str | None = None, target: str | None = None) -> None:
    """Lead a link from another element, or to another one. Its bends go: they were made for the other way.

    Raises RuleBroken for a self-link or kinds that do not go together, AlreadyLinked for one that is there already.
    """
    before = document.map.links[link]
    after = replace(before, source=source or before.source, target=target or before.target)
    if after == before:
        return
    refuse_twice(document.map, after)
    with document.edit(_("Change start of link") if source else _("Change end of link")) as edit:
        edit.put(after)
        for bend in document.map.bends.values():
            if bend.link == link:
                edit.remove(bend.key)


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


def set_strength(document: Document, links: Iterable[str], strength: float | None) -> None:
    """Say how strong influences are, 0 < ``strength`` ≤ 1 or None; links of other kinds are left as they are."""
    with document.edit(_("Change strength")) as edit:
        for link_id in links:
            link = document.map.links[link_id]
            if link.kind is LinkKind.INFLUENCES:
                edit.put(replace(link, strength=strength))


def reverse(document: Document, links: Iterable[str]) -> None:
    """Turn links round; bent ones stay where they run. Raises RuleBroken where the kind does not allow it."""
    ids = list(links)
    with document.edit(ngettext("Reverse link", "Reverse {n} links", len(ids)).format(n=grouped(len(ids)))) as edit:
        for link_id in ids:
            link = document.map.links[link_id]
            edit.put(replace(link, source=link.target, target=link.source))
        _keep_bends_in_place(edit, set(ids))


def _keep_bends_in_place(edit: Edit, links: set[str]) -> None:
    """A link that runs the other way has its middle elsewhere, so what pulls it there must differ."""
    bends = [each for each in edit.map.bends.values() if each.link in links]
    if not bends:
        return
    after = edit.map.apply(edit.change(""))
    for bend in bends:
        was, now = (middle_of(state, bend.sheet, bend.link) for state in (edit.map, after))
        if was is not None and now is not None:
            edit.put(replace(bend, dx=bend.dx + was[0] - now[0], dy=bend.dy + was[1] - now[1]))
