"""How the window is dressed: what must be seen in every theme, and nothing that is not ours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox, QProxyStyle, QStyle

from stratmap.drawing.theme import THEMES, contrast
from tests.stories.several import opens_window
from tests.user import User
from ui.dialogs.guide import GuideWindow
from ui.icons import SIZE

_BUTTONS = QDialogButtonBox.StandardButton


class WithIcons(QProxyStyle):
    """A desktop that has icons on the buttons of its dialogs."""

    def styleHint(self, hint: QStyle.StyleHint, *about: object) -> int:  # noqa: N802
        has = hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
        return 1 if has else super().styleHint(hint, *about)  # type: ignore[arg-type]


@pytest.fixture
def style(qapp: QApplication) -> QStyle:
    made = WithIcons("fusion")
    assert made.styleHint(QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons)
    return made


def test_the_buttons_of_dialogs_have_no_icons_whatever_the_desktop_has(style: QStyle, user: User) -> None:
    box = QDialogButtonBox(user.window)
    box.setStyle(style)
    box.setStandardButtons(_BUTTONS.Save | _BUTTONS.Cancel)
    question = QMessageBox(user.window)
    inside = question.findChild(QDialogButtonBox)
    assert inside is not None
    inside.setStyle(style)
    question.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    for each in (box, inside):
        assert len(each.buttons()) == 2
        hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
        assert each.style().styleHint(hint, None, each) == 0
        assert all(button.icon().isNull() for button in each.buttons())
    question.deleteLater()


@pytest.mark.parametrize("name", THEMES)
def test_the_icons_in_selected_rows_of_the_outline_stand_out(user: User, name: str) -> None:
    user.window.themes.choose(name)
    for number, kind in enumerate(("Objective", "Initiative", "Department", "Measure", "Factor", "Note")):
        user.draws(kind, kind, at=(250 + number % 3 * 220, 250 + number // 3 * 200))
    outline, behind = user.workspace.outline, user.window.theme.chrome.selection
    user.workspace.tabs.setCurrentWidget(outline)
    rows = [outline.model.index_of(key) for key in user.map.elements]
    assert len(rows) == 6
    for index in rows:
        shown = outline.model.data(index, Qt.ItemDataRole.DecorationRole)
        assert isinstance(shown, QIcon)
        image = shown.pixmap(SIZE, SIZE, QIcon.Mode.Selected).toImage()
        inks = {image.pixelColor(x, y).name() for x in range(SIZE) for y in range(SIZE)
                if image.pixelColor(x, y).alpha() > 240}  # fmt: skip
        assert inks
        assert all(contrast(ink, behind) >= 2.5 for ink in inks)


@pytest.mark.parametrize("name", THEMES)
def test_the_line_above_the_sheets_runs_from_end_to_end(user: User, name: str) -> None:
    user.window.themes.choose(name)
    QApplication.processEvents()
    tabs, line = user.workspace.sheet_tabs, QColor(user.window.theme.chrome.border)
    image = tabs.grab().toImage()
    assert {image.pixelColor(x, 0).name() for x in range(image.width())} == {line.name()}


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_worn_by_all_that_is_open(user: User, name: str) -> None:
    first, second = user.window, opens_window(user)
    second.help.show_guide()
    about = QMessageBox(QMessageBox.Icon.NoIcon, "", "A question", parent=first)
    about.open()
    second.themes.choose("paper" if name == "slate" else "slate")
    second.themes.choose(name)
    QApplication.processEvents()
    (guide,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, GuideWindow) and each.isVisible()]
    wanted = QColor(second.theme.chrome.window).name()
    for each in (first, second, guide, about):
        image = each.grab().toImage()
        assert image.pixelColor(image.width() - 3, image.height() - 3).name() == wanted, type(each).__name__
    guide.close()
    about.close()
