"""When the program itself fails, the window lives on, the map is whole, and the failure is in the log and told."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    QSize,
    Qt,
    QUrl,
    qWarning,
)
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QStyleOptionViewItem

from models.rules import violations
from stratmap.edits import elements
from tests.conftest import Errors
from tests.test_architecture import qt_overrides
from tests.user import User
from ui.canvas import player, title_editor
from ui.canvas.accessible import Cards
from ui.dialogs.link_to import LinkToDialog
from ui.dialogs.palette import Palette
from ui.faults import MOST_MESSAGES, MOST_TIMES, faults_told, qt_messages_noted
from ui.panels import line_field, long_text
from ui.panels.choice_box import ChoiceBox
from ui.panels.compact_bar import CompactBar
from ui.panels.toolbox import ARROW

KINDS = (ValueError, KeyError, RuntimeError, RecursionError, ZeroDivisionError, MemoryError)


class Broken:
    """Something that fails whatever it is asked, each time in the way it is told to."""

    kind: type[Exception] = ValueError

    def __call__(self, *args: object, **fields: object) -> Any:
        raise self.kind("on purpose")

    def __len__(self) -> int:
        raise self.kind("on purpose")

    def __getitem__(self, index: int) -> object:
        raise self.kind("on purpose")


class Fault:
    """One way in which an override can fail: what it uses and is broken, and what makes Qt call it."""

    def __init__(self, uses: Callable[[User], tuple[object, str]], happens: Callable[[User], object]) -> None:
        self.uses = uses
        self.happens = happens


def editing(user: User) -> None:
    user.workspace.making.rename(user.element("Bread").id)


def form_field(user: User, name: str) -> Any:
    form = user.workspace.inspector.form
    assert form is not None
    return form.editors[name]


def kind_box(user: User) -> ChoiceBox:
    box = user.workspace.inspector.kind_box
    assert box is not None
    return box


def pinches(user: User) -> None:
    device = QPointingDevice(
        *("pad", 1, QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger),
        *(QInputDevice.Capability.Position, 2, 0),
    )
    at = QPointF(50, 50)
    kind = Qt.NativeGestureType.ZoomNativeGesture
    QCoreApplication.sendEvent(user.workspace.view, QNativeGestureEvent(kind, device, 2, at, at, at, 0.5, QPointF()))


def loses_focus(widget: Any) -> None:
    QCoreApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))


def moves_over(widget: Any) -> None:
    at, none = QPointF(5, 5), Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(
        widget, QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), none, Qt.MouseButton.LeftButton, keys)
    )


def resizes(widget: Any) -> None:
    size = widget.size()
    QCoreApplication.sendEvent(widget, QResizeEvent(QSize(size.width(), size.height() + 1), size))


def matrix(user: User) -> Any:
    """The matrix, in front and worked out."""
    if not user.workspace.matrix.is_open:
        user.workspace.matrix.open()
        user.waits()
    return user.workspace.matrix.panel


def stands(user: User) -> Any:
    """The list of where the selected card stands, in front and worked out."""
    panel = user.workspace.position_panel
    if user.workspace.tabs.currentWidget() is not panel:
        user.workspace.tabs.setCurrentWidget(panel)
        user.waits()
    return panel.list


def wheel_turns(widget: Any, keys: Qt.KeyboardModifier) -> None:
    at, none = QPointF(5, 5), Qt.MouseButton.NoButton
    begin = Qt.ScrollPhase.NoScrollPhase
    QCoreApplication.sendEvent(
        widget, QWheelEvent(at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120), none, keys, begin, False)
    )


def link_dialog(user: User) -> LinkToDialog:
    (dialog,) = user.workspace.findChildren(LinkToDialog)
    return dialog


def asks_for_a_link(user: User) -> None:
    if not user.workspace.findChildren(LinkToDialog):
        user.workspace.linking.ask()


def spoken(user: User) -> Any:
    """The map as screen readers see it."""
    return QAccessible.queryAccessibleInterface(user.workspace.view)


def cards(user: User) -> Cards:
    spoken(user)
    (found,) = user.workspace.view.findChildren(Cards)
    return found


def card(user: User) -> Any:
    """A card as screen readers see it."""
    return cards(user).card(user.element("Bread").id)


def pastes_into(widget: Any) -> None:
    QGuiApplication.clipboard().setText("words")
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def drags_a_file_over(window: Any) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/plan.stratmap")])
    copies, none = Qt.DropAction.CopyAction, Qt.MouseButton.NoButton
    event = QDragEnterEvent(QPoint(50, 50), copies, data, none, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(window.windowHandle(), event)


def palette(user: User) -> Palette:
    user.window.commands.offer()
    (dialog,) = user.window.findChildren(Palette)
    return dialog


FAULTS: dict[str, Fault] = {
    "TitleEditor.keyPressEvent": Fault(
        lambda user: (user.workspace.editor, "finish"),
        lambda user: QTest.keyClick(user.workspace.editor, Qt.Key.Key_Return),
    ),
    "TitleEditor.focusOutEvent": Fault(
        lambda user: (user.workspace.editor, "finish"),
        lambda user: loses_focus(user.workspace.editor),
    ),
    "MapView.paintEvent": Fault(
        lambda user: (user.workspace.scene.floating, "records"),
        lambda user: user.workspace.view.grab(),
    ),
    "MapView.hideEvent": Fault(
        lambda user: (user.workspace.view, "stop_painting"),
        lambda user: (user.workspace.view.hide(), user.workspace.view.show()),
    ),
    "MapView.resizeEvent": Fault(
        lambda user: (user.workspace.view, "isVisible"),
        lambda user: (setattr(user.workspace.view.looking, "wants_fit", True), resizes(user.workspace.view)),
    ),
    "MapView.mousePressEvent": Fault(
        lambda user: (user.workspace.view.hand.tool, "press"),
        lambda user: QTest.mousePress(user.workspace.view, Qt.MouseButton.LeftButton),
    ),
    "MapView.mouseMoveEvent": Fault(
        lambda user: (user.workspace.view.hand.tool, "hover"),
        lambda user: (user.hovers(300, 300), user.hovers(320, 300)),
    ),
    "MapView.mouseReleaseEvent": Fault(
        lambda user: (user.workspace.view.hand.tool, "release"),
        lambda user: QTest.mouseRelease(user.workspace.view, Qt.MouseButton.LeftButton),
    ),
    "MapView.mouseDoubleClickEvent": Fault(
        lambda user: (user.workspace.view.hand.tool, "double_click"),
        lambda user: QTest.mouseDClick(user.workspace.view, Qt.MouseButton.LeftButton),
    ),
    "MapView.wheelEvent": Fault(
        lambda user: (user.workspace.view.looking, "set_camera"),
        lambda user: user.turns_wheel(2, *user.workspace.view.camera.to_map(200, 200)),  # no pan goes before it
    ),
    "MapView.event": Fault(
        lambda user: (user.workspace.view.looking, "set_camera"),
        pinches,
    ),
    "MapView.keyPressEvent": Fault(
        lambda user: (user.workspace.view.hand, "cancel"),
        lambda user: QTest.keyClick(user.workspace.view, Qt.Key.Key_Escape),
    ),
    "MapView.keyReleaseEvent": Fault(
        lambda user: (user.workspace.view.hand, "_show_cursor"),
        lambda user: QTest.keyRelease(user.workspace.view, Qt.Key.Key_Space),
    ),
    "MapView.focusInEvent": Fault(
        lambda user: (user.workspace.view, "update"),
        lambda user: QApplication.sendEvent(user.workspace.view, QFocusEvent(QEvent.Type.FocusIn)),
    ),
    "MapView.focusOutEvent": Fault(
        lambda user: (user.workspace.view.hand, "cancel"),
        lambda user: loses_focus(user.workspace.view),
    ),
    "SentenceList.focusInEvent": Fault(
        lambda user: (user.workspace.findings.list, "selectionModel"),
        lambda user: QApplication.sendEvent(user.workspace.findings.list, QFocusEvent(QEvent.Type.FocusIn)),
    ),
    "Chooser.eventFilter": Fault(
        lambda user: (asks_for_a_link(user), (link_dialog(user).chooser.list, "currentRow"))[1],
        lambda user: QTest.keyClick(link_dialog(user).chooser.search, Qt.Key.Key_Down),
    ),
    "QuickEntry.eventFilter": Fault(
        lambda user: (user.workspace.quick.open(), (user.workspace.quick.panel, "_complete"))[1],
        lambda user: QTest.keyClick(user.workspace.quick.panel.line, Qt.Key.Key_Tab),
    ),
    "TitleEditor.canInsertFromMimeData": Fault(
        lambda user: (title_editor, "has_words"),
        lambda user: user.workspace.editor.canInsertFromMimeData(QMimeData()),
    ),
    "TitleEditor.insertFromMimeData": Fault(
        lambda user: (title_editor, "plain_words"),
        lambda user: user.workspace.editor.insertFromMimeData(QMimeData()),
    ),
    "ToolButton.mousePressEvent": Fault(
        lambda user: (user.workspace.toolbox.buttons[ARROW], "_take_up"),
        lambda user: QTest.mousePress(user.workspace.toolbox.buttons[ARROW], Qt.MouseButton.LeftButton),
    ),
    "ToolButton.mouseMoveEvent": Fault(
        lambda user: (user.workspace.toolbox.buttons[ARROW], "_carry"),
        lambda user: moves_over(user.workspace.toolbox.buttons[ARROW]),
    ),
    "ToolButton.mouseReleaseEvent": Fault(
        lambda user: (user.workspace.toolbox.buttons[ARROW], "_let_go"),
        lambda user: QTest.mouseRelease(user.workspace.toolbox.buttons[ARROW], Qt.MouseButton.LeftButton),
    ),
    "Palette.eventFilter": Fault(
        lambda user: (palette(user), "_step"),
        lambda user: QTest.keyClick(palette(user).field, Qt.Key.Key_Down),
    ),
    "OutlineView.event": Fault(
        lambda user: (user.workspace.outline.view, "_writes"),
        lambda user: QApplication.sendEvent(
            user.workspace.outline.view,
            QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        ),
    ),
    "OutlineView.keyPressEvent": Fault(
        lambda user: (user.workspace.outline.view, "currentIndex"),
        lambda user: QTest.keyClick(user.workspace.outline.view, Qt.Key.Key_Left),
    ),
    "OutlineView.mousePressEvent": Fault(
        lambda user: (user.workspace.outline.view, "indexAt"),
        lambda user: QTest.mousePress(user.workspace.outline.view.viewport(), Qt.MouseButton.LeftButton),
    ),
    "OutlineModel.rowCount": Fault(
        lambda user: (user.workspace.outline.model.rows, "groups"),
        lambda user: user.workspace.outline.model.rowCount(),
    ),
    "OutlineModel.columnCount": Fault(
        lambda user: (user.workspace.outline.model, "columns"),
        lambda user: user.workspace.outline.model.columnCount(),
    ),
    "OutlineModel.data": Fault(
        lambda user: (user.workspace.outline.model.rows, "groups"),
        lambda user: user.workspace.outline.model.data(QModelIndex()),
    ),
    "OutlineModel.setData": Fault(
        lambda user: (user.workspace.outline.model, "element_at"),
        lambda user: user.workspace.outline.model.setData(QModelIndex(), "Bread"),
    ),
    "OutlineModel.flags": Fault(
        lambda user: (user.workspace.outline.model, "element_at"),
        lambda user: user.workspace.outline.model.flags(QModelIndex()),
    ),
    "PositionModel.rowCount": Fault(
        lambda user: (stands(user).model(), "count"), lambda user: stands(user).model().rowCount()
    ),
    "PositionModel.data": Fault(
        lambda user: (stands(user).model(), "lines"), lambda user: stands(user).model().data(QModelIndex())
    ),
    "PositionDrawing.sizeHint": Fault(
        lambda user: (stands(user).drawn, "parts"),
        lambda user: stands(user).drawn.sizeHint(QStyleOptionViewItem(), stands(user).model().index(0, 0)),
    ),
    "PositionDrawing.paint": Fault(
        lambda user: (stands(user).drawn, "_draw"), lambda user: stands(user).viewport().grab()
    ),
    "PositionList.keyPressEvent": Fault(
        lambda user: (stands(user), "_fold"), lambda user: QTest.keyClick(stands(user), Qt.Key.Key_Right)
    ),
    "PositionList.mousePressEvent": Fault(
        lambda user: (stands(user), "indexAt"),
        lambda user: QTest.mousePress(stands(user).viewport(), Qt.MouseButton.LeftButton),
    ),
    "PositionList.resizeEvent": Fault(
        lambda user: (stands(user), "scheduleDelayedItemsLayout"), lambda user: resizes(stands(user).viewport())
    ),
    "MatrixModel.rowCount": Fault(
        lambda user: (matrix(user).model, "count"), lambda user: matrix(user).model.rowCount()
    ),
    "MatrixModel.columnCount": Fault(
        lambda user: (matrix(user).model, "count"), lambda user: matrix(user).model.columnCount()
    ),
    "MatrixModel.data": Fault(
        lambda user: (matrix(user).model, "_cell"),
        lambda user: matrix(user).model.data(matrix(user).model.index(0, 0)),
    ),
    "MatrixModel.headerData": Fault(
        lambda user: (matrix(user).model, "head"),
        lambda user: matrix(user).model.headerData(0, Qt.Orientation.Horizontal),
    ),
    "MatrixCells.paint": Fault(
        lambda user: (matrix(user).grid.itemDelegate(), "_look"), lambda user: matrix(user).grid.viewport().grab()
    ),
    "MatrixHeads.paintSection": Fault(
        lambda user: (matrix(user).grid.appearance, "marked"),
        lambda user: matrix(user).grid.horizontalHeader().viewport().grab(),
    ),
    "SharedSide.resizeEvent": Fault(
        lambda user: (user.workspace.side, "share"),
        lambda user: resizes(user.workspace.side),
    ),
    "SideTabs.resizeEvent": Fault(
        lambda user: (user.workspace.tabs, "fit"),
        lambda user: resizes(user.workspace.tabs),
    ),
    "Toolbox.resizeEvent": Fault(
        lambda user: (user.workspace.toolbox, "fit_soon"),
        lambda user: resizes(user.workspace.toolbox.viewport()),
    ),
    "MatrixPanel.resizeEvent": Fault(
        lambda user: (matrix(user), "_fit_legend"),
        lambda user: resizes(matrix(user)),
    ),
    "WrappedRow.resizeEvent": Fault(
        lambda user: (matrix(user).rows.parentWidget(), "fit"),
        lambda user: resizes(matrix(user).rows.parentWidget()),
    ),
    "_Legend.paintEvent": Fault(
        lambda user: (matrix(user).legend, "groups"), lambda user: matrix(user).legend.grab()
    ),
    "_Legend.resizeEvent": Fault(
        lambda user: (matrix(user).legend, "fit"), lambda user: resizes(matrix(user).legend)
    ),
    "MatrixGrid.event": Fault(
        lambda user: (matrix(user).grid, "_acts"),
        lambda user: QApplication.sendEvent(
            matrix(user).grid, QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
        ),
    ),
    "MatrixGrid.keyPressEvent": Fault(
        lambda user: (matrix(user).grid, "_act"), lambda user: QTest.keyClick(matrix(user).grid, Qt.Key.Key_Space)
    ),
    "MatrixGrid.mousePressEvent": Fault(
        lambda user: (matrix(user).grid, "indexAt"),
        lambda user: QTest.mousePress(matrix(user).grid.viewport(), Qt.MouseButton.LeftButton),
    ),
    "MatrixGrid.wheelEvent": Fault(
        lambda user: (matrix(user).grid, "zoom"),
        lambda user: wheel_turns(matrix(user).grid.viewport(), Qt.KeyboardModifier.ControlModifier),
    ),
    "MatrixGrid.resizeEvent": Fault(
        lambda user: (matrix(user).grid, "fit"), lambda user: resizes(matrix(user).grid.viewport())
    ),
    "HistoryModel.rowCount": Fault(
        lambda user: (user.workspace.history.model, "labels"),
        lambda user: user.workspace.history.model.rowCount(),
    ),
    "HistoryModel.data": Fault(
        lambda user: (user.workspace.history.model, "labels"),
        lambda user: user.workspace.history.model.data(QModelIndex()),
    ),
    "HistoryList.keyPressEvent": Fault(
        lambda user: (user.workspace.history.list, "currentIndex"),
        lambda user: QTest.keyClick(user.workspace.history.list, Qt.Key.Key_Return),
    ),
    "Minimap.paintEvent": Fault(
        lambda user: (user.workspace.minimap, "frame"),
        lambda user: user.workspace.minimap.grab(),
    ),
    "Minimap.mousePressEvent": Fault(
        lambda user: (user.workspace.minimap, "_look_at"),
        lambda user: QTest.mousePress(user.workspace.minimap, Qt.MouseButton.LeftButton),
    ),
    "Minimap.mouseMoveEvent": Fault(
        lambda user: (user.workspace.minimap, "_look_at"),
        lambda user: QApplication.sendEvent(
            user.workspace.minimap,
            QMouseEvent(
                *(QEvent.Type.MouseMove, QPointF(9, 9), QPointF(9, 9)),
                *(Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier),
            ),
        ),
    ),
    "Minimap.eventFilter": Fault(
        lambda user: (user.workspace.minimap, "_place"),
        lambda user: resizes(user.workspace.view),
    ),
    "CompactBar.resizeEvent": Fault(
        lambda user: (user.window.findChild(CompactBar), "fit"),
        lambda user: resizes(user.window.findChild(CompactBar)),
    ),
    "CheckList.keyPressEvent": Fault(
        lambda user: (user.workspace.filter_bar.list, "_turn"),
        lambda user: QTest.keyClick(user.workspace.filter_bar.list, Qt.Key.Key_Space),
    ),
    "NameField.keyPressEvent": Fault(
        lambda user: (user.workspace.filter_bar.name, "text"),
        lambda user: QTest.keyClick(user.workspace.filter_bar.name, Qt.Key.Key_Return),
    ),
    "FilterBar.keyPressEvent": Fault(
        lambda user: (user.workspace.filter_bar, "_put_away"),
        lambda user: QTest.keyClick(user.workspace.filter_bar, Qt.Key.Key_Escape),
    ),
    "FilterBar.resizeEvent": Fault(
        lambda user: (user.workspace.filter_bar, "_arrange"),
        lambda user: resizes(user.workspace.filter_bar),
    ),
    "FindField.keyPressEvent": Fault(
        lambda user: (user.workspace.find_bar.field, "_step"),
        lambda user: QTest.keyClick(user.workspace.find_bar.field, Qt.Key.Key_Return),
    ),
    "FindBar.eventFilter": Fault(
        lambda user: (user.workspace.find_bar.show(), (user.workspace.find_bar, "_place"))[1],
        lambda user: resizes(user.workspace.view),
    ),
    "SheetTabs.eventFilter": Fault(
        lambda user: (user.workspace.sheet_tabs, "finish"),
        lambda user: QTest.keyClick(user.workspace.sheet_tabs.field, Qt.Key.Key_Return),
    ),
    "_Bar.mouseReleaseEvent": Fault(
        lambda user: (user.workspace.sheet_tabs.bar, "let_go"),
        lambda user: QTest.mouseRelease(user.workspace.sheet_tabs.bar, Qt.MouseButton.LeftButton),
    ),
    "Glide.eventFilter": Fault(
        lambda user: (user.workspace.layouts.glide, "finish"),
        lambda user: user.workspace.layouts.glide.eventFilter(user.workspace.view, QEvent(QEvent.Type.KeyPress)),
    ),
    "MainWindow.changeEvent": Fault(
        lambda user: (user.window.menus, "give_back_keyboard"),
        lambda user: user.window.changeEvent(QEvent(QEvent.Type.ActivationChange)),
    ),
    "MainWindow.showEvent": Fault(
        lambda user: (user.window.drops, "follow"),
        lambda user: user.window.showEvent(QShowEvent()),
    ),
    "FileDrops.eventFilter": Fault(
        lambda user: (user.window.drops, "_takes"),
        lambda user: drags_a_file_over(user.window),
    ),
    "MainWindow.closeEvent": Fault(
        lambda user: (user.window.files, "leave"),
        lambda user: user.window.close(),
    ),
    "Notice.eventFilter": Fault(
        lambda user: (user.workspace.notice.say("Look"), (user.workspace.notice, "_place"))[1],
        lambda user: resizes(user.workspace.view),
    ),
    "LongText.canInsertFromMimeData": Fault(
        lambda user: (long_text, "has_words"),
        lambda user: form_field(user, "notes").canInsertFromMimeData(QMimeData()),
    ),
    "LongText.insertFromMimeData": Fault(
        lambda user: (long_text, "plain_words"),
        lambda user: form_field(user, "notes").insertFromMimeData(QMimeData()),
    ),
    "LongText.focusOutEvent": Fault(
        lambda user: (form_field(user, "notes"), "_keep"),
        lambda user: loses_focus(form_field(user, "notes")),
    ),
    "FieldForm.keyPressEvent": Fault(
        lambda user: (form_field(user, "owner").parent(), "_writing"),
        lambda user: QTest.keyClick(form_field(user, "owner"), Qt.Key.Key_Escape),
    ),
    "LineField.keyPressEvent": Fault(
        lambda user: (line_field, "has_words"),
        lambda user: pastes_into(form_field(user, "owner")),
    ),
    "ChoiceBox.paintEvent": Fault(
        lambda user: (kind_box(user), "palette"),
        lambda user: kind_box(user).grab(),
    ),
    "SentenceModel.rowCount": Fault(
        lambda user: (user.workspace.findings.list.model(), "shown"),
        lambda user: user.workspace.findings.list.model().rowCount(),
    ),
    "SentenceModel.flags": Fault(
        lambda user: (user.workspace.findings.list.model(), "row"),
        lambda user: user.workspace.findings.list.model().flags(
            user.workspace.findings.list.model().createIndex(0, 0)
        ),
    ),
    "Detail.resizeEvent": Fault(
        lambda user: (user.workspace.findings.detail, "fit"),
        lambda user: QCoreApplication.sendEvent(
            user.workspace.findings.detail.viewport(), QResizeEvent(QSize(300, 60), QSize(280, 60))
        ),
    ),
    "SentencePanel.resizeEvent": Fault(
        lambda user: (user.workspace.findings, "fit_detail"),
        lambda user: user.workspace.findings.resizeEvent(QResizeEvent(QSize(300, 60), QSize(280, 60))),
    ),
    "LoopDetail.eventFilter": Fault(
        lambda user: (user.workspace.loops.detail, "_takes"),
        lambda user: user.workspace.loops.detail.eventFilter(user.workspace.view, QEvent(QEvent.Type.KeyPress)),
    ),
    "SentenceModel.canFetchMore": Fault(
        lambda user: (user.workspace.findings.list.model(), "shown"),
        lambda user: user.workspace.findings.list.model().canFetchMore(QModelIndex()),
    ),
    "SentenceModel.fetchMore": Fault(
        lambda user: (user.workspace.findings.list.model(), "shown"),
        lambda user: user.workspace.findings.list.model().fetchMore(QModelIndex()),
    ),
    "SentenceModel.data": Fault(
        lambda user: (user.workspace.findings.list.model(), "row"),
        lambda user: user.workspace.findings.list.model().data(
            user.workspace.findings.list.model().createIndex(0, 0)
        ),
    ),
    "SentenceDrawing.sizeHint": Fault(
        lambda user: (user.workspace.findings.list.itemDelegate(), "_parts"),
        lambda user: user.workspace.findings.list.itemDelegate().sizeHint(
            QStyleOptionViewItem(), user.workspace.findings.list.model().index(0, 0)
        ),
    ),
    "SentenceDrawing.paint": Fault(
        lambda user: (player, "play"),
        lambda user: user.workspace.findings.list.grab(),
    ),
    "SentenceList.mousePressEvent": Fault(
        lambda user: (user.workspace.findings.list, "indexAt"),
        lambda user: QTest.mousePress(user.workspace.findings.list.viewport(), Qt.MouseButton.LeftButton),
    ),
    "SentenceList.keyPressEvent": Fault(
        lambda user: (user.workspace.findings.list, "currentIndex"),
        lambda user: QTest.keyClick(user.workspace.findings.list, Qt.Key.Key_Escape),
    ),
    "SentenceList.resizeEvent": Fault(
        lambda user: (user.workspace.findings.list, "scheduleDelayedItemsLayout"),
        lambda user: resizes(user.workspace.findings.list.viewport()),
    ),
    "AccessibleMap.childCount": Fault(lambda user: (cards(user), "keys"), lambda user: spoken(user).childCount()),
    "AccessibleMap.child": Fault(lambda user: (cards(user), "keys"), lambda user: spoken(user).child(0)),
    "AccessibleMap.indexOfChild": Fault(
        lambda user: (cards(user), "keys"), lambda user: spoken(user).indexOfChild(spoken(user))
    ),
    "AccessibleMap.childAt": Fault(lambda user: (cards(user), "card_at"), lambda user: spoken(user).childAt(0, 0)),
    "AccessibleMap.focusChild": Fault(lambda user: (cards(user), "focused"), lambda user: spoken(user).focusChild()),
    "AccessibleMap.text": Fault(
        lambda user: (cards(user), "summary"), lambda user: spoken(user).text(QAccessible.Text.Description)
    ),
    "AccessibleCard.parent": Fault(lambda user: (cards(user), "whole"), lambda user: card(user).parent()),
    "AccessibleCard.childCount": Fault(lambda user: (cards(user), "parts"), lambda user: card(user).childCount()),
    "AccessibleCard.child": Fault(lambda user: (cards(user), "parts"), lambda user: card(user).child(0)),
    "AccessibleCard.indexOfChild": Fault(
        lambda user: (cards(user), "parts"), lambda user: card(user).indexOfChild(card(user))
    ),
    "AccessibleCard.text": Fault(
        lambda user: (cards(user), "name"), lambda user: card(user).text(QAccessible.Text.Name)
    ),
    "AccessibleCard.rect": Fault(lambda user: (cards(user), "rect"), lambda user: card(user).rect()),
    "AccessibleCard.role": Fault(lambda user: (cards(user), "role"), lambda user: card(user).role()),
    "AccessibleCard.state": Fault(lambda user: (cards(user), "state"), lambda user: card(user).state()),
}


@pytest.fixture
def bakery(user: User) -> User:
    """Somebody with two cards, one selected, and a finding on the screen."""
    user.draws("Objective", "Bread", at=(300, 300))
    user.draws("Initiative", "Oven", at=(600, 300))
    user.selects("Bread")
    user.waits()
    user.hovers(900, 600)
    assert user.workspace.findings.sentences
    return user


def test_every_override_is_made_to_fail_here():
    there = {name.rpartition(".")[0].rpartition(".")[2] + "." + name.rpartition(".")[2] for name, _ in qt_overrides()}
    assert set(FAULTS) == there


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("override", FAULTS)
def test_an_override_that_fails_is_reported_and_the_window_lives_on(
    bakery: User, reported: Errors, monkeypatch: pytest.MonkeyPatch, override: str
):
    fault, before = FAULTS[override], bakery.map
    for kind in KINDS:
        broken = Broken()
        broken.kind = kind
        with monkeypatch.context() as patch:
            patch.setattr(*fault.uses(bakery), broken, raising=False)
            reported.seen.clear()
            fault.happens(bakery)
            found, reported.seen[:] = list(reported.seen), []
        assert found, f"{kind.__name__} was not reported"
        assert {f"in {override}: {kind('on purpose')!r}"} == set(found)
    bakery.workspace.editor.drop()
    for dialog in bakery.window.findChildren(QDialog):
        dialog.reject()
    assert bakery.window.isVisible()
    assert bakery.map == before
    assert violations(bakery.map) == []
    assert not bakery.workspace.view.grab().isNull()
    bakery.window.activateWindow()
    bakery.draws("Objective", "Cake", at=(300, 500))
    assert bakery.element("Cake")
    assert reported.seen == []


def test_a_press_that_fails_is_reported_once(bakery: User, reported: Errors, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(bakery.workspace.view.hand.tool, "press", Broken(), raising=False)
        bakery.clicks(300, 300)
    assert len(reported.seen) == 1
    reported.seen.clear()


def test_a_window_that_cannot_ask_about_the_changes_stays(
    bakery: User, reported: Errors, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(bakery.window.files, "leave", Broken())
        assert not bakery.window.close()
    assert bakery.element("Bread")
    reported.seen.clear()


@pytest.fixture
def told(bakery: User) -> Iterator[User]:
    """Somebody who is told of faults, as in the running program."""
    with faults_told(bakery.window.tell_fault):
        yield bakery


def test_an_action_that_fails_is_in_the_log_and_told(told: User, reported: Errors, monkeypatch: pytest.MonkeyPatch):
    before = told.map
    for kind in KINDS:
        broken = Broken()
        broken.kind = kind
        told.workspace.notice.say("")
        with monkeypatch.context() as patch:
            patch.setattr(elements, "delete", broken)
            told.presses("Delete")
        told.sees_notice("Something went wrong inside stratmap")
        assert reported.seen == [f"not caught: {kind('on purpose')!r}"]
        reported.seen.clear()
    assert told.map == before
    told.presses("Delete")
    assert not told.elements("Bread")


def test_a_listener_of_the_document_that_fails_leaves_the_change_and_the_others_whole(
    told: User, reported: Errors, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(told.workspace.inspector, "records", Broken())
        told.presses("Delete")
    assert not told.elements("Bread")
    assert told.workspace.scene.keys == {told.element("Oven").id}
    assert reported.seen
    reported.seen.clear()
    told.presses("Ctrl+Z")
    assert told.element("Bread")


def test_a_thread_that_fails_is_told_in_the_window(told: User, reported: Errors):
    thread = threading.Thread(target=Broken())
    thread.start()
    thread.join()
    QApplication.processEvents()
    told.sees_notice("Something went wrong inside stratmap")
    assert reported.seen == ["not caught: ValueError('on purpose')"]
    reported.seen.clear()


def test_a_fault_on_the_start_page_is_told_in_the_status_line(told: User, reported: Errors):
    told.window.show_start()
    logging.getLogger("stratmap.ui").error("on purpose")
    QApplication.processEvents()
    assert "Something went wrong" in told.window.statusBar().currentMessage()
    told.window.statusBar().clearMessage()
    reported.seen.clear()


def test_a_map_that_cannot_be_painted_does_not_keep_the_window_busy_telling_so(
    told: User, reported: Errors, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(told.workspace.scene.floating, "records", Broken())
        told.workspace.view.update()
        for _ in range(50):
            QApplication.processEvents()
        assert 1 <= len(reported.seen) < 10
        told.sees_notice("Something went wrong")
    reported.seen.clear()


def test_telling_that_fails_is_noted_and_not_told_again_and_again(qapp: object, caplog: pytest.LogCaptureFixture):
    calls: list[int] = []

    def tell() -> None:
        calls.append(1)
        raise ValueError("on purpose")

    with faults_told(tell):
        logging.getLogger("stratmap.ui").error("first")
        for _ in range(20):
            QApplication.processEvents()
    assert len(calls) == 1
    assert [each.levelname for each in caplog.records] == ["ERROR", "WARNING"]


def test_what_fails_while_something_is_thrown_away_is_noted(qapp: object, caplog: pytest.LogCaptureFixture):
    class Fails:
        def __del__(self) -> None:
            raise ValueError("on purpose")

    with faults_told(lambda: None):
        thing = Fails()
        del thing
    (record,) = caplog.records
    assert record.exc_info is not None
    assert str(record.exc_info[1]) == "on purpose"


@pytest.mark.no_qt_log
def test_what_qt_warns_of_is_noted_and_not_without_end(qapp: object, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, "stratmap"), qt_messages_noted():
        for _ in range(50):
            qWarning("on purpose")
        for number in range(1000):
            qWarning(f"number {number}")
    said = [each.getMessage() for each in caplog.records]
    assert said.count("Qt: on purpose") == MOST_TIMES
    assert len(said) < MOST_MESSAGES + MOST_TIMES
    assert {each.levelname for each in caplog.records} == {"WARNING"}


@pytest.mark.no_qt_log
def test_messages_of_qt_that_are_always_new_are_not_all_remembered(qapp: object, caplog: pytest.LogCaptureFixture):
    size, count = 10_000, 10 * MOST_MESSAGES
    with caplog.at_level(logging.CRITICAL, "stratmap"), qt_messages_noted():  # the log itself remembers none
        tracemalloc.start()
        try:
            for number in range(count):
                qWarning(f"{number} ".ljust(size, "x"))
            held, _most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert held < size * count / 2


def test_the_hooks_are_as_they_were_when_the_window_is_gone(qapp: object):
    def hooks() -> tuple[object, ...]:
        handlers = list(logging.getLogger("stratmap").handlers)
        return sys.excepthook, threading.excepthook, sys.unraisablehook, handlers

    before = hooks()
    with faults_told(lambda: None):
        assert sys.excepthook is not before[0]
    assert hooks() == before


PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
from ui.window.main_window import MainWindow

def fails():
    raise ValueError("on purpose")

shown = MainWindow.show_start
def show_start(window):
    shown(window)
    QTimer.singleShot(0, window, fails)
    QTimer.singleShot(200, window, lambda: sys.stdout.write(window.statusBar().currentMessage()))
    QTimer.singleShot(300, window, window.close)

MainWindow.show_start = show_start
sys.exit(app.run([]))
"""


def test_the_program_itself_survives_a_fault_and_tells_it(tmp_path: Path):
    folder = Path(__file__).resolve().parents[2]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path), "PYTHONPATH": str(folder)}
    env["STRATMAP_HOME"] = str(tmp_path / "home")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "Something went wrong inside stratmap" in done.stdout
    assert "ValueError: on purpose" in done.stderr
    assert "stratmap: not caught" in done.stderr
