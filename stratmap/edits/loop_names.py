"""A person's own names for feedback loops."""

from __future__ import annotations

from collections.abc import Iterable

from models.records import LoopName
from models.rules import plain
from stratmap.document import Document
from stratmap.i18n import _


def name_loop(document: Document, links: Iterable[str], name: str) -> None:
    """Name a loop, known by its link ids in order from the smallest; a blank name takes the name away.

    Raises RuleBroken for a name that is too long.
    """
    record = LoopName(tuple(links), " ".join(plain(name).split()))
    with document.edit(_("Name loop") if record.name else _("Remove the name of a loop")) as edit:
        if record.name:
            edit.put(record)
        elif record.key in document.map.loop_names:
            edit.remove(record.key)
