"""How the fields and the tabs beside the map share the height: in a low window by what is attended to.

Where there is room, both have what they need. Where there is not, the fields are large while something is selected
and the keyboard is on the map or in a field, and leave the room to findings and loops otherwise. Once somebody moves
the line between the two it stays where it was put.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from ui.guard import guard
from ui.once import once
from ui.selection import Selection

SHARE = 0.395
"""Part of the height that the fields have where there is room."""

ENOUGH = 470
"""Pixels the tabs have before the fields get more than their least."""

LEAST_FIELDS = 84
"""Pixels the fields always have: what is selected, and the first of its fields."""

FIELDS, LEAST_TABS = 230, 180
"""Pixels for fields that are worked in, and those the tabs keep even then."""

AFTER = 60
"""Milliseconds after the second click of a double click: what is clicked does not move away between the two."""


def heights(height: int, *, attended: bool) -> tuple[int, int]:
    """Pixels of the fields and of the tabs; ``attended`` says whether it is the fields that are worked with."""
    usual = round(SHARE * height)
    fields = min(usual, max(LEAST_FIELDS, height - ENOUGH))
    if attended:
        fields = max(usual, min(FIELDS, height - LEAST_TABS))
    return fields, height - fields


class SharedSide(QSplitter):
    """The fields of what is selected above the tabs."""

    def __init__(self, parent: QWidget, fields: QWidget, tabs: QWidget, selection: Selection) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._fields = fields
        self._tabs = tabs
        self._selection = selection
        self._is_attended = False
        self._is_put = False
        self.addWidget(fields)
        self.addWidget(tabs)
        self._later = once(self, self._look_again, QApplication.doubleClickInterval() + AFTER)
        self._soon = once(self, self._look)
        self.splitterMoved.connect(self._put)
        selection.changed.connect(self._look)
        selection.lit_changed.connect(self._look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def stop(self) -> None:
        """Leave everything as it is from now on."""
        self._later.stop()
        self._soon.stop()
        self._is_put = True

    def share(self) -> None:
        """Share the height, unless somebody did."""
        room = self.height() - self.handleWidth()
        wanted = list(heights(room, attended=self._is_attended))
        if not self._is_put and room > 0 and self.sizes() != wanted:
            self.setSizes(wanted)

    def _put(self, *_where: int) -> None:
        self.stop()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not self._is_put and now is not None and self.isAncestorOf(now):
            self._soon.start()  # where a part is hidden the keyboard comes by here on its way to another

    def _look(self) -> None:
        """See what is attended to; in the tabs nothing moves away from under the pointer."""
        if self._is_put:
            return
        focus = QApplication.focusWidget()
        if focus is not None and self._tabs.isAncestorOf(focus):
            self._later.start()
            return
        self._later.stop()
        in_fields = focus is not None and self._fields.isAncestorOf(focus)
        has_fields = bool(self._selection.elements or self._selection.links)
        self._attend(in_fields or (has_fields and self._selection.lit is None))

    def _look_again(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._later.start()
            return
        focus = QApplication.focusWidget()
        if focus is not None and self._tabs.isAncestorOf(focus):
            self._attend(False)
        else:
            self._look()

    def _attend(self, attended: bool) -> None:
        self._is_attended = attended
        self.share()

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()
