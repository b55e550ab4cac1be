"""Sheets in the window: which one is shown and from where, and what one can do with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from models.change import Change
from models.records import Key
from stratmap.document import Document
from stratmap.drawing.primitives import Point
from stratmap.edits import sheets
from stratmap.i18n import _, ngettext
from stratmap.on_sheets import sheet_name, sheet_of_change, sheet_to_show, sheets_with, sheets_words
from stratmap.vocabulary import quoted
from ui.canvas.camera import Camera
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.panels.sheet_tabs import NEW, SheetTabs
from ui.selection import Selection


class SheetCommands(QObject):
    """Shows one sheet at a time, each from where it was last looked at, which is not in the map."""

    shown = Signal(str)
    """Another sheet is shown."""

    def __init__(self, document: Document, view: MapView, selection: Selection, tabs: SheetTabs, say: Say) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._tabs = tabs
        self._say = say
        self._cameras: dict[str, Camera] = {}
        self._is_lost = False
        self._fresh: str | None = None
        self._offered: str | None = None
        tabs.chosen.connect(self.show)
        tabs.renamed.connect(self.rename)
        tabs.reordered.connect(self.reorder)
        tabs.add_asked.connect(self.add)
        tabs.written.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.refresh()

    @property
    def current(self) -> str:
        """The id of the sheet that is shown."""
        return self._view.scene.sheet

    def refresh(self) -> None:
        """Have the tabs say how things are."""
        self._tabs.show_sheets(self._document.map, self.current)

    def before(self, change: Change) -> None:
        """Make ready for a change just made: a sheet that is gone is shown no longer."""
        map = self._document.map
        self._is_lost = self.current not in map.sheets
        if self._is_lost:
            self._cameras.pop(self.current, None)
            self._view.scene.show_sheet(sheet_of_change(map, change, map.first_sheet().id))

    def after(self) -> None:
        """Show how things are, the change being on the canvas."""
        if self._is_lost:
            self._is_lost = False
            self._look()
        self.refresh()

    def show(self, sheet: str) -> None:
        """Show a sheet; what is selected stays so as far as it is on it too."""
        if sheet in self._document.map.sheets and sheet != self.current:
            self._view.hand.cancel()
            self._switch(sheet)
            self._selection.set(self._selection.keys & self._view.scene.keys)
        self.refresh()

    def step(self, by: int) -> None:
        """Show the next sheet or the one before, round and round."""
        order = [each.id for each in self._document.map.ordered_sheets()]
        if len(order) == 1:
            self._say(_("There is only this sheet. Add another with the + beside its tab."))
        self.show(order[(order.index(self.current) + by) % len(order)])

    def show_for(self, keys: Collection[Key]) -> None:
        """Show a sheet on which these are, unless they are on the one shown."""
        self.show(sheet_to_show(self._document.map, keys, self.current))

    def follow(self, change: Change) -> None:
        """Show a sheet on which a change that was just taken back, or made again, can be seen."""
        self.show(sheet_of_change(self._document.map, change, self.current))

    def add(self) -> None:
        """Add an empty sheet, show it, and have its name written."""
        self._add(())

    def add_from_selection(self) -> None:
        """Add a sheet that shows what is selected, show it, and have its name written."""
        self._add(self._selection.elements)

    def rename(self, sheet: str, title: str) -> None:
        """Give a sheet another name."""
        self._try(lambda: sheets.rename(self._document, sheet, title, is_new=sheet == self._fresh))
        self._fresh = None
        self.refresh()

    def write_name(self) -> None:
        """Write the name of the sheet that is shown on its tab."""
        self._fresh = None
        self._tabs.write(self.current)

    def reorder(self, order: list[str]) -> None:
        """Put the tabs in another order."""
        self._try(lambda: sheets.reorder(self._document, order))
        self.refresh()

    def move(self, by: int) -> None:
        """Move the tab of the sheet that is shown."""
        order = [each.id for each in self._document.map.ordered_sheets()]
        place = order.index(self.current) + by
        if 0 <= place < len(order):
            order.remove(self.current)
            order.insert(place, self.current)
            self.reorder(order)

    def delete(self) -> None:
        """Delete the sheet that is shown, and say what became of what was only there."""
        map, sheet = self._document.map, self.current
        if len(map.sheets) == 1:
            self._say(_("This is the only sheet. A map has at least one."))
            return
        title, unseen = quoted(sheet_name(map, sheet)), [0]

        def edit() -> None:
            unseen[0] = sheets.delete(self._document, sheet)

        self._try(edit)
        self._say(_("The sheet {title} is deleted.").format(title=title) + _unseen_words(unseen[0]))

    def show_selection_on(self, target: str) -> None:
        """Show what is selected on another sheet as well."""
        count = [0]

        def edit() -> None:
            count[0] = sheets.show_on(self._document, self.current, target, self._selection.elements)

        self._try(edit)
        name = quoted(sheet_name(self._document.map, target))
        words = ngettext("Shown on {sheet} as well.", "{n} elements are shown on {sheet} as well.", count[0])
        self._say(
            words.format(n=count[0], sheet=name) if count[0] else _("All of it is on {sheet}.").format(sheet=name)
        )

    # cards dragged over the tabs

    def hover(self, window: Point) -> bool:
        """Say what letting go of the dragged cards would do at a point of the map's window; whether it is a tab."""
        target = self._target(window)
        if target is not None and target != self._offered:
            name = quoted(sheet_name(self._document.map, target)) if target != NEW else ""
            words = _("Let go to show it on {sheet} as well.") if name else _("Let go to show it on a new sheet.")
            self._say(words.format(sheet=name))
        self._offered = target
        self._tabs.offer(target)
        return target is not None

    def drop(self, window: Point) -> bool:
        """The dragged cards, which are selected, are let go over a tab: show them there too. Whether it was one."""
        target = self._target(window)
        self.leave()
        if target == NEW:
            self.add_from_selection()
        elif target is not None:
            self.show_selection_on(target)
        return target is not None

    def leave(self) -> None:
        """Nothing is dragged over them any more."""
        self._offered = None
        self._tabs.offer(None)

    def _target(self, window: Point) -> str | None:
        found = self._tabs.sheet_at(self._view.mapToGlobal(QPointF(*window)).toPoint())
        return found if found != self.current else None

    def remove_selection(self) -> None:
        """Take what is selected off this sheet; it stays in the map."""
        chosen = [key for key in self._selection.elements if self._view.scene.rect_of(key) is not None]
        if not chosen:
            self._say(_("Select the cards to take off this sheet."))
            return
        unseen = [0]

        def edit() -> None:
            unseen[0] = sheets.remove_from(self._document, self.current, chosen)

        self._try(edit)
        self._selection.set(self._selection.keys & self._view.scene.keys)
        words = ngettext(
            "Taken off this sheet, not out of the map.", "{n} taken off this sheet, not out of the map.", len(chosen)
        )
        self._say(words.format(n=len(chosen)) + _unseen_words(unseen[0]))

    def show_the_rest(self) -> None:
        """Show on this sheet what no sheet shows, and select it."""
        made: list[str] = []
        self._try(lambda: made.extend(sheets.place_the_rest(self._document, self.current)))
        if not made:
            self._say(_("Every element is on a sheet."))
            return
        self._selection.set(made)
        rect = self._view.scene.rect_around(made)
        if rect is not None:
            self._view.looking.show_rect(rect)
        words = ngettext("One element was on no sheet.", "{n} elements were on no sheet.", len(made))
        self._say(words.format(n=len(made)))

    def show_elsewhere(self) -> None:
        """Show the selected element on the next sheet it is on, and say which those are."""
        chosen = self._selection.elements
        if len(chosen) != 1:
            self._say(_("Select the one card to look for."))
            return
        map = self._document.map
        places = [each.id for each in sheets_with(map, chosen[0])]
        if places == [self.current]:
            self._say(_("It is only on this sheet."))
        elif places:
            here = places.index(self.current) if self.current in places else -1
            target = places[(here + 1) % len(places)]
            self.show(target)
            self._selection.set(chosen)
            rect = self._view.scene.rect_of(chosen[0])
            if rect is not None:
                self._view.looking.reveal(rect)
            self._say(sheets_words(map, chosen[0]) or _("It is only on this sheet."))

    def _add(self, elements: Iterable[str]) -> None:
        made: list[str] = []
        self._try(lambda: made.append(sheets.add(self._document, self.current, elements)))
        if made:
            self.show(made[0])
            self._fresh = made[0]
            self._tabs.write(made[0])

    def _switch(self, sheet: str) -> None:
        """Show a sheet from where it was last looked at, or all of it."""
        if self.current in self._document.map.sheets:
            self._cameras[self.current] = self._view.camera
        self._view.scene.show_sheet(sheet)
        self._look()

    def _look(self) -> None:
        if self.current in self._cameras:
            self._view.looking.set_camera(self._cameras[self.current])
        else:
            self._view.looking.open()
        self.shown.emit(self.current)

    def _try(self, edit: Callable[[], object]) -> None:
        self._view.hand.cancel()
        with refusals_told(self._document, self._say):
            edit()


def _unseen_words(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        " One element is on no sheet now; Show what is on no sheet, in the View menu, brings it back.",
        " {n} elements are on no sheet now; Show what is on no sheet, in the View menu, brings them back.",
        count,
    )
    return words.format(n=count)
