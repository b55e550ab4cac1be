"""Edits from the matrix: the direct link between what stands in a row and what stands in a column."""

from __future__ import annotations

from dataclasses import replace

from models.kinds import LinkKind, Polarity
from models.records import Link, new_id
from stratmap.document import Document
from stratmap.edits.elements import take_out
from stratmap.i18n import _


def set_effect(document: Document, source: str, objective: str, sign: Polarity | None) -> None:
    """Make the direct influence of an initiative on an objective this one, or none. One step of undo.

    A link that has the sign stays; if none has, the first is given it, keeping its strength, delay and notes, or one
    is drawn; links of another sign go, as they would say the opposite. Raises RuleBroken where none may be drawn.
    """
    there = _direct(document, LinkKind.INFLUENCES, source, objective)
    if sign is None:
        _remove(document, there)
        return
    fitting = [link for link in there if link.polarity is sign]
    with document.edit(_("Change effect")) as edit:
        if not there:
            edit.put(Link(new_id(), LinkKind.INFLUENCES, source, objective, sign))
        elif not fitting:
            edit.put(replace(there[0], polarity=sign))
        kept = fitting or there[:1]
        take_out(edit, set(), {link.id for link in there if link not in kept})


def set_owned(document: Document, department: str, target: str, owned: bool) -> None:
    """Make a department accountable for something, or no longer. One step of undo."""
    there = _direct(document, LinkKind.OWNS, department, target)
    if not owned:
        _remove(document, there)
    elif not there:
        with document.edit(_("Make accountable")) as edit:
            edit.put(Link(new_id(), LinkKind.OWNS, department, target))


def _direct(document: Document, kind: LinkKind, source: str, target: str) -> list[Link]:
    links = document.map.links_of(source)
    found = [link for link in links if (link.kind, link.source, link.target) == (kind, source, target)]
    return sorted(found, key=lambda link: link.id)


def _remove(document: Document, links: list[Link]) -> None:
    if links:
        with document.edit(_("Remove link")) as edit:
            take_out(edit, set(), {link.id for link in links})
