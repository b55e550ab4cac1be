"""What is shown of the map: a few steps around what is selected, what a filter asks for, or all of it again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from models.records import SavedFilter
from stratmap.document import Document
from stratmap.edits import filters
from stratmap.filter_words import filter_words, focus_words
from stratmap.filtering import Focus, Towards, asks_for_something, count_on
from stratmap.i18n import _, grouped, ngettext
from stratmap.vocabulary import quoted
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.panels.banner import Banner
from ui.panels.filter_bar import FilterBar
from ui.selection import Selection
from ui.sight import Sight


class SeeCommands(QObject):
    """Filter and focus, at the menus' and the filter bar's disposal; the banner says what they hide."""

    def __init__(
        self,
        document: Document,
        view: MapView,
        selection: Selection,
        sight: Sight,
        banner: Banner,
        bar: FilterBar,
        say: Say,
    ) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._sight = sight
        self._banner = banner
        self._bar = bar
        self._say = say
        self._empty_words = view.empty_words
        self.towards = Towards.BOTH
        banner.all_asked.connect(self.show_all)
        bar.asked.connect(self.look_through)
        bar.save_asked.connect(self.save_filter)
        bar.delete_asked.connect(self._delete_filter)
        bar.close_asked.connect(self.close_filter)

    def focus(self, steps: int | None) -> None:
        """Show only so many steps around what is selected; None for as far as links lead."""
        map = self._document.map
        ends = (end for key in self._selection.links for end in (map.links[key].source, map.links[key].target))
        around = tuple(dict.fromkeys((*self._selection.elements, *ends)))
        was = self._sight.focus
        if not around and was is not None:
            around = was.around
        if around:
            self._focus_on(Focus(around, steps, self.towards))
        else:
            self._say(_("Select the card to look around from."))

    def look(self, towards: Towards) -> None:
        """Look only for causes, only for effects, or both ways; at once where a focus is on."""
        self.towards = towards
        if self._sight.focus is not None:
            self._focus_on(replace(self._sight.focus, towards=towards))

    def look_through(self, filter: SavedFilter) -> None:
        """Show only what a filter asks for."""
        self._view.hand.cancel()
        self._sight.look_through(filter)
        self._bar.show_filter(filter)
        self.tell()
        self._look_at_shown()

    def open_filter(self) -> None:
        """Bring up the filter, or put it away when the keyboard is in it already."""
        if self._bar.isVisible() and self._bar.isAncestorOf(self._bar.focusWidget() or self._view):
            self.close_filter()
            return
        self._bar.show_filter(self._sight.filter)
        self._bar.show()
        self._bar.take_focus()

    def close_filter(self) -> None:
        """Put the filter away and show what it hid."""
        self._bar.list.hide()
        self._bar.hide()
        if asks_for_something(self._sight.filter):
            self.look_through(SavedFilter(""))
        self._view.setFocus()

    def show_all(self) -> None:
        """Show the whole map again."""
        self._view.hand.cancel()
        self._sight.show_all()
        self._bar.show_filter(self._sight.filter)
        self.tell()
        self._view.setFocus()

    def escape(self) -> bool:
        """Leave the focus, if there is one; whether there was."""
        if self._sight.focus is None:
            return False
        self._sight.focus_on(None)
        self.tell()
        return True

    def save_filter(self, name: str) -> None:
        """Keep the filter in use under a name."""
        with refusals_told(self._document, self._say):
            kept = filters.save_filter(self._document, self._sight.filter, name)
            self._say(_("The filter {name} is kept in the map.").format(name=quoted(kept.title)))

    def say_when_empty(self, words: str) -> None:
        """What a map without a card says, instead of how to begin."""
        self._empty_words = words
        self.tell()

    def _words_for_none(self, is_partial: bool, has_others: bool) -> str:
        """What a sheet without a card says."""
        if is_partial:
            return _("No card on this sheet is shown.")
        if not has_others:
            return self._empty_words
        return _(
            "Double-click anywhere to write something new, or drag it here from the left.\n"
            "To show cards of another sheet here too, select them there\n"
            "and press Alt+Shift+O (Show on another sheet …).\n"
            "Or press Ctrl+T here and write the title of one."
        )

    def tell(self) -> None:
        """Say over the map what is shown of it."""
        sight, sheet = self._sight, self._view.scene.sheet
        map, whole = sight.map, self._document.map
        self._view.empty_words = self._words_for_none(
            sight.is_partial, bool(whole.elements) and len(whole.sheets) > 1
        )
        if not sight.is_partial:
            self._banner.say("")
            return
        count, of = count_on(map, sheet), count_on(whole, sheet)
        words = ngettext("Showing {count} of {n} element", "Showing {count} of {n} elements", of)
        shown = words.format(count=grouped(count), n=grouped(of))
        asked = filter_words(whole, sight.filter)
        if sight.focus is not None:
            around = focus_words(whole, sight.focus)
            shown = f"{around} ({shown[:1].lower()}{shown[1:]})" if not asked else f"{around}. {shown}"
        if sight.only is not None:
            asked = f"{asked} · {_('only what is lit')}" if asked else _("only what is lit")
        by_escape = sight.focus is not None or sight.only is not None
        self._banner.say(f"{shown} · {asked}" if asked else shown, by_escape=by_escape)

    def words(self) -> str:
        """What the page that is printed says of what it shows; nothing when it shows the whole map."""
        sight = self._sight
        asked = filter_words(self._document.map, sight.filter)
        around = focus_words(self._document.map, sight.focus) if sight.focus is not None else ""
        filtered = _("Filtered: {what}").format(what=asked) if asked else ""
        return ". ".join(each for each in (around, filtered) if each)

    def _focus_on(self, focus: Focus) -> None:
        self._view.hand.cancel()
        self._sight.focus_on(focus)
        self.tell()
        self._look_at_shown()

    def _look_at_shown(self) -> None:
        """Have the cards that are left in sight, near enough to be read as far as all of them fit."""
        rect = self._view.scene.rect_around(self._sight.map.elements)
        if rect is not None and self._sight.is_partial:
            self._view.looking.look_at(rect)

    def _delete_filter(self, filter_id: str) -> None:
        if filter_id in self._document.map.filters:
            filters.delete_filter(self._document, filter_id)
