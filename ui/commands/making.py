"""Making and naming cards: the title is written right on the map, and a card is there once it has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter

from models.kinds import ElementKind, LinkKind, Polarity
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import natural_size
from stratmap.edits import elements, growing, links
from stratmap.edits.growing import Growth
from stratmap.edits.places import beside
from stratmap.i18n import _
from ui.canvas.camera import Camera
from ui.canvas.kind_strip import GAP, KindStrip
from ui.canvas.title_editor import Place, TitleEditor
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.selection import Selection
from ui.tools import hints
from ui.tools.gestures import Gesture
from ui.tools.linking import paint_pending
from ui.tools.tool import Pointer

ASIDE = 48
"""Window pixels round a new card that are in sight while its title is written: the field may be wider."""

FIRST_CARDS = 2
"""Cards of a map up to which a new one comes with a word about what to do next."""


@dataclass
class NewCard:
    """A card whose title is being written, centred at (``x``, ``y``)."""

    growth: Growth
    x: float
    y: float

    @property
    def rect(self) -> Rect:
        """Where it would be without a title."""
        width, height = natural_size(self.growth.kind, "")
        return Rect(self.x - width / 2, self.y - height / 2, width, height)


class MakingCommands(QObject):
    """New cards, alone or linked, and other titles for those that are there."""

    def __init__(
        self, document: Document, view: MapView, selection: Selection, editor: TitleEditor, strip: KindStrip, say: Say
    ) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._editor = editor
        self._strip = strip
        self._say = say
        self._fresh: tuple[str, str] | None = None
        self._has_hinted = False
        self.new_card: NewCard | None = None
        view.grow_asked.connect(self.grow)
        view.looking.camera_changed.connect(editor.follow)
        editor.moved.connect(lambda: strip.stand_by(editor.geometry()))

    def rename_selected(self, beginning: str = "") -> None:
        """Write the title of the one card that is selected, as if these letters had been typed over it."""
        if len(self._selection.elements) == 1:
            self.rename(self._selection.elements[0])
            if beginning:
                self._editor.begin_with(beginning)

    def rename(self, element: str) -> None:
        """Write a card's title right on the map."""
        rect = self._view.scene.rect_of(element)
        if rect is None:
            return
        self._selection.set({element})
        self._view.looking.reveal(rect)
        title = self._document.map.elements[element].title
        self._write(rect, title, lambda text: self._rename(element, text), self._view.setFocus)

    def create(self, kind: ElementKind, x: float, y: float) -> None:
        """Write the title of a new element at a place on the map."""
        self.write_new(Growth(kind), x, y)

    def insert(self, kind: ElementKind) -> None:
        """Write a new element in a free place in view: beside what is selected, or in the middle."""
        width, height = natural_size(kind, "")
        chosen = [rect for key in self._selection.elements if (rect := self._view.scene.rect_of(key)) is not None]
        seen = self._view.camera.seen(self._view.width(), self._view.height())
        x, y = (chosen[-1].center[0], chosen[-1].bottom + 48 + height / 2) if chosen else seen.center
        map, sheet = self._document.map, self._view.scene.sheet
        if map.sheets[sheet].shows_bands:
            x, y = elements.room_for_new(map, sheet, kind, x, y)
        else:
            x, y = self._view.scene.places.free_spot(x, y, width, height)
        self.create(kind, x, y)

    def grow(self, ahead: int) -> None:
        """Write a card beside the one selected: what it leads to (1), what leads to it (-1), or one like it (0)."""
        chosen = self._selection.elements
        if len(chosen) != 1:
            self._say(_("Select the one card that the new one is to stand beside."))
            return
        map, (element,) = self._document.map, chosen
        growth = _grown(self._document, element, ahead)
        if growth is None:
            self._say(_("Nothing is linked there. Press Enter for another card of the same kind."))
            return
        place = beside(map, self._view.scene.sheet, element, natural_size(growth.kind, ""), ahead)
        if place is not None:
            self.write_new(growth, *place.center)

    def write_new(self, growth: Growth, x: float, y: float) -> None:
        """Write the title of a new card; it and its link are there, in one step, once a title is."""
        new = NewCard(growth, x, y)
        self._view.looking.reveal(new.rect.grown(ASIDE / self._view.camera.scale))
        beside = {growth.other, *self._selection.elements[:1]}
        self._write(
            *(new.rect, "", lambda text: self._add(new, text), self._written),
            lambda step: self._step_kind(new, step),
            [rect for key in sorted(beside) if (rect := self._view.scene.rect_of(key)) is not None],
        )
        self.new_card = new
        map = self._document.map
        allowed = [kind for kind in ElementKind if growing.as_kind(map, growth, kind) is not None]
        self._strip.open(
            *(self._editor.geometry(), growth.kind, allowed, self._view.scene.theme),
            lambda kind: self._become(new, kind),
        )

    def sign_fresh(self, polarity: Polarity) -> bool:
        """Sign the link the selected card was just made with; whether there is one."""
        if self._fresh is None or self._selection.keys != {self._fresh[0]}:
            return False
        link = self._document.map.links.get(self._fresh[1])
        if link is None or link.kind is not LinkKind.INFLUENCES:
            return False
        links.set_polarity(self._document, [link.id], polarity)
        return True

    def _add(self, new: NewCard, title: str) -> None:
        with refusals_told(self._document, self._say):
            made, link = growing.grow(self._document, new.growth, title, self._view.scene.sheet, new.x, new.y)
            self._selection.set_made({made})
            self._fresh = (made, link) if link else None
            if link is None and len(self._document.map.elements) <= FIRST_CARDS:
                self._hint(_(hints.FIRST_CARD))
            elif link and self._document.map.links[link].kind is LinkKind.INFLUENCES:
                self._hint(_(hints.LINKED_CARD))

    def _hint(self, words: str) -> None:
        """Say which keys go on from the card that was made, until a title is written: they are letters there."""
        self._has_hinted = True
        self._say(words)

    def _rename(self, element: str, title: str) -> None:
        if element not in self._document.map.elements:
            return
        with refusals_told(self._document, self._say):
            elements.rename(self._document, element, title)

    def _write(
        self,
        rect: Rect,
        text: str,
        keep: Callable[[str], None],
        done: Callable[[], None],
        step: Callable[[int], None] | None = None,
        others: Sequence[Rect] = (),
    ) -> None:
        below = self._strip.sizeHint().height() + 2 * GAP if others else 0

        def where() -> Place:
            return Place(self._place(rect), self._view.camera.scale, [self._place(each) for each in others], below)

        self._editor.open(where, text, keep, done, go_on=self.grow, step=step)
        if self._has_hinted:  # opening it may just have made the card before
            self._has_hinted = False
            self._say("")

    def _place(self, rect: Rect) -> QRect:
        """A part of the map in the window."""
        return self._view.window_rect(rect).toAlignedRect()

    def _written(self) -> None:
        """The title field is gone."""
        self.new_card = None
        self._strip.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.update()

    def _step_kind(self, new: NewCard, step: int) -> None:
        kinds = list(ElementKind)
        start = kinds.index(new.growth.kind)
        for number in range(1, len(kinds)):
            if self._become(new, kinds[(start + step * number) % len(kinds)]):
                return

    def _become(self, new: NewCard, kind: ElementKind) -> bool:
        growth = growing.as_kind(self._document.map, new.growth, kind)
        if growth is None:
            return False
        new.growth = growth
        self._strip.show_kind(kind)
        self._view.update()
        return True


def _grown(document: Document, element: str, ahead: int) -> Growth | None:
    if ahead == 0:
        return growing.sibling_of(document.map, element)
    return growing.effect_of(document.map, element) if ahead > 0 else growing.cause_of(document.map, element)


class PendingLink:
    """The line from a card to the one whose title is being written: seen, and nothing to take hold of."""

    def __init__(self, view: MapView, making: MakingCommands) -> None:
        self._view = view
        self._making = making

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None:
        return None

    def grasp(self, pointer: Pointer) -> Gesture | None:
        return None

    def double_click(self, pointer: Pointer) -> bool:
        return False

    def paint(self, painter: QPainter, camera: Camera) -> None:
        new = self._making.new_card
        if new is None or new.growth.link is None:
            return
        other = self._view.scene.rect_of(new.growth.other)
        if other is not None:
            paint_pending(painter, camera, self._view.scene.theme, other, new.rect.center, None)
