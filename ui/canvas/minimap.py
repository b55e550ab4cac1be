"""The whole map in a corner of the window, with a frame round what is seen of it; drag there to look elsewhere."""

from __future__ import annotations

import time
from collections import defaultdict

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from stratmap.drawing.links import link_color
from stratmap.drawing.picture import rect_of
from stratmap.drawing.primitives import Rect
from ui.canvas.camera import Camera
from ui.canvas.sliced import Sliced, Strokes
from ui.canvas.view import MapView
from ui.guard import guard
from ui.once import once

WIDEST, SHARE, HEIGHT = 200, 0.25, 0.7
"""Pixels it is wide at most, how much of the map's width it may take, and its height for its width."""

NARROWEST = 100
"""Pixels below which nothing could be made out in it."""

EDGE, MARGIN = 12, 6
"""Pixels to the edges of the window, and round the map within."""

PAUSE = 250
"""Milliseconds after a change until the picture is made anew, so that a burst of changes makes it once."""

MANY_CARDS = 60
"""From so many cards on it is there without being asked for."""

AT_ONCE, SLICE = 200, 0.0025
"""Cards or links between two looks at the clock, and seconds of painting before the window listens again."""

MOST_LINKS = 4_000
"""More links than that would only make it grey."""


class Minimap(QWidget):
    """A finished picture of specks, made again a moment after something changed, and a frame that is drawn anew."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._picture: QPixmap | None = None
        self._gives_way = False
        self._camera = Camera()
        self.is_wanted = len(view.scene.map.placements_on(view.scene.sheet)) >= MANY_CARDS
        self.setObjectName("minimap")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # the map below has its own clicks
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = once(self, self._make_anew, PAUSE)
        self._begun: tuple[Sliced, Camera] | None = None
        self._more = once(self, self._go_on)
        view.scene.changed.connect(self._scene_changed)
        view.looking.camera_changed.connect(self.update)
        view.installEventFilter(self)
        self._place()

    def toggle(self) -> None:
        """Show it, or no longer."""
        self.is_wanted = not self.is_wanted
        self._gives_way = False
        self._picture = self._begun = None
        self._place()

    def give_way(self, gives_way: bool) -> None:
        """Leave the whole window to the map, though it is wanted; or come back."""
        self._gives_way = gives_way
        self._place()

    def stop(self) -> None:
        """Make no picture any more."""
        self._timer.stop()
        self._more.stop()
        self._begun = None

    def wear(self) -> None:
        """Show the map in its new theme, and nothing of the old one meanwhile: a light map glares on dark paper."""
        self._picture = None
        self._make_anew()
        self.update()

    def _whole(self) -> Camera:
        """From where the whole map fits into the corner."""
        bounds = self._view.scene.bounds()
        wide, high = self.width(), self.height()
        room_x, room_y = wide - 2 * MARGIN, high - 2 * MARGIN
        scale = min(room_x / max(1.0, bounds.width), room_y / max(1.0, bounds.height), 0.5)
        x, y = bounds.center
        return Camera(scale, x - wide / scale / 2, y - high / scale / 2)

    def frame(self) -> QRectF:
        """Where the part of the map that is seen is in the corner."""
        camera, view = self._camera, self._view
        seen = view.camera.seen(view.width(), view.height())
        left, top = camera.to_window(seen.x, seen.y)
        return QRectF(left, top, seen.width * camera.scale, seen.height * camera.scale)

    def _scene_changed(self, _parts: tuple[Rect, ...] | None) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _make_anew(self) -> None:
        """Begin to make the picture anew; the one there is stays until it is finished."""
        camera, ratio = self._whole(), self.devicePixelRatioF()
        self._begun = (Sliced(camera.seen(self.width(), self.height()), camera.scale, ratio, self._brush), camera)
        self._more.start()

    def _go_on(self) -> None:
        if self._begun is None:
            return
        sliced, camera = self._begun
        if not sliced.go_on(time.perf_counter() + SLICE):
            self._more.start()
            return
        self._begun = None
        self._picture, self._camera = sliced.picture, camera
        self.update()

    def _place(self) -> None:
        width = min(WIDEST, round(self._view.width() * SHARE))
        height = round(width * HEIGHT)
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)
            self._picture = self._begun = None
        self.setVisible(self.is_wanted and not self._gives_way and width >= NARROWEST)
        self.move(self._view.width() - width - EDGE, self._view.height() - height - EDGE)
        self.raise_()

    def _brush(self, painter: QPainter, part: Rect, scale: float) -> Strokes:
        """The map as specks of colour, a colour at a time; yields between some of them and the next."""
        scene = self._view.scene
        map, theme = scene.map, scene.theme
        painter.fillRect(QRectF(part.x, part.y, part.width, part.height), QColor(theme.chrome.panel))
        spots = map.placements_on(scene.sheet)
        lines: dict[str, list[QLineF]] = defaultdict(list)
        for number, link in enumerate(map.links.values() if len(map.links) <= MOST_LINKS else ()):
            source, target = spots.get(link.source), spots.get(link.target)
            if source is not None and target is not None:
                ends = (rect_of(source).center, rect_of(target).center)
                lines[link_color(link, theme)].append(QLineF(*ends[0], *ends[1]))
            if not number % AT_ONCE:
                yield
        for color, ways in lines.items():
            for first in range(0, len(ways), AT_ONCE):
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.setOpacity(0.45)
                painter.setPen(QPen(QColor(color), 0.0))
                painter.drawLines(ways[first : first + AT_ONCE])
                yield
        boxes: dict[str, list[QRectF]] = defaultdict(list)
        least = 2 / scale
        for number, (key, spot) in enumerate(spots.items()):
            rect = QRectF(spot.x, spot.y, max(spot.width, least), max(spot.height, least))
            boxes[theme.kinds[map.elements[key].kind].outline].append(rect)
            if not number % AT_ONCE:
                yield
        for color, rects in boxes.items():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            painter.drawRects(rects)
            yield

    def _look_at(self, at: QPointF) -> None:
        x, y = self._camera.to_map(at.x(), at.y())
        camera, view = self._view.camera, self._view
        half_x, half_y = view.width() / camera.scale / 2, view.height() / camera.scale / 2
        view.looking.set_camera(Camera(camera.scale, x - half_x, y - half_y))

    @guard
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            chrome = self._view.scene.theme.chrome
            ratio = self.devicePixelRatioF()
            if (self._picture is None or self._picture.devicePixelRatio() != ratio) and self._begun is None:
                self._make_anew()
            painter.fillRect(self.rect(), QColor(chrome.panel))
            if self._picture is not None:
                painter.drawPixmap(QPointF(0, 0), self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = QColor(chrome.accent)
            painter.setPen(QPen(accent, 1.5))
            accent.setAlpha(36)
            painter.setBrush(accent)
            painter.drawRect(self.frame().intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))
            painter.setPen(QPen(QColor(chrome.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        finally:
            painter.end()

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._look_at(event.position())

    @guard
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look_at(event.position())

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
