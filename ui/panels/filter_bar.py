"""The filter, as a bar over the map: a list to tick in for each thing one can ask for, and the filters kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QToolButton, QWidget

from models.limits import MAX_TITLE
from models.records import SavedFilter
from models.strategy_map import StrategyMap
from stratmap.drawing.theme import Theme
from stratmap.filter_words import criterion_name, offered, value_name
from stratmap.filtering import ANYTHING, CRITERIA, asks_for_something
from stratmap.i18n import _
from ui.guard import guard
from ui.icons import SIZE, icon
from ui.panels.check_list import CheckList

LONGEST_NAME = 60
"""Letters of a filter's name that a menu shows."""


class NameField(QLineEdit):
    """Where the name of a filter is written: Enter keeps it, Escape thinks better of it."""

    kept = Signal(str)
    dropped = Signal()

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit(self.text())
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Says which filter is asked for; who listens shows what it shows."""

    asked = Signal(object)
    """A ``SavedFilter`` without a name."""
    save_asked = Signal(str)
    """The filter in use is to be kept under this name."""
    delete_asked = Signal(str)
    """The saved filter of this id is not wanted any more."""
    close_asked = Signal()

    def __init__(self, map: Callable[[], StrategyMap], theme: Theme) -> None:
        super().__init__()
        self._map = map
        self._filter: SavedFilter = ANYTHING
        self._criterion = ""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("filter-bar")
        self.setMinimumWidth(200)
        self.list = CheckList(self)
        self.list.ticked.connect(self._ticked)
        self.buttons = {criterion: self._button(criterion) for criterion in CRITERIA}
        self.saved = self._plain_button(_("Saved ▾"), _("Filters kept by name"), self._offer_saved)
        self.saved.setObjectName("saved-filters")
        self.closing = self._plain_button("", _("Show all and put the filter away (Esc)"), self._put_away)
        self.closing.setAccessibleName(_("Close the filter"))
        self.name = NameField()
        self.name.setMaxLength(MAX_TITLE)
        self.name.setPlaceholderText(_("Name of the filter, then Enter"))
        self.name.setAccessibleName(_("Name of the filter"))
        self.name.kept.connect(self._keep)
        self.name.dropped.connect(self._drop_name)
        self.name.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 3, 8, 3)
        self._grid.setSpacing(2)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._rows = 0
        self._arrange()
        self.wear(theme)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Draw the icon in a theme's colours."""
        self.closing.setIcon(icon("close", theme))

    def show_filter(self, filter: SavedFilter) -> None:
        """Show which filter is in use."""
        self._filter = filter
        for criterion, button in self.buttons.items():
            values = getattr(filter, criterion)
            name = criterion_name(criterion)
            button.setText(f"{name}: {len(values)} ▾" if values else f"{name} ▾")
            button.setChecked(bool(values))
        self._arrange()

    def take_focus(self) -> None:
        """Put the keyboard on the first list."""
        self.buttons["kinds"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_list(self, criterion: str) -> None:
        """Open the list of a criterion's values below its button."""
        map, button = self._map(), self.buttons[criterion]
        ticked = getattr(self._filter, criterion)
        there = offered(map, criterion)
        values = [*there, *(each for each in ticked if each not in there)]
        button.setChecked(bool(ticked))
        self._criterion = criterion
        self.list.offer([(each, value_name(map, criterion, each)) for each in values], ticked)
        self.list.setAccessibleName(criterion_name(criterion))
        self.list.open_at(button.mapToGlobal(QPoint(0, button.height())))

    def ask_name(self) -> None:
        """Have a name be written for the filter in use."""
        self.name.clear()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def saved_menu(self) -> QMenu:
        """The filters kept by name, and what can be done with them; whoever shows it lets it go."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = sorted(self._map().filters.values(), key=lambda each: each.title.casefold())
        for each in kept:
            menu.addAction(_named(each), partial(self._use, each))
        if kept:
            menu.addSeparator()
        saving = menu.addAction(_("Save this filter as …"), self.ask_name)
        saving.setEnabled(asks_for_something(self._filter))
        if kept:
            below = menu.addMenu(_("Delete"))
            for each in kept:
                below.addAction(_named(each), partial(self.delete_asked.emit, each.id))
        return menu

    def _button(self, criterion: str) -> QToolButton:
        button = self._plain_button(f"{criterion_name(criterion)} ▾", "", partial(self.open_list, criterion))
        button.setCheckable(True)
        return button

    def _plain_button(self, text: str, hint: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(hint)
        button.setIconSize(QSize(SIZE, SIZE))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _on=False: run())
        return button

    def _offer_saved(self) -> None:
        self.saved_menu().popup(self.saved.mapToGlobal(QPoint(0, self.saved.height())))

    def _use(self, kept: SavedFilter) -> None:
        self.asked.emit(replace(kept, id="", title=""))

    def _ticked(self) -> None:
        changed: dict[str, Any] = {self._criterion: self.list.values}
        self.asked.emit(replace(self._filter, **changed))

    def _keep(self, name: str) -> None:
        if name.strip():
            self._drop_name()
            self.save_asked.emit(name)

    def _drop_name(self) -> None:
        self.name.hide()
        self.saved.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Put the buttons in one row, or in as many as it takes where the bar is narrow."""
        items = [*self.buttons.values(), self.saved, self.closing]
        room, row, column, taken = max(200, self.width() - 16), 0, 0, 0
        for item in items:
            wide = item.sizeHint().width() + self._grid.spacing()
            if column and taken + wide > room:
                row, column, taken = row + 1, 0, 0
            self._grid.addWidget(item, row, column, Qt.AlignmentFlag.AlignLeft)
            column, taken = column + 1, taken + wide
        self._grid.addWidget(self.name, row + 1, 0, 1, len(items) + 1)
        self._grid.setColumnStretch(len(items), 1)

    def _put_away(self) -> None:
        self.close_asked.emit()

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _named(filter: SavedFilter) -> str:
    """A filter's name as a menu can show it."""
    name = filter.title[:LONGEST_NAME] or _("(no name)")
    return name.replace("&", "&&")
