"""What Perspectives in the Arrange menu does: bands added, renamed, ordered, sized, shown and deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QRect

from stratmap.document import Document
from stratmap.drawing.bands import GUTTER
from stratmap.drawing.bands import bands as stacked
from stratmap.drawing.primitives import Rect
from stratmap.edits import bands
from stratmap.i18n import _, ngettext
from stratmap.layout.snapping import GRID
from stratmap.vocabulary import quoted
from ui.canvas.title_editor import Place, TitleEditor
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.selection import Selection

STEP = 4 * GRID
"""Pixels at 100 % a band gets higher or lower by at a time."""

NAME_TOP = 6.0
"""Pixels at 100 % from the top of a band to the field its name is written in."""

NAME_ROOM = 44.0
"""Pixels at 100 % of a band's height that its name is written over."""


class BandCommands(QObject):
    """Edits of the perspectives; what concerns only how they are drawn, on the sheet that is shown."""

    def __init__(
        self, document: Document, view: MapView, selection: Selection, editor: TitleEditor, say: Say
    ) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._editor = editor
        self._say = say

    @property
    def shown(self) -> bool:
        """Whether the sheet draws the perspectives as bands."""
        return self._document.map.sheets[self._view.scene.sheet].shows_bands

    @property
    def current(self) -> str | None:
        """The perspective meant by a command: that of the selected card, if cards of only one are selected."""
        elements = self._document.map.elements
        found = {elements[key].perspective for key in self._selection.elements}
        return found.pop() if len(found) == 1 else None

    def add(self) -> None:
        """Add a perspective below that of the selected card, or below all, and write its name."""
        made = self.add_named(_("New perspective"), below=self.current)
        if made is not None and not self.shown:
            self._say(
                _("The perspective is there, but this sheet hides the bands. Show them with Arrange, Perspectives.")
            )
        elif made is not None:
            self.rename(made)

    def add_named(self, title: str, *, below: str | None = None) -> str | None:
        """Add a perspective; its id, or None where a rule is in the way."""
        made: list[str] = []
        self._try(lambda: made.append(bands.add(self._document, title, below=below)))
        return made[0] if made else None

    def rename(self, perspective: str) -> None:
        """Write a perspective's name where it stands, at the left edge."""
        map, camera = self._document.map, self._view.camera
        for each, rect in stacked(map, self._view.scene.sheet):
            if each.id == perspective:
                self._view.looking.reveal(Rect(camera.x + GUTTER, rect.y, 0.0, min(rect.height, NAME_ROOM)))
                self._editor.open(
                    partial(self._name_place, rect),
                    each.title,
                    lambda text: self.retitle(perspective, text),
                    self._view.setFocus,
                )

    def _name_place(self, band: Rect) -> Place:
        """Where the name of a band is written."""
        scale = self._view.camera.scale
        top = self._view.window_rect(band).top() + NAME_TOP * scale
        wide = max(GUTTER * scale, 8 * (24 * scale + 16))  # the field is not narrower, and keeps its middle
        return Place(QRect(8, round(top), round(wide), round(24 * scale)), scale)

    def rename_current(self) -> None:
        """Rename the perspective of the selected card."""
        if self.current is None:
            self._say(_("Select a card of the perspective, or double-click its name at the left edge."))
        else:
            self.rename(self.current)

    def retitle(self, perspective: str, title: str) -> None:
        """Give a perspective another name."""
        if perspective in self._document.map.perspectives:
            self._try(lambda: bands.rename(self._document, perspective, title))

    def move(self, perspective: str, by: int) -> None:
        """Move a perspective up or down among the others."""
        order = [each.id for each in self._document.map.ordered_perspectives()]
        place = order.index(perspective) + by
        self._try(lambda: self._document.make(bands.reordered(self._document.map, perspective, place)))

    def move_current(self, by: int) -> None:
        """Move the perspective of the selected card up or down."""
        if self.current is None:
            self._say(_("Select a card of the perspective you want to move."))
        else:
            self.move(self.current, by)

    def resize(self, perspective: str, by: int) -> None:
        """Make a band of the sheet that is shown a step higher or lower."""
        made: list[bool] = []
        sheet = self._view.scene.sheet
        self._try(lambda: made.append(bands.resize_by(self._document, sheet, perspective, by * STEP)))
        if made == [False]:
            self._say(_("The band is as low as its cards and its name allow."))

    def delete(self, perspective: str) -> None:
        """Delete a perspective and say what becomes of its elements."""
        map = self._document.map
        title = quoted(map.perspectives[perspective].title)
        count = sum(each.perspective == perspective for each in map.elements.values())
        heir: list[str | None] = []

        def edit() -> None:
            kept = bands.delete(self._document, perspective)
            heir.append(quoted(kept.title) if kept else None)

        self._try(edit)
        if heir and heir[0] and count:
            words = ngettext(
                "{title} is deleted. Its element now belongs to {heir}.",
                "{title} is deleted. Its {n} elements now belong to {heir}.",
                count,
            )
            self._say(words.format(title=title, n=count, heir=heir[0]))
        elif heir:
            self._say(_("{title} is deleted.").format(title=title))

    def toggle(self) -> None:
        """Draw the perspectives as bands on this sheet, or no longer."""
        if not self._document.map.perspectives:
            self._say(_("This map has no perspectives yet. Add one with Arrange, Perspectives."))
            return
        self._try(lambda: bands.show(self._document, self._view.scene.sheet, shown=not self.shown))

    def _try(self, edit: Callable[[], object]) -> None:
        self._view.hand.cancel()
        with refusals_told(self._document, self._say):
            edit()
