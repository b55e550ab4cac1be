"""A matrix on paper: as many pages as it takes to stay readable, each with its heads, its legend and a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from models.records import Revision
from stratmap.analysis.matrix import Rows
from stratmap.analysis.matrix_table import MatrixTable, summary_words
from stratmap.drawing.details import day_in_words
from stratmap.drawing.matrix_marks import CELL, ROW, ROW_HEAD, TURNED_HEAD
from stratmap.drawing.matrix_picture import matrix_legend, matrix_picture
from stratmap.drawing.primitives import Group, Rect
from stratmap.drawing.text import broken
from stratmap.drawing.theme import Theme
from stratmap.exporting.page import (
    GAP,
    MM_PER_PIXEL,
    SMALL,
    Layer,
    Page,
    fitted,
    frame_of,
    heading,
    page_title,
    revision_words,
    set_lines,
    title_block,
)
from stratmap.exporting.paper import A3, Paper
from stratmap.i18n import _

SMALLEST_SCALE = 0.19
"""Millimetres for each pixel below which a title would be smaller than 6 points; then it takes another page."""

_BLOCK = 30.0
"""Millimetres kept for the title block when rows and columns are dealt out to pages."""
_NARROW_PAPER, _NARROW = 250.0, 1.6
"""Millimetres below which the legend stands under the title, and how much higher the block is then."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows and columns of one page, and which of how many it is."""

    rows: Sequence[int]
    columns: Sequence[int]
    number: int
    count: int


def matrix_on_paper(
    table: MatrixTable, lineage: Sequence[Revision], theme: Theme, today: date, note: str = "", paper: Paper = A3
) -> list[Page]:
    """A matrix set on paper, row by row of pages. ``note`` says what of the map is shown."""
    theme = replace(theme, canvas=replace(theme.canvas, paper="#ffffff"))
    frame, block = frame_of(paper), _BLOCK * (_NARROW if paper.width < _NARROW_PAPER else 1.0) * paper.magnified
    across = _most(frame.width / paper.magnified, ROW_HEAD, CELL)
    down = _most((frame.height - block) / paper.magnified, TURNED_HEAD, ROW)
    rows, columns = _dealt(len(table.rows), down), _dealt(len(table.columns), across)
    parts = [(some, others) for some in rows for others in columns]
    return [
        _page(table, _Part(some, others, number, len(parts)), lineage, theme, today, note, paper)
        for number, (some, others) in enumerate(parts, 1)
    ]


def _most(room: float, head: float, each: float) -> int:
    return int((room / SMALLEST_SCALE - head) // each)


def _dealt(count: int, most: int) -> list[range]:
    """Numbers up to ``count`` in as few runs of at most ``most`` as possible, all about as long."""
    runs = max(ceil(count / most), 1)
    return [range(count * run // runs, count * (run + 1) // runs) for run in range(runs)]


def _page(
    table: MatrixTable,
    part: _Part,
    lineage: Sequence[Revision],
    theme: Theme,
    today: date,
    note: str,
    paper: Paper,
) -> Page:
    frame, scale = frame_of(paper), MM_PER_PIXEL * paper.magnified
    block, block_height = _title_block(table, part, lineage, theme, today, frame.width / scale, note)
    top = frame.bottom - block_height * scale
    room = Rect(frame.x, frame.y, frame.width, top - GAP - frame.y)
    drawn = fitted(matrix_picture(table, theme, part.rows, part.columns), room, paper)
    under = Layer(frame.x, top, scale, tuple(block))
    return Page(paper.width, paper.height, frame, (drawn, under), page_title(table.map.info), today)


def _title_block(
    table: MatrixTable, part: _Part, lineage: Sequence[Revision], theme: Theme, today: date, room: float, note: str
) -> tuple[list[Group], float]:
    """Title, and what is shown, legend, date and revision; and its height."""
    texts = [day_in_words(today), revision_words(lineage), _("Made with stratmap")]
    if part.count > 1:
        texts.insert(0, _("Page {number} of {count}").format(number=part.number, count=part.count))
    lines = [line for text in texts for line in broken(text, SMALL, "regular", 200.0, 2)]
    right, right_height = set_lines(lines, 4.0, SMALL, theme.canvas.ink)
    imprint = tuple(right), max(line.width for line in lines), right_height
    said = " · ".join(each for each in (_name(table.rows_are), summary_words(table), note) if each)

    def samples(wide: float) -> tuple[list[Group], float]:
        """The legend, and under it what the matrix is of: beside it there is room, under the title there is not."""
        groups, height = matrix_legend(table.rows_are, theme, wide)
        caption, end = set_lines(broken(said, SMALL, "bold", wide, 3), 0.0, SMALL, theme.canvas.ink, "bold")
        return [*groups, Group("caption", 0.0, height + 4.0, tuple(caption))], height + 4.0 + end

    return title_block(lambda wide: heading(table.map.info, wide, theme, ""), imprint, samples, room, theme)


def _name(rows: Rows) -> str:
    if rows is Rows.INITIATIVES:
        return _("What initiatives do to objectives")
    return _("What departments do to objectives by what they own")
