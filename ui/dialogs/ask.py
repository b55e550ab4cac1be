"""The questions the program asks: which file, keep the changes, and what went wrong. Plain text only."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from stratmap.i18n import _


class Answer(Enum):
    """What to do with work that is not on the disk."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Clash(Enum):
    """What to do when somebody else has written to the file that a map is to be saved in."""

    KEEP_BOTH = "keep both"
    SAVE_AS = "save as"
    REPLACE = "replace"


class Ask:
    """Asks the person in front of the window."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def open_paths(self, title: str, folder: Path, filter: str) -> list[Path]:
        """The files to read, looked for from a folder on; none when the person thinks better of it."""
        names, _chosen = QFileDialog.getOpenFileNames(self._parent, title, str(folder), filter)
        return [Path(name) for name in names]

    def save_path(self, title: str, suggestion: str, filter: str) -> Path | None:
        """The file to write, or None."""
        name, _chosen = QFileDialog.getSaveFileName(self._parent, title, suggestion, filter)
        return Path(name) if name else None

    def keep_changes(self, name: str) -> Answer:
        """Whether to save a map before it goes."""
        box = self._box(_("Save the changes to ‘{name}’?").format(name=name[:200]))
        box.setInformativeText(
            _(
                "If you do not save, what you did since the last save is in no file."
                " For 7 days it can still be had: File › Recover unsaved work."
            )
        )
        box.setIcon(QMessageBox.Icon.Question)
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        return {int(buttons.Save): Answer.SAVE, int(buttons.Discard): Answer.DISCARD}.get(answer, Answer.CANCEL)

    def replace(self, sentence: str) -> bool:
        """Whether to put something in the place of what is there."""
        box = self._box(sentence)
        box.setIcon(QMessageBox.Icon.Warning)
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is replace

    def read_what_is_left(
        self, sentence: str, detail: str, then: Callable[[], None], earlier: Callable[[], None] | None = None
    ) -> None:
        """Whether to read what can still be read of a damaged file into a new map, or to see its earlier versions."""
        box = self._box(sentence)
        box.setInformativeText(_("What can still be read can go into a new map. The file stays as it is."))
        box.setIcon(QMessageBox.Icon.Warning)
        if detail:
            box.setDetailedText(detail)
        choices = {box.addButton(_("Read what is left"), QMessageBox.ButtonRole.AcceptRole): then}
        if earlier is not None:
            choices[box.addButton(_("Earlier versions …"), QMessageBox.ButtonRole.AcceptRole)] = earlier
        self._let_choose(box, choices)

    def look_at_earlier(self, sentence: str, detail: str, then: Callable[[], None]) -> None:
        """Whether to see the earlier versions of a file that cannot be opened itself."""
        box = self._box(sentence)
        box.setInformativeText(_("Earlier versions of it are kept on this machine. Each opens as a copy."))
        box.setIcon(QMessageBox.Icon.Warning)
        if detail:
            box.setDetailedText(detail)
        self._let_choose(box, {box.addButton(_("Earlier versions …"), QMessageBox.ButtonRole.AcceptRole): then})

    def changed_on_disk(self, sentence: str, then: Callable[[Clash], None]) -> None:
        """What to do with two versions of one file; nothing is done when the person thinks better of it."""
        box = self._box(sentence)
        box.setIcon(QMessageBox.Icon.Warning)
        role = QMessageBox.ButtonRole
        choices = {
            box.addButton(_("Keep both"), role.AcceptRole): Clash.KEEP_BOTH,
            box.addButton(_("Save as …"), role.AcceptRole): Clash.SAVE_AS,
            box.addButton(_("Replace theirs"), role.DestructiveRole): Clash.REPLACE,
        }
        box.setDefaultButton(next(iter(choices)))
        self._let_choose(box, {button: partial(then, choice) for button, choice in choices.items()})

    def go_back(self, sentence: str, more: str, then: Callable[[], None]) -> None:
        """Whether to go back to what is in the file."""
        box = self._box(sentence)
        box.setInformativeText(more)
        box.setIcon(QMessageBox.Icon.Question)
        self._let_choose(box, {box.addButton(_("Revert"), QMessageBox.ButtonRole.DestructiveRole): then})

    def delete(self, sentence: str, then: Callable[[], None]) -> None:
        """Whether to delete something for good."""
        box = self._box(sentence)
        box.setInformativeText(_("It cannot be brought back."))
        box.setIcon(QMessageBox.Icon.Warning)
        self._let_choose(box, {box.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole): then})

    def look_anyway(self, sentence: str, detail: str, then: Callable[[], None]) -> None:
        """Whether to look at a file in spite of what is wrong with it."""
        box = self._box(sentence)
        box.setInformativeText(_("You can look at a copy of it anyway. The file stays as it is."))
        box.setIcon(QMessageBox.Icon.Warning)
        if detail:
            box.setDetailedText(detail)
        self._let_choose(box, {box.addButton(_("Look at it anyway"), QMessageBox.ButtonRole.AcceptRole): then})

    def save_elsewhere(self, sentence: str, detail: str, then: Callable[[], None]) -> None:
        """Say why a map is not saved, and offer to save it under another name or in another folder."""
        box = self._box(sentence)
        box.setInformativeText(_("Nothing is lost: your map is in the window as it was, and still to be saved."))
        box.setIcon(QMessageBox.Icon.Warning)
        if detail:
            box.setDetailedText(detail)
        button = box.addButton(_("Save as …"), QMessageBox.ButtonRole.AcceptRole)
        self._let_choose(box, {button: then})
        box.setDefaultButton(button)

    def tell(self, sentence: str, detail: str = "") -> None:
        """Say what went wrong; it stands there until it was read, and nothing else waits for that."""
        box = self._box(sentence)
        box.setIcon(QMessageBox.Icon.Warning)
        if detail:
            box.setDetailedText(detail)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _let_choose(self, box: QMessageBox, choices: dict[QPushButton, Callable[[], None]]) -> None:
        """Show a question with these answers and Cancel; the window goes on living meanwhile."""
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setEscapeButton(cancel)
        if box.defaultButton() is None:
            box.setDefaultButton(cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def answered(_result: int) -> None:
            chosen = box.clickedButton()
            for button, then in choices.items():
                if button is chosen:
                    QTimer.singleShot(0, self._parent, then)  # once the question is gone

        box.finished.connect(answered)
        box.open()

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle("stratmap")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box
