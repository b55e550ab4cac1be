"""A matrix written to a file in the form the file's ending names: page, drawing, picture, table, or text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from models.atomic import write_atomically
from models.errors import StratmapError
from models.records import Revision
from stratmap.analysis.matrix_table import MatrixTable
from stratmap.drawing.primitives import Picture
from stratmap.drawing.theme import Theme, theme
from stratmap.exporting.by_ending import UnknownEnding
from stratmap.exporting.paper import A3, Paper
from stratmap.i18n import _, grouped

if TYPE_CHECKING:
    from stratmap.drawing.picture import StillWanted  # the drawing itself is loaded when something is drawn

WritePicture = Callable[[Picture, Path], None]
"""Writes a drawing as a PNG picture. Only Qt can, so whoever exports brings it along."""


MOST_DRAWN = 200_000
"""Cells that are drawn, empty ones too: some 300 pages, in half a minute."""


class TooManyCells(StratmapError):
    """A matrix is too large to be drawn. As a table it can still be written."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(f"{rows} rows and {columns} columns")
        self.rows = rows
        self.columns = columns


def too_many_sentence(error: TooManyCells) -> str:
    """What is too large and what to do, for a person."""
    words = _(
        "The matrix has {rows} rows and {columns} columns, more than can be drawn. Filter the map, or write the"
        " matrix as a table (csv)."
    )
    return words.format(rows=grouped(error.rows), columns=grouped(error.columns))


@dataclass(frozen=True, slots=True)
class ShownMatrix:
    """A matrix that is exported, and how it looks. A page is always in ``paper``; ``note`` says what is shown.

    ``still_wanted`` stops it by raising, and then nothing is written. ``paper`` is what pages are set on.
    """

    table: MatrixTable
    lineage: tuple[Revision, ...]
    write_picture: WritePicture
    theme: Theme = field(default_factory=lambda: theme("paper"))
    note: str = ""
    still_wanted: StillWanted = lambda: None
    paper: Paper = A3


def export_matrix(shown: ShownMatrix, path: Path) -> list[Path]:
    """Write it; the files written. Raises UnknownEnding, TooManyCells, or FileError when a file cannot be written."""
    ending = path.suffix.casefold()
    writer = _WRITERS.get(ending)
    if writer is None:
        raise UnknownEnding(path, _WRITERS)
    rows, columns = len(shown.table.rows), len(shown.table.columns)
    if ending not in _TABLES and rows * columns > MOST_DRAWN:
        raise TooManyCells(rows, columns)
    writer(shown, path)
    return [path]


def _pdf(shown: ShownMatrix, path: Path) -> None:
    from stratmap.exporting.matrix_page import matrix_on_paper
    from stratmap.exporting.pdf import page_bytes

    today = date.today()  # noqa: DTZ011 - the day on the wall of whoever prints
    pages = matrix_on_paper(shown.table, shown.lineage, theme("paper"), today, shown.note, shown.paper)
    write_atomically(path, page_bytes(*pages, still_wanted=shown.still_wanted), shown.still_wanted)


def _svg(shown: ShownMatrix, path: Path) -> None:
    from stratmap.drawing.matrix_picture import matrix_picture
    from stratmap.exporting.svg import write_svg

    write_svg(matrix_picture(shown.table, shown.theme), path, shown.table.map.info.title, shown.still_wanted)


def _png(shown: ShownMatrix, path: Path) -> None:
    from stratmap.drawing.matrix_picture import matrix_picture

    shown.write_picture(matrix_picture(shown.table, shown.theme), path)


def _csv(shown: ShownMatrix, path: Path) -> None:
    from stratmap.analysis.matrix_text import matrix_csv

    text = matrix_csv(shown.table.arranged, shown.table.map)
    write_atomically(path, text.encode("utf-8-sig"), shown.still_wanted)


def _markdown(shown: ShownMatrix, path: Path) -> None:
    from stratmap.analysis.matrix_text import matrix_markdown

    text = matrix_markdown(shown.table.arranged, shown.table.map)
    write_atomically(path, f"{text}\n".encode(), shown.still_wanted)


_WRITERS: dict[str, Callable[[ShownMatrix, Path], None]] = {
    ".pdf": _pdf,
    ".svg": _svg,
    ".png": _png,
    ".csv": _csv,
    ".md": _markdown,
}

_TABLES = frozenset({".csv", ".md"})
"""The endings under which nothing is drawn."""
