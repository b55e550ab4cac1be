"""What goes along in a copy of the map for others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QGridLayout, QWidget

from stratmap.i18n import _, marked
from ui.dialogs.column import column_of
from ui.plain_label import plain_label

_PARTS = {
    "owners": marked("Names of owners"),
    "notes": marked("Notes, note cards and reasons"),
    "budgets": marked("Budgets"),
    "versions": marked("Versions kept in the map"),
    "history": marked("When it was saved"),
}


class SendCopyDialog(QDialog):
    """Ticks for what goes along, with how much of it there is, and the size the file will have."""

    changed = Signal()
    """Something else is to go along."""
    asked = Signal()
    """The copy is to be saved."""

    def __init__(
        self, counts: dict[str, int], words: dict[str, str], ticked: dict[str, bool], opens: bool, parent: QWidget
    ) -> None:
        """``counts`` of what there is by the names of the fields of ``Sharing``, and the same in ``words``."""
        super().__init__(parent)
        column = column_of(self, _("Send a copy"), 500)
        column.setSpacing(12)
        self.boxes: dict[str, QCheckBox] = {}
        self.size_words = plain_label("", "heading", wraps=True)
        self.warning = plain_label("", wraps=True)
        self.warning.setMinimumHeight(2 * self.warning.fontMetrics().lineSpacing())  # so that nothing moves
        self.warning.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.opens = QCheckBox(_("Then open the folder it is in"))
        self.opens.setChecked(opens)
        self.buttons = QDialogButtonBox()
        self.save_button = self.buttons.addButton(_("Save the copy …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.asked)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(plain_label(_("This goes along with the map in a copy for others:"), wraps=True))
        column.addLayout(self._made_boxes(counts, words, ticked))
        never = _(
            "Words you deleted, the folders of this computer and the names of those who worked on the map"
            " are never in it. Your own file stays as it is."
        )
        for widget in (
            plain_label(never, "muted", wraps=True),
            self.size_words,
            self.warning,
            self.opens,
            self.buttons,
        ):
            column.addWidget(widget)
        next((box for box in self.boxes.values() if box.isEnabled()), self.save_button).setFocus()

    def _made_boxes(self, counts: dict[str, int], words: dict[str, str], ticked: dict[str, bool]) -> QGridLayout:
        """A row for each part: a tick, and how much of it there is."""
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        for row, (part, name) in enumerate(_PARTS.items()):
            count = words[part] if counts[part] else _("none")
            box = self.boxes[part] = QCheckBox(_(name))
            box.setAccessibleDescription(count)
            box.setEnabled(bool(counts[part]))
            box.setChecked(bool(counts[part]) and ticked[part])
            box.toggled.connect(self.changed)
            grid.addWidget(box, row, 0)
            grid.addWidget(plain_label(count, "muted", wraps=True), row, 1, Qt.AlignmentFlag.AlignRight)
        return grid

    @property
    def ticked(self) -> dict[str, bool]:
        """What is to go along, by the names of the fields of ``Sharing``."""
        return {part: box.isChecked() for part, box in self.boxes.items()}

    def say_size(self, words: str) -> None:
        """Say how large the copy will be, or that this is being worked out."""
        self.size_words.setText(words)

    def say_warning(self, words: str) -> None:
        """Say what stays in it all the same; nothing where nothing does."""
        self.warning.setText(words)

    def wait(self, waits: bool) -> None:
        """Take no other answer while the copy is written."""
        for widget in (*self.boxes.values(), self.opens, self.save_button):
            widget.setEnabled(not waits)
