"""Draws links of one kind from card to card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from models.kinds import LinkKind, Polarity
from stratmap.document import Document
from stratmap.i18n import _
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene
from ui.notice import Say
from ui.selection import Selection
from ui.tools.linking import Linking, WriteLinked
from ui.tools.tool import Pointer, Tool


class ConnectTool(Tool):
    """Press on one card, let go on another. It stays in hand for the next link."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        document: Document,
        scene: Scene,
        selection: Selection,
        say: Say,
        kind: LinkKind,
        polarity: Polarity = Polarity.UNKNOWN,
        write_linked: WriteLinked | None = None,
    ) -> None:
        self._document = document
        self._scene = scene
        self._selection = selection
        self._say = say
        self.kind = kind
        self.polarity = polarity
        self._write_linked = write_linked
        self._linking: Linking | None = None

    @property
    def goes_on(self) -> bool:
        return self._linking is not None

    def press(self, pointer: Pointer) -> None:
        source = self._scene.places.element_at(pointer.x, pointer.y, 8 / pointer.scale)
        if source is None:
            self._say(_("Press on the card the link is to start from."))
            return
        self._linking = Linking(
            *(self._document, self._scene, self._selection, self._say, source, self.kind, self.polarity),
            write_linked=self._write_linked,
        )

    def move(self, pointer: Pointer) -> None:
        if self._linking is not None:
            self._linking.move(pointer)

    def release(self, pointer: Pointer) -> None:
        linking, self._linking = self._linking, None
        if linking is not None:
            linking.release(pointer)

    def cancel(self) -> bool:
        linking, self._linking = self._linking, None
        if linking is not None:
            linking.cancel()
        return linking is not None

    def paint(self, painter: QPainter, camera: Camera) -> None:
        if self._linking is not None:
            self._linking.paint(painter, camera)
