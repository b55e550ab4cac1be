"""The row of kinds under the title of a new card: which one it is to be."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from models.kinds import ElementKind
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from stratmap.vocabulary import kind_name
from ui.icons import SIZE, icon

GAP = 6
"""Window pixels between the title and the row."""


class KindStrip(QFrame):
    """Stands below its place, or above it where there is no room. It never takes the keyboard from the title."""

    def __init__(self, parent: QWidget, title: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(title)
        self._around = parent
        self._chosen: Callable[[ElementKind], object] = lambda kind: None
        self.buttons: dict[ElementKind, QToolButton] = {}
        self.setObjectName("kind-strip")
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(1)
        for kind in ElementKind:
            button = QToolButton()
            button.setObjectName("kind")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(SIZE, SIZE))
            button.setMinimumSize(30, 28)
            button.setToolTip(_("{kind}   (Ctrl+↑ or Ctrl+↓ goes through the kinds)").format(kind=kind_name(kind)))
            button.setAccessibleName(kind_name(kind))
            button.clicked.connect(lambda _on=False, kind=kind: self._chosen(kind))
            self.buttons[kind] = button
            row.addWidget(button)
        self.hide()

    def open(
        self,
        place: QRect,
        kind: ElementKind,
        allowed: Collection[ElementKind],
        theme: Theme,
        chosen: Callable[[ElementKind], object],
    ) -> None:
        """Offer the kinds beside ``place`` of the parent; only those allowed can be chosen."""
        self._chosen = chosen
        for each, button in self.buttons.items():
            color = theme.kinds[each].ink if each is ElementKind.FACTOR else theme.kinds[each].outline
            button.setIcon(icon(each.value, theme, color))
            button.setEnabled(each in allowed)
        self.show_kind(kind)
        self.adjustSize()
        self.stand_by(place)
        self.show()
        self.raise_()

    def stand_by(self, place: QRect) -> None:
        """Stand beside another place of the parent."""
        room = self._around.rect()
        below = place.bottom() + 1 + GAP
        top = below if below + self.height() <= room.bottom() else place.top() - GAP - self.height()
        left = max(4, min(place.left(), room.right() - self.width() - 4))
        self.move(left, max(4, top))

    def show_kind(self, kind: ElementKind) -> None:
        """Show which kind it is to be."""
        for each, button in self.buttons.items():
            button.setChecked(each is kind)
