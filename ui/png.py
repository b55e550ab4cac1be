"""A sheet as a PNG picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageWriter

from models.atomic import write_atomically
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.picture import picture
from stratmap.drawing.primitives import Picture
from stratmap.drawing.theme import Theme
from ui.canvas.player import image

SCALE = 2.0
"""Pixels of the picture for one at 100 %."""


def export_png(map: StrategyMap, sheet_id: str, path: Path, theme: Theme, severities: Mapping[str, Severity]) -> None:
    """Write a sheet as a picture, with badges on elements. Needs a QGuiApplication; raises FileError."""
    write_picture(picture(map, sheet_id, theme, severities=severities), path)


def write_picture(drawing: Picture, path: Path) -> None:
    """Write a drawing as a picture. Needs a QGuiApplication; raises FileError."""
    made = image(drawing, SCALE)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(made)
    buffer.close()
    write_atomically(path, bytes(data.data()))
