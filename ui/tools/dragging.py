"""Moving cards with the mouse."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QPainter

from models.errors import RuleBroken
from models.records import Key
from stratmap.document import Document
from stratmap.edits import arrange
from stratmap.layout.snapping import snapped
from stratmap.vocabulary import rule_sentence
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.tools.gestures import Say
from ui.tools.tool import Pointer


@dataclass
class Dragging:
    """Moves the selected cards with their links; the document hears of it once, at the end."""

    document: Document
    scene: Scene
    elements: list[str]
    say: Say
    start: Pointer
    shown: frozenset[Key] = field(default_factory=frozenset)

    def move(self, pointer: Pointer) -> None:
        dx, dy = self._offset(pointer)
        change = arrange.moved(self.document.map, self.scene.sheet, self.elements, dx, dy)
        self.scene.show(self.document.map.apply(change), change.keys | self.shown, lifted=True)
        self.shown = change.keys

    def release(self, pointer: Pointer) -> None:
        self.cancel()
        try:
            arrange.move(self.document, self.scene.sheet, self.elements, *self._offset(pointer))
        except RuleBroken as broken:
            self.say(rule_sentence(broken.violations[0], self.document.map))

    def cancel(self) -> None:
        self.scene.show(self.document.map, self.shown)
        self.shown = frozenset()

    def paint(self, painter: QPainter, camera: Camera) -> None:
        return

    def _offset(self, pointer: Pointer) -> tuple[float, float]:
        """How far, in steps of the grid; with Shift along one axis only."""
        dx, dy = pointer.x - self.start.x, pointer.y - self.start.y
        if pointer.shift:
            dx, dy = (dx, 0.0) if abs(dx) > abs(dy) else (0.0, dy)
        return snapped(dx), snapped(dy)
