"""Findings somebody decides to live with: muted with a reason, and brought back."""

from __future__ import annotations

from collections.abc import Iterable

from models.errors import StratmapError
from models.records import Mute
from models.rules import plain
from stratmap.document import Document
from stratmap.i18n import _, grouped, ngettext


class ReasonMissing(StratmapError):
    """A finding is muted with a reason, so that whoever comes after knows why. The text is a sentence."""

    def __init__(self) -> None:
        super().__init__(_("Write down why you can live with it. Nothing was changed."))


def mute(document: Document, findings: Iterable[str], reason: str) -> None:
    """Mute findings, by their keys, for a reason; muted already, they get the new reason. One step of undo.

    Raises ReasonMissing for a blank reason, RuleBroken for one that is too long.
    """
    why = " ".join(plain(reason).split())
    if not why:
        raise ReasonMissing
    keys = list(dict.fromkeys(findings))
    with document.edit(ngettext("Mute finding", "Mute {n} findings", len(keys)).format(n=grouped(len(keys)))) as edit:
        for key in keys:
            edit.put(Mute(key, why))


def lift(document: Document, findings: Iterable[str]) -> None:
    """Bring muted findings back, by their keys; what is not muted is left alone. One step of undo."""
    muted = [each.key for key in findings if (each := Mute(key, "")).key in document.map.mutes]
    with document.edit(
        ngettext("Bring finding back", "Bring {n} findings back", len(muted)).format(n=grouped(len(muted)))
    ) as edit:
        for key in muted:
            edit.remove(key)
