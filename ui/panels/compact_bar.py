"""A toolbar that leaves the words away where there is no room for them, so that no button falls off its end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolBar

from ui.guard import guard


class CompactBar(QToolBar):
    """Icons with words, or in a narrow window icons alone; their tooltips say the words."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._wide = 0
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    @property
    def has_words(self) -> bool:
        """Whether the buttons show their words."""
        return self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon

    def fit(self) -> None:
        """Show words if all of them have room."""
        if self.has_words:
            self._wide = self.sizeHint().width()
        styles = Qt.ToolButtonStyle
        style = styles.ToolButtonTextBesideIcon if self.width() >= self._wide else styles.ToolButtonIconOnly
        if style is not self.toolButtonStyle():
            self.setToolButtonStyle(style)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
