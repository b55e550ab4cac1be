"""What somebody does in a random session with the matrix and the position of a card, and what must hold of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stratmap.analysis.matrix import Rows
from stratmap.analysis.matrix_table import matrix_table
from tests.user import User

KEYS = ("+", "-", "?", "Delete", "Right", "Down", "Space", "Return", "Ctrl+Z", "Ctrl+Y")
"""What is pressed over the matrix."""

_NO_KEY, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def edits_the_matrix(user: User, number: int, keys: list[str], *, departments: bool) -> None:
    """Opens the matrix, clicks one of its cells, presses keys there, and goes back to the map."""
    work = user.workspace
    work.finish_writing()
    matrix, panel = work.matrix, work.matrix.panel
    matrix.open()
    QApplication.processEvents()
    if departments is not (panel.wanted.rows is Rows.DEPARTMENTS):
        panel.rows.setFocus()
        QTest.keyClick(panel.rows, Qt.Key.Key_Down if departments else Qt.Key.Key_Up)
    user.waits()
    model = panel.model
    if model.rowCount() and model.columnCount():
        index = model.index(number % model.rowCount(), number % model.columnCount())
        panel.grid.scrollTo(index)
        at = panel.grid.visualRect(index).center()
        QTest.mouseClick(panel.grid.viewport(), _LEFT, _NO_KEY, at)
        for key in keys:
            if matrix.is_open:  # Space shows the way on the map
                user.presses(key)
                _closes_a_menu()
    user.waits()
    if matrix.is_open:
        _is_of_the_map(user)
        panel.grid.setFocus()
        QTest.keyClick(panel.grid, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert work.view.isVisible(), "the matrix does not go away"
    assert work.notice.parent() is work.view, "what is said is said where nobody sees it"


def reads_the_position(user: User, number: int, keys: list[str]) -> None:
    """Looks at the position of what is selected, chooses one of its rows, and presses keys there."""
    work = user.workspace
    work.finish_writing()
    work.tabs.show_position()
    user.waits()
    panel = work.position_panel
    if panel.list.lines:
        user._click_row(panel.list, number % len(panel.list.lines))
        user.presses(*keys)
    user.waits()
    known = {*user.map.elements, *user.map.links}
    for line in panel.list.lines:
        assert line.keys <= known, "the position is of something that is gone"
    work.view.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()


def _is_of_the_map(user: User) -> None:
    """The matrix is what one would make of the map as it now is."""
    shown, fresh = user.workspace.matrix.panel.table, matrix_table(user.map, user.workspace.matrix.wanted)
    assert shown is not None, f"no matrix came: {user.workspace.matrix.panel.summary.text()}"
    assert (shown.rows, shown.columns) == (fresh.rows, fresh.columns), "the heads are of another map"
    assert dict(shown.matrix.cells) == dict(fresh.matrix.cells), "the cells are of another map"


def _closes_a_menu() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        QApplication.processEvents()
