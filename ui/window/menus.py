"""Menus, toolbar and context menus of a window, made from the table of actions, and kept as things are."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.actions import ACTIONS, WHOLLY_OFFERED
from ui.actions.action import Action, Menu, Window, has_selection
from ui.actions.on_paper import is_on_paper
from ui.actions.sheets import OF_A_TAB
from ui.icons import SIZE, icon
from ui.nearby import large
from ui.panels.compact_bar import CompactBar


class WindowMenus(QObject):
    """Offers in a window everything one can do there."""

    def __init__(self, parent: QMainWindow, window: Window) -> None:
        super().__init__(parent)
        self._parent = parent
        self._window = window
        self.actions = {row.id: self._made(row) for row in ACTIONS}
        self._make_menus()
        self.toolbar = self._made_toolbar()
        parent.addToolBar(self.toolbar)

    def refresh(self) -> None:
        """Let every action say what it would do now, and whether it can be done."""
        for row in ACTIONS:
            action = self.actions[row.id]
            action.setEnabled(row.enabled(self._window))
            if row.named is not None:
                name = row.named(self._window)
                action.setText(name.replace("&", "&&"))
                action.setVisible(bool(name))
            if row.checked is not None:
                action.setChecked(row.checked(self._window))
        if self._window.workspace is not None:
            history = self._window.workspace.document.history
            self._name_step("undo", _("Undo"), history.undo_labels)
            self._name_step("redo", _("Redo"), history.redo_labels)

    def wear(self, theme: Theme) -> None:
        """Show the icons in another theme."""
        for row in ACTIONS:
            if row.icon:
                self.actions[row.id].setIcon(icon(row.icon, theme))

    def give_back_keyboard(self) -> None:
        """Give the map the keyboard where the menu bar kept it from before another window came, or nothing has it."""
        bar, workspace, holder = self._parent.menuBar(), self._window.workspace, self._parent.focusWidget()
        if workspace is not None and holder in (None, bar) and QApplication.activePopupWidget() is None:
            workspace.take_keyboard()

    def show_for_sheet(self, sheet: str, at: QPoint) -> None:
        """Turn to a sheet and offer what one can do with it; ``at`` is a point of the screen."""
        if self._window.workspace is None:
            return
        self._window.workspace.sheets.show(sheet)
        menu = self._new_menu()
        for each in OF_A_TAB:
            menu.addAction(self.actions[each])
        menu.popup(at)

    def show_for_selection(self, at: QPointF) -> None:
        """Offer what one can do with what is selected, or with the paper; ``at`` is a point of the map view."""
        if self._window.workspace is None:
            return
        menu = self._new_menu()
        on_paper = not has_selection(self._window)
        last: Menu | None = None
        below: dict[tuple[Menu, str], QMenu] = {}
        for row in ACTIONS:
            offered = row.in_context_menu or (on_paper and row.in_paper_menu)
            if offered and row.enabled(self._window):
                if on_paper and row.menu is not last and not menu.isEmpty():
                    menu.addSeparator()
                last, place = row.menu, (row.menu, row.submenu)
                if row.submenu in WHOLLY_OFFERED and place not in below:
                    below[place] = menu.addMenu(_(row.submenu))
                below.get(place, menu).addAction(self.actions[row.id])
        menu.popup(self._window.workspace.view.mapToGlobal(at.toPoint()))

    def _made(self, row: Action) -> QAction:
        action = QAction(_(row.text), self._parent)
        action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
        keys = f" ({row.shortcuts[0]})" if row.shortcuts else ""
        action.setToolTip(f"{_(row.text)}{keys}")
        action.setIconText(_(row.on_toolbar or row.text).rstrip(" …"))
        action.setCheckable(row.checked is not None)
        action.triggered.connect(lambda _on=False: self._run(row))
        self._parent.addAction(action)
        return action

    def _run(self, row: Action) -> None:
        """Do what an action says, having kept what is being written: a menu does not take the cursor away."""
        if self._window.workspace is not None:
            self._window.workspace.finish_writing()
            if is_on_paper(row):
                self._window.workspace.matrix.close()
        row.runs(self._window)
        if row.checked is not None:
            self._window.refresh()

    def _make_menus(self) -> None:
        for menu in Menu:
            made = self._parent.menuBar().addMenu(_(menu.value))
            made.aboutToShow.connect(self._window.refresh)
            below: dict[str, QMenu] = {}
            for row in ACTIONS:
                if row.menu is not menu:
                    continue
                if row.submenu and row.submenu not in below:
                    below[row.submenu] = made.addMenu(_(row.submenu))
                below.get(row.submenu, made).addAction(self.actions[row.id])
                if row.ends_section:
                    made.addSeparator()

    def _made_toolbar(self) -> CompactBar:
        bar = CompactBar(_("Tools"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(SIZE, SIZE))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for row in ACTIONS:
            if row.in_toolbar:
                bar.addAction(self.actions[row.id])
                if row.ends_section:
                    bar.addSeparator()
        return bar

    def _name_step(self, action: str, text: str, labels: list[str]) -> None:
        self.actions[action].setText(f"{text}: {labels[-1].replace('&', '&&')}" if labels else text)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._window.presentation.is_on:
            large(menu)
        return menu
