"""The outline: every element of the map by its perspective or its kind, with the same selection as the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from models.change import Change
from models.strategy_map import StrategyMap
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.guard import guard
from ui.panels.choice_box import ChoiceBox
from ui.panels.outline_model import OutlineModel
from ui.panels.outline_rows import Grouping
from ui.plain_label import plain_label

ROW = 26
"""Pixels a row is high; all are, so that none has to be measured."""

_FLAG = QItemSelectionModel.SelectionFlag


class OutlineView(QTableView):
    """The rows. A table, because one asks for nothing but the rows that are seen, however many there are."""

    entered = Signal(object)
    """Enter was pressed on a row."""
    folded = Signal(object, bool)
    """A row's group is to be closed (False) or opened (True)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName(_("Outline"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(16, 16))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)

    @property
    def is_writing(self) -> bool:
        """Whether a title is being written in a row."""
        return self.state() == QAbstractItemView.State.EditingState

    def _writes(self, event: QKeyEvent) -> bool:
        """Whether a key writes a title here, rather than on the canvas."""
        return event.key() == Qt.Key.Key_F2 and event.modifiers() == Qt.KeyboardModifier.NoModifier

    @guard
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._writes(event):
            event.accept()
            return True
        return super().event(event)

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_writing:
            self.entered.emit(self.currentIndex())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.folded.emit(self.currentIndex(), key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.entered.emit(index)


class Outline(QWidget):
    """Elements in groups. It works out only what is seen, and while it is not in view, nothing."""

    chosen = Signal(object)
    """The ids that are now selected here."""
    gone_to = Signal(str)
    """Enter on an element: go to its card."""

    def __init__(
        self, map: StrategyMap, shows: Callable[[str], bool], rename: Callable[[str, str], None], theme: Theme
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self.model = OutlineModel(map, shows, rename, self)
        self._map = map
        self._is_seen = False
        self._is_late = False
        self._wanted: frozenset[str] = frozenset()
        self._is_following = False
        self.view = OutlineView()
        self.view.setModel(self.model)
        self.grouping = ChoiceBox()
        self.grouping.setAccessibleName(_("Group by"))
        self.grouping.offer([(Grouping.PERSPECTIVE, _("By perspective")), (Grouping.KIND, _("By kind"))])
        self.grouping.show_value(Grouping.PERSPECTIVE)
        self.grouping.chosen.connect(self._group_by)
        label = plain_label(_("Group"), "muted")
        label.setBuddy(self.grouping)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 12, 6)
        top.setSpacing(10)
        top.addWidget(label)
        top.addWidget(self.grouping, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        self.view.entered.connect(self._enter)
        self.view.folded.connect(self._fold)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Show the rows in a theme's colours."""
        self.model.wear(theme)
        self.view.viewport().update()

    def be_seen(self, seen: bool) -> None:
        """Come to the front, or go behind another panel, where nothing need be worked out."""
        self._is_seen = seen
        if seen:
            self._catch_up()

    def follow(self, map: StrategyMap, change: Change) -> None:
        """Show what a change made of the map."""
        self._map = map
        if not self._is_seen:
            self._is_late = True
        elif not self._is_late:
            self._while_following(lambda: self.model.follow(map, change))
            self._show_selection()

    def show_all(self, map: StrategyMap) -> None:
        """Another part of the map is looked at: list it anew."""
        self._map, self._is_late = map, True
        if self._is_seen:
            self._catch_up()

    def show_selected(self, elements: Iterable[str]) -> None:
        """Select what is selected on the canvas."""
        wanted = frozenset(elements)
        if wanted != self._wanted:
            self._wanted = wanted
            if self._is_seen:
                self._show_selection()

    def finish(self) -> None:
        """Keep the title that is being written."""
        if self.view.is_writing:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def titles(self) -> list[str]:
        """What the rows say, from the top."""
        return [str(self.model.data(self.model.index(row, 0))) for row in range(self.model.rows.count)]

    def _catch_up(self) -> None:
        if self._is_late:
            self._is_late = False
            self._while_following(lambda: self.model.show_all(self._map))
        self._show_selection()

    def _group_by(self, grouping: Grouping) -> None:
        self._while_following(lambda: self.model.group_by(grouping))
        self._show_selection()

    def _while_following(self, run: Callable[[], None]) -> None:
        """Rows that come and go change what Qt has selected; nobody chose that."""
        was, self._is_following = self._is_following, True
        try:
            run()
        finally:
            self._is_following = was

    def _show_selection(self) -> None:
        rows = sorted(row for each in self._wanted if (row := self.model.rows.row_of(each)) is not None)
        ranges = QItemSelection()
        for first, last in _runs(rows):
            ranges.select(self.model.index(first, 0), self.model.index(last, 0))
        model = self.view.selectionModel()
        self._while_following(lambda: model.select(ranges, _FLAG.ClearAndSelect))
        if len(rows) == 1:
            index = self.model.index(rows[0], 0)
            self._while_following(lambda: model.setCurrentIndex(index, _FLAG.NoUpdate))
            self.view.scrollTo(index)

    def _chosen(self) -> None:
        if self._is_following:
            return
        indexes = self.view.selectionModel().selectedIndexes()
        self._wanted = frozenset(each for index in indexes if (each := self.model.element_at(index)) is not None)
        self.chosen.emit(self._wanted)

    def _enter(self, index: QModelIndex) -> None:
        element = self.model.element_at(index)
        group = self.model.group_at(index)
        if element is not None:
            self.gone_to.emit(element)
        elif group is not None:
            self._while_following(lambda: self.model.toggle(group))
            self._show_selection()

    def _fold(self, index: QModelIndex, opens: bool) -> None:
        group = self.model.group_at(index)
        if group is None:
            return
        if group.is_open != opens:
            self._while_following(lambda: self.model.toggle(group))
        self.view.setCurrentIndex(
            self.model.index(self.model.rows.top_of(group) + (1 if opens and group.spots else 0), 0)
        )


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Rows in a row, each run by its first and its last."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
