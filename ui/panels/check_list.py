"""A list that opens below a button to tick things in, and stays open while one ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.guard import guard

VALUE = Qt.ItemDataRole.UserRole
MOST_HIGH, WIDE = 340, (180, 340)


class CheckList(QListWidget):
    """Ticks by a click or Space; Enter and Escape close it."""

    ticked = Signal()
    """Something was ticked, or is no longer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setObjectName("check-list")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(self._turn)

    def offer(self, choices: Sequence[tuple[str, str]], ticked: Iterable[str]) -> None:
        """Offer these values with their names, some of them ticked already."""
        chosen = set(ticked)
        self.clear()
        for value, name in choices:
            item = QListWidgetItem(name)
            item.setData(VALUE, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def values(self) -> tuple[str, ...]:
        """The values that are ticked, in the order they are offered."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(str(item.data(VALUE)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def open_at(self, place: QPoint) -> None:
        """Show the list with its top left corner at a place of the screen, as far as it fits there."""
        widest = max(
            (self.fontMetrics().horizontalAdvance(self.item(row).text()) for row in range(self.count())), default=0
        )
        rows = max(1, self.count()) * max(24, self.sizeHintForRow(0))
        size = QSize(min(WIDE[1], max(WIDE[0], widest + 80)), min(MOST_HIGH, rows + 6))
        room = self.screen().availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - size.width()))
        y = max(room.top(), min(place.y(), room.bottom() - size.height()))
        self.setGeometry(x, y, size.width(), size.height())
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            was = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if was else Qt.CheckState.Checked)
            self.ticked.emit()

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
        elif event.key() == Qt.Key.Key_Space:
            self._turn(self.currentItem())
        else:
            super().keyPressEvent(event)
