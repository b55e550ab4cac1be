"""What Edit does in the window to whatever is selected: taking back, deleting, moving by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from PySide6.QtCore import QObject, Signal

from models.change import Change
from models.kinds import ElementKind, Status
from stratmap.document import Document
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from stratmap.edits import arrange, bends, elements
from stratmap.layout.snapping import GRID
from stratmap.on_sheets import deletion_words
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.selection import Selection

FINE, STEP = 1.0, GRID
"""Pixels at 100 % an arrow key moves what is selected by, with Shift and without."""

PAN = 64
"""Window pixels an arrow key moves the paper by when nothing is selected."""


class EditCommands(QObject):
    """The edits of the sheet that is shown, at the keyboard's and the menus' disposal."""

    stepped = Signal(object)
    """A ``Change`` that was just taken back, or made again."""

    def __init__(self, document: Document, view: MapView, selection: Selection, say: Say) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._say = say
        view.arrow_pressed.connect(self._arrow)

    @property
    def _sheet(self) -> str:
        return self._view.scene.sheet

    def undo(self) -> None:
        """Take the last edit back."""
        self._view.hand.cancel()
        self._tell(self._document.undo())

    def redo(self) -> None:
        """Make it again."""
        self._view.hand.cancel()
        self._tell(self._document.redo())

    def travel(self, steps: int) -> None:
        """Take so many edits back, or make so many again where the number is negative, at once."""
        self._view.hand.cancel()
        self._tell(self._document.travel(steps))

    def _tell(self, change: Change | None) -> None:
        if change is not None:
            self.stepped.emit(change)
            self._come_to(change)

    def _come_to(self, change: Change) -> None:
        """Have in sight what a step back or on has put on the sheet that is shown."""
        map = self._document.map
        spots = [spot for key in change.keys if (spot := map.placements.get(key)) is not None]
        rects = [rect_of(spot) for spot in spots if spot.sheet == self._sheet]
        if rects:
            is_most = len(rects) > 2 and 2 * len(rects) >= len(map.placements_on(self._sheet))
            self._view.looking.come_to(reduce(Rect.united, rects), is_most=is_most)

    def delete(self) -> None:
        """Delete what is selected, elements with their links."""
        self._view.hand.cancel()
        words = deletion_words(self._document.map, self._sheet, self._selection.elements)
        elements.delete(self._document, self._selection.keys)
        if words:
            self._say(words)

    def change_kind(self, kind: ElementKind) -> None:
        """Make the selected elements another kind, as far as their links allow it."""
        self._view.hand.cancel()
        self._try(lambda: elements.change_kind(self._document, self._selection.elements, kind))

    def set_status(self, status: Status | None) -> None:
        """Say how the selected elements stand."""
        self._view.hand.cancel()
        self._try(lambda: elements.set_field(self._document, self._selection.elements, "status", status))

    def select_all(self) -> None:
        """Select every card and link on the sheet."""
        self._selection.set(self._view.scene.keys)

    def _arrow(self, dx: int, dy: int, fine: bool) -> None:
        chosen = self._selection.elements
        if chosen:
            step = FINE if fine else STEP
            self._try(lambda: arrange.nudge(self._document, self._sheet, chosen, dx * step, dy * step))
        elif self._selection.links:
            step = FINE if fine else 2 * STEP
            ids = self._selection.links
            self._try(lambda: bends.bend_further(self._document, self._sheet, ids, dx * step, dy * step))
        else:
            self._view.looking.wander(self._view.camera.panned(-dx * PAN, -dy * PAN))

    def _try(self, edit: Callable[[], None]) -> None:
        with refusals_told(self._document, self._say):
            edit()
