"""What the Arrange menu does to selected cards: lining up, sizing, stacking, pinning."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from stratmap.document import Document
from stratmap.edits import align
from stratmap.edits.align import Line, Size
from stratmap.i18n import _
from stratmap.layout.snapping import GRID
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.selection import Selection


class ArrangeCommands(QObject):
    """One edit of the selected cards on the sheet that is shown for each entry of the menu."""

    def __init__(self, document: Document, view: MapView, selection: Selection, say: Say) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._say = say

    @property
    def cards(self) -> list[str]:
        """The selected elements that have a card on the sheet that is shown."""
        spots = self._document.map.placements_on(self._view.scene.sheet)
        return [key for key in self._selection.elements if key in spots]

    @property
    def all_pinned(self) -> bool:
        """Whether every selected card is pinned, and there is one."""
        spots = self._document.map.placements_on(self._view.scene.sheet)
        return bool(self.cards) and all(spots[key].pinned for key in self.cards)

    def align(self, line: Line) -> None:
        """Line the selected cards up."""
        self._with(2, lambda sheet, cards: align.align(self._document, sheet, cards, line))

    def distribute(self, *, across: bool) -> None:
        """Make the gaps between the selected cards equal."""
        self._with(3, lambda sheet, cards: align.distribute(self._document, sheet, cards, across=across))

    def same_size(self, size: Size) -> None:
        """Make the selected cards as large as the largest of them."""
        self._with(2, lambda sheet, cards: align.same_size(self._document, sheet, cards, size))

    def resize(self, dx: int, dy: int) -> None:
        """Make the selected cards a step of the grid wider or higher, or smaller."""
        self._with(1, lambda sheet, cards: align.resize_by(self._document, sheet, cards, dx * GRID, dy * GRID))

    def fit_to_words(self) -> None:
        """Give the selected cards the size their titles ask for."""
        self._with(1, lambda sheet, cards: align.fit_to_words(self._document, sheet, cards))

    def to_front(self) -> None:
        """Draw the selected cards above the others."""
        self._with(1, lambda sheet, cards: align.bring_to_front(self._document, sheet, cards))

    def to_back(self) -> None:
        """Draw the selected cards below the others."""
        self._with(1, lambda sheet, cards: align.send_to_back(self._document, sheet, cards))

    def toggle_pins(self) -> None:
        """Pin the selected cards, or let them go when all of them are pinned."""
        pinned = not self.all_pinned
        self._with(1, lambda sheet, cards: align.pin(self._document, sheet, cards, pinned=pinned))
        if pinned and self.cards:
            self._say(_("Pinned: laying out leaves it where it is."))

    def _with(self, least: int, edit: Callable[[str, list[str]], None]) -> None:
        """Edit the selected cards, or say how many to select."""
        self._view.hand.cancel()
        cards = self.cards
        if len(cards) < least:
            self._say(
                (
                    _("Select a card first."),
                    _("Select two or more cards first."),
                    _("Select three or more cards first."),
                )[least - 1]
            )
            return
        with refusals_told(self._document, self._say):
            edit(self._view.scene.sheet, cards)
