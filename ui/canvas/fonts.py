"""The bundled fonts in Qt: registered once, then made in each size asked for, to be as wide as HarfBuzz says."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from stratmap.drawing.fontfiles import FACES, FAMILIES, WEIGHTS, font_file
from stratmap.drawing.primitives import Face, Weight


@lru_cache(maxsize=1)
def register() -> None:
    """Make the bundled fonts known to Qt. Needs a QGuiApplication; does nothing the second time.

    Raises OSError when a font cannot be loaded: without them every width would be wrong.
    """
    for face, weight in FACES:
        path = font_file(face, weight)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise OSError(f"cannot load the font {path}")


@lru_cache(maxsize=64)
def font(face: Face, weight: Weight, size: float) -> QFont:
    """A bundled font, ``size`` in pixels at 100 %, unhinted and without ligatures: as wide as it was measured."""
    made = QFont(FAMILIES[face])
    made.setPixelSize(round(size))
    made.setWeight(QFont.Weight(WEIGHTS[weight]))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    for feature in ("liga", "clig", "dlig", "calt"):
        made.setFeature(QFont.Tag(feature), 0)
    return made
