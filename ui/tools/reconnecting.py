"""Leading one end of a link to another card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QPainter

from stratmap.document import Document
from stratmap.edits import links
from stratmap.i18n import _
from stratmap.link_words import cannot_join, link_exists
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.selection import Selection
from ui.tools.linking import paint_pending
from ui.tools.tool import Pointer


@dataclass
class Reconnecting:
    """Takes the start or the end of a link elsewhere; let go over the paper, it stays where it was."""

    document: Document
    scene: Scene
    selection: Selection
    say: Say
    link: str
    is_start: bool
    card: str | None = None
    now: Pointer | None = None

    def move(self, pointer: Pointer) -> None:
        card = self.scene.places.element_at(pointer.x, pointer.y, 8 / pointer.scale)
        if card != self.card or self.now is None:
            self.card = card
            self.say(self._trouble() or (_("Let go to lead the link here.") if card else _("Drag to another card.")))
        self.now = pointer

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self.now = None
        self.say("")
        if self.card is None:
            self.say(_("The link was left as it is. Let go over a card to lead it there."))
        elif self.link in self.document.map.links:
            reconnect(self.document, self.selection, self.say, self.link, self.is_start, self.card)

    def cancel(self) -> None:
        self.now = None
        self.say("")

    def paint(self, painter: QPainter, camera: Camera) -> None:
        link = self.document.map.links.get(self.link)
        if link is None or self.now is None:
            return
        fixed = self.scene.rect_of(link.target if self.is_start else link.source)
        trouble = bool(self._trouble())
        at = (self.now.x, self.now.y)
        paint_pending(painter, camera, self.scene.theme, fixed, at, self.scene.rect_of(self.card), trouble=trouble)

    def _trouble(self) -> str:
        link = self.document.map.links.get(self.link)
        if link is None or self.card is None:
            return ""
        return why_not(self.document, self.link, self.is_start, self.card)


def why_not(document: Document, link_id: str, is_start: bool, card: str) -> str:
    """Why a link cannot be led from, or to, another card; empty where it can."""
    link = document.map.links[link_id]
    after = replace(link, source=card) if is_start else replace(link, target=card)
    elements = document.map.elements
    return cannot_join(elements[after.source], elements[after.target], link.kind)


def reconnect(document: Document, selection: Selection, say: Say, link: str, is_start: bool, card: str) -> None:
    """Lead a link from, or to, another card and say so; or say why not."""
    trouble = why_not(document, link, is_start, card)
    if trouble:
        say(trouble)
        return
    try:
        with refusals_told(document, say):
            links.reconnect(document, link, source=card if is_start else None, target=None if is_start else card)
    except links.AlreadyLinked as already:
        selection.set({already.link.id})
        say(link_exists(already.link))
