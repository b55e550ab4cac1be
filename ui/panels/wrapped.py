"""Words as they stand in the rows of a list: on as many lines as it takes, also those that no line can hold.

Qt wraps between words, or anywhere at all; between the two is what a list of titles needs.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from stratmap.drawing.clusters import clusters

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_LONG_WORD = re.compile(r"\S{30,}")
_MAY_BREAK = "\u200b"


def height_of(words: str, metrics: QFontMetrics, width: int) -> int:
    """Pixels that words are high in a width."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, breakable(words)).height()


def draw(painter: QPainter, room: QRect, words: str) -> None:
    """Draw words in the painter's font into a room of their width."""
    painter.drawText(room, _WRAP, breakable(words))


def breakable(words: str) -> str:
    """Words of which the very long ones may be broken between any two characters."""
    return _LONG_WORD.sub(lambda found: _MAY_BREAK.join(clusters(found[0])), words)
