"""A sheet as a PNG picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageWriter

from models.atomic import write_atomically
from models.strategy_map import StrategyMap
from stratmap.drawing.picture import picture
from stratmap.drawing.theme import Theme
from stratmap.drawing.theme import theme as theme_named
from ui.canvas.player import image


def export_png(map: StrategyMap, sheet_id: str, path: Path, scale: float = 2.0, theme: Theme | None = None) -> None:
    """Write a sheet as a picture, ``scale`` pixels for one at 100 %. Needs a QGuiApplication; raises FileError."""
    made = image(picture(map, sheet_id, theme or theme_named("paper")), scale)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(made)
    buffer.close()
    write_atomically(path, bytes(data.data()))
