"""One QObject through which the window hears of every change to its document."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.change import Change
from stratmap.document import Document


class DocumentSignals(QObject):
    """Passes a document's changes on as a Qt signal, until it is closed."""

    changed = Signal(object)
    """A ``Change``, after it was made, undone or redone."""

    saved = Signal()
    """The document now stands as it is on the disk."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disconnect = document.changed.connect(self._tell)

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)

    def close(self) -> None:
        """Hear nothing more."""
        self._disconnect()
