"""What somebody does in a random session to see the map otherwise, and what must hold of what is then shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stratmap.filtering import CRITERIA, without
from tests.user import User
from ui.dialogs.palette import Palette
from ui.panels.outline_rows import OutlineRows

_NO_KEY, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def ticks_in_the_filter(user: User, number: int, closes: bool) -> None:
    """Opens one of the filter's lists and ticks something in it, if there is anything."""
    work = user.workspace
    work.editor.finish()
    if not work.filter_bar.isVisible():
        work.see.open_filter()
    criterion = CRITERIA[number % len(CRITERIA)]
    user.clicks_button(work.filter_bar.buttons[criterion])
    opened = work.filter_bar.list
    if opened.count():
        item = opened.item(number % opened.count())
        QTest.mouseClick(opened.viewport(), _LEFT, _NO_KEY, opened.visualItemRect(item).center())
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    QApplication.processEvents()
    if closes:
        work.see.close_filter()
    user.window.activateWindow()


def keeps_the_filter(user: User, name: str) -> None:
    """Writes a name for the filter that is on, and takes the first one kept."""
    bar = user.workspace.filter_bar
    if bar.isVisible():
        bar.ask_name()
        user.types(name)
        user.presses("Return")
        kept = list(user.map.filters.values())
        if kept:
            bar.asked.emit(kept[0])


def clicks_the_outline(user: User, number: int, title: str | None) -> None:
    """Clicks a row of the outline; with a title, writes that over it."""
    user.workspace.tabs.show_outline()
    QApplication.processEvents()
    outline = user.workspace.outline
    count = outline.model.rows.count
    if count:
        index = outline.model.index(number % count, 0)
        outline.view.scrollTo(index)
        at = outline.view.visualRect(index).center()
        QTest.mouseClick(outline.view.viewport(), _LEFT, _NO_KEY, at)
        QApplication.processEvents()
        if title is not None and outline.model.element_at(outline.view.currentIndex()) is not None:
            user.presses("F2", "Ctrl+A")
            user.types(title)
            user.presses("Return")


def clicks_the_history(user: User, number: int) -> None:
    """Clicks one of the steps of the history."""
    user.workspace.tabs.show_history()
    QApplication.processEvents()
    steps = user.workspace.history.list
    index = steps.model().index(number % steps.model().rowCount(), 0)
    steps.scrollTo(index)
    QTest.mouseClick(steps.viewport(), _LEFT, _NO_KEY, steps.visualRect(index).center())
    QApplication.processEvents()


def uses_the_palette(user: User, letters: str, last: str) -> None:
    """Ctrl+K, some letters, and a key."""
    user.presses("Ctrl+K")
    for dialog in user.window.findChildren(Palette):
        dialog.field.setFocus()
        user.types(letters)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return if last == "Return" else Qt.Key.Key_Escape)
        if dialog.isVisible():
            dialog.reject()
    user.window.activateWindow()  # a window manager would
    QApplication.processEvents()


def what_is_seen_holds(user: User) -> None:
    """What is shown is the map without what is hidden, and nothing hidden is selected; the outline lists it all."""
    work, map = user.workspace, user.map
    assert work.sight.map == without(map, work.sight.hidden), "what is shown is not a part of the map"
    assert work.scene.map == work.sight.map, "the canvas shows another map"
    assert all(work.sight.shows(key) for key in work.selection.keys), "something hidden is selected"
    assert work.banner.isVisibleTo(work.middle) == work.sight.is_partial
    if work.tabs.currentWidget() is work.outline:
        fresh = OutlineRows()
        fresh.grouping = work.outline.model.rows.grouping
        fresh.fill(map, (each for each in map.elements.values() if work.sight.shows(each.id)))
        listed = {group.key: group.spots for group in work.outline.model.rows.groups if group.spots}
        assert listed == {group.key: group.spots for group in fresh.groups}, "the outline lists something else"
    if work.tabs.currentWidget() is work.history:
        history = user.document.history
        assert work.history.model.labels[1:] == [*history.undo_labels, *reversed(history.redo_labels)]
        assert work.history.model.present == len(history.undo_labels)
