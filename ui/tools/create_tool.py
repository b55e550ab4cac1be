"""Puts a new element where one clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from models.kinds import ElementKind
from ui.tools.tool import Pointer, Tool


class CreateTool(Tool):
    """One click starts writing the title of an element of one kind there."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, kind: ElementKind, create: Callable[[ElementKind, float, float], None]) -> None:
        self.kind = kind
        self._create = create

    def release(self, pointer: Pointer) -> None:
        self._create(self.kind, pointer.x, pointer.y)
