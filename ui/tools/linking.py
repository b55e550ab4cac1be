"""Drawing a link from card to card, or to the paper where a new card is to be; and the words for what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.errors import RuleBroken
from models.kinds import LinkKind, Polarity
from stratmap.analysis.finding import Severity
from stratmap.document import Document
from stratmap.drawing.primitives import Point, Rect
from stratmap.drawing.shapes import natural_size
from stratmap.drawing.theme import Theme
from stratmap.edits import links
from stratmap.edits.growing import Growth, effect_of
from stratmap.i18n import _
from stratmap.link_words import cannot_join, link_exists
from stratmap.vocabulary import kind_name, rule_sentence
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.notice import Say
from ui.selection import Selection
from ui.tools import hints
from ui.tools.tool import Pointer

WriteLinked = Callable[[Growth, float, float], None]
"""Has the title of a new linked card be written, centred at a place on the map."""

AWAY = 24.0
"""Window pixels from a card within which letting go of a link makes no new card: the hand only twitched."""


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
    write_linked: WriteLinked | None = None
    target: str | None = None
    now: Pointer | None = None

    def move(self, pointer: Pointer) -> None:
        before, self.now = self.now, pointer
        target = self.scene.places.element_at(pointer.x, pointer.y, 8 / pointer.scale)
        if target != self.target or before is None or self._is_away(before) != self._is_away(pointer):
            self.target = target
            self.say(self._trouble() or (_("Let go to link.") if target else self._of_paper(pointer)))

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self.now = None
        if self.source not in self.document.map.elements:
            return
        if self.target is None:
            self._grow(pointer)
        elif self.target == self.source:
            self.say(self._trouble())
        else:
            make_link(self.document, self.selection, self.say, self.source, self.target, self.kind, self.polarity)

    def cancel(self) -> None:
        self.now = None
        self.say("")

    def paint(self, painter: QPainter, camera: Camera) -> None:
        rect = self.scene.rect_of(self.source)
        if self.now is None or rect is None:
            return
        theme, at = self.scene.theme, (self.now.x, self.now.y)
        target = self.scene.rect_of(self.target) if self.target else None
        growth = self._growth() if self.target is None and self._is_away(self.now) else None
        if growth is not None:
            width, height = natural_size(growth.kind, "")
            paint_ghost(painter, camera, theme, Rect(at[0] - width / 2, at[1] - height / 2, width, height))
        paint_pending(painter, camera, theme, rect, at, target, trouble=bool(self._trouble()))

    def _grow(self, pointer: Pointer) -> None:
        growth = self._growth()
        if growth is None or not self._is_away(pointer) or self.write_linked is None:
            self.say(self._of_paper(pointer) if self._is_away(pointer) else "")
        else:
            self.say("")
            self.write_linked(growth, pointer.x, pointer.y)

    def _growth(self) -> Growth | None:
        map = self.document.map
        if self.write_linked is None or self.source not in map.elements:
            return None
        return effect_of(map, self.source, self.kind, self.polarity)

    def _of_paper(self, pointer: Pointer) -> str:
        """What letting go over the paper would do."""
        growth = self._growth()
        if growth is not None and self._is_away(pointer):
            words = _("Let go over a card to link it, or here to write a new {kind}.")
            return words.format(kind=kind_name(growth.kind).lower())
        if growth is None and self.write_linked is not None:
            return _("Nothing of this kind leads from here. Take another link, or drag from another card.")
        return _("Drag to another card to link.")

    def _is_away(self, pointer: Pointer) -> bool:
        rect = self.scene.rect_of(self.source)
        if rect is None:
            return False
        return not rect.grown(AWAY / pointer.scale).holds(pointer.x, pointer.y)

    def _trouble(self) -> str:
        """Why the link cannot be made to where the mouse is; empty where it can or nothing is there."""
        elements = self.document.map.elements
        if self.target is None or self.target not in elements or self.source not in elements:
            return ""
        return cannot_join(elements[self.source], elements[self.target], self.kind)


def paint_pending(
    painter: QPainter,
    camera: Camera,
    theme: Theme,
    source: Rect | None,
    at: Point,
    target: Rect | None,
    *,
    trouble: bool = False,
) -> None:
    """A line from a card to where the mouse is, and a frame round the card it would lead to."""
    if source is None:
        return
    painter.setPen(QPen(QColor(theme.severities[Severity.ERROR].fill if trouble else theme.chrome.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(*camera.to_window(*leaves(source, *at))), QPointF(*camera.to_window(*at)))
    if target is not None:
        painter.drawRoundedRect(in_window(camera, target.grown(4)), 8, 8)


def paint_ghost(painter: QPainter, camera: Camera, theme: Theme, rect: Rect) -> None:
    """The outline of a card that would be there."""
    accent = QColor(theme.chrome.accent)
    painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
    accent.setAlpha(28)
    painter.setBrush(accent)
    painter.drawRoundedRect(in_window(camera, rect), 8, 8)


def in_window(camera: Camera, rect: Rect) -> QRectF:
    """A rectangle of the map as it stands in the window."""
    left, top = camera.to_window(rect.x, rect.y)
    return QRectF(left, top, rect.width * camera.scale, rect.height * camera.scale)


def leaves(rect: Rect, x: float, y: float) -> Point:
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
        selection.set({already.link.id})
        say(link_exists(already.link))
        return None
    selection.set({link})
    unsigned = kind is LinkKind.INFLUENCES and polarity is Polarity.UNKNOWN
    say(_(hints.LINKED_UNSIGNED) if unsigned else _(hints.LINKED))
    return link
