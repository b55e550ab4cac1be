"""An export that nobody wants any more stops wherever it is, and what was there stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from models.errors import FileError
from stratmap.analysis.matrix_table import Wanted, matrix_table
from stratmap.drawing.theme import theme
from stratmap.exporting.by_ending import Shown, export
from stratmap.exporting.matrix_file import ShownMatrix, export_matrix
from tests.builders import SHEET, influences, initiative, map_of, objective, placed
from ui.png import export_png, write_picture


class Stopped(Exception):
    """Somebody closed the window."""


class Patience:
    """Called again and again, raises when it has been called so often."""

    def __init__(self, calls: float) -> None:
        self.left = calls
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1
        self.left -= 1
        if self.left < 0:
            raise Stopped


def written(ending: str, folder: Path, still_wanted: Callable[[], None]) -> None:
    elements = (objective("o"), initiative("i"), initiative("j"))
    map = placed(map_of(*elements, influences("i", "o", "+"), influences("j", "o", "-")))
    if ending.startswith("matrix"):
        table, look = matrix_table(map, Wanted()), theme("paper")
        write = partial(write_picture, still_wanted=still_wanted)
        shown = ShownMatrix(table, (), write, look, "", still_wanted)
        export_matrix(shown, folder / f"plan{ending.removeprefix('matrix')}")
    else:
        png = partial(export_png, still_wanted=still_wanted)
        export(Shown(map, (), SHEET, png, still_wanted=still_wanted), folder / f"plan{ending}")


ENDINGS = (".pdf", ".svg", ".png", ".csv", "matrix.pdf", "matrix.svg", "matrix.png", "matrix.csv", "matrix.md")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_that_is_called_off_writes_nothing_and_leaves_what_was_there(
    qapp: object, tmp_path: Path, ending: str
) -> None:
    endless = Patience(float("inf"))
    written(ending, tmp_path, endless)
    assert endless.calls > 0, "it never asks"
    if not ending.startswith("matrix") and ending != ".csv":
        assert endless.calls >= 6, "it asks less often than once for a card"
    for each in tmp_path.iterdir():
        each.write_text("old")
    files = sorted(tmp_path.iterdir())
    for calls in range(endless.calls if ending != ".csv" else 1):  # of several tables some may be written
        with pytest.raises(Stopped):
            written(ending, tmp_path, Patience(calls))
        assert sorted(tmp_path.iterdir()) == files, "something is left"
        assert {each.read_text() for each in files} == {"old"}, f"written, though called off after {calls}"


@pytest.mark.parametrize("ending", [".png", "matrix.png"])
def test_a_picture_for_which_there_is_no_memory_is_no_empty_file(
    qapp: object, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.png.image", lambda *_: QImage())
    with pytest.raises(FileError, match="not enough memory"):
        written(ending, tmp_path, lambda: None)
    assert list(tmp_path.iterdir()) == []
