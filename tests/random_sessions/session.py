"""One random session: somebody at the real window who does anything, and what must hold whatever they did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLineEdit, QWidget

from models import rules
from models.reader import read_back
from models.store import map_bytes
from models.strategy_map import StrategyMap
from stratmap.document import Document
from stratmap.drawing.bands import bands
from stratmap.drawing.primitives import Point, Rect
from stratmap.edits.clipboard import MIME
from tests.random_sessions.analysing import findings_hold
from tests.random_sessions.seeing import what_is_seen_holds
from tests.user import User
from ui.canvas.scene import Scene
from ui.tools.link_grips import LinkGrips

EVERYWHERE = Rect(-3e7, -3e7, 6e7, 6e7)
"""More than any map covers."""


NOWHERE = Rect(300, 200, 176, 64)
"""Where one clicks when a card is wanted and there is none."""


class Session:
    """Somebody at the window, who calls cards and links by number; and the map the undo history begins with."""

    def __init__(self, folder: Path) -> None:
        self.user = User(folder)
        self.file = folder / "map.stratmap"
        self.start = self.user.map
        self._sound: StrategyMap | None = None

    def open(self, map: StrategyMap) -> None:
        """Begin with this map instead of an empty one."""
        self.user.window.show_map(Document(map), None)
        QApplication.processEvents()  # the map gets its room in the window, and is fitted into it
        self.start = map

    # what one acts on

    def middle(self, number: int) -> Point:
        """The middle of one of the cards; a place on the paper while there is none."""
        return self._card(number).center

    def edge(self, number: int, side: int) -> Point:
        """Just outside one of a card's four sides, from where a drag makes a link."""
        card = self._card(number)
        x, y = card.center
        return ((x, card.y - 4), (card.right + 4, y), (x, card.bottom + 4), (card.x - 4, y))[side % 4]

    def line_point(self, number: int) -> Point:
        """A point in the middle of one of the links; a place on the paper while there is none."""
        lines = [way for key in self.user.map.links if (way := self.user.workspace.scene.line_of(key))]
        if not lines:
            return NOWHERE.center
        points = lines[number % len(lines)]
        return points[len(points) // 2]

    def corner(self, number: int, which: int) -> Point:
        """The grip at one of the corners of a card."""
        card, away = self._card(number), 4.0 / self.user.workspace.view.camera.scale
        x = card.right + away if which % 2 else card.x - away
        return (x, card.bottom + away if which % 4 > 1 else card.y - away)

    def border(self, number: int) -> Point:
        """A point on the lower border of one of the bands; a place on the paper while there is none."""
        rects = self._bands()
        return (self._left() + 500, rects[number % len(rects)].bottom) if rects else NOWHERE.center

    def band_name(self, number: int) -> Point:
        """A point on the name of one of the perspectives, at the left edge of the window."""
        rects = self._bands()
        return (self._left() + 40, rects[number % len(rects)].y + 20) if rects else NOWHERE.center

    def _bands(self) -> list[Rect]:
        scene = self.user.workspace.scene
        return [rect for _each, rect in bands(self.user.map, scene.sheet, scene.bounds())]

    def _left(self) -> float:
        return self.user.workspace.view.camera.x

    def _card(self, number: int) -> Rect:
        scene = self.user.workspace.scene
        cards = [rect for key in self.user.map.elements if (rect := scene.rect_of(key)) is not None]
        return cards[number % len(cards)] if cards else NOWHERE

    # what is done in the middle of something

    @contextmanager
    def dragging(self, start: Point, end: Point) -> Iterator[None]:
        """Drags from one place to another, the block happening before the button is let go."""
        self.user.drags(start, end, lets_go=False)
        yield
        self.user.lets_go(*end)

    def lets_go_of(self, button: QWidget, at: Point) -> None:
        """Lets a tool go that was dragged, over a place of the map."""
        view = self.user.workspace.view
        place = QPointF(*view.camera.to_window(*at)).toPoint()
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=button.mapFromGlobal(view.mapToGlobal(place)))
        QApplication.processEvents()

    def loses_focus(self) -> None:
        """Another program's window comes to the front, and goes again."""
        view = self.user.workspace.view
        for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
            QCoreApplication.sendEvent(view, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
        QApplication.processEvents()

    def right_clicks(self, at: Point) -> None:
        """The right button, and Escape for the menu if one comes."""
        self.user.clicks(*at, button=Qt.MouseButton.RightButton)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.keyClick(popup, Qt.Key.Key_Escape)
            QApplication.processEvents()
            assert QApplication.activePopupWidget() is None

    def writes(self, text: str) -> None:
        """Puts text where the cursor is, newlines by Shift+Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.user.presses("Shift+Return")
            if line.isascii() and len(line) < 40:
                self.user.types(line)
            else:
                self.user.composes(line)

    def to_the_map(self) -> None:
        """Puts the keyboard into the map."""
        self.user.workspace.view.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.processEvents()

    def fills_a_field(self, number: int, text: str) -> None:
        """Writes into one of the fields of the inspector, or changes what it chooses by keys."""
        self.to_the_map()  # a title just written may bring another form
        form = self.user.workspace.inspector.form
        assert form is not None
        names = list(form.editors)
        editor = form.editors[names[number % len(names)]]
        if isinstance(editor, QComboBox):
            self._press(editor, Qt.Key.Key_Down if number % 3 else Qt.Key.Key_Up)
        elif isinstance(editor, QCheckBox):
            self._press(editor, Qt.Key.Key_Space)
        else:
            editor.setFocus()
            QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.writes(text if not isinstance(editor, QLineEdit) else text.replace("\n", " "))
            if number % 2:
                QTest.keyClick(editor, Qt.Key.Key_Tab)
        QApplication.processEvents()

    def changes_the_kind(self, steps: int) -> None:
        """Goes up or down the list of kinds in the inspector, by keys."""
        form = self.user.workspace.inspector.form  # others are kept, hidden, for what is selected next
        box = form.findChild(QComboBox, "field-kind") if form is not None else None
        if isinstance(box, QComboBox):
            self._press(box, Qt.Key.Key_Down if steps % 2 else Qt.Key.Key_Up)

    def links_by_dialog(self, letters: str, number: int) -> None:
        """Ctrl+L, some letters, a few steps down, Enter."""
        self.user.presses("Ctrl+L")
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            search = dialog.findChild(QLineEdit)
            assert isinstance(search, QLineEdit)
            search.setFocus()
            QTest.keyClicks(search, letters)
            for _ in range(number % 4):
                QTest.keyClick(search, Qt.Key.Key_Down)
            QTest.keyClick(search, Qt.Key.Key_Return if number % 5 else Qt.Key.Key_Escape)
            QApplication.processEvents()
        if QApplication.activeModalWidget() is dialog and isinstance(dialog, QDialog):
            dialog.reject()  # there was nothing to link to
        self.user.window.activateWindow()  # a window manager would
        QApplication.processEvents()

    def changes_an_end(self, keys: str, letters: str, number: int) -> None:
        """Ctrl+Alt+S or Ctrl+Alt+E, some letters, Enter or Escape."""
        self.user.presses(keys)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            search = dialog.findChild(QLineEdit)
            assert isinstance(search, QLineEdit)
            search.setFocus()
            QTest.keyClicks(search, letters)
            QTest.keyClick(search, Qt.Key.Key_Return if number % 4 else Qt.Key.Key_Escape)
            QApplication.processEvents()
        if QApplication.activeModalWidget() is dialog and isinstance(dialog, QDialog):
            dialog.reject()
        self.user.window.activateWindow()
        QApplication.processEvents()

    def grip(self, number: int, part: str) -> Point:
        """One of the dots of a link, which is selected for it; a place on the paper while there is none."""
        self.user.presses("Escape")
        self.user.clicks(*self.line_point(number))
        work = self.user.workspace
        if len(work.selection.links) == 1:
            grips = LinkGrips(work.document, work.scene, work.selection, work.notice.say)
            found = grips._points(work.view.camera.scale)
            if part in found:
                return found[part]  # type: ignore[index]
        return NOWHERE.center

    def copied_elsewhere(self, words: str, html: str, part: str) -> None:
        """Another program puts something on the clipboard."""
        data = QMimeData()
        data.setText(words)
        if html:
            data.setHtml(html)
        if part:
            data.setData(MIME, QByteArray(part.encode()))
        QGuiApplication.clipboard().setMimeData(data)

    def does(self, action: str) -> None:
        """Chooses an entry of a menu, if it can be chosen."""
        if self.user.window.actions_by_id[action].isEnabled():
            self.user.window.actions_by_id[action].trigger()
            QApplication.processEvents()

    def clicks_a_tab(self, number: int, *, double: bool) -> None:
        """Clicks the tab of one of the sheets, or double-clicks it."""
        bar = self.user.workspace.sheet_tabs.bar
        at = bar.tabRect(number % bar.count()).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        if double:
            QTest.mouseDClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
            QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QApplication.processEvents()

    def drags_a_tab(self, start: int, end: int) -> None:
        """Drags the tab of one sheet to where another's is."""
        bar = self.user.workspace.sheet_tabs.bar
        first, last = bar.tabRect(start % bar.count()).center(), bar.tabRect(end % bar.count()).center()
        QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
        for step in (1, 2, 3, 4):
            QTest.mouseMove(bar, first + (last - first) * step / 4)
        QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last)
        QApplication.processEvents()

    def chooses_a_row(self, number: int) -> None:
        """Clicks one of the findings, or of the loops, if there are any."""
        self.user.waits()
        work = self.user.workspace
        panel = work.loops if number % 2 and work.loops.sentences else work.findings
        work.tabs.setCurrentWidget(panel)
        QApplication.processEvents()
        if panel.sentences:
            self.user._click_row(panel.list, panel.sentence_rows[number % len(panel.sentences)])

    def undoes_everything(self) -> None:
        """Ctrl+Z until there is nothing left, and back again: first the start, then the end."""
        self.user.workspace.finish_writing()
        self.to_the_map()
        end, labels = self.user.map, list(self.user.document.history.undo_labels)
        redo = len(self.user.document.history.redo_labels)
        for _ in labels:
            self.user.presses("Ctrl+Z")
        assert self.user.map == self.start, "undoing everything does not give the start"
        self.holds()
        for _ in labels:
            self.user.presses("Ctrl+Shift+Z")
        assert self.user.map == end, "redoing everything does not give the end"
        assert self.user.document.history.undo_labels == labels
        assert len(self.user.document.history.redo_labels) == redo

    def saves_and_opens(self) -> None:
        """Saves, opens the file again, and begins a new history."""
        self.user.workspace.finish_writing()
        before = self.user.map
        self.user.saves_as(self.file)
        assert not self.user.document.is_modified
        assert not self.user.window.isWindowModified()
        self.user.opens(self.file)
        assert self.user.map == before, "what was saved is not what is opened"
        self.start = self.user.map

    def _press(self, widget: QWidget, key: Qt.Key) -> None:
        widget.setFocus()
        QTest.keyClick(widget, key)
        QApplication.processEvents()

    # what must hold

    def holds(self) -> None:
        """Everything that is true of the window whatever was done."""
        map, work = self.user.map, self.user.workspace
        work.layouts.glide.finish()  # as anything one does would
        assert work.scene.sheet in map.sheets, "a sheet that is gone is shown"
        assert work.sheet_tabs.ids == [sheet.id for sheet in map.ordered_sheets()], "the tabs are not the sheets"
        assert work.sheet_tabs.shown == work.scene.sheet, "another tab is in front"
        if map is not self._sound:
            assert rules.violations(map) == [], "the map breaks a rule"
            assert read_back(map_bytes(map, ()), self.file) == (map, ()), "the map would not come back from a file"
            self._sound = map
        what_is_seen_holds(self.user)
        findings_hold(self.user)
        seen = work.sight.map
        spots = seen.placements_on(work.scene.sheet)
        drawn = {link.id for link in seen.links.values() if link.source in spots and link.target in spots}
        assert work.scene.keys == {*spots, *drawn}, "not just what is in the map is drawn"
        self._is_drawn_as_anew(seen, work.scene)
        assert work.selection.keys <= {*map.elements, *map.links}, "something that is gone is selected"
        assert work.scene.lit == work.selection.lit
        shown = [record for record in work.inspector.records() if map.get(record.key) != record]
        assert shown == [], "the fields are of something that is gone"
        assert work.making.new_card is None or work.editor.isVisible(), "a card half made"
        assert work.kind_strip.isVisible() == (work.making.new_card is not None), "kinds of no card"
        told = [each for each in self.user.answers.told if each]
        assert told == [], "the program had to tell of trouble"

    def _is_drawn_as_anew(self, map: StrategyMap, scene: Scene) -> None:
        fresh = Scene(map, scene.sheet, scene.theme)
        fresh.show_severities(scene.severities)
        fresh.lit = scene.lit
        assert list(scene.groups_in(EVERYWHERE)) == list(fresh.groups_in(EVERYWHERE)), "a trace is left on the canvas"
