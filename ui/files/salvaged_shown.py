"""A map of what could be read of a damaged one, in the window: what it is, and why there may be so little of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stratmap.i18n import _
from ui.workspace import Workspace

if TYPE_CHECKING:
    from models.salvage import Salvaged


def tell_what_it_is(workspace: Workspace | None, found: Salvaged, name: str, save_as: Callable[[], object]) -> None:
    """Say so over the map until it is saved, and where there are no cards on the empty sheet, too."""
    from stratmap.safekeeping.salvaging import empty_words, shown_sentence

    if workspace is None or workspace.document.map is not found.map:
        return
    workspace.file_banner.say(shown_sentence(found, name), (_("Save as …"), save_as))
    words = empty_words(found, name)
    if words:
        workspace.see.say_when_empty(words)
