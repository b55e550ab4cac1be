"""Somebody in front of the real window: every verb is real mouse and key events, every look reads what is shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Element, Link, Placement
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.safekeeping.home import home_in
from stratmap.settings import SettingsFile
from ui.app import application
from ui.dialogs.ask import Answer, Ask, Clash
from ui.panels.toolbox import Choice
from ui.window.main_window import MainWindow
from ui.workspace import Workspace

PATIENCE = 30.0
"""Seconds somebody waits for what they expect to see."""

_LINK_TOOLS = {
    "Supports": Choice(link=LinkKind.INFLUENCES, polarity=Polarity.PLUS),
    "Hurts": Choice(link=LinkKind.INFLUENCES, polarity=Polarity.MINUS),
    "Influences": Choice(link=LinkKind.INFLUENCES),
    "Requires": Choice(link=LinkKind.REQUIRES),
    "Conflicts": Choice(link=LinkKind.CONFLICTS),
    "Accountable": Choice(link=LinkKind.OWNS),
    "Tracks": Choice(link=LinkKind.TRACKS),
}
_NO_KEY = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton


class Answers(Ask):
    """What the person answers to the program's questions, and what the program told them."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.answer = Answer.DISCARD
        self.replaces = False
        self.reads_what_is_left = False
        self.clash: Clash | None = None
        self.agrees = False
        self.elsewhere: Path | None = None
        self.suggested: list[str] = []
        self.asked: list[str] = []
        self.told: list[str] = []

    def open_paths(self, title: str, folder: Path, filter: str) -> list[Path]:
        self.asked.append(title)
        return self.paths

    def save_path(self, title: str, suggestion: str, filter: str) -> Path | None:
        self.asked.append(title)
        self.suggested.append(suggestion)
        return self.paths[0] if self.paths else None

    def replace(self, sentence: str) -> bool:
        self.asked.append(sentence)
        return self.replaces

    def read_what_is_left(
        self, sentence: str, detail: str, then: Callable[[], None], earlier: Callable[[], None] | None = None
    ) -> None:
        self.asked.append(sentence)
        if self.reads_what_is_left:
            then()
        elif self.agrees and earlier is not None:
            earlier()

    def delete(self, sentence: str, then: Callable[[], None]) -> None:
        self.asked.append(sentence)
        if self.agrees:
            then()

    def look_at_earlier(self, sentence: str, detail: str, then: Callable[[], None]) -> None:
        self.asked.append(sentence)
        if self.agrees:
            then()

    def changed_on_disk(self, sentence: str, then: Callable[[Clash], None]) -> None:
        self.asked.append(sentence)
        if self.clash is not None:
            then(self.clash)

    def go_back(self, sentence: str, more: str, then: Callable[[], None]) -> None:
        self.asked.append(f"{sentence} {more}")
        if self.agrees:
            then()

    def look_anyway(self, sentence: str, detail: str, then: Callable[[], None]) -> None:
        self.asked.append(sentence)
        if self.agrees:
            then()

    def save_elsewhere(self, sentence: str, detail: str, then: Callable[[], None]) -> None:
        self.told.append(f"{sentence}\n{detail}".strip())
        if self.elsewhere is not None:
            self.paths, self.elsewhere = [self.elsewhere], None
            then()

    def keep_changes(self, name: str) -> Answer:
        self.asked.append(name)
        return self.answer

    def tell(self, sentence: str, detail: str = "") -> None:
        self.told.append(f"{sentence}\n{detail}".strip())


class User:
    """Draws, looks, saves. Cards are called by their titles; places are map coordinates in pixels at 100 %."""

    def __init__(self, folder: Path) -> None:
        application()
        self.folder = folder
        self.answers = Answers()
        self.home = home_in(folder / "home")
        self.window = MainWindow(SettingsFile(folder / "settings.json"), self.home, self.answers)
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.window.files.new()

    # what there is

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None, "no map is open"
        return self.window.workspace

    @property
    def document(self) -> Document:
        return self.workspace.document

    @property
    def map(self) -> StrategyMap:
        return self.document.map

    def element(self, title: str) -> Element:
        (found,) = [each for each in self.map.elements.values() if each.title == title]
        return found

    def elements(self, title: str) -> list[Element]:
        return [each for each in self.map.elements.values() if each.title == title]

    def card(self, title: str) -> Placement:
        found = self.map.placement(self.workspace.scene.sheet, self.element(title).id)
        assert found is not None
        return found

    def link(self, source: str, target: str) -> Link:
        (found,) = self.links(source, target)
        return found

    def links(self, source: str, target: str) -> list[Link]:
        ends = (self.element(source).id, self.element(target).id)
        return [each for each in self.map.links.values() if (each.source, each.target) == ends]

    def selected(self) -> set[str]:
        return {self.map.elements[key].title for key in self.workspace.selection.elements}

    # mouse and keys

    def presses(self, *keys: str) -> None:
        """Presses key combinations, as "Ctrl+Z", in whatever has the keyboard."""
        for combination in keys:
            self._focus().activateWindow()
            (chord,) = [QKeySequence(combination)[0]]
            QTest.keyClick(self._focus(), chord.key(), chord.keyboardModifiers())
            self._settle()

    def types(self, text: str) -> None:
        """Types letter by letter, each into what has the keyboard by then."""
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
        self._settle()

    def composes(self, text: str) -> None:
        """Enters letters no key stands for, by an input method: another script, an emoji, a pasted line."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self._focus(), event)
        self._settle()

    def clicks(self, x: float, y: float, keys: Qt.KeyboardModifier = _NO_KEY, button: Qt.MouseButton = _LEFT) -> None:
        """Clicks a place on the map."""
        QTest.mouseClick(self.workspace.view, button, keys, self._window_point(x, y))
        self._settle()

    def double_clicks(self, x: float, y: float) -> None:
        at = self._window_point(x, y)
        QTest.mouseClick(self.workspace.view, _LEFT, _NO_KEY, at)
        QTest.mouseDClick(self.workspace.view, _LEFT, _NO_KEY, at)
        QTest.mouseRelease(self.workspace.view, _LEFT, _NO_KEY, at)
        self._settle()

    def drags(self, start: tuple[float, float], end: tuple[float, float], *, lets_go: bool = True) -> None:
        """Presses at one place of the map, moves in steps, and lets go at the other."""
        view = self.workspace.view
        first, last = self._window_point(*start), self._window_point(*end)
        first = self._window_point(*start)
        QTest.mouseMove(view, first)
        QTest.mousePress(view, _LEFT, _NO_KEY, first)
        for step in (1, 2, 3, 4):
            way = (last - first) * step / 4
            QTest.mouseMove(view, first + way)
            self._settle()
        if lets_go:
            QTest.mouseRelease(view, _LEFT, _NO_KEY, last)
        self._settle()

    def lets_go(self, x: float, y: float, button: Qt.MouseButton = _LEFT) -> None:
        """Lets the button go over a place of the map, as far as that is in view."""
        at = QPointF(*self.workspace.view.camera.to_window(x, y)).toPoint()
        QTest.mouseRelease(self.workspace.view, button, _NO_KEY, at)
        self._settle()

    def turns_wheel(self, steps: int, x: float, y: float, keys: Qt.KeyboardModifier = _NO_KEY) -> None:
        """Turns the wheel over a place of the map; positive steps are away from the person."""
        view = self.workspace.view
        at = QPointF(self._window_point(x, y))
        event = QWheelEvent(
            at,
            QPointF(view.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(view, event)
        self._settle()

    def clicks_button(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, _LEFT)
        self._settle()

    # drawing

    def takes(self, tool: str) -> None:
        """Takes a tool from the toolbox by its name."""
        kinds = {kind.value.capitalize(): Choice(element=kind) for kind in ElementKind}
        choice = {"Select": Choice(), **kinds, **_LINK_TOOLS}[tool]
        self.clicks_button(self.workspace.toolbox.buttons[choice])

    def drags_tool(self, kind: str, to: tuple[float, float], *, lets_go: bool = True) -> None:
        """Drags an element's tool from the toolbox to a place of the map."""
        button, view = self.workspace.toolbox.buttons[Choice(element=ElementKind(kind.lower()))], self.workspace.view
        start, end = button.rect().center(), button.mapFromGlobal(view.mapToGlobal(self._window_point(*to)))
        QTest.mousePress(button, _LEFT, _NO_KEY, start)
        for step in (1, 2, 3):
            QTest.mouseMove(button, start + (end - start) * step / 3)
            self._settle()
        if lets_go:
            QTest.mouseRelease(button, _LEFT, _NO_KEY, end)
        self._settle()

    def draws(self, kind: str, title: str, at: tuple[float, float]) -> None:
        """Takes the tool, clicks the paper, writes the title, presses Enter."""
        self.takes(kind)
        self.clicks(*at)
        self.types(title)
        self.presses("Return")

    def connects(self, source: str, target: str, tool: str = "") -> None:
        """Links two cards: from the edge of the one with the arrow, or with a link tool from its middle."""
        start = self._side_towards(source, target)
        if tool:
            self.takes(tool)
            start = self._middle(source)
        else:
            self.hovers(*start)
        self.drags(start, self._middle(target))
        if tool:
            self.takes("Select")

    def hovers(self, x: float, y: float) -> None:
        QTest.mouseMove(self.workspace.view, self._window_point(x, y))
        self._settle()

    def selects(self, *titles: str) -> None:
        """Clicks the first card, and the others with Shift held."""
        self.clicks(*self._middle(titles[0]))
        for title in titles[1:]:
            self.clicks(*self._middle(title), Qt.KeyboardModifier.ShiftModifier)

    def selects_link(self, source: str, target: str) -> None:
        """Clicks the middle of a link."""
        points = self.workspace.scene.line_of(self.link(source, target).id)
        self.clicks(*points[len(points) // 2])

    def moves(self, title: str, dx: float, dy: float) -> None:
        x, y = self._middle(title)
        self.drags((x, y), (x + dx, y + dy))

    def renames(self, title: str, to: str) -> None:
        """Double-clicks the card, writes over its title, presses Enter."""
        self.double_clicks(*self._middle(title))
        self.types(to)
        self.presses("Return")

    def fills(self, field: str, text: str) -> None:
        """Writes into a field of the inspector and presses Tab."""
        form = self.workspace.inspector.form
        assert form is not None
        editor = form.editors[field]
        if isinstance(editor, QComboBox):
            self.picks(editor, text)
        else:
            editor.setFocus()
            QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClicks(editor, text)
            QTest.keyClick(editor, Qt.Key.Key_Tab)
        self._settle()

    def picks(self, box: QComboBox, name: str) -> None:
        """Picks a name from a drop-down list by typing how it begins."""
        assert box.findText(name) >= 0, f"{name!r} is not offered"
        box.setFocus()
        QTest.keyClicks(box, name.split(maxsplit=1)[0])
        self._settle()

    # files

    def saves_as(self, path: Path) -> None:
        self.answers.paths = [path]
        self.presses("Ctrl+Shift+S")
        self.waits_for_work()

    def saves(self) -> None:
        """Saves where the map came from."""
        self.presses("Ctrl+S")
        self.waits_for_work()

    def opens(self, path: Path) -> None:
        self.answers.paths = [path]
        self.presses("Ctrl+O")
        self.waits()

    def waits_for_work(self) -> None:
        """Waits until nothing is being opened, saved or laid out any more."""
        self._until(lambda: not self.window.jobs.words, "the work never ended")

    def waits(self) -> None:
        """Waits until nothing goes on any more."""
        self.waits_for_work()
        if self.window.workspace is not None:
            self._until(lambda: not self.workspace.runner.is_busy, "the analysis never ended")
            self._until(lambda: not self.workspace.loop_commands.is_busy, "the search for loops never ended")
            self._until(lambda: not self.workspace.matrix.is_busy, "the matrix never came")
            self._until(lambda: not self.workspace.position.is_busy, "the position never came")
            self._until(lambda: not self.workspace.layouts.glide.is_under_way, "the cards never arrive")

    # looking

    def sees_finding(self, words: str) -> None:
        self.waits()
        sentences = self.workspace.findings.sentences
        assert any(words in each for each in sentences), f"{words!r} is not among {sentences}"

    def sees_no_finding(self, words: str) -> None:
        self.waits()
        found = [each for each in self.workspace.findings.sentences if words in each]
        assert found == []

    def sees_no_findings(self) -> None:
        self.waits()
        assert self.workspace.findings.sentences == []

    def sees_loops(self, *names: str) -> None:
        """Sees just these loops, by the names before the colon."""
        self.waits()
        assert [each.split(":")[0] for each in self.workspace.loops.sentences] == list(names)

    def sees_notice(self, words: str) -> None:
        notice = self.workspace.notice
        assert notice.isVisible(), "nothing is said"
        assert words in notice.text()

    def chooses_finding(self, words: str) -> None:
        """Clicks a finding in the list."""
        self.waits()
        sentences = self.workspace.findings.sentences
        (number,) = [index for index, each in enumerate(sentences) if words in each]
        self.workspace.tabs.setCurrentWidget(self.workspace.findings)
        self._settle()
        self._click_row(self.workspace.findings.list, self.workspace.findings.sentence_rows[number])

    def chooses_loop(self, name: str) -> None:
        """Clicks a loop in the list."""
        self.waits()
        self.workspace.tabs.setCurrentWidget(self.workspace.loops)
        self._settle()
        sentences = self.workspace.loops.sentences
        (number,) = [index for index, each in enumerate(sentences) if each.startswith(name + ":")]
        self._click_row(self.workspace.loops.list, self.workspace.loops.sentence_rows[number])

    def sees_lit(self, *titles: str) -> None:
        """Sees just these cards lit and the rest dimmed."""
        lit = self.workspace.selection.lit or frozenset()
        assert {self.map.elements[key].title for key in lit if key in self.map.elements} == set(titles)

    def leaves(self) -> list[str]:
        """Closes the window; what is left of it that should not be."""
        self.answers.answer = Answer.DISCARD
        windows = self.window.windows
        for each in windows.all:
            if each is not self.window:
                each.close_agreed()
        self.window.close()
        self._until(lambda: not self.window.isVisible(), "the window stays, waiting for something")
        left = [
            f"timer {timer} of {timer.parent()} every {timer.interval()} ms"
            for timer in self.window.findChildren(QTimer)
            if timer.isActive()
        ]
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        left += [f"window {each}" for each in QApplication.topLevelWidgets() if each.isVisible()]
        return left

    # inside

    def _middle(self, title: str) -> tuple[float, float]:
        card = self.card(title)
        return (card.x + card.width / 2, card.y + card.height / 2)

    def _side_towards(self, source: str, target: str) -> tuple[float, float]:
        """The dot on the source's side that faces the target."""
        card, (x, y), (tx, ty) = self.card(source), self._middle(source), self._middle(target)
        if abs(tx - x) > abs(ty - y):
            return (card.x + card.width + 4, y) if tx > x else (card.x - 4, y)
        return (x, card.y + card.height + 4) if ty > y else (x, card.y - 4)

    def _window_point(self, x: float, y: float) -> QPoint:
        """Where a place of the map is in the view, which is moved so far that it can be reached."""
        view = self.workspace.view
        point = QPointF(*view.camera.to_window(x, y))
        if not view.rect().adjusted(4, 4, -4, -4).contains(point.toPoint()):
            middle = QPointF(view.rect().center())
            self._pans(point, middle)
            point = QPointF(*view.camera.to_window(x, y))
        return point.toPoint()

    def _pans(self, start: QPointF, end: QPointF) -> None:
        """Drags the paper with the middle button."""
        view, button = self.workspace.view, Qt.MouseButton.MiddleButton
        at, way = view.rect().center(), (end - start).toPoint()
        QTest.mousePress(view, button, _NO_KEY, at)
        QTest.mouseMove(view, at + way)
        QTest.mouseRelease(view, button, _NO_KEY, at + way)
        self._settle()

    def _click_row(self, view: QWidget, number: int) -> None:
        index = view.model().index(number, 0)  # type: ignore[attr-defined]
        view.scrollTo(index)  # type: ignore[attr-defined]
        at = view.visualRect(index).center()  # type: ignore[attr-defined]
        QTest.mouseClick(view.viewport(), _LEFT, _NO_KEY, at)  # type: ignore[attr-defined]
        self._settle()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _settle(self) -> None:
        QApplication.processEvents()

    def _until(self, true: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < deadline, otherwise
            QApplication.processEvents()
            time.sleep(0.002)
