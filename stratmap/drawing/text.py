"""Measuring and breaking text, once for every surface, with HarfBuzz and the bundled fonts.

What no bundled font has is taken to be as wide as its size: what draws it is only known to the surface.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from stratmap.drawing.bidi import reads_from_right, seen_runs
from stratmap.drawing.clusters import clusters, unbroken
from stratmap.drawing.primitives import Color, Face, TextRun, Weight
from stratmap.drawing.shaping import UNITS, advance, faces

ELLIPSIS = "…"

MOST_MEASURED = 4_000
"""Characters of one text that are measured and drawn; a longer one ends in an ellipsis."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line in one face and direction; ``x`` is where it starts, in pixels from the line's left end."""

    text: str
    face: Face
    x: float
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of broken text: as it is read, and in pieces from left to right as it is seen.

    ``width`` in pixels; ``rtl`` says that it belongs at the right of its room.
    """

    text: str
    pieces: tuple[Piece, ...]
    width: float
    rtl: bool = False


def line_height(size: float) -> float:
    """Distance of two baselines, in whole pixels."""
    return float(round(size * 1.3))


def baseline(size: float) -> float:
    """Where the baseline lies below the top of a line, so that capitals stand in the line's middle."""
    return line_height(size) / 2 + size * 0.35


def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of one line of text in pixels."""
    return _width(weight, text) * size / UNITS


@lru_cache(maxsize=16384)
def broken(
    text: str, size: float, weight: Weight, max_width: float, max_lines: int | None = None
) -> tuple[Line, ...]:
    """The text in lines no wider than ``max_width`` pixels; what does not fit in ``max_lines`` ends in an ellipsis.

    Lines break at spaces, after hyphens, and where nothing else helps inside a word, never inside a grapheme.
    Newlines are kept. An empty text gives no line.
    """
    limit = max(max_width, size) * UNITS / size
    lines: list[str] = []
    for line in _lines(_bounded(text), weight, limit):
        if max_lines is not None and len(lines) == max_lines:
            lines[-1] = _cut(lines[-1], weight, limit)
            break
        lines.append(line)
    rtl = reads_from_right(text[:MOST_MEASURED])
    return tuple(_line(line, size, weight, rtl=rtl) for line in lines)


def line_count(text: str, size: float, weight: Weight, max_width: float, most: int) -> int:
    """How many lines ``broken`` makes of a text, ``most`` at most, without setting them."""
    limit = max(max_width, size) * UNITS / size
    return sum(1 for _line in islice(_lines(_bounded(text), weight, limit), most))


def longest_word(text: str, size: float, weight: Weight = "regular") -> float:
    """Width in pixels of the widest part of a text that lines do not break."""
    chunks = (chunk for paragraph in _bounded(text).split("\n") for _gap, chunk in unbroken(paragraph))
    return max((_width(weight, chunk) for chunk in chunks), default=0.0) * size / UNITS


def text_runs(
    lines: Sequence[Line],
    x: float,
    y: float,
    size: float,
    color: Color,
    weight: Weight = "regular",
    align: Literal["left", "center"] = "left",
    room: float | None = None,
) -> list[TextRun]:
    """Lines set from ``y`` (top of the first line) down; ``x`` is their left end, or their middle when centred.

    Lines that read from the right end at the right of ``room`` pixels, where that is given.
    """
    runs = []
    for number, line in enumerate(lines):
        left = x - line.width / 2 if align == "center" else x
        if line.rtl and room is not None and align == "left":
            left = x + room - line.width
        base = round(y + number * line_height(size) + baseline(size), 2)
        for piece in line.pieces:
            at = round(left + piece.x, 2)
            runs.append(TextRun(at, base, piece.text, size, color, weight, piece.face, piece.rtl))
    return runs


def run_width(run: TextRun) -> float:
    """How wide a run was measured, in pixels."""
    return advance(run.face, run.weight, run.text) * run.size / UNITS


def one_line(text: str, x: float, y: float, size: float, color: Color, weight: Weight = "regular") -> list[TextRun]:
    """A text on one line, however long, its baseline's left end at (``x``, ``y``)."""
    line = _line(_bounded(text), size, weight, rtl=reads_from_right(text[:MOST_MEASURED]))
    return [
        TextRun(round(x + piece.x, 2), y, piece.text, size, color, weight, piece.face, piece.rtl)
        for piece in line.pieces
    ]


def _bounded(text: str) -> str:
    """As much of a text as is measured: no card shows more, and nobody waits for the rest."""
    return text if len(text) <= MOST_MEASURED else "".join(clusters(text[:MOST_MEASURED])[:-1]) + ELLIPSIS


def _lines(text: str, weight: Weight, limit: float) -> Iterator[str]:
    """The lines one after the other, as far as they are asked for: a long title costs only what is shown."""
    if not text:
        return
    for paragraph in text.split("\n"):
        line, taken = "", 0.0
        for gap, chunk in unbroken(paragraph):
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


def _line(text: str, size: float, weight: Weight, *, rtl: bool) -> Line:
    pieces, x = [], 0.0
    for run, backwards in seen_runs(text, rtl=rtl):
        parts = faces(run)
        for face, part in reversed(parts) if backwards else parts:
            pieces.append(Piece(part, face, x, backwards))
            x += advance(face, weight, part) * size / UNITS
    return Line(text, tuple(pieces), x, rtl)


def _width(weight: Weight, text: str) -> float:
    return sum(advance(face, weight, part) for face, part in faces(text))
