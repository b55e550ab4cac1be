"""The earlier versions of a map, to open one as a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from stratmap.i18n import _
from stratmap.vocabulary import size_words
from ui.dialogs.pictured import PicturedDialog

if TYPE_CHECKING:
    from stratmap.safekeeping.backups import Generation


class EarlierDialog(PicturedDialog):
    """Lists what a file held before, the newest first, by time and size and with a picture where there is one."""

    def __init__(
        self,
        found: Sequence[Generation],
        open: Callable[[Generation], None],
        delete: Callable[[Generation], None],
        parent: QWidget,
    ) -> None:
        words = _("Each time you save, what was saved is kept here. Open one as a copy: your file stays as it is.")
        if not found:
            words = _("There is no earlier version yet. Each time you save, one is kept.")
        super().__init__(_("Earlier versions"), words, parent)
        self._all = list(found)
        self._open, self._delete = open, delete
        for each in self._all:
            self._offer(each)
        self.open_button = self.buttons.addButton(_("Open a copy"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.delete_button = self.buttons.addButton(_("Delete …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.delete_button.clicked.connect(self._drop)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.open_button.setDefault(True)
        self._allow()
        self.buttons.accepted.connect(self._choose)
        self.list.itemDoubleClicked.connect(self._choose)

    def take_out(self, gone: Generation) -> None:
        """One is deleted: list it no longer."""
        for number, each in enumerate(self._all):
            if each.file == gone.file:
                del self._all[number]
                self.list.takeItem(number)
                break
        self._allow()

    def _allow(self) -> None:
        for button in (self.open_button, self.delete_button):
            button.setEnabled(bool(self._all))

    def _drop(self) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            self._delete(self._all[chosen])

    def _offer(self, each: Generation) -> None:
        local = each.saved.astimezone()
        name = each.path.name if each.path is not None else ""
        words = " · ".join(filter(None, (each.title, name, size_words(each.size))))
        self.list.offer(f"{local:%Y-%m-%d %H:%M:%S}", words, each.picture)

    def _choose(self, *_item: object) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            self.accept()
            self._open(self._all[chosen])
