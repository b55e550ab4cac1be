"""Measuring and breaking text, once for every surface, with HarfBuzz and the bundled fonts.

Widths are exact for the fonts we bundle. Characters they do not have (emoji, Chinese, Arabic) are taken to be
as wide as their size: what draws them is only known to the surface.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import uharfbuzz

from stratmap.drawing.fontfiles import font_file
from stratmap.drawing.primitives import Color, Face, TextRun, Weight

ELLIPSIS = "…"
FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False, "calt": False}
"""What every surface shapes with: kerning, but no ligatures, which Qt, PDF and browsers treat differently."""

_UNITS = 1000
_NO_GLYPH_UNITS = 1000.0
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_MAY_BREAK = re.compile(
    "(?<=[-–—/\u200b])(?=[^\\W\\d_])"  # after a hyphen or slash before a letter
    "|(?<=[\u0e01-\u0e5b])(?=[\u0e40-\u0e44])"  # Thai writes no spaces, but these vowels always begin a syllable
    f"|(?<=[{_CJK}])(?=[{_CJK}])"
)
_THAI_AFTER = "\u0e30\u0e32\u0e33\u0e45\u0e46"
_JOINERS = ("\u200d", "\ufe0f", "\ufe0e")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line in one face; ``x`` is where it starts, in pixels from the line's left end."""

    text: str
    face: Face
    x: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of broken text; ``width`` in pixels."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def line_height(size: float) -> float:
    """Distance of two baselines, in whole pixels."""
    return float(round(size * 1.3))


def baseline(size: float) -> float:
    """Where the baseline lies below the top of a line, so that capitals stand in the line's middle."""
    return line_height(size) / 2 + size * 0.35


def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of one line of text in pixels."""
    return sum(_advance(face, weight, part) for face, part in faces(text)) * size / _UNITS


def faces(text: str) -> tuple[tuple[Face, str], ...]:
    """The text cut where the face changes. Spaces stay with what comes before them."""
    if text.isascii() or not _THAI.search(text):
        return (("sans", text),) if text else ()
    parts: list[tuple[Face, str]] = []
    for char in text:
        face: Face = "thai" if _THAI.match(char) else "sans"
        if parts and (char == " " or parts[-1][0] == face):
            parts[-1] = (parts[-1][0], parts[-1][1] + char)
        else:
            parts.append((face, char))
    return tuple(parts)


@lru_cache(maxsize=16384)
def broken(
    text: str, size: float, weight: Weight, max_width: float, max_lines: int | None = None
) -> tuple[Line, ...]:
    """The text in lines no wider than ``max_width`` pixels; what does not fit in ``max_lines`` ends in an ellipsis.

    Lines break at spaces, after hyphens, and where nothing else helps inside a word, never inside a grapheme.
    Newlines are kept. An empty text gives no line.
    """
    limit = max(max_width, size) * _UNITS / size
    lines: list[str] = []
    for line in _lines(text, weight, limit):
        if max_lines is not None and len(lines) == max_lines:
            lines[-1] = _cut(lines[-1], weight, limit)
            break
        lines.append(line)
    return tuple(_line(line, size, weight) for line in lines)


def longest_word(text: str, size: float, weight: Weight = "regular") -> float:
    """Width in pixels of the widest part of a text that lines do not break."""
    chunks = (chunk for paragraph in text.split("\n") for _gap, chunk in _chunks(paragraph))
    return max((_width(weight, chunk) for chunk in chunks), default=0.0) * size / _UNITS


def text_runs(
    lines: Sequence[Line],
    x: float,
    y: float,
    size: float,
    color: Color,
    weight: Weight = "regular",
    align: Literal["left", "center"] = "left",
) -> list[TextRun]:
    """Lines set from ``y`` (top of the first line) down; ``x`` is their left end, or their middle when centred."""
    runs = []
    for number, line in enumerate(lines):
        left = x - line.width / 2 if align == "center" else x
        base = y + number * line_height(size) + baseline(size)
        for piece in line.pieces:
            run = TextRun(round(left + piece.x, 2), round(base, 2), piece.text, size, color, weight, piece.face)
            runs.append(run)
    return runs


def clusters(text: str) -> list[str]:
    """The text in the pieces a reader takes for one character each (close to Unicode's grapheme clusters)."""
    parts: list[str] = []
    for char in text:
        if parts and (_extends(char) or parts[-1].endswith("\u200d") or _is_flag_half(parts[-1], char)):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def spans(text: str, face: Face, weight: Weight) -> list[tuple[str, bool]]:
    """A text cut into what the face can draw (True) and what it has no characters for (False)."""
    font = _font(face, weight)
    parts: list[tuple[str, bool]] = []
    for char in text:
        known = font.get_nominal_glyph(ord(char)) is not None or _is_invisible(char)
        if parts and parts[-1][1] == known:
            parts[-1] = (parts[-1][0] + char, known)
        else:
            parts.append((char, known))
    return parts


def _is_invisible(char: str) -> bool:
    """Whether a character only steers its neighbours: it takes no room even where a font lacks it."""
    return char in _JOINERS or unicodedata.category(char) == "Cf"


def _extends(char: str) -> bool:
    if char.isascii():
        return False
    return (
        char in _JOINERS
        or char in _THAI_AFTER
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
    )


def _is_flag_half(before: str, char: str) -> bool:
    return len(before) == 1 and all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (before, char))


def _lines(text: str, weight: Weight, limit: float) -> Iterator[str]:
    """The lines one after the other, as far as they are asked for: a long title costs only what is shown."""
    if not text:
        return
    for paragraph in text.split("\n"):
        line, taken = "", 0.0
        for gap, chunk in _chunks(paragraph):
            wide = _width(weight, chunk)
            space = _width(weight, gap) if line else 0.0
            if taken + space + wide <= limit:
                line, taken = line + (gap if line else "") + chunk, taken + space + wide
                continue
            if line:
                yield line
            *full, (line, taken) = _cut_to_lines(chunk, weight, limit)
            for part, _wide in full:
                yield part
        yield line


def _chunks(paragraph: str) -> Iterator[tuple[str, str]]:
    """What must stay on one line, each with the gap before it."""
    for word in paragraph.split():
        gap = " "
        for chunk in _MAY_BREAK.split(word):
            yield gap, chunk
            gap = ""


def _cut_to_lines(chunk: str, weight: Weight, limit: float) -> list[tuple[str, float]]:
    """A chunk in parts that each fit a line, with their widths; most chunks fit one line whole."""
    wide = _width(weight, chunk)
    if wide <= limit:
        return [(chunk, wide)]
    parts: list[tuple[str, float]] = []
    part, taken = "", 0.0
    for cluster in clusters(chunk):
        wide = _width(weight, cluster)
        if part and taken + wide > limit:
            parts.append((part, taken))
            part, taken = "", 0.0
        part, taken = part + cluster, taken + wide
    return [*parts, (part, taken)]


def _cut(line: str, weight: Weight, limit: float) -> str:
    """The line shortened so far that an ellipsis fits behind it."""
    room = limit - _width(weight, ELLIPSIS)
    parts = clusters(line)
    wide = sum(_width(weight, part) for part in parts)
    while parts and wide > room:
        wide -= _width(weight, parts.pop())
    return "".join(parts).rstrip(" ,;.:-–—") + ELLIPSIS


def _line(text: str, size: float, weight: Weight) -> Line:
    pieces, x = [], 0.0
    for face, part in faces(text):
        pieces.append(Piece(part, face, x))
        x += _advance(face, weight, part) * size / _UNITS
    return Line(tuple(pieces), x)


def _width(weight: Weight, text: str) -> float:
    return sum(_advance(face, weight, part) for face, part in faces(text))


@lru_cache(maxsize=8)
def _font(face: Face, weight: Weight) -> uharfbuzz.Font:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_file(face, weight)))))
    font.scale = (_UNITS, _UNITS)
    return font


@lru_cache(maxsize=65536)
def _advance(face: Face, weight: Weight, text: str) -> float:
    """Width of a text in thousandths of its size."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(face, weight), buffer, FEATURES)
    total = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        total += position.x_advance if info.codepoint else _NO_GLYPH_UNITS
    return total
