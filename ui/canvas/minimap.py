"""The whole map in a corner of the window, with a frame round what is seen of it; drag there to look elsewhere."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from stratmap.drawing.links import link_color
from stratmap.drawing.primitives import Rect
from ui.canvas.camera import Camera
from ui.canvas.view import MapView
from ui.guard import guard

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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._make_anew)
        view.scene.changed.connect(self._scene_changed)
        view.camera_changed.connect(self.update)
        view.installEventFilter(self)
        self._place()

    def toggle(self) -> None:
        """Show it, or no longer."""
        self.is_wanted = not self.is_wanted
        self._gives_way = False
        self._picture = None
        self._place()

    def give_way(self, gives_way: bool) -> None:
        """Leave the whole window to the map, though it is wanted; or come back."""
        self._gives_way = gives_way
        self._place()

    def stop(self) -> None:
        """Make no picture any more."""
        self._timer.stop()

    def wear(self) -> None:
        """Show the map in its new theme at once."""
        self._make_anew()

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
        self._picture = None
        self.update()

    def _place(self) -> None:
        width = min(WIDEST, round(self._view.width() * SHARE))
        height = round(width * HEIGHT)
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)
            self._picture = None
        self.setVisible(self.is_wanted and not self._gives_way and width >= NARROWEST)
        self.move(self._view.width() - width - EDGE, self._view.height() - height - EDGE)
        self.raise_()

    def _paint_picture(self, ratio: float) -> QPixmap:
        """The map as specks of colour, a colour at a time."""
        scene = self._view.scene
        self._camera = camera = self._whole()
        map, theme = scene.map, scene.theme
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        try:
            painter.fillRect(QRectF(self.rect()), QColor(theme.chrome.panel))
            spots = map.placements_on(scene.sheet)
            painter.scale(camera.scale, camera.scale)
            painter.translate(-camera.x, -camera.y)
            if len(map.links) <= MOST_LINKS:
                lines: dict[str, list[QLineF]] = defaultdict(list)
                for link in map.links.values():
                    source, target = spots.get(link.source), spots.get(link.target)
                    if source is not None and target is not None:
                        start = QPointF(source.x + source.width / 2, source.y + source.height / 2)
                        end = QPointF(target.x + target.width / 2, target.y + target.height / 2)
                        lines[link_color(link, theme)].append(QLineF(start, end))
                painter.setOpacity(0.45)
                for color, ways in lines.items():
                    pen = QPen(QColor(color), 1)
                    pen.setCosmetic(True)
                    painter.setPen(pen)
                    painter.drawLines(ways)
                painter.setOpacity(1.0)
            boxes: dict[str, list[QRectF]] = defaultdict(list)
            least = 2 / camera.scale
            for key, spot in spots.items():
                rect = QRectF(spot.x, spot.y, max(spot.width, least), max(spot.height, least))
                boxes[theme.kinds[map.elements[key].kind].outline].append(rect)
            painter.setPen(Qt.PenStyle.NoPen)
            for color, rects in boxes.items():
                painter.setBrush(QColor(color))
                painter.drawRects(rects)
        finally:
            painter.end()
        return picture

    def _look_at(self, at: QPointF) -> None:
        x, y = self._camera.to_map(at.x(), at.y())
        camera, view = self._view.camera, self._view
        half_x, half_y = view.width() / camera.scale / 2, view.height() / camera.scale / 2
        view.set_camera(Camera(camera.scale, x - half_x, y - half_y))

    @guard
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            chrome = self._view.scene.theme.chrome
            ratio = self.devicePixelRatioF()
            if self._picture is None or self._picture.devicePixelRatio() != ratio:
                self._picture = self._paint_picture(ratio)
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
