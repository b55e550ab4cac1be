"""The bundled fonts in HarfBuzz: which of them has a character, how wide words are, and their outlines.

Faces that no surface sets as text are drawn from these outlines: on the screen, in pictures and in PDF alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import uharfbuzz

from stratmap.drawing.clusters import clusters, is_invisible
from stratmap.drawing.fontfiles import FONTS, TEXT_FACES, WEIGHTS, font_file
from stratmap.drawing.geometry import placed_segments
from stratmap.drawing.primitives import Face, Segment, TextRun, Weight

UNITS = 1000
"""Advances and outlines are in thousandths of the size of the text."""

FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False, "calt": False}
"""What Qt, PDF and we set text with: kerning, but no ligatures, which they and browsers treat differently."""

_SHAPE_FEATURES = {"kern": True}
"""What text drawn as shapes is set with: a script's own ligatures are how it is written."""

_NO_GLYPH = 1000.0
_LONG = 200
"""Characters from which on a width is not kept for the next time."""

_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_EMOJI_SIGN = "\ufe0f"
_CJK: tuple[Face, ...] = ("chinese", "japanese")


def as_shapes(run: TextRun) -> bool:
    """Whether a run is drawn from its outlines. What no font has is neither text nor shapes."""
    return run.face != "none" and (run.rtl or run.face not in TEXT_FACES)


def faces(text: str) -> tuple[tuple[Face, str], ...]:
    """The text cut where the face changes, never inside a cluster. Spaces stay with what comes before them."""
    if not text:
        return ()
    if text.isascii() or _characters("sans").issuperset(text):
        return (("sans", text),)
    japanese = bool(_KANA.search(text))
    parts: list[tuple[Face, str]] = []
    for cluster in clusters(text):
        face = _face_of(cluster, japanese) or _face_of_space(parts[-1][0] if parts else "sans")
        if parts and parts[-1][0] == face:
            parts[-1] = (face, parts[-1][1] + cluster)
        else:
            parts.append((face, cluster))
    return tuple(parts)


def advance(face: Face, weight: Weight, text: str) -> float:
    """Width of a text in thousandths of its size. What no font has is as wide as its size."""
    if face == "none":
        return _NO_GLYPH * sum(not all(map(is_invisible, cluster)) for cluster in clusters(text))
    return _advance_now(face, weight, text) if len(text) > _LONG else _advance(face, weight, text)


def outlines(face: Face, weight: Weight, text: str, rtl: bool = False) -> tuple[Segment, ...]:
    """The shapes of a text's letters in thousandths of its size, y pointing down, its baseline's left end at (0, 0).

    Areas are inside where the shapes wind round them (non-zero): letters of variable fonts overlap themselves.
    """
    return tuple(
        segment
        for glyph, x, y in glyphs(face, weight, text, rtl)
        for segment in placed_segments(glyph_outline(face, weight, glyph), x, y)
    )


@lru_cache(maxsize=4096)
def glyphs(face: Face, weight: Weight, text: str, rtl: bool = False) -> tuple[tuple[int, float, float], ...]:
    """The glyphs a text is drawn with, from left to right: each one's number in the font, and where it stands."""
    buffer, x, placed = _shaped(face, weight, text, rtl), 0.0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((info.codepoint, x + position.x_offset, -float(position.y_offset)))
        x += position.x_advance
    return tuple(placed)


@lru_cache(maxsize=8192)
def glyph_outline(face: Face, weight: Weight, glyph: int) -> tuple[Segment, ...]:
    """The shape of one glyph standing at (0, 0), in the units of ``outlines``."""
    pen = _Pen()
    _font(face, weight).draw_glyph_with_pen(glyph, pen)
    return tuple(pen.segments)


@lru_cache(maxsize=16384)
def _face_of(cluster: str, japanese: bool) -> Face | None:
    """The face that has all of a cluster, or at least its letter; None where there is nothing to see."""
    visible = "".join(char for char in cluster if not is_invisible(char) and not char.isspace())
    if not visible:
        return None
    if _EMOJI_SIGN in cluster and _characters("emoji").issuperset(visible):
        return "emoji"
    for face in _order(japanese):
        if _characters(face).issuperset(visible):
            return face
    first = visible[0]  # a letter with marks its font lacks: the marks are drawn as that font can
    return next((face for face in _order(japanese) if first in _characters(face)), "none")


def _face_of_space(before: Face) -> Face:
    """A space goes with the word before it, but not into a face whose space is as wide as a picture."""
    return "sans" if before in ("emoji", "symbols", "none") else before


def _order(japanese: bool) -> Iterable[Face]:
    """The faces in the order they are asked; with kana about, the signs of Han are written the Japanese way."""
    skipped = _CJK[0] if japanese else _CJK[1]
    return (face for face in FONTS if face != skipped)


@lru_cache(maxsize=32)
def _characters(face: Face) -> frozenset[str]:
    return frozenset(map(chr, _face(face, "regular").unicodes))


@lru_cache(maxsize=64)
def _face(face: Face, weight: Weight) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_file(face, weight))), FONTS[face].index)


@lru_cache(maxsize=64)
def _font(face: Face, weight: Weight) -> uharfbuzz.Font:
    font = uharfbuzz.Font(_face(face, weight))
    font.scale = (UNITS, UNITS)
    if font.face.has_var_data:
        font.set_variations({"wght": WEIGHTS[weight]})
    return font


def _shaped(face: Face, weight: Weight, text: str, rtl: bool | None = None) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if rtl is not None:
        buffer.direction = "rtl" if rtl else "ltr"
    uharfbuzz.shape(_font(face, weight), buffer, FEATURES if face in TEXT_FACES else _SHAPE_FEATURES)
    return buffer


def _advance_now(face: Face, weight: Weight, text: str) -> float:
    buffer = _shaped(face, weight, text)
    total = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        total += position.x_advance if info.codepoint else _NO_GLYPH
    return total


_advance = lru_cache(maxsize=65536)(_advance_now)


class _Pen:
    """Takes the outlines of letters down, with y turned to point down and quadratic curves made cubic."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the names HarfBuzz calls
        self._at = self._placed(point)
        self.segments.append(("M", *self._at))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._at = self._placed(point)
        self.segments.append(("L", *self._at))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        first, second, end = map(self._placed, points)
        self.segments.append(("C", *first, *second, *end))
        self._at = end

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        (cx, cy), end = map(self._placed, points)
        (x0, y0), (x1, y1) = self._at, end
        first = (x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3)
        second = (x1 + (cx - x1) * 2 / 3, y1 + (cy - y1) * 2 / 3)
        self.segments.append(("C", *first, *second, *end))
        self._at = end

    def closePath(self) -> None:  # noqa: N802
        self.segments.append(("Z",))

    def endPath(self) -> None:  # noqa: N802
        """Nothing is drawn as a bare line."""

    def _placed(self, point: tuple[float, float]) -> tuple[float, float]:
        return (point[0], -point[1])
