"""Where the bundled fonts are, out of packages: two faces to set text with, and one for each script these lack.

Apart from measuring, because the window and the PDF need the files without measuring anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from stratmap.drawing.primitives import Face, Weight

WEIGHTS: dict[Weight, int] = {"regular": 400, "bold": 600}
"""Our two weights on the scale of CSS and OpenType."""

_STYLES: dict[Weight, str] = {"regular": "Regular", "bold": "SemiBold"}
_NOTO, _CJK = "manimgx_fonts", "manimgx_fonts_cjk"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font in a package. ``{style}`` in its name is that of a weight; one without it holds all weights.

    ``index`` counts the fonts of a collection.
    """

    family: str
    package: str
    name: str
    index: int = 0


def _noto(script: str) -> FontFile:
    return FontFile(f"Noto Sans {script}".rstrip(), _NOTO, f"NotoSans{script}[wght].ttf")


FONTS: dict[Face, FontFile] = {
    "sans": FontFile("Fira Sans", "fontpkg_fira_sans", "files/FiraSans-{style}.ttf"),
    "thai": FontFile("Sarabun", "fontpkg_sarabun", "files/Sarabun-{style}.ttf"),
    "noto": _noto(""),
    "hebrew": _noto("Hebrew"),
    "arabic": _noto("Arabic"),
    "devanagari": _noto("Devanagari"),
    "bengali": _noto("Bengali"),
    "tamil": _noto("Tamil"),
    "telugu": _noto("Telugu"),
    "gujarati": _noto("Gujarati"),
    "gurmukhi": _noto("Gurmukhi"),
    "kannada": _noto("Kannada"),
    "malayalam": _noto("Malayalam"),
    "oriya": _noto("Oriya"),
    "sinhala": _noto("Sinhala"),
    "khmer": _noto("Khmer"),
    "lao": _noto("Lao"),
    "myanmar": _noto("Myanmar"),
    "georgian": _noto("Georgian"),
    "armenian": _noto("Armenian"),
    "ethiopic": _noto("Ethiopic"),
    "symbols": _noto("Symbols"),
    "emoji": FontFile("Noto Emoji", _NOTO, "NotoEmoji[wght].ttf"),
    "chinese": FontFile("Noto Sans CJK SC", _CJK, "NotoSansCJK-VF.otf.ttc", 2),
    "japanese": FontFile("Noto Sans CJK JP", _CJK, "NotoSansCJK-VF.otf.ttc", 0),
}
"""Every face there is a font for, in the order in which they are asked whether they have a character."""

FAMILIES: dict[Face, str] = {face: font.family for face, font in FONTS.items()} | {"none": "sans-serif"}
"""The family each face belongs to, as the system and SVG call it."""

TEXT_FACES: tuple[Face, ...] = ("sans", "thai")
"""What Qt and PDF set as text. Every other face is drawn as shapes: no surface has to know its font."""

FACES: tuple[tuple[Face, Weight], ...] = tuple((face, weight) for face in TEXT_FACES for weight in WEIGHTS)
"""Every bundled font that is set as text."""


def font_file(face: Face, weight: Weight) -> Path:
    """The file of one face in one weight; one that holds all weights is the same for each."""
    font = FONTS[face]
    return Path(str(files(font.package))) / font.name.format(style=_STYLES[weight])
