"""What can be done about a finding, done: each fix exactly one step of undo.

A fix is data made by ``stratmap.analysis.fixing`` from a finding and a map. When the map has changed since so that
the fix no longer fits it, it is refused and nothing happens.
"""

from __future__ import annotations

from dataclasses import replace

from models.change import Change
from models.errors import StratmapError
from models.kinds import JOINS
from models.records import Link, new_id
from models.strategy_map import StrategyMap
from stratmap.analysis.fix import Amend, Fix, NewLink
from stratmap.document import Document
from stratmap.edits.elements import take_out
from stratmap.i18n import _


class FixOutdated(StratmapError):
    """The map has changed since the fix was offered, and it no longer fits. The text is the sentence that says so."""

    def __init__(self) -> None:
        super().__init__(_("The map has changed since, and this no longer fits it. Nothing was changed."))


class ChoiceMissing(StratmapError):
    """A fix needs one of its choices, and none was given."""


def apply(document: Document, fix: Fix, choice: str = "") -> Change:
    """Do what a fix says, with the choice of this key where it has choices; one step of undo under the fix's label.

    The change it made.

    Raises FixOutdated when the map has changed so that it no longer fits, ChoiceMissing without a choice that is
    needed, RuleBroken when the map would break a rule; then nothing is changed.
    """
    amend = _chosen(fix, choice)
    map = document.map
    links = [link for link in amend.links if not _is_there(map, link)]
    if not _fits(map, amend) or (amend.links and not links):
        raise FixOutdated
    with document.edit(fix.label) as edit:
        elements = {key for key in amend.remove if key in map.elements}
        gone = {key for key in amend.remove if key in map.links}
        gone |= {link.id for element in elements for link in map.links_of(element)}
        take_out(edit, elements, gone)
        for element_id in {each.element: None for each in amend.fields}:
            values = {each.name: each.value for each in amend.fields if each.element == element_id}
            edit.put(replace(map.elements[element_id], **values))
        for each in links:
            edit.put(Link(new_id(), each.kind, each.source, each.target, each.polarity))
    return edit.change(fix.label)


def _chosen(fix: Fix, choice: str) -> Amend:
    if not fix.choices:
        return fix.amend
    for each in fix.choices:
        if each.key == choice:
            return each.amend
    raise ChoiceMissing(fix.ask)


def _fits(map: StrategyMap, amend: Amend) -> bool:
    """Whether everything the fix is about is still there."""
    named = [end for link in amend.links for end in (link.source, link.target)]
    named += [each.element for each in amend.fields]
    return all(id_ in map.elements for id_ in named) and all(
        key in map.elements or key in map.links for key in amend.remove
    )


def _is_there(map: StrategyMap, new: NewLink) -> bool:
    """Whether just this link has been drawn meanwhile."""
    for link in map.links_of(new.source):
        ends = {link.source, link.target} if JOINS[new.kind].symmetric else (link.source, link.target)
        wanted = {new.source, new.target} if JOINS[new.kind].symmetric else (new.source, new.target)
        if ends == wanted and link.kind is new.kind and link.polarity is new.polarity:
            return True
    return False
