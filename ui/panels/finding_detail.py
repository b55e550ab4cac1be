"""What there is to say and to do about the chosen finding."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from stratmap.i18n import _
from ui.panels.detail import Detail

if TYPE_CHECKING:
    from stratmap.analysis.fix import Fix
    from stratmap.analysis.worded import OldMute, WordedFinding


class FindingDetail(Detail):
    """What it means, what to do, the fixes there are, muting it with a reason, and where its check is explained."""

    fix_asked = Signal(object, object)
    """A ``WordedFinding`` and which of its fixes is to be applied, from 0."""
    mute_asked = Signal(object)
    """A ``WordedFinding`` somebody can live with."""
    lift_asked = Signal(str)
    """The key of a finding that is not to be muted any more."""
    explain_asked = Signal(str)
    """The code of a check."""

    def __init__(self) -> None:
        super().__init__(_("About this finding"))

    def show_finding(self, words: WordedFinding, fixes: tuple[Fix, ...], legend: str, *, is_muted: bool) -> None:
        """Show a finding with what can be done about it; ``legend`` says how its ways are told apart."""
        offered = tuple(fix.label for fix in fixes)
        what = (words.key, words.sentence, words.advice, words.reason, is_muted, offered, legend)
        self.say(what, lambda: self._build_muted(words) if is_muted else self._build(words, fixes, legend))

    def show_old(self, mute: OldMute) -> None:
        """Show a mute of something that is not found any more."""
        self.say(mute, lambda: self._build_old(mute))

    def show_nothing(self) -> None:
        """Show nothing."""
        self.say(None, lambda: None)

    def _build(self, words: WordedFinding, fixes: tuple[Fix, ...], legend: str) -> None:
        self.add_words(words.advice)
        if legend:
            self.add_words(legend, "muted")
        for number, fix in enumerate(fixes):
            label = f"{fix.label} …" if fix.choices else fix.label
            self.add_button(label, partial(self.fix_asked.emit, words, number))
        self._add_end(words, _("Mute …"))

    def _build_muted(self, words: WordedFinding) -> None:
        self.add_words(_("Muted, because: {reason}").format(reason=words.reason))
        self.add_button(_("Bring it back"), lambda: self.lift_asked.emit(words.key))
        self._add_end(words, _("Change reason …"))

    def _add_end(self, words: WordedFinding, mute: str) -> None:
        """What every finding has: muting it, and what its check means."""
        code = words.finding.code
        self.add_row(
            (mute, lambda: self.mute_asked.emit(words), ""),
            (_("Explain this check"), lambda: self.explain_asked.emit(code), "link"),
        )
        self.add_words(
            _("{name} ({code}). {meaning}").format(name=words.name, code=code, meaning=words.meaning), "small"
        )

    def _build_old(self, mute: OldMute) -> None:
        self.add_words(mute.name, "heading")
        self.add_words(_("This was muted, and is not found any more. If it comes back, it stays muted."), "muted")
        self.add_words(_("Muted, because: {reason}").format(reason=mute.reason))
        self.add_button(_("Forget the mute"), lambda: self.lift_asked.emit(mute.key))
