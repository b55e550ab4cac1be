"""Puts a new element where one clicks, or where one lets go of it after dragging it from the toolbox."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from models.kinds import ElementKind
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import natural_size
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.tools.linking import paint_ghost
from ui.tools.tool import Pointer, Tool


class CreateTool(Tool):
    """One click starts writing the title of an element of one kind there; until then its outline goes along."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, scene: Scene, kind: ElementKind, create: Callable[[ElementKind, float, float], None]) -> None:
        self._scene = scene
        self.kind = kind
        self._create = create
        self._over: Pointer | None = None

    def hover(self, pointer: Pointer) -> None:
        self._over = pointer

    def leave(self) -> None:
        self._over = None

    def move(self, pointer: Pointer) -> None:
        self._over = pointer

    def release(self, pointer: Pointer) -> None:
        self._over = None
        self._create(self.kind, pointer.x, pointer.y)

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self._over is not None:
            width, height = natural_size(self.kind, "")
            place = Rect(self._over.x - width / 2, self._over.y - height / 2, width, height)
            paint_ghost(painter, camera, self._scene.theme, place)
