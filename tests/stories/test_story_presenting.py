"""While the map is presented its bars are away, and come back afterwards."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from models.records import Key
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from tests.builders import example
from tests.stories.planned import business, drawn
from tests.user import User
from ui.canvas.camera import MARGIN, Camera, fitted
from ui.dialogs.line import LineDialog
from ui.dialogs.link_to import LinkToDialog
from ui.dialogs.mute import MuteDialog
from ui.panels.compact_bar import CompactBar

opens = pytest.mark.qt_log_ignore("This plugin does not support")  # menus and dialogs, without a display


def test_an_open_filter_bar_is_away_during_a_presentation_and_back_after_it(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    bar = user.workspace.filter_bar
    user.presses("Ctrl+Alt+F")
    assert bar.isVisible()
    user.presses("F5")
    assert not bar.isVisible()
    user.presses("F5")
    assert bar.isVisible()


def test_a_filter_bar_that_was_not_open_does_not_come_with_the_end_of_a_presentation(user: User) -> None:
    user.draws("Objective", "Bread", at=(400, 300))
    user.presses("F5", "F5")
    assert not user.workspace.filter_bar.isVisible()


def test_what_is_chosen_while_the_map_is_presented_is_said_on_it(user: User):
    user.window.show_map(Document(example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    notice = user.workspace.notice
    user.presses("F8")
    assert not notice.isVisible()
    user.presses("Escape", "F5", "F8")
    assert "Redesign the logo" in notice.text()
    user.presses("F7")
    assert notice.text().startswith("1 of 2: ")
    user.presses("F7")
    assert notice.text().startswith("2 of 2: ")
    assert not notice._timer.isActive(), "it goes away while it is being read"
    user.presses("Escape")
    assert not notice.isVisible()
    assert user.window.presentation.is_on
    user.presses("F5")
    assert not notice.property("large")


def test_what_was_lit_while_presenting_is_still_in_sight_afterwards(user: User):
    user.window.show_map(Document(example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    user.presses("F5", "F7", "F5")
    view, lit = user.workspace.view, user.workspace.selection.lit
    assert lit
    rect = user.workspace.scene.rect_around(lit)
    assert rect is not None
    seen = view.looking.destination.seen(view.width(), view.height())
    assert seen.x <= rect.center[0] <= seen.right
    assert seen.y <= rect.center[1] <= seen.bottom


def test_a_room_that_is_led_to_the_edge_of_the_map_sees_no_bare_paper(planner: User):
    planner.presses("F5")
    view = planner.workspace.view
    view.looking.is_smooth = False
    bounds = view.scene.bounds()
    for corner in (Rect(bounds.x, bounds.y, 40, 40), Rect(bounds.right - 40, bounds.bottom - 40, 40, 40)):
        view.looking.set_camera(Camera(3.0, 0, 0))
        view.looking.go_to(corner)
        seen, room = view.camera.seen(view.width(), view.height()), bounds.grown(MARGIN / view.camera.scale + 1e-6)
        assert view.camera.scale == 3.0
        assert room.x <= seen.x <= corner.x <= corner.right <= seen.right <= room.right
        assert seen.y <= bounds.y <= bounds.bottom <= seen.bottom, "there is room for all of its height"


def test_a_presentation_shows_only_the_map_until_escape(planner: User):
    work, window = planner.workspace, planner.window
    planner.presses("F5")
    bars = (window.menuBar(), window.statusBar(), window.findChild(CompactBar))
    around = (work.toolbox, work.side, work.sheet_tabs, *bars)
    assert [each for each in around if each.isVisible()] == []
    assert window.isFullScreen()
    planner.selects("IT")
    planner.presses("Alt+1")
    assert len(drawn(planner)) == 2
    planner.presses("Escape")
    assert not window.isFullScreen()
    assert all(each.isVisible() for each in around)
    assert not work.notice.isVisible()


def test_a_presentation_shows_all_of_the_map_with_nothing_selected_and_then_what_was_seen_before(planner: User):
    view = planner.workspace.view
    planner.presses("Ctrl+Shift+M")
    planner.selects("IT")
    view.looking.zoom_to(3.0)
    before = view.camera
    view.setFocus(Qt.FocusReason.TabFocusReason)
    planner.presses("F5")
    QApplication.processEvents()
    assert planner.selected() == set()
    assert not planner.workspace.minimap.isVisible()
    assert view.camera == fitted(view.scene.bounds(), view.width(), stands(planner).top())
    view.resize(700, 500)  # as when the screen comes later than the key
    assert view.camera == fitted(view.scene.bounds(), 700, stands(planner).top())
    planner.presses("Escape")
    QApplication.processEvents()
    assert not planner.window.presentation.is_on
    assert view.camera == before
    assert planner.workspace.minimap.isVisible()


def stands(user: User) -> QRect:
    """Where on the map a sentence stands."""
    assert user.workspace.notice.isVisible()
    return user.workspace.notice.geometry()


def on_screen(user: User, keys: Iterable[Key]) -> QRectF:
    """Where on the screen these are going to be."""
    work = user.workspace
    rect = work.scene.rect_around(keys)
    assert rect is not None
    camera = work.view.looking.destination
    corner, end = camera.to_window(rect.x, rect.y), camera.to_window(rect.right, rect.bottom)
    return QRectF(QPointF(*corner), QPointF(*end))


@pytest.mark.parametrize("size", [(1360, 860), (960, 540)])
def test_no_sentence_covers_what_it_is_about(user: User, size: tuple[int, int]):
    user.window.show_map(Document(example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    user.window.resize(*size)
    user.presses("F5")
    user.window.resize(*size)
    QApplication.processEvents()
    view = user.workspace.view
    all_of_it = set(user.map.elements)
    assert on_screen(user, all_of_it).bottom() <= stands(user).top(), "the hint how to leave covers cards"
    for key in ("F8", "F8", "F8", "F7", "F7", "Shift+F8"):
        user.presses(key)
        lit = user.workspace.selection.lit
        assert lit
        shown = on_screen(user, lit)
        assert shown.bottom() <= stands(user).top(), user.workspace.notice.text()
        assert QRectF(view.rect()).contains(shown)


def about(user: User) -> QRect:
    """Where what is lit is on the screen."""
    shown = on_screen(user, user.workspace.selection.lit or ()).toAlignedRect()
    return shown.translated(user.workspace.view.mapToGlobal(QPoint(0, 0)))


def presents(user: User, *keys: str) -> None:
    user.window.show_map(Document(example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    user.window.resize(900, 700)
    user.presses("F5")
    user.window.resize(780, 760)
    QApplication.processEvents()
    user.presses(*keys)


@opens
def test_what_can_be_done_opens_beside_what_is_lit_in_large_print(user: User):
    presents(user, "F8", "Alt+F8")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.font().pixelSize() >= 20
    assert not menu.geometry().intersects(about(user))
    assert max(abs(menu.geometry().center().x() - about(user).center().x()), 0) < user.workspace.view.width() / 2
    assert (
        user.workspace.view.rect().translated(user.workspace.view.mapToGlobal(QPoint(0, 0))).contains(menu.geometry())
    )
    menu.close()


@opens
@pytest.mark.parametrize(("keys", "kind"), [(("F8", "Alt+Shift+F8"), MuteDialog), (("F7", "Ctrl+F7"), LineDialog)])
def test_what_is_asked_in_a_presentation_is_asked_beside_what_is_lit_in_large_print(
    user: User, keys: tuple[str, ...], kind: type[LineDialog]
):
    presents(user, *keys)
    (dialog,) = [each for each in user.window.findChildren(kind) if each.isVisible()]
    for widget in (dialog.field, dialog.ok, *dialog.findChildren(QLabel)):
        assert widget.font().pixelSize() >= 18, widget
    assert not dialog.geometry().intersects(about(user))
    dialog.field.setFocus()
    QTest.keyClick(dialog.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(dialog.field, "As we said")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    map = user.map
    assert [each.reason for each in map.mutes.values()] + [each.name for each in map.loop_names.values()] == [
        "As we said"
    ]


def test_outside_a_presentation_nothing_is_printed_large(planner: User):
    planner.selects("IT")
    planner.workspace.linking.ask()
    (dialog,) = planner.workspace.findChildren(LinkToDialog)
    assert dialog.font().pixelSize() < 18
    dialog.reject()


def test_somebody_who_presents_and_looks_elsewhere_is_not_brought_back_by_a_sentence(planner: User):
    planner.presses("F5")
    planner.workspace.notice.say("")
    planner.turns_wheel(3, 400, 300, Qt.KeyboardModifier.ControlModifier)
    camera = planner.workspace.view.camera
    planner.workspace.notice.say("Something else.", stays=True)
    assert planner.workspace.view.camera == camera


def test_outside_a_presentation_a_sentence_moves_nothing(planner: User):
    camera = planner.workspace.view.camera
    planner.workspace.view.looking.fit()
    fit = planner.workspace.view.camera
    planner.workspace.notice.say("Something else.")
    assert planner.workspace.view.camera == fit
    assert camera is not None


def test_leaving_what_is_lit_in_a_presentation_shows_again_what_was_seen_before(user: User):
    user.window.show_map(Document(example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    user.presses("F5")
    view = user.workspace.view
    whole = view.looking.destination
    view.looking.zoom(0.3)
    user.workspace.view.looking.fit()
    user.presses("F8", "F8")
    assert view.looking.destination != whole
    user.presses("Escape")
    assert user.window.presentation.is_on
    assert view.looking.destination == whole


def test_no_frame_of_the_keyboard_stands_round_a_presentation(planner: User):
    view = planner.workspace.view
    planner.presses("F5")
    planner.workspace.notice.say("")
    bare = view.grab().toImage()
    planner.window.setFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.grab().toImage() == bare


def test_a_map_opened_during_a_presentation_is_presented_too(planner: User):
    planner.presses("F5")
    planner.window.show_map(Document(business()), None)
    QApplication.processEvents()
    assert not planner.workspace.side.isVisible()
    planner.presses("F5")
    assert planner.workspace.side.isVisible()


def test_closing_the_map_ends_the_presentation(planner: User):
    planner.presses("F5", "Ctrl+W")
    planner.waits()
    assert planner.window.workspace is None
    assert planner.window.menuBar().isVisible()
    assert not planner.window.isFullScreen()
