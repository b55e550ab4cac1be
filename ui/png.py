"""A sheet as a PNG picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from models.atomic import write_atomically
from models.errors import FileError, FileTrouble
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.picture import StillWanted, picture
from stratmap.drawing.primitives import Picture
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.canvas.player import image
from ui.specks import specks

SCALE = 2.0
"""Pixels of the picture for one at 100 %."""

SMALL = 320.0
"""Pixels a small picture is wide or high at most."""

MOST_CARDS_SMALL, MOST_LINKS_SMALL = 400, 2_000
"""Cards of a sheet, and links of a map, beyond which a small picture of it takes too long: they are specks then."""


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
    if made.isNull():  # Qt says no more than that, and would write an empty file
        raise FileError(FileTrouble.FAILED, str(path), _("there is not enough memory for so large a picture"))
    write_atomically(path, _png(made), still_wanted)


def small_picture(map: StrategyMap, sheet_id: str, theme: Theme) -> bytes | None:
    """A sheet as a PNG by which a map is known again; where it shows nothing, the next that shows something.

    None where none does.
    """
    shown = next((each for each in (sheet_id, *map.sheets) if map.placements_on(each)), None)
    if shown is None:
        return None
    if len(map.placements_on(shown)) > MOST_CARDS_SMALL or len(map.links) > MOST_LINKS_SMALL:
        return _png(specks(map, shown, theme, SMALL))
    drawn = picture(map, shown, theme)
    return _png(image(drawn, min(1.0, SMALL / max(drawn.bounds.width, drawn.bounds.height, 1.0))))


def _png(made: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(made)
    buffer.close()
    return bytes(data.data())
