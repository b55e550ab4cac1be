"""A sheet as a PNG picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from models.atomic import write_atomically
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.picture import StillWanted, picture
from stratmap.drawing.primitives import Picture
from stratmap.drawing.theme import Theme
from ui.canvas.player import image

SCALE = 2.0
"""Pixels of the picture for one at 100 %."""

SMALL = 320.0
"""Pixels a small picture is wide or high at most."""

MOST_CARDS_SMALL = 400
"""Cards of a sheet beyond which a small picture shows nothing any more, and takes too long."""


def export_png(
    map: StrategyMap,
    sheet_id: str,
    path: Path,
    theme: Theme,
    severities: Mapping[str, Severity],
    still_wanted: StillWanted = lambda: None,
) -> None:
    """Write a sheet as a picture, with badges on elements. Needs a QGuiApplication; raises FileError.

    ``still_wanted`` stops it by raising, and then nothing is written.
    """
    drawn = picture(map, sheet_id, theme, severities=severities, still_wanted=still_wanted)
    write_picture(drawn, path, still_wanted)


def write_picture(drawing: Picture, path: Path, still_wanted: StillWanted = lambda: None) -> None:
    """Write a drawing as a picture; ``still_wanted`` as above. Needs a QGuiApplication; raises FileError."""
    made = image(drawing, SCALE, still_wanted)
    write_atomically(path, _png(made), still_wanted)


def small_picture(map: StrategyMap, sheet_id: str, theme: Theme) -> bytes | None:
    """A sheet as a PNG by which a map is known again; None where there is nothing on it, or far too much."""
    if not 0 < len(map.placements_on(sheet_id)) <= MOST_CARDS_SMALL:
        return None
    drawn = picture(map, sheet_id, theme)
    return _png(image(drawn, min(1.0, SMALL / max(drawn.bounds.width, drawn.bounds.height, 1.0))))


def _png(made: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(made)
    buffer.close()
    return bytes(data.data())
