"""Keeping filters in the map by name."""

from __future__ import annotations

from dataclasses import replace

from models.records import SavedFilter, new_id
from models.rules import plain
from stratmap.document import Document
from stratmap.filtering import same
from stratmap.i18n import _


def save_filter(document: Document, filter: SavedFilter, title: str) -> SavedFilter:
    """Keep a filter under a name, in place of one of the same name; what was kept. Raises RuleBroken."""
    title = " ".join(plain(title).split())
    known = next((each.id for each in document.map.filters.values() if same(each.title) == same(title)), "")
    kept = replace(filter, id=known or new_id(), title=title)
    with document.edit(_("Save filter")) as edit:
        edit.put(kept)
    return kept


def delete_filter(document: Document, filter_id: str) -> None:
    """Forget a saved filter; nothing else changes."""
    with document.edit(_("Delete filter")) as edit:
        edit.remove(filter_id)
