"""Cards that glide to where a layout put them, and the view with them, so that one sees what went where.

The map already is as it will be: only what is shown lags behind, and any key or button ends that at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEasingCurve, QEvent, QObject, QVariantAnimation

from models.change import Change
from models.records import Key, Placement
from stratmap.drawing.primitives import Point
from ui.canvas.camera import Camera, between
from ui.canvas.travelling import is_motion_wanted
from ui.canvas.view import MapView
from ui.guard import guard

LASTS = 220
"""Milliseconds a card takes to its new place."""

MOST = 300
"""Cards up to which they glide; more would stutter."""

_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.NativeGesture,
)


class Glide(QObject):
    """One glide at a time on one view."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._from: dict[str, Point] = {}
        self._ends: dict[str, Placement] = {}
        self._map = view.scene.map
        self._cameras: tuple[Camera, Camera] | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(LASTS)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._step)
        self._motion.finished.connect(self.finish)

    @property
    def is_under_way(self) -> bool:
        """Whether something is gliding."""
        return self._motion.state() == QAbstractAnimation.State.Running

    def start(self, before: Mapping[str, Point], camera: Camera | None = None) -> None:
        """Let cards glide from where they were (by element) to where they are shown, and the view to ``camera``."""
        self.finish()
        self._map = self._view.scene.map
        spots = self._map.placements_on(self._view.scene.sheet)
        self._ends = {id: spot for id, spot in spots.items() if before.get(id, (spot.x, spot.y)) != (spot.x, spot.y)}
        self._from = {id: before[id] for id in self._ends}
        self._cameras = (self._view.camera, camera) if camera is not None else None
        if not is_motion_wanted() or len(self._ends) > MOST or not self._view.isVisible():
            self._ends = {}
            self.finish()
            return
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._motion.start()

    def finish(self) -> None:
        """Show everything where it is."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._motion.stop()
        cameras, self._cameras = self._cameras, None
        ends, self._ends = self._ends, {}
        if ends:
            self._view.scene.show(self._map, [spot.key for spot in ends.values()])
        if cameras is not None:
            self._view.looking.set_camera(cameras[1])

    def _step(self, share: float) -> None:
        if not self._ends and self._cameras is None:
            return
        entries: dict[Key, tuple[Placement, Placement]] = {}
        for id, end in self._ends.items():
            x, y = self._from[id]
            now = replace(end, x=x + (end.x - x) * share, y=y + (end.y - y) * share)
            entries[end.key] = (end, now)
        if entries:
            shown = self._map.apply(Change("", dict(entries)))
            self._view.scene.show(shown, list(entries), lifted=True)
        if self._cameras is not None:
            self._view.looking.set_camera(between(*self._cameras, share, self._view.width(), self._view.height()))

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever the person does next, they do it to the map as it is."""
        if event.type() in _INPUT:
            self.finish()
        return super().eventFilter(watched, event)
