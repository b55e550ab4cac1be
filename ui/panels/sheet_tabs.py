"""The sheets as tabs below the canvas: a click shows one, a double click renames it, a drag puts it elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QTabBar, QToolButton, QWidget

from models.limits import MAX_TITLE
from models.strategy_map import StrategyMap
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from stratmap.on_sheets import sheet_name
from ui.guard import guard
from ui.icons import icon
from ui.tips import tip

NEW = ""
"""Stands for a sheet that is not there yet, where cards are let go over the plus."""

LONGEST = 32
"""Letters of a name that its tab shows; the tooltip has the rest."""


WIDEST = 320
"""Window pixels of the field a name is written in, at most."""


class SheetTabs(QWidget):
    """Shows which sheets there are and asks for what the person does; it edits nothing itself."""

    chosen = Signal(str)
    renamed = Signal(str, str)
    reordered = Signal(object)
    """The ids of the sheets, in the order the tabs were put into."""
    add_asked = Signal()
    written = Signal()
    """Writing a name was ended by a key: the keyboard is free again."""
    menu_asked = Signal(str, QPoint)
    """A right click on a tab: the sheet's id, and where on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self._titles: list[str] = []
        self._filling = False
        self._writing: str | None = None
        self.setObjectName("sheet-tabs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = _Bar(self._let_go)
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.bar.setMinimumWidth(64)  # by itself it keeps room for arrows that few tabs do not need
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabBarDoubleClicked.connect(lambda index: self.write(self._ids[index]) if index >= 0 else None)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.customContextMenuRequested.connect(self._menu)
        self.add_button = QToolButton()
        self.add_button.setObjectName("add-sheet")
        self.add_button.setToolTip(_("Add a sheet: another drawing of the same map"))
        self.add_button.setAccessibleName(_("Add a sheet"))
        self.add_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.add_button.clicked.connect(self.add_asked)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(_("Name of the sheet"))
        self.field.setMaxLength(MAX_TITLE)
        self.field.installEventFilter(self)
        self.field.hide()
        self.bar.installEventFilter(self)
        self.frame = QFrame(self)
        self.frame.setObjectName("drop-frame")
        self.frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.frame.hide()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)  # below the line along the top, which runs from end to end
        row.setSpacing(0)
        row.addWidget(self.bar)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        """Show the tabs in another theme."""
        self.add_button.setIcon(icon("add", theme))

    @property
    def ids(self) -> list[str]:
        """The ids of the sheets, from the left."""
        return [str(self.bar.tabData(index)) for index in range(self.bar.count())]

    @property
    def shown(self) -> str:
        """The id of the sheet whose tab is in front."""
        return str(self.bar.tabData(self.bar.currentIndex()))

    @property
    def names(self) -> list[str]:
        """What the tabs say, from the left."""
        return [self.bar.tabText(index).replace("&&", "&") for index in range(self.bar.count())]

    def show_sheets(self, map: StrategyMap, shown: str) -> None:
        """Show the sheets of a map, one of them in front."""
        ids = [sheet.id for sheet in map.ordered_sheets()]
        titles = [sheet_name(map, each) for each in ids]
        if self._writing not in (None, *ids):
            self.drop()
        self._filling = True
        try:
            if ids != self._ids or titles != self._titles:
                self._ids, self._titles = ids, titles
                self._fill()
            self.bar.setCurrentIndex(ids.index(shown) if shown in ids else -1)
        finally:
            self._filling = False

    def write(self, sheet: str) -> None:
        """Write a sheet's name on its tab: Enter or a click elsewhere keeps it, Escape drops it."""
        if sheet not in self._ids or not self.isVisible():
            return
        self.finish()
        index = self._ids.index(sheet)
        self._writing = sheet
        self._row.activate()  # a tab that was just added has no place yet
        rect = self.bar.tabRect(index).translated(self.bar.pos())
        words = self.field.fontMetrics().horizontalAdvance(self._titles[index]) + 32
        rect.setWidth(max(rect.width(), min(max(words, 140), WIDEST, self.width())))
        rect.moveLeft(max(min(rect.left(), self.width() - rect.width()), 0))
        self.field.setGeometry(rect.adjusted(2, 2, -2, -2))
        self.field.setText(self._titles[index])
        self.field.selectAll()
        self.field.show()
        self.field.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Keep the name that is being written."""
        sheet, self._writing = self._writing, None
        if sheet is not None:
            text = " ".join(self.field.text().split())
            known = self._titles[self._ids.index(sheet)]
            self.field.hide()
            if text and text != known:
                self.renamed.emit(sheet, text)

    def drop(self) -> None:
        """Stop writing a name, keeping the one there was."""
        self._writing = None
        self.field.hide()

    def sheet_at(self, screen: QPoint) -> str | None:
        """The sheet on whose tab a point of the screen is, NEW on the plus, None elsewhere."""
        if not self.isVisible():
            return None
        if self.add_button.rect().contains(self.add_button.mapFromGlobal(screen)):
            return NEW
        index = self.bar.tabAt(self.bar.mapFromGlobal(screen))
        return self._ids[index] if index >= 0 else None

    def offer(self, sheet: str | None) -> None:
        """Frame the tab that something would be let go over, or the plus; None frames nothing."""
        if sheet in self._ids:
            self.frame.setGeometry(self.bar.tabRect(self._ids.index(sheet)).translated(self.bar.pos()))
        elif sheet == NEW:
            self.frame.setGeometry(self.add_button.geometry())
        self.frame.setVisible(sheet is not None)
        self.frame.raise_()

    def _fill(self) -> None:
        while self.bar.count() > len(self._ids):
            self.bar.removeTab(self.bar.count() - 1)
        while self.bar.count() < len(self._ids):
            self.bar.addTab("")
        for index, title in enumerate(self._titles):
            short = title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"
            self.bar.setTabText(index, short.replace("&", "&&"))
            self.bar.setTabToolTip(index, tip(title))
            self.bar.setTabData(index, self._ids[index])

    def _chosen(self, index: int) -> None:
        if not self._filling and 0 <= index < self.bar.count():
            self.chosen.emit(str(self.bar.tabData(index)))

    def _let_go(self) -> None:
        """After a drag: say which order the tabs are in now, if it is another one."""
        order = self.ids
        if order != self._ids:
            self._ids = order  # as they stand; whoever hears shows what becomes of it
            self._titles = []
            self.reordered.emit(order)

    def _menu(self, at: QPoint) -> None:
        index = self.bar.tabAt(at)
        if index >= 0:
            self.menu_asked.emit(self._ids[index], self.bar.mapToGlobal(at))

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape in the field, and the keyboard leaving it; F2 on a tab."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.finish()
                self.written.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.drop()
                self.written.emit()
                return True
        if watched is self.bar and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # here it is the tab's, not the selected card's
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.write(self.shown)
                return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.finish()
        return super().eventFilter(watched, event)


class _Bar(QTabBar):
    """A tab bar that tells when the mouse button is let go: then a drag of a tab is over."""

    def __init__(self, let_go: Callable[[], None]) -> None:
        super().__init__()
        self.let_go = let_go
        self.setObjectName("sheets")
        self.setAccessibleName(_("Sheets"))
        self.setShape(QTabBar.Shape.RoundedSouth)
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setMovable(True)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)

    @guard
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.let_go()
