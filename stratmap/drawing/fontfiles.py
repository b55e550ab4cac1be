"""Where the bundled fonts are: two faces in two weights, out of the ``fontpkg`` packages.

Apart from measuring, because the window and the PDF need the files without measuring anything.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from stratmap.drawing.primitives import Face, Weight

FAMILIES: dict[Face, str] = {"sans": "Fira Sans", "thai": "Sarabun"}
"""The family each face belongs to, as the system and SVG call it."""

WEIGHTS: dict[Weight, int] = {"regular": 400, "bold": 600}
"""Our two weights on the scale of CSS and OpenType."""

_PACKAGES: dict[Face, tuple[str, str]] = {
    "sans": ("fontpkg_fira_sans", "FiraSans"),
    "thai": ("fontpkg_sarabun", "Sarabun"),
}
_STYLES: dict[Weight, str] = {"regular": "Regular", "bold": "SemiBold"}

FACES: tuple[tuple[Face, Weight], ...] = tuple((face, weight) for face in FAMILIES for weight in WEIGHTS)
"""Every bundled font."""


def font_file(face: Face, weight: Weight) -> Path:
    """The TrueType file of one face in one weight."""
    package, stem = _PACKAGES[face]
    return Path(str(files(package))) / "files" / f"{stem}-{_STYLES[weight]}.ttf"
