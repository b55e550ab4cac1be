"""A map as a PDF: a page of vectors for each sheet, fonts embedded, played as the screen is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from reportlab.lib.abag import ABag
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeFragWord
from reportlab.pdfgen.canvas import Canvas

from models.atomic import write_atomically
from models.records import Revision
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.clusters import clusters
from stratmap.drawing.fontfiles import FACES, FAMILIES, TEXT_FACES, font_file
from stratmap.drawing.geometry import placed_segments, rounded_box
from stratmap.drawing.icons import icon_path
from stratmap.drawing.picture import StillWanted
from stratmap.drawing.primitives import Box, Face, Icon, Path, Primitive, Segment, TextRun, Weight
from stratmap.drawing.shaping import FEATURES, UNITS, advance, as_shapes, outlines
from stratmap.drawing.text import run_width, width
from stratmap.drawing.theme import theme
from stratmap.exporting.page import POINTS_PER_MM, Layer, Page, sheet_on_paper
from stratmap.exporting.paper import A3, Paper

_ROUND = 1
_NON_ZERO = 1


def export_pdf(
    map: StrategyMap,
    lineage: Sequence[Revision],
    path: FilePath,
    *,
    sheet: str | None = None,
    every_sheet: bool = False,
    today: date | None = None,
    paper: Paper = A3,
    severities: Mapping[str, Severity] = MappingProxyType({}),
    note: str = "",
    still_wanted: StillWanted = lambda: None,
) -> None:
    """Write one sheet of a map (the first, unless ``sheet`` is an id), or each on a page, as a PDF. Raises FileError.

    ``paper`` is what the pages are set on. ``severities`` puts badges on elements, by id. ``note`` stands in the
    title block: what of the map is shown.
    ``still_wanted`` stops it by raising, and then nothing is written.
    """
    made = pdf_bytes(
        *(map, lineage),
        sheet=sheet,
        every_sheet=every_sheet,
        today=today,
        paper=paper,
        severities=severities,
        note=note,
        still_wanted=still_wanted,
    )
    write_atomically(path, made, still_wanted)


def pdf_bytes(
    map: StrategyMap,
    lineage: Sequence[Revision],
    *,
    sheet: str | None = None,
    every_sheet: bool = False,
    today: date | None = None,
    paper: Paper = A3,
    severities: Mapping[str, Severity] = MappingProxyType({}),
    note: str = "",
    still_wanted: StillWanted = lambda: None,
) -> bytes:
    """One sheet of a map, or each on a page in the order of the tabs, as the bytes of a PDF.

    The bytes are the same for the same map, revision and day.
    """
    day = today or date.today()  # noqa: DTZ011 - the day on the wall of whoever prints
    sheets = [each.id for each in map.ordered_sheets()] if every_sheet else [sheet or map.first_sheet().id]
    look = theme("paper")
    pages = [sheet_on_paper(map, each, lineage, look, day, paper, severities, note, still_wanted) for each in sheets]
    return page_bytes(*pages, still_wanted=still_wanted)


def page_bytes(page: Page, *more: Page, still_wanted: StillWanted = lambda: None) -> bytes:
    """One page or several as the bytes of a PDF, called as the first one is."""
    buffer = io.BytesIO()
    pages = (page, *more)
    size = (page.width * POINTS_PER_MM, page.height * POINTS_PER_MM)
    fonts = _fonts(pages)
    first = next(iter(fonts.values()), "Helvetica")
    canvas = Canvas(
        buffer,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        initialFontName=first,  # type: ignore[arg-type]  # the stubs have it a number
    )
    canvas.setDateFormatter(lambda *_now: f"D:{page.day:%Y%m%d}000000Z")
    canvas.setTitle(page.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("stratmap")
    for each in pages:
        canvas.setPageSize((each.width * POINTS_PER_MM, each.height * POINTS_PER_MM))
        canvas.setLineCap(_ROUND)
        canvas.setLineJoin(_ROUND)
        for layer in each.layers:
            _play_layer(canvas, layer, each.height, fonts, still_wanted)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _fonts(pages: Sequence[Page]) -> dict[tuple[Face, Weight], str]:
    """Fresh fonts, by the names ReportLab knows them by: a used one remembers glyphs, and the bytes would differ."""
    used = {
        (each.face, each.weight)
        for group in chain.from_iterable(layer.groups for page in pages for layer in page.layers)
        for each in group.primitives
        if isinstance(each, TextRun) and each.face != "none"
    }
    if any(face not in TEXT_FACES for face, _weight in used):
        used.add(("sans", "regular"))
    names: dict[tuple[Face, Weight], str] = {}
    for face, weight in FACES:
        if (face, weight) in used:
            names[face, weight] = f"{FAMILIES[face]} {weight}"
            pdfmetrics.registerFont(TTFont(names[face, weight], str(font_file(face, weight))))
    return names


def _play_layer(
    canvas: Canvas,
    layer: Layer,
    page_height: float,
    fonts: dict[tuple[Face, Weight], str],
    still_wanted: StillWanted,
) -> None:
    """Draw a layer. PDF counts upwards from the bottom, so y is turned point by point and text stays upright."""
    scale = layer.scale * POINTS_PER_MM
    for group in layer.groups:
        still_wanted()
        place = _Place(
            (layer.x * POINTS_PER_MM) + group.x * scale,
            (page_height - layer.y) * POINTS_PER_MM - group.y * scale,
            scale,
        )
        canvas.saveState()
        if group.opacity < 1:
            canvas.setFillAlpha(group.opacity)
            canvas.setStrokeAlpha(group.opacity)
        if group.turn:
            canvas.translate(place.x(0.0), place.y(0.0))
            canvas.rotate(-group.turn)
            place = _Place(0.0, 0.0, scale)
        _play(canvas, group.primitives, place, fonts)
        canvas.restoreState()


class _Place:
    """Where a group's pixels are on the page, in points."""

    __slots__ = ("_left", "_top", "scale")

    def __init__(self, left: float, top: float, scale: float) -> None:
        self._left, self._top, self.scale = left, top, scale

    def x(self, x: float) -> float:
        return self._left + x * self.scale

    def y(self, y: float) -> float:
        return self._top - y * self.scale


def _play(
    canvas: Canvas, primitives: Iterable[Primitive], place: _Place, fonts: dict[tuple[Face, Weight], str]
) -> None:
    for each in primitives:
        if isinstance(each, TextRun):
            _draw_text(canvas, each, place, fonts)
        elif isinstance(each, Path):
            _draw_path(canvas, each, place)
        elif isinstance(each, Box):
            segments = rounded_box(each.x, each.y, each.width, each.height, each.radius)
            _draw_path(canvas, Path(segments, each.fill, each.stroke, each.line_width), place)
        elif isinstance(each, Icon):
            _draw_path(canvas, icon_path(each), place)


def _draw_path(canvas: Canvas, path: Path, place: _Place) -> None:
    drawn = canvas.beginPath()
    for segment in path.segments:
        _add(drawn, segment, place)
    if path.fill:
        canvas.setFillColor(HexColor(path.fill))
    if path.stroke:
        canvas.setStrokeColor(HexColor(path.stroke))
        canvas.setLineWidth(path.line_width * place.scale)
        canvas.setDash([length * place.scale for length in path.dash])
    canvas.drawPath(drawn, stroke=1 if path.stroke else 0, fill=1 if path.fill else 0)


def _add(drawn: Any, segment: Segment, place: _Place) -> None:
    x, y = place.x, place.y
    if segment[0] == "M":
        drawn.moveTo(x(segment[1]), y(segment[2]))
    elif segment[0] == "L":
        drawn.lineTo(x(segment[1]), y(segment[2]))
    elif segment[0] == "C":
        _c, x1, y1, x2, y2, x3, y3 = segment
        drawn.curveTo(x(x1), y(y1), x(x2), y(y2), x(x3), y(y3))
    else:
        drawn.close()


def _draw_text(canvas: Canvas, run: TextRun, place: _Place, fonts: dict[tuple[Face, Weight], str]) -> None:
    """Text where it was measured: set in an embedded font, or as shapes that say what they read."""
    if run.face == "none":
        _draw_unknown(canvas, run, place)
    elif as_shapes(run):
        _draw_letters(canvas, run, place, fonts["sans", "regular"])
    else:
        font, size = fonts[run.face, run.weight], run.size * place.scale
        canvas.setFillColor(HexColor(run.color))
        canvas.setFont(font, size)
        canvas.drawString(place.x(run.x), place.y(run.y), _shaped(run.text, font, size))


def _draw_letters(canvas: Canvas, run: TextRun, place: _Place, font: str) -> None:
    """Letters as areas, marked with their text (ISO 32000-1, 14.9.4) for search, copying and reading aloud.

    Readers hang the text on something set in ``font``: a space that is as wide as the letters.
    """
    letters = _Place(place.x(run.x), place.y(run.y), run.size * place.scale / UNITS)
    drawn: Any = canvas.beginPath()
    for segment in outlines(run.face, run.weight, run.text, run.rtl):
        _add(drawn, segment, letters)
    canvas.saveState()  # the width of the space must not stay
    canvas.setFillColor(HexColor(run.color))
    words = run.text.encode("utf-16-be", "replace").hex().upper()
    code: list[str] = vars(canvas)["_code"]  # there is no other door for marked content
    code.append(f"/Span <</ActualText <FEFF{words}>>> BDC")
    canvas.drawPath(drawn, stroke=0, fill=1, fillMode=_NON_ZERO)
    space = canvas.beginText(place.x(run.x), place.y(run.y))
    space.setFont(font, run.size * place.scale)
    space.setHorizScale(100 * run_width(run) / width(" ", run.size))
    space.textOut(" ")
    canvas.drawText(space)
    code.append("EMC")
    canvas.restoreState()


def _shaped(text: str, font: str, size: float) -> str:
    """The text with the positions HarfBuzz gives its glyphs, kerned as it was measured."""
    part = ABag(fontName=font, fontSize=size)
    words = shapeFragWord([0, (part, text)], features=FEATURES, force=True)
    shaped: str = words[1][1]
    return shaped


def _draw_unknown(canvas: Canvas, run: TextRun, place: _Place) -> None:
    """A small empty box, as wide as was left for it, for each character that no font has."""
    left = run.x
    for cluster in clusters(run.text):
        room = advance("none", run.weight, cluster) * run.size / UNITS
        if room:
            box = placed_segments(rounded_box(0.12, -0.7, 0.76, 0.76, 0.08), left, run.y, run.size)
            _draw_path(canvas, Path(box, stroke=run.color, line_width=run.size * 0.06), place)
        left += room
