"""Looks through everything that a window shows, for words that Qt would take for more than words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QHelpEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QGroupBox,
    QHeaderView,
    QLabel,
    QMenu,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QToolTip,
    QWidget,
)

from tests.safety.hostile import MARK
from ui.dialogs.guide import GuideWindow

MOST_ROWS = 60
"""Rows of a list that are looked at."""

_OUR_TIP = re.compile(r"(?:<p style='margin:0'>[^<>]*</p>)+")


def is_markup(text: str) -> bool:
    """Whether Qt takes a text for HTML where it guesses, and it is none that ``ui.tips`` made of plain words."""
    return GuiQt.mightBeRichText(text) and not _OUR_TIP.fullmatch(text)


def troubles(top: QWidget) -> Iterator[str]:
    """What is wrong with how a window, dialog or menu shows words, and in which of its parts."""
    for widget in (top, *top.findChildren(QWidget)):
        yield from (f"{_name(widget)}: {trouble}" for trouble in _of_widget(widget))
    for action in top.findChildren(QAction):
        yield from (f"action {action.text()!r}: {trouble}" for trouble in _of_action(action))


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()!r}"


def _of_widget(widget: QWidget) -> Iterator[str]:
    for what, text in (("tooltip", widget.toolTip()), ("what's this", widget.whatsThis())):
        if is_markup(text):
            yield f"the {what} is markup: {text!r}"
    for kind, looks in _LOOKS:
        if isinstance(widget, kind):
            yield from looks(widget)
            return


def _of_label(label: QLabel) -> Iterator[str]:
    guesses = label.textFormat() == Qt.TextFormat.AutoText
    if label.text() and label.textFormat() != Qt.TextFormat.PlainText and (not guesses or is_markup(label.text())):
        yield f"the text is markup: {label.text()!r}"
    if label.openExternalLinks() and not label.objectName().startswith("qt_msgbox_"):  # Qt's own may, if it is markup
        yield "links are opened without a word"
    if label.buddy() is not None:
        yield from _mnemonics(label.text())


def _of_text(edit: QTextEdit) -> Iterator[str]:
    if isinstance(edit, QTextBrowser) and (edit.openLinks() or edit.openExternalLinks()):
        yield "links are opened without a word"
    if isinstance(edit.window(), GuideWindow):
        return  # our own words
    if any(form.isImageFormat() or form.toCharFormat().isAnchor() for form in edit.document().allFormats()):
        yield f"there are links or pictures in it: {edit.toPlainText()!r}"


def _mnemonics(text: str) -> Iterator[str]:
    if MARK in text:
        yield f"an ampersand of a title is taken for a key: {text!r}"


def _of_rows(model: QAbstractItemModel | None) -> Iterator[str]:
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole)
    for index in _indexes(model) if model is not None else ():
        for role in roles:
            text = index.data(role)
            if isinstance(text, str) and is_markup(text):
                yield f"the tooltip of row {index.row()} is markup: {text!r}"


def _indexes(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    above = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for row in range(min(MOST_ROWS, model.rowCount(above))):
        for column in range(min(MOST_ROWS, columns)):
            index = model.index(row, column, above)
            yield index
            if column == 0 and not isinstance(model, QAbstractTableModel | QAbstractListModel):
                yield from _indexes(model, index)


def _of_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(min(MOST_ROWS, header.count())) if model is not None else ():
        text = model.headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        if isinstance(text, str) and is_markup(text):
            yield f"the tooltip of a head is markup: {text!r}"


def _of_button(button: QAbstractButton) -> Iterator[str]:
    yield from _mnemonics(button.text())


def _of_tabs(bar: QTabBar) -> Iterator[str]:
    for tab in range(bar.count()):
        yield from _mnemonics(bar.tabText(tab))
        if is_markup(bar.tabToolTip(tab)) or is_markup(bar.tabWhatsThis(tab)):
            yield f"the tooltip of a tab is markup: {bar.tabToolTip(tab)!r}"


_LOOKS: tuple[tuple[type[QWidget], Callable[[Any], Iterator[str]]], ...] = (
    (QLabel, _of_label),
    (QTextEdit, _of_text),
    (QAbstractButton, _of_button),
    (QGroupBox, lambda box: _mnemonics(box.title())),
    (QTabBar, _of_tabs),
    (QHeaderView, _of_header),
    (QAbstractItemView, lambda view: _of_rows(view.model())),
    (QMenu, lambda menu: _mnemonics(menu.title())),
)
"""How each kind of widget is looked at; the first that fits."""


def _of_action(action: QAction) -> Iterator[str]:
    yield from _mnemonics(action.text())
    shown = [each for each in action.associatedObjects() if not isinstance(each, QMenu) or each.toolTipsVisible()]
    if is_markup(action.toolTip()) and any(each is not action.parent() for each in shown):
        yield f"the tooltip is markup: {action.toolTip()!r}"


def tips(top: QWidget) -> Iterator[str]:
    """What comes up where the mouse rests, all over a window."""
    widgets = [each for each in (top, *top.findChildren(QWidget)) if each.isVisible()]
    for widget in widgets:
        area = widget.rect()
        for across in (0.1, 0.5):
            at = QPoint(int(area.width() * across), min(area.height() // 2, 40))
            QToolTip.hideText()
            QApplication.sendEvent(widget, QHelpEvent(QHelpEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
            if is_markup(QToolTip.text()):
                yield f"{_name(widget)}: what comes up is markup: {QToolTip.text()!r}"
    QToolTip.hideText()


def read_aloud(top: QWidget, most: int = 600) -> list[str]:
    """What a screen reader is told of a window: names, descriptions and texts."""
    said: list[str] = []
    waiting: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(top)]
    while waiting and len(said) < most:
        each = waiting.pop()
        if each is None or not each.isValid():
            continue
        roles = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
        said += [text for role in roles if (text := each.text(role))]
        waiting += [each.child(number) for number in range(min(each.childCount(), MOST_ROWS))]
    return said
