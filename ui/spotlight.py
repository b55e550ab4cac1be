"""Lighting parts of the map and looking at them: on a sheet that shows them, from where they can be seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMenu

from models.kinds import Polarity
from models.records import Key
from stratmap.document import Document
from stratmap.i18n import _
from ui.canvas.camera import Camera
from ui.canvas.view import MapView
from ui.commands.see import SeeCommands
from ui.commands.sheet import SheetCommands
from ui.nearby import open_near, popup_near
from ui.notice import Say
from ui.selection import Selection
from ui.sight import Sight


class Spotlight(QObject):
    """What the findings and the loops have in common in how they show themselves on the map."""

    only_changed = Signal(bool)
    """Whether only what is lit is shown, as long as something is."""

    def __init__(
        self,
        document: Document,
        view: MapView,
        selection: Selection,
        sheets: SheetCommands,
        sight: Sight,
        see: SeeCommands,
        say: Say,
    ) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._sheets = sheets
        self._sight = sight
        self._see = see
        self._say = say
        self.is_only_lit = False
        self._before: tuple[str, Camera] | None = None
        """The sheet, and from where it was looked at, before anything was lit."""
        selection.lit_changed.connect(self._hide_the_rest)
        sight.changed.connect(self._shown_again)

    def light(
        self, keys: Collection[Key] | None, loop: Polarity | None = None, ways: Iterable[Iterable[Key]] = ()
    ) -> None:
        """Light these and look at them; None lights everything alike."""
        if keys is None:
            self._selection.light(None)
            return
        if self._selection.lit is None:
            self._before = self._view.scene.sheet, self._view.looking.destination
        self._sheets.show_for(keys)
        self._selection.light(keys, loop, ways)
        if not all(self._sight.shows(key) for key in keys):
            self._say(_("Some of it is hidden. Choose Show all above the map to see it."))
        self._look_at(keys)

    def forget_before(self) -> None:
        """What was looked at before does not count any more: all is shown anew."""
        self._before = None

    @property
    def is_presented(self) -> bool:
        """Whether the room looks at the map alone."""
        return self._view.looking.is_presented

    def open(self, dialog: QDialog) -> None:
        """Open a dialog about what is lit, beside it while the map is presented."""
        open_near(dialog, self._view, self._selection.lit or self._selection.keys)

    def popup(self, menu: QMenu) -> None:
        """Open a menu beside what is lit."""
        popup_near(menu, self._view, self._selection.lit or self._selection.keys)

    def look_back(self) -> None:
        """While the map is presented, look again from where the room looked before anything was lit."""
        before, self._before = self._before, None
        if before is not None and self._view.looking.is_presented and before[0] == self._view.scene.sheet:
            self._view.looking.go_back(before[1])

    def let_go(self, keys: Collection[Key]) -> None:
        """Select nothing that is not among these: what is lit now is looked at, no longer what was selected."""
        self._selection.set(self._selection.keys.intersection(keys))

    def look_along(self, keys: Collection[Key], link: Key) -> None:
        """Mark a link within what is lit, and look at it and its ends."""
        self._sheets.show_for(keys)
        self._selection.light(self._selection.lit, self._selection.loop, ((link,),))
        self._look_at(keys)

    def show_only_lit(self, only: bool) -> None:
        """Hide what is not lit, whenever something is; or only dim it."""
        self.is_only_lit = only
        self._hide_the_rest()
        self.only_changed.emit(only)

    def toggle(self) -> None:
        """Hide what is not lit, or show it again."""
        self.show_only_lit(not self.is_only_lit)

    def _hide_the_rest(self) -> None:
        lit = self._selection.lit if self.is_only_lit else None
        if lit != self._sight.only:
            self._sight.show_only(lit)
            self._see.tell()

    def _shown_again(self) -> None:
        """All of the map is shown again: that was not only asked of what is lit now."""
        if self.is_only_lit and self._sight.only is None and self._selection.lit is not None:
            self.is_only_lit = False
            self.only_changed.emit(False)

    def jump(self, keys: Collection[Key]) -> None:
        """Select these, bring them into view whatever hid them, and put the keyboard into the map."""
        map = self._document.map
        there = {key for key in keys if key in map.elements or key in map.links}
        if not there:
            return
        if not all(self._sight.shows(key) for key in there):
            self._see.show_all()
        self._sheets.show_for(there)
        self._selection.set(there)
        self._look_at(there)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_made(self, keys: Collection[Key]) -> None:
        """Select what was just made, and look at it; whatever is lit is let go of."""
        self._selection.set_made(keys)
        self.look(keys)

    def look(self, keys: Collection[Key]) -> None:
        """Light nothing, and look at these whatever hid them; the keyboard stays where it is."""
        self._selection.light(None)
        if not keys:
            return
        if not all(self._sight.shows(key) for key in keys):
            self._sight.show_all()
            self._see.tell()
        self._sheets.show_for(keys)
        self._look_at(self._with_ends(keys))

    def _with_ends(self, keys: Collection[Key]) -> set[Key]:
        links = (link for key in keys if (link := self._document.map.links.get(key)) is not None)
        return {*keys, *(end for link in links for end in (link.source, link.target))}

    def _look_at(self, keys: Collection[Key]) -> None:
        rect = self._view.scene.rect_around(keys)
        if rect is not None:
            self._view.looking.look_at(rect)
