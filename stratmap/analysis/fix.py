"""What can be done about a finding with one press: said as data, and made an edit by ``stratmap.edits.fixes``.

A fix names what it would do to the map instead of doing it, so that a window can show it as a button, a list of
choices or nothing, and so that analysing never changes a map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.kinds import ElementKind, LinkKind, Polarity, Status, may_join
from models.records import Element, Key
from models.strategy_map import StrategyMap
from stratmap.analysis.graph import title_order
from stratmap.analysis.titles import Titles, in_quotes, quoted
from stratmap.i18n import _

if TYPE_CHECKING:
    from stratmap.analysis.finding import Finding


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that is to be drawn."""

    kind: LinkKind
    source: str
    target: str
    polarity: Polarity = Polarity.UNKNOWN


@dataclass(frozen=True, slots=True)
class SetField:
    """A field of an element that is to have another value."""

    element: str
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Amend:
    """What one press does to the map: all of it, as one step of undo. An element removed takes its links along."""

    remove: tuple[Key, ...] = ()
    fields: tuple[SetField, ...] = ()
    links: tuple[NewLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things a fix can be done with: its key, what it is called in a list, and what choosing it does."""

    key: str
    label: str
    amend: Amend


@dataclass(frozen=True, slots=True)
class Fix:
    """A thing that can be done about a finding.

    ``label`` is what a button says and what undo calls it. With ``choices`` one of them has to be chosen first, by
    the word ``ask``; without, ``amend`` is what it does.
    """

    label: str
    amend: Amend = field(default_factory=Amend)
    ask: str = ""
    choices: tuple[Choice, ...] = ()


Fixes = Callable[["Finding", StrategyMap], Iterable[Fix]]


def no_fixes(finding: Finding, map: StrategyMap) -> Iterator[Fix]:
    """Nothing can be done about it safely with one press."""
    return iter(())


def named(template: str, map: StrategyMap, *ids: str) -> str:
    """A label with the titles of elements for ``{first}``, ``{second}`` and ``{third}``."""
    titles = (quoted(map.elements.get(id_)) for id_ in ids)
    return _(template).format(**dict(zip(("first", "second", "third"), titles, strict=False)))


def choices(map: StrategyMap, elements: Iterable[Element], amend: Callable[[Element], Amend]) -> tuple[Choice, ...]:
    """A choice for each of these elements, by title; where titles are equal the perspective is named as well."""
    ordered = sorted(elements, key=title_order)
    titles = Titles(map)
    often = Counter(each.title for each in ordered)
    return tuple(
        Choice(
            each.id,
            f"{_plain(each)} ({titles.perspective(each.perspective)})"
            if often[each.title] > 1 and each.perspective
            else _plain(each),
            amend(each),
        )
        for each in ordered
    )


def _plain(element: Element) -> str:
    return quoted(element) if not element.title.strip() else in_quotes(element.title)[1:-1]


def active(map: StrategyMap, kind: ElementKind) -> list[Element]:
    """The elements of one kind that are neither done nor dropped."""
    return [each for each in map.elements.values() if each.kind is kind and each.is_active]


def link_to_one_of(label: str, map: StrategyMap, source: str, targets: Iterable[Element], ask: str) -> Iterator[Fix]:
    """Draw a plus influence from an element to one that is chosen; nothing where none can be."""
    start = map.elements[source]
    possible = [
        each
        for each in targets
        if each.id != source
        and may_join(LinkKind.INFLUENCES, start.kind, each.kind)
        and not hurts_directly(map, source, each.id)
    ]
    if possible:

        def amend(target: Element) -> Amend:
            return Amend(links=(NewLink(LinkKind.INFLUENCES, source, target.id, Polarity.PLUS),))

        yield Fix(label, ask=ask, choices=choices(map, possible, amend))


def hurts_directly(map: StrategyMap, source: str, target: str) -> bool:
    """Whether a minus leads from one element straight to another: a plus beside it would only contradict it."""
    return any(
        link.kind is LinkKind.INFLUENCES and link.target == target and link.polarity is Polarity.MINUS
        for link in map.links_of(source)
        if link.source == source
    )


def remove(label: str, keys: Iterable[Key]) -> Fix:
    """Remove elements or links."""
    return Fix(label, Amend(remove=tuple(keys)))


def remove_one_of(label: str, map: StrategyMap, links: Sequence[str], ask: str) -> Iterator[Fix]:
    """Remove a link that is chosen, by the titles at its ends; of a single one nothing has to be asked."""

    def between(link: str) -> str:
        return f"{quoted(map.elements[map.links[link].source])} → {quoted(map.elements[map.links[link].target])}"

    if len(links) == 1:
        yield remove(_("{what}: {between}").format(what=label, between=between(links[0])), links)
    elif links:
        offered = tuple(Choice(link, between(link), Amend(remove=(link,))) for link in links)
        yield Fix(label, ask=ask, choices=offered)


def drop(map: StrategyMap, element: str) -> Fix:
    """Mark something as dropped."""
    return Fix(
        _("Mark {title} as dropped").format(title=quoted(map.elements[element])),
        Amend(fields=(SetField(element, "status", Status.DROPPED),)),
    )
