"""A sheet that shows too much for a small picture of it, as specks of colour: where cards are, and of what kind."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from models.strategy_map import StrategyMap
from stratmap.drawing.picture import bounds_of_cards
from stratmap.drawing.theme import Theme

MOST = 4_000
"""Cards that are drawn; of more only every so many, spread evenly."""

LEAST = 2.0
"""Pixels a speck is wide and high at least."""


def specks(map: StrategyMap, sheet_id: str, theme: Theme, longest: float) -> QImage:
    """The sheet as an image, its longer side so many pixels long."""
    bounds = bounds_of_cards(map, sheet_id)
    scale = min(1.0, longest / max(bounds.width, bounds.height, 1.0))
    size = (max(1, round(bounds.width * scale)), max(1, round(bounds.height * scale)))
    made = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(QColor(theme.canvas.paper))
    spots = list(map.placements_on(sheet_id).values())
    painter = QPainter(made)
    try:
        painter.setPen(Qt.PenStyle.NoPen)
        for spot in spots[:: max(1, -(-len(spots) // MOST))]:
            x, y = (spot.x - bounds.x) * scale, (spot.y - bounds.y) * scale
            rect = QRectF(x, y, max(LEAST, spot.width * scale), max(LEAST, spot.height * scale))
            painter.fillRect(rect, QColor(theme.kinds[map.elements[spot.element].kind].outline))
    finally:
        painter.end()
    return made
