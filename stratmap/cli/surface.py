"""What the command line needs of the window, handed in by ``stratmap.__main__`` so that nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import typer

from models.errors import StratmapError
from stratmap.drawing.primitives import Picture
from stratmap.exporting.by_ending import WritePng
from stratmap.exporting.matrix_file import WritePicture
from stratmap.i18n import _


class NoWindow(StratmapError):
    """A window cannot be shown here. The text is the sentence that says why."""


def _no_picture(_drawing: Picture, _path: Path) -> None:
    raise NoWindow(_("Pictures cannot be drawn here."))


@dataclass(frozen=True, slots=True)
class Surface:
    """The things only Qt can do.

    ``open_window(files, example)`` runs the window until it is closed and returns the exit code; it raises
    ``NoWindow``. ``write_png`` draws a sheet into a picture file and ``write_picture`` any drawing; they need
    no display.
    ``is_seen()`` says whether a window would be in front of anybody's eyes.
    """

    open_window: Callable[[Sequence[Path], str | None], int]
    write_png: WritePng
    is_seen: Callable[[], bool]
    write_picture: WritePicture = _no_picture


def surface_of(context: typer.Context) -> Surface:
    """The surface the program was started with."""
    return cast(Surface, context.obj)
