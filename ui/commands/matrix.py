"""The matrix in the window: put in the place of the paper, kept in step with the map, and edited like it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models.change import Change
from models.kinds import Polarity
from models.records import Element, Key, Link, Perspective
from models.strategy_map import StrategyMap
from stratmap.analysis.matrix import Cell, Rows
from stratmap.analysis.matrix_table import MatrixTable, Wanted, matrix_table
from stratmap.document import Document
from stratmap.drawing.theme import Theme
from stratmap.edits.cells import set_effect, set_owned
from stratmap.i18n import _
from ui.background import Cancelled, Jobs
from ui.commands.refusals import refusals_told
from ui.document_signals import DocumentSignals
from ui.notice import Say
from ui.once import once
from ui.panels.matrix import MatrixPanel
from ui.selection import Selection
from ui.sight import Sight

PAUSE = 60
"""Milliseconds after an edit before the matrix is made anew, so that a burst of edits makes one."""

MOST_STEPS = 2_000_000
"""Most steps for a matrix somebody waits for, a few seconds; a map of 1,000 elements takes a small part of them."""


class MatrixCommands(QObject):
    """Shows the map as a matrix instead of on paper; both have one selection, and an edit in one is in the other."""

    opened = Signal(bool)
    """The matrix is in front (True), or the paper is again."""
    lit = Signal(object)
    """Elements and links to be lit on the map, which is to come to the front."""

    def __init__(
        self,
        document: Document,
        signals: DocumentSignals,
        selection: Selection,
        sight: Sight,
        pages: QStackedWidget,
        theme: Theme,
        say: Say,
    ) -> None:
        super().__init__(pages)
        self._document = document
        self._selection = selection
        self._sight = sight
        self._pages = pages
        self._say = say
        self.panel = MatrixPanel(theme)
        pages.addWidget(self.panel)
        self._jobs = Jobs(self)
        self._is_late = True
        self._is_choosing = False
        self._has_edited = False
        self._timer = once(self, self._begin)
        signals.changed.connect(self._heard)
        sight.changed.connect(self._work_out)
        selection.changed.connect(self._show_selected)
        grid = self.panel.grid
        self.panel.wanted_changed.connect(self._work_out)
        self.panel.back_asked.connect(self.close)
        grid.left.connect(self.close)
        grid.cell_chosen.connect(self._chosen)
        grid.head_chosen.connect(lambda element: self._selection.set({element}))
        grid.signed.connect(self.sign)
        grid.asked.connect(self._ask)
        grid.path_asked.connect(self.show_path)

    @property
    def wanted(self) -> Wanted:
        """What the matrix shows, or would if it were in front."""
        return replace(self.panel.wanted, hidden=self._sight.hidden)

    @property
    def is_open(self) -> bool:
        """Whether the matrix is in front."""
        return self._pages.currentWidget() is self.panel

    @property
    def is_busy(self) -> bool:
        """Whether there is a matrix still to come."""
        return self._timer.isActive() or bool(self._jobs.words)

    def toggle(self) -> None:
        """Show the matrix in the place of the paper, or the paper again."""
        if self.is_open:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show the matrix in the place of the paper."""
        self._pages.setCurrentWidget(self.panel)
        self.opened.emit(True)
        if self._is_late:
            self._work_out(at_once=True)
        self._show_selected()
        self.panel.take_focus()

    def close(self) -> None:
        """Show the paper again."""
        if self.is_open:
            self._pages.setCurrentIndex(0)
            self.opened.emit(False)

    def stop(self) -> None:
        """Work nothing out any more, and wait until that is so."""
        self._timer.stop()
        self._jobs.close()

    def sign(self, sign: Polarity | None) -> None:
        """Give the direct link of the current cell a sign, drawing it where there is none; None takes it away."""
        found = self._current()
        if found is None:
            return
        row, column, cell = found
        self._has_edited = True
        with refusals_told(self._document, self._say):
            if self.panel.wanted.rows is Rows.INITIATIVES:
                self._set_effect(row, column, cell, sign)
            elif sign is Polarity.MINUS:
                self._say(_("A department is accountable or it is not: press + to make it so, Delete to end it."))
            else:
                set_owned(self._document, row, column, sign is not None)

    def show_path(self) -> None:
        """Light on the map the ways by which the row of the current cell leads to its column."""
        found = self._current()
        if found is None:
            return
        row, column, cell = found
        map = self._document.map
        links = {*cell.direct, *(link for path in cell.paths.values() for link in path)} & map.links.keys()
        owned = {map.links[path[0]].source for path in cell.paths.values() if path and path[0] in map.links}
        if self.panel.wanted.rows is Rows.DEPARTMENTS:
            links |= {link.id for link in map.links_of(row) if link.source == row and link.target in owned}
        if not links:
            self._say(_("Nothing leads from the one to the other."))
            return
        ends = {end for key in links for end in (map.links[key].source, map.links[key].target)}
        self.lit.emit({row, column, *links, *ends})

    def _set_effect(self, row: Key, column: Key, cell: Cell, sign: Polarity | None) -> None:
        direct = [key for key in cell.direct if key in self._document.map.links]
        if sign is None and not direct:
            if cell.paths:
                self._say(_("There is no direct link to remove: the effect comes by way of others. Space shows it."))
            return
        set_effect(self._document, row, column, sign)

    def _current(self) -> tuple[Key, Key, Cell] | None:
        """The elements of the current cell and the cell, if they are still in the map."""
        index, table = self.panel.grid.currentIndex(), self.panel.table
        ends = self.panel.model.ends_of(index)
        if ends is None or table is None or not all(end in self._document.map.elements for end in ends):
            return None
        return *ends, table.cell(index.row(), index.column())

    def _chosen(self) -> None:
        """The direct link of the current cell is what is selected; without one, what stands at its ends."""
        found = self._current()
        if found is None:
            return
        row, column, cell = found
        direct = [key for key in cell.direct if key in self._document.map.links and self._sight.shows(key)]
        self._is_choosing = True
        try:
            self._selection.set(direct or {row, column})
        finally:
            self._is_choosing = False
        self._mark({row, column})

    def _show_selected(self) -> None:
        if not self.is_open or self._is_choosing:
            return
        map, keys = self._document.map, self._selection.keys
        links = [map.links[key] for key in keys if key in map.links]
        ends = {(link.source, link.target) for link in links}
        cells = [pair for pair in ends if self.panel.model.index_of(*pair).isValid()]
        if len(keys) == 2 and not links:
            first, second = sorted(keys)
            cells = [
                pair for pair in ((first, second), (second, first)) if self.panel.model.index_of(*pair).isValid()
            ]
        self._mark({*keys, *(end for pair in cells for end in pair)}, cells[0] if len(cells) == 1 else None)

    def _mark(self, keys: set[Key], current: tuple[Key, Key] | None = None) -> None:
        self.panel.grid.show_marked(frozenset(keys), current)

    def _ask(self, at: QPoint) -> None:
        found = self._current()
        if found is None:
            return
        menu = QMenu(self.panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._choices(menu, found[2]):
            menu.addAction(action)
        menu.popup(at)

    def _choices(self, menu: QWidget, cell: Cell) -> list[QAction]:
        """What can be done with a cell, as entries of a menu."""
        rows: list[tuple[str, Callable[[], None], bool]]
        way = bool(cell.direct or cell.paths)
        if self.panel.wanted.rows is Rows.INITIATIVES:
            rows = [
                (_("It helps\t+"), partial(self.sign, Polarity.PLUS), True),
                (_("It hurts\t−"), partial(self.sign, Polarity.MINUS), True),
                (_("It influences, sign not known\t?"), partial(self.sign, Polarity.UNKNOWN), True),
                (_("Remove the direct link\tDel"), partial(self.sign, None), bool(cell.direct)),
            ]
        else:
            rows = [
                (_("Make accountable\t+"), partial(self.sign, Polarity.PLUS), not cell.direct),
                (_("No longer accountable\tDel"), partial(self.sign, None), bool(cell.direct)),
            ]
        rows.append((_("Show the way on the map\tSpace"), self.show_path, way))
        made = []
        for text, run, enabled in rows:
            action = QAction(text, menu)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _checked=False, run=run: run())
            made.append(action)
        return made

    def _heard(self, change: Change) -> None:
        if any(isinstance(after or before, Element | Link | Perspective) for _key, before, after in change):
            self._work_out()

    def _work_out(self, *, at_once: bool = False) -> None:
        self._is_late = True
        self._jobs.cancel()
        if self.is_open:
            self.panel.show_stale()
            self._timer.start(0 if at_once else PAUSE)

    def _begin(self) -> None:
        work = partial(_made, self._document.map, self.wanted)
        self._jobs.start("matrix", work, self._done, self._failed)

    def _done(self, table: MatrixTable) -> None:
        self._is_late = False
        had_focus = self.panel.isAncestorOf(self.panel.focusWidget() or self._pages)
        self.panel.show_table(table)
        if self._has_edited and self._current() is not None:
            self._chosen()  # the link just drawn, so that its fields are at hand
        else:
            self._show_selected()
        self._has_edited = False
        if self.is_open and had_focus and not self.panel.grid.isVisible():
            self.panel.take_focus()

    def _failed(self, error: Exception) -> None:
        words = _("The matrix could not be made ({error}). Your map is as it was; the next edit has it made anew.")
        self.panel.summary.setText(words.format(error=type(error).__name__))


def _made(map: StrategyMap, wanted: Wanted, cancelled: Cancelled) -> MatrixTable:
    """Runs on the thread."""
    from models.collecting import collecting_later

    with collecting_later():
        return matrix_table(map, wanted, cancelled, MOST_STEPS)
