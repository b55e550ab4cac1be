"""Drawing a link from card to card, and the words for what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.errors import RuleBroken
from models.kinds import LinkKind, Polarity
from stratmap.analysis.finding import Severity
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.edits import links
from stratmap.i18n import _
from stratmap.link_words import cannot_join, link_exists
from stratmap.vocabulary import rule_sentence
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.selection import Selection
from ui.tools.gestures import Say
from ui.tools.tool import Pointer


@dataclass
class Linking:
    """Draws a link from one card to another. ``kind`` None takes the most usual one for the two."""

    document: Document
    scene: Scene
    selection: Selection
    say: Say
    source: str
    kind: LinkKind | None = None
    polarity: Polarity = Polarity.UNKNOWN
    target: str | None = None
    now: Pointer | None = None

    def move(self, pointer: Pointer) -> None:
        self.now = pointer
        target = self.scene.element_at(pointer.x, pointer.y, 8 / pointer.scale)
        if target != self.target:
            self.target = target
            self.say(self._trouble() or (_("Let go to link.") if target else _("Drag to another card to link.")))

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self.now = None
        if self.target is None or self.target == self.source:
            self.say(self._trouble() if self.target else "")
            return
        make_link(self.document, self.selection, self.say, self.source, self.target, self.kind, self.polarity)

    def cancel(self) -> None:
        self.now = None
        self.say("")

    def paint(self, painter: QPainter, camera: Camera) -> None:
        rect = self.scene.rect_of(self.source)
        if self.now is None or rect is None:
            return
        trouble = bool(self._trouble())
        theme = self.scene.theme
        pen = QPen(QColor(theme.severities[Severity.ERROR].fill if trouble else theme.chrome.accent), 2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start = QPointF(*camera.to_window(*_leaves(rect, self.now.x, self.now.y)))
        end = QPointF(*self.now.window)
        painter.drawLine(start, end)
        target = self.scene.rect_of(self.target) if self.target else None
        if target is not None:
            left, top = camera.to_window(target.x - 4, target.y - 4)
            width, height = (target.width + 8) * camera.scale, (target.height + 8) * camera.scale
            painter.drawRoundedRect(QRectF(left, top, width, height), 8, 8)

    def _trouble(self) -> str:
        """Why the link cannot be made to where the mouse is; empty where it can or nothing is there."""
        if self.target is None:
            return ""
        elements = self.document.map.elements
        source, target = elements[self.source], elements[self.target]
        return cannot_join(source, target, self.kind)


def _leaves(rect: Rect, x: float, y: float) -> tuple[float, float]:
    """Where the way from the middle of a card to a point crosses the card's edge; the point while it is inside."""
    center_x, center_y = rect.center
    dx, dy = x - center_x, y - center_y
    share = min(
        rect.width / 2 / abs(dx) if dx else 1.0,
        rect.height / 2 / abs(dy) if dy else 1.0,
        1.0,
    )
    return (center_x + dx * share, center_y + dy * share)


def make_link(
    document: Document,
    selection: Selection,
    say: Say,
    source: str,
    target: str,
    kind: LinkKind | None,
    polarity: Polarity = Polarity.UNKNOWN,
) -> str | None:
    """Link two cards, select the link and say what can be done with it; or say why not. The link's id."""
    elements = document.map.elements
    kind = kind or links.usual_kind(document.map, source, target)
    trouble = cannot_join(elements[source], elements[target], kind)
    if kind is None or trouble:
        say(trouble)
        return None
    try:
        link = links.connect(document, source, target, kind, polarity)
    except RuleBroken as broken:
        say(rule_sentence(broken.violations[0], document.map))
        return None
    except links.AlreadyLinked as already:
        say(link_exists(already.link))
        selection.set({already.link.id})
        return None
    selection.set({link})
    unsigned = kind is LinkKind.INFLUENCES and polarity is Polarity.UNKNOWN
    say(_("Linked. Press + or − to say which way it works.") if unsigned else _("Linked."))
    return link
