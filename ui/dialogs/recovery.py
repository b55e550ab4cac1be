"""What a crash left, and what somebody did without in the last days: to open, to discard, or to decide on later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from stratmap.i18n import _
from ui.dialogs.pictured import PicturedDialog
from ui.panels.left_rows import left_lines

if TYPE_CHECKING:
    from stratmap.safekeeping.recovery import Left


class RecoveryDialog(PicturedDialog):
    """Lists maps with unsaved edits. Nothing happens to any of them unless somebody says so."""

    def __init__(
        self,
        left: Sequence[Left],
        discarded: Sequence[Left],
        open: Callable[[Left], None],
        discard: Callable[[Left], None],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Recover unsaved work"), _question(len(left), len(discarded)), parent)
        self._all = [*left, *discarded]
        self._left = len(left)
        self._open, self._discard = open, discard
        self.list.setAccessibleName(_("Maps with unsaved work"))
        for number, each in enumerate(self._all):
            self._offer(each, is_discarded=number >= self._left)
        kinds = QDialogButtonBox.ButtonRole
        self.open_button = self.buttons.addButton(_("Open"), kinds.AcceptRole)
        self.discard_button = self.buttons.addButton(_("Discard"), kinds.ActionRole)
        self.later_button = self.buttons.addButton(_("Later") if left else _("Close"), kinds.RejectRole)
        self.open_button.setDefault(True)
        self.buttons.accepted.connect(self._choose)
        self.discard_button.clicked.connect(self._drop)
        self.list.itemDoubleClicked.connect(self._choose)
        self.list.currentRowChanged.connect(self._allow)
        self._allow()

    def _offer(self, each: Left, *, is_discarded: bool) -> None:
        self.list.offer(*left_lines(each, _("put aside") if is_discarded else ""), each.picture)

    def _allow(self, *_row: object) -> None:
        chosen = self.list.chosen
        self.open_button.setEnabled(chosen is not None)
        self.discard_button.setVisible(bool(self._left))
        self.discard_button.setEnabled(chosen is not None and chosen < self._left)

    def _choose(self, *_item: object) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            self.accept()
            self._open(self._all[chosen])

    def _drop(self) -> None:
        chosen = self.list.chosen
        if chosen is not None and chosen < self._left:
            self.accept()
            self._discard(self._all[chosen])


def _question(left: int, discarded: int) -> str:
    if left:
        return _(
            "Stratmap ended the last time before this was saved. Open it as a map of its own: the file it came"
            " from stays as it is. What you discard can still be had for 7 days: File › Recover unsaved work."
        )
    if discarded:
        return _(
            "This was closed without saving, discarded or recovered in the last 7 days. Open it as a map of its own."
        )
    return _("There is no unsaved work to recover: everything was saved, or closed more than 7 days ago.")
