"""A picture as SVG: text stays text, so that it can be searched, and edited in a drawing program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path as FilePath

from models.atomic import write_atomically
from stratmap.drawing.fontfiles import FAMILIES, TEXT_FACES, WEIGHTS
from stratmap.drawing.icons import icon_path
from stratmap.drawing.picture import StillWanted
from stratmap.drawing.primitives import Box, Face, Group, Path, Picture, Primitive, Segment, TextRun
from stratmap.drawing.text import run_width

OTHERS = (
    *("'Source Sans 3'", "'Source Sans Pro'", "'Segoe UI'", "'Helvetica Neue'", "Helvetica", "Arial"),
    *("'Liberation Sans'", "'Nimbus Sans'", "'DejaVu Sans Condensed'", "sans-serif"),
)
"""What a reader without our font is to take, as they are named in CSS: none is much wider than ours."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def write_svg(picture: Picture, path: FilePath, title: str = "", still_wanted: StillWanted = lambda: None) -> None:
    """Write a picture as an SVG file; ``still_wanted`` stops it by raising. Raises FileError."""
    write_atomically(path, export_svg(picture, title, still_wanted).encode(), still_wanted)


def export_svg(picture: Picture, title: str = "", still_wanted: StillWanted = lambda: None) -> str:
    """A picture as the text of an SVG file, one unit a pixel at 100 %."""
    bounds = picture.bounds
    box = f"{_n(bounds.x)} {_n(bounds.y)} {_n(bounds.width)} {_n(bounds.height)}"
    size = f'width="{_n(bounds.width)}" height="{_n(bounds.height)}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size} {_family("sans")}>']
    if title:
        lines.append(f"<title>{_escaped(title)}</title>")
    where = f'x="{_n(bounds.x)}" y="{_n(bounds.y)}" {size}'
    lines.append(f'<rect {where} fill="{picture.background}"/>')
    for group in picture.groups:
        still_wanted()
        lines += _group(group)
    return "\n".join([*lines, "</svg>", ""])


def _group(group: Group) -> Iterable[str]:
    opacity = f' opacity="{_n(group.opacity)}"' if group.opacity < 1 else ""
    turn = f" rotate({_n(group.turn)})" if group.turn else ""
    moved = group.x or group.y or group.turn
    place = f' transform="translate({_n(group.x)} {_n(group.y)}){turn}"' if moved else ""
    yield f'<g stroke-linecap="round" stroke-linejoin="round" fill="none"{place}{opacity}>'
    for primitive in group.primitives:
        yield _element(primitive)
    yield "</g>"


def _element(each: Primitive) -> str:
    if isinstance(each, TextRun):
        return _text(each)
    if isinstance(each, Path):
        return _path(each)
    if isinstance(each, Box):
        radius = f' rx="{_n(each.radius)}"' if each.radius else ""
        where = f'x="{_n(each.x)}" y="{_n(each.y)}" width="{_n(each.width)}" height="{_n(each.height)}"{radius}'
        return f"<rect {where}{_paint(each.fill, each.stroke, each.line_width)}/>"
    return _path(icon_path(each))


def _text(run: TextRun) -> str:
    """A run of text. ``textLength`` squeezes or widens it to its measured width where the reader lacks our font.

    Other scripts are left as wide as the reader's font makes them: stretching would tear joined letters apart. A
    run that reads from the right ends (that is its "end", then) where it stands.
    """
    known = run.face in TEXT_FACES
    fitted = ""
    if known and run.text.strip():
        fitted = f' textLength="{_n(run_width(run))}" lengthAdjust="spacingAndGlyphs"'
    family = "" if run.face == "sans" else f"{_family(run.face)} "
    style = f'{family}font-size="{_n(run.size)}"'
    weight = f' font-weight="{WEIGHTS[run.weight]}"' if run.weight != "regular" else ""
    backwards = ' direction="rtl" unicode-bidi="bidi-override" text-anchor="end"' if run.rtl else ""
    rest = f'{weight}{backwards} style="font-variant-ligatures:none" fill="{run.color}"{fitted} xml:space="preserve"'
    return f'<text x="{_n(run.x)}" y="{_n(run.y)}" {style}{rest}>{_escaped(run.text)}</text>'


def _family(face: Face) -> str:
    """The font of a face, and what may stand in for it; without one of a run's own, it has that of the whole."""
    return f"font-family=\"'{FAMILIES[face]}', {', '.join(OTHERS)}\""


def _path(path: Path) -> str:
    dash = f' stroke-dasharray="{" ".join(_n(length) for length in path.dash)}"' if path.dash else ""
    return f'<path d="{_data(path.segments)}"{_paint(path.fill, path.stroke, path.line_width)}{dash}/>'


def _paint(fill: str | None, stroke: str | None, line_width: float) -> str:
    parts = f' fill="{fill}"' if fill else ""
    return parts + (f' stroke="{stroke}" stroke-width="{_n(line_width)}"' if stroke else "")


def _data(segments: tuple[Segment, ...]) -> str:
    return " ".join(segment[0] + " ".join(_n(number) for number in segment[1:]) for segment in segments)


def _n(number: float) -> str:
    """A number with at most two decimals and no needless zeros."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if -0.005 < number < 0 else _plain(number)


def _plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub(_REPLACEMENT, text))
