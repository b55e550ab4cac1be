"""Linking, and changing how things are linked, for the menus and the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.kinds import LinkKind, Polarity
from stratmap.document import Document
from stratmap.edits import bends, elements, links
from stratmap.i18n import _
from stratmap.layout.snapping import GRID
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.dialogs.choose import ChooseDialog
from ui.dialogs.link_to import LinkToDialog
from ui.nearby import open_near
from ui.notice import Say
from ui.panels.card_chooser import CardChooser
from ui.selection import Selection
from ui.tools.linking import make_link
from ui.tools.reconnecting import reconnect, why_not

BEND = 2 * GRID
"""Pixels at 100 % one key press bends a link by."""


class LinkingCommands(QObject):
    """What the Link menu does with the selected card or links."""

    def __init__(self, document: Document, view: MapView, selection: Selection, window: QWidget, say: Say) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._window = window
        self._say = say

    def ask(self) -> None:
        """Ask what to link the selected card to."""
        if len(self._selection.elements) == 1:
            source = self._selection.elements[0]
            open_near(LinkToDialog(self._document.map, source, self.link, self._window), self._view, {source})
        else:
            self._say(_("Select the one card the link is to start from."))

    def link(self, source: str, target: str, kind: LinkKind | None) -> None:
        """Link two cards, as the dialog asked."""
        map = self._document.map
        if source in map.elements and target in map.elements:
            make_link(self._document, self._selection, self._say, source, target, kind)

    def sign(self, polarity: Polarity) -> None:
        """Sign the selected influences."""
        if self._influences():
            links.set_polarity(self._document, self._influences(), polarity)

    def reverse(self) -> None:
        """Turn the selected links round."""
        self._try(lambda: links.reverse(self._document, self._selection.links))

    def toggle_delay(self) -> None:
        """Mark the selected influences as delayed, or no longer."""
        map, chosen = self._document.map, self._influences()
        if chosen:
            elements.set_field(self._document, chosen, "delay", not all(map.links[key].delay for key in chosen))

    def set_strength(self, strength: float | None) -> None:
        """Say how strong the selected influences are."""
        if self._influences():
            links.set_strength(self._document, self._influences(), strength)

    def change_kind(self, kind: LinkKind) -> None:
        """Make the selected links another kind."""
        self._try(lambda: links.change_kind(self._document, self._selection.links, kind))

    def change_end(self, *, is_start: bool) -> None:
        """Ask for the card the one selected link is to start from, or to lead to."""
        chosen = self._selection.links
        if len(chosen) != 1:
            self._say(_("Select the one link that is to be led elsewhere."))
            return
        map, link = self._document.map, self._document.map.links[chosen[0]]
        now = link.source if is_start else link.target
        cards = [key for key in map.elements if key != now and not why_not(self._document, link.id, is_start, key)]
        ChooseDialog(
            _("Choose a card"),
            _("Where the link is to start:") if is_start else _("Where the link is to end:"),
            CardChooser(map.elements[card] for card in cards),
            lambda card: self._reconnect(link.id, card, is_start=is_start),
            self._window,
        ).open()

    def bend(self, dx: int, dy: int) -> None:
        """Bend the selected links a step further."""
        self._view.hand.cancel()
        self._try(
            lambda: bends.bend_further(
                self._document, self._view.scene.sheet, self._selection.links, dx * BEND, dy * BEND
            )
        )

    def straighten(self) -> None:
        """Let the selected links run by themselves again."""
        self._view.hand.cancel()
        if not bends.straighten(self._document, self._view.scene.sheet, self._selection.links):
            self._say(_("They are not bent. Drag a link by its middle to bend it."))

    def _reconnect(self, link: str, card: str, *, is_start: bool) -> None:
        map = self._document.map
        if link in map.links and card in map.elements:
            reconnect(self._document, self._selection, self._say, link, is_start, card)

    def _influences(self) -> list[str]:
        """The selected influences; where there are none but other links, it is said that only those have signs."""
        map = self._document.map
        found = [key for key in self._selection.links if map.links[key].kind is LinkKind.INFLUENCES]
        if not found and self._selection.links:
            self._say(_("Only influences have a sign, a strength and a delay."))
        return found

    def _try(self, edit: Callable[[], None]) -> None:
        with refusals_told(self._document, self._say):
            edit()
