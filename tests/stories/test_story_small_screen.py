"""A projector has few pixels, at twice the size half as many: everything is there all the same, and can be hit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from stratmap.document import Document
from stratmap.edits import bands
from tests.builders import example
from tests.user import User
from ui.canvas import overlay
from ui.dialogs.about import AboutDialog
from ui.on_screen import moved_in
from ui.side_share import LEAST_FIELDS
from ui.window.main_window import MainWindow

PROJECTED = (960, 505)
"""What a title bar leaves of 1920 by 1080 pixels at twice the size."""

SIZES = [PROJECTED, (1280, 680)]
SCREEN = QRect(8, 32, 944, 500)
"""Where windows can be on that screen."""


def sits_at(user: User, size: tuple[int, int]) -> User:
    user.window.resize(*size)
    user.window.show_map(Document(example("bakery")), None)
    user.waits()
    user._settle()
    return user


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def small(user: User, request: pytest.FixtureRequest) -> User:
    return sits_at(user, request.param)


@pytest.fixture
def projected(user: User) -> User:
    return sits_at(user, PROJECTED)


@pytest.fixture
def few_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen is a projector's."""
    monkeypatch.setattr("ui.on_screen.room_on_screen", lambda _widget: SCREEN)
    monkeypatch.setattr("ui.window.main_window.room_on_screen", lambda _widget: SCREEN)


def seen(widget: QWidget) -> float:
    """How much of a widget's height and width is seen, 0 to 1."""
    rect = widget.visibleRegion().boundingRect()
    return min(rect.width() / widget.width(), rect.height() / widget.height())


def cut(widgets: list[QWidget]) -> list[str]:
    """What is seen in part only, or has less room than it needs."""
    return [
        f"{type(each).__name__} {each.accessibleName() or each.toolTip()}: {seen(each):.2f}"
        for each in widgets
        if 0 < seen(each) < 1 or each.width() < each.minimumSizeHint().width()
    ]


@pytest.mark.parametrize("size", [*SIZES, (853, 440), (720, 400)])
def test_the_window_is_as_small_as_the_screen_asks_for(user: User, size: tuple[int, int]) -> None:
    sits_at(user, size)
    assert user.window.size().toTuple() == size
    shown = [user.workspace.toolbox, user.workspace.view, user.workspace.tabs, user.workspace.inspector]
    assert [type(each).__name__ for each in (*shown, user.window.statusBar()) if seen(each) < 1] == []


def test_all_tools_and_tabs_are_in_sight(small: User) -> None:
    assert [each.text() for each in small.workspace.toolbox.buttons.values() if seen(each) < 1] == []
    bar = small.workspace.tabs.tabBar()
    assert seen(bar) == 1
    assert all(bar.rect().contains(bar.tabRect(number)) for number in range(bar.count()))


@pytest.mark.parametrize("height", [640, 680, 860])
def test_tools_have_their_words_on_a_screen_of_720_pixels(user: User, height: int) -> None:
    sits_at(user, (1280, height))
    box = user.workspace.toolbox
    assert [each.text() for each in box.buttons.values() if each.width() < 128 or seen(each) < 1] == []
    assert box.verticalScrollBar().maximum() == 0


def test_nothing_goes_on_in_a_window_that_was_resized_and_clicked_in_just_before_it_closed(projected: User) -> None:
    projected.workspace.tabs.show_findings()
    projected.workspace.selection.set(projected.map.elements)
    projected.window.resize(1280, 900)
    projected.window.close()  # what is left of it is looked for after each story


@pytest.mark.parametrize(("wide", "beside"), [(853, 304), (960, 307), (1280, 350), (1920, 350)])
def test_most_of_a_narrow_window_is_for_the_map(user: User, wide: int, beside: int) -> None:
    sits_at(user, (wide, 505))
    assert user.workspace.side.width() == beside
    assert user.workspace.view.width() > 0.5 * wide


def test_tools_without_words_say_them_in_their_tips(projected: User) -> None:
    buttons = projected.workspace.toolbox.buttons.values()
    assert all(each.toolTip().startswith(f"{each.text()}. ") for each in buttons)
    left = projected.workspace.toolbox.geometry().right()
    assert projected.workspace.middle.x() - left <= 2, "a gap between the tools and the paper"
    projected.window.resize(1280, 900)
    QTest.qWait(30)
    assert not any(each.toolTip().startswith(f"{each.text()}. ") for each in buttons), "the words are back"
    assert [each.text() for each in buttons if each.width() < each.sizeHint().width()] == []


def test_the_steps_along_a_loop_are_not_cut(small: User) -> None:
    small.workspace.tabs.show_loops()
    for _loop in small.workspace.loops.sentences:
        small.workspace.loops.step(1)
        small._settle()
        steps = small.workspace.loops.detail.findChildren(QPushButton, "step")
        assert [seen(each) for each in steps] == [1, 1]
        assert seen(small.workspace.loops.list) == 1


def test_no_button_below_a_finding_is_cut_and_the_first_is_always_there(small: User) -> None:
    panel = small.workspace.findings
    small.workspace.tabs.show_findings()
    for _finding in panel.sentences:
        panel.step(1)
        small._settle()
        buttons: list[QWidget] = [*panel.detail.findChildren(QPushButton)]
        assert cut(buttons) == []
        assert seen(buttons[0]) == 1
        assert panel.list.height() >= 72


@pytest.mark.parametrize("size", [*SIZES, (853, 440)])
def test_the_bar_of_the_matrix_is_whole(user: User, size: tuple[int, int]) -> None:
    sits_at(user, size)
    user.workspace.matrix.open()
    user.waits()
    panel = user.workspace.matrix.panel
    parts = [panel.rows, panel.order, panel.ended, panel.export, panel.back]
    assert [seen(each) for each in parts] == [1] * 5
    assert all(each.width() >= each.sizeHint().width() for each in parts)
    assert not any(one.geometry().intersects(other.geometry()) for one, other in combinations(parts, 2))


def test_rows_of_the_matrix_are_seen_below_its_heads(projected: User) -> None:
    projected.workspace.matrix.open()
    projected.waits()
    grid = projected.workspace.matrix.panel.grid
    assert grid.viewport().height() >= 2 * grid.verticalHeader().defaultSectionSize()
    assert grid.viewport().width() >= 4 * grid.horizontalHeader().defaultSectionSize()


def test_fields_get_room_when_a_card_is_clicked_and_leave_it_when_the_tabs_are_worked_in(projected: User) -> None:
    work = projected.workspace
    card = next(iter(work.document.map.elements.values())).title
    assert work.inspector.height() == LEAST_FIELDS
    projected.selects(card)
    assert work.inspector.height() > 2 * LEAST_FIELDS
    projected.presses("Escape")
    assert work.inspector.height() == LEAST_FIELDS
    projected.workspace.show_fields()
    projected._settle()
    assert work.inspector.height() > 2 * LEAST_FIELDS, "somebody writes in it"
    work.tabs.show_outline()
    work.selection.set({work.document.map.first_sheet().id})
    projected._settle()
    assert work.inspector.height() > 2 * LEAST_FIELDS, "nothing moves between the clicks of a double click"
    projected._until(lambda: work.inspector.height() == LEAST_FIELDS, "the fields keep the room of the tabs")


def test_a_side_that_somebody_shared_out_stays_so(projected: User) -> None:
    side = projected.workspace.side
    handle = side.handle(1)
    at = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(handle, at + QPoint(0, 60))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at + QPoint(0, 60))
    put = side.sizes()
    assert put[0] > LEAST_FIELDS
    projected.selects(next(iter(projected.map.elements.values())).title)
    assert side.sizes() == put


@pytest.mark.usefixtures("few_pixels")
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(
    "action",
    ["guide", "about", "log", "perspectives", "palette", "versions", "earlier", "send", "link-to"],
)
def test_what_comes_up_is_no_larger_than_the_screen(projected: User, action: str) -> None:
    projected.selects(next(iter(projected.map.elements.values())).title)
    projected.window.actions_by_id[action].trigger()
    projected.waits()
    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    parts = dialog.layout()
    assert parts is not None
    least = parts.minimumSize()
    assert dialog.width() <= SCREEN.width()
    assert dialog.height() <= SCREEN.height()
    assert least.width() <= dialog.width(), "its parts have less room than they need"
    assert least.height() <= dialog.height()
    dialog.close()


@pytest.mark.usefixtures("few_pixels")
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("action", ["guide", "log"])
def test_what_is_as_high_as_the_screen_has_its_title_there_too(projected: User, action: str) -> None:
    projected.window.actions_by_id[action].trigger()
    projected.waits()
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    assert SCREEN.contains(window.geometry())
    window.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_word_about_the_program_is_wide_enough(user: User) -> None:
    user.window.actions_by_id["about"].trigger()
    user._settle()
    (box,) = user.window.findChildren(AboutDialog)
    lines = [label.height() / label.fontMetrics().lineSpacing() for label in box.words]
    assert max(lines) < 2.5, "broken into many lines"
    assert box.width() >= 400
    box.close()


@pytest.mark.usefixtures("few_pixels")
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_window_beside_another_lies_on_the_screen(user: User) -> None:
    user.window.setGeometry(SCREEN.adjusted(100, 60, 0, 0))
    user.presses("Ctrl+Shift+N")
    user._until(lambda: len(user.window.windows.all) == 2, "no window came")
    other = user.window.windows.all[1]
    assert isinstance(other, MainWindow)
    assert SCREEN.contains(other.geometry())


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (QRect(100, 100, 300, 200), QRect(100, 100, 300, 200)),
        (QRect(800, 400, 300, 200), QRect(652, 332, 300, 200)),
        (QRect(-50, -50, 300, 200), QRect(8, 32, 300, 200)),
        (QRect(40, 40, 2000, 2000), SCREEN),
    ],
)
def test_a_window_is_moved_as_little_as_brings_it_onto_the_screen(asked: QRect, given: QRect) -> None:
    assert moved_in(asked, SCREEN) == given


@pytest.mark.parametrize("scale", [0.5, 1.0])
def test_what_to_do_on_an_empty_map_is_not_written_over_the_name_of_a_band(user: User, scale: float) -> None:
    user.window.resize(*PROJECTED)
    view = user.workspace.view
    for each in user.map.ordered_perspectives():
        bands.rename(user.document, each.id, "Customers and guests")
    camera = view.camera
    view.looking.set_camera(type(camera)(scale, camera.x, camera.y))
    user._until(lambda: view.painting.is_sharp, "the picture never came")
    edge = overlay.names_end(view.camera, view.scene)
    with_words = view.grab().toImage()
    words, view.empty_words = view.empty_words, ""
    without = view.grab().toImage()
    view.empty_words = words
    assert edge > 60 * scale
    assert with_words != without, "nothing is written"
    assert _left_part(with_words, edge) == _left_part(without, edge)


def test_at_twice_the_size_the_first_window_lies_on_the_screen(tmp_path: Path) -> None:
    screen = {"name": "projector", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [{**screen, "logicalBaseDpi": 96}]}))
    told = subprocess.run(
        [sys.executable, "-c", _APPEARS, str(tmp_path)],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    large, usual, screen_size = json.loads(told.stdout)
    assert screen_size == [960, 540]
    assert large[0] <= 960
    assert large[1] <= 540
    assert usual[0] < 960
    assert usual[1] <= 500, "what it is when it is not as large as can be leaves room for its title"


_APPEARS = """
import json, sys
from pathlib import Path
from stratmap.safekeeping.home import home_in
from stratmap.settings import SettingsFile
from ui.app import application
from ui.window.main_window import MainWindow
app = application()
folder = Path(sys.argv[1])
window = MainWindow(SettingsFile(folder / "settings.json"), home_in(folder / "home"))
window.files.new()
window.appear(None)
app.processEvents()
sizes = [window.size(), window.normalGeometry().size(), window.screen().size()]
print(json.dumps([each.toTuple() for each in sizes]))
window.close_agreed()
"""


def _left_part(image: QImage, width: int) -> QImage:
    return image.copy(0, 0, round(width * image.devicePixelRatio()), image.height())
