"""The plain words on the clipboard, whatever dress they come in."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from stratmap.edits.pasted_text import MOST_HTML, words_of


def plain_words(data: QMimeData) -> str:
    """What is on the clipboard as plain text: its own, or that of its HTML; empty where there is neither."""
    if data.hasFormat("text/plain"):
        return data.text()
    if data.hasFormat("text/html"):
        return words_of(bytes(data.data("text/html").data())[: 4 * MOST_HTML].decode("utf-8", "replace"))
    return data.text() if data.hasText() else ""


def has_words(data: QMimeData) -> bool:
    """Whether there are any words."""
    return data.hasText() or data.hasFormat("text/html")
