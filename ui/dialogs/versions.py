"""The versions kept in a map under a name: to look at, to go back to, to rename, to do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from models.records import Version
from stratmap.i18n import _
from stratmap.vocabulary import count_of
from ui.dialogs.pictured import PicturedDialog


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of a version at a glance; ``elements`` is None where it is damaged."""

    elements: int | None
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Verbs:
    """What can be done with a version."""

    look: Callable[[Version], object]
    restore: Callable[[Version], object]
    rename: Callable[[Version], object]
    remove: Callable[[Version], object]


class VersionsDialog(PicturedDialog):
    """Lists versions, the newest first. What is in them is told by ``show`` as it becomes known."""

    def __init__(self, versions: Sequence[Version], verbs: Verbs, parent: QWidget) -> None:
        super().__init__(_("Versions kept in the map"), "", parent)
        self._glances: dict[str, Glance] = {}
        self.versions: list[Version] = []
        roles = QDialogButtonBox.ButtonRole
        self.look_button = self._button(_("Look at it"), roles.AcceptRole, verbs.look)
        self.restore_button = self._button(_("Go back to it"), roles.ActionRole, verbs.restore)
        self.rename_button = self._button(_("Rename …"), roles.ActionRole, verbs.rename)
        self.remove_button = self._button(_("Remove"), roles.ActionRole, verbs.remove)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.look_button.setDefault(True)
        self.look_button.setToolTip(_("Opens as a map of its own in a new window"))
        self.restore_button.setToolTip(_("Makes the map what it was then; one undo brings back what it is now"))
        self.rename_button.setToolTip("F2")
        self.remove_button.setToolTip(_("Delete"))
        for keys, button in (("F2", self.rename_button), ("Del", self.remove_button)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)
        self.list.itemDoubleClicked.connect(self.look_button.click)
        self.list.currentRowChanged.connect(self._allow)
        self.list_versions(versions)

    @property
    def chosen(self) -> Version | None:
        """The version that is chosen."""
        number = self.list.chosen
        return self.versions[number] if number is not None and number < len(self.versions) else None

    def list_versions(self, versions: Sequence[Version]) -> None:
        """List these, the newest first; what is known of one already is shown again."""
        row = max(self.list.currentRow(), 0)
        self.versions = sorted(versions, key=lambda each: each.saved, reverse=True)
        self.list.clear()
        for each in self.versions:
            self.list.offer(*self._words(each))
        self.list.setCurrentRow(min(row, len(self.versions) - 1))
        self.words.setText(_said(bool(self.versions)))
        self._allow()

    def show_glance(self, version: Version, glance: Glance) -> None:
        """Show what is in a version, now that it is known."""
        self._glances[version.id] = glance
        for number, each in enumerate(self.versions):
            if each.id == version.id:
                self.list.tell(number, *self._words(each))
        self._allow()

    def _words(self, version: Version) -> tuple[str, str, bytes | None]:
        glance = self._glances.get(version.id)
        parts = [when_kept(version.saved)]
        if glance is not None:
            damaged = _("damaged: it cannot be read, the map itself is sound")
            parts.append(damaged if glance.elements is None else count_of(glance.elements, True))
        name = version.name or _("(no name)")
        return name, " · ".join(filter(None, parts)), glance.picture if glance is not None else None

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole, does: Callable[[Version], object]) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.clicked.connect(lambda: self._do(does))
        return button

    def _do(self, does: Callable[[Version], object]) -> None:
        if self.chosen is not None:
            does(self.chosen)

    def _allow(self, *_row: object) -> None:
        chosen = self.chosen
        glance = self._glances.get(chosen.id) if chosen is not None else None
        readable = chosen is not None and (glance is None or glance.elements is not None)
        self.look_button.setEnabled(readable)
        self.restore_button.setEnabled(readable)
        self.rename_button.setEnabled(chosen is not None)
        self.remove_button.setEnabled(chosen is not None)


def _said(are_any: bool) -> str:
    if not are_any:
        return _(
            "No version is kept in this map yet. File › Keep this version keeps the map as it stands,"
            " under a name such as “as agreed on 3 May”."
        )
    return _(
        "These travel in the map's file, and go along where it is sent, unless you remove them and save, or send a"
        " copy without them. Each save is kept on this computer besides: File › Earlier versions."
    )


def when_kept(saved: str) -> str:
    """When it was kept, in the time of this machine; what a stranger's file says otherwise is not shown."""
    try:
        return f"{datetime.fromisoformat(saved).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return ""
