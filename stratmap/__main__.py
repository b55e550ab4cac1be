"""Where the program begins. The only module outside ``ui`` that reaches it, and only when it must."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.strategy_map import StrategyMap
    from stratmap.analysis.finding import Severity
    from stratmap.drawing.primitives import Picture
    from stratmap.drawing.theme import Theme


def main() -> int:
    """Run the command line; returns its exit code."""
    try:
        from stratmap.cli.app import run
        from stratmap.cli.surface import Surface
        from stratmap.display import window_is_seen

        return run(Surface(_open_window, _write_png, window_is_seen, _write_picture))
    except KeyboardInterrupt:
        return 130


def _open_window(paths: Sequence[Path], example: str | None) -> int:
    from stratmap.cli.surface import NoWindow
    from stratmap.display import display_trouble, import_trouble

    trouble = display_trouble()
    if trouble is not None:
        raise NoWindow(trouble)
    try:
        from PySide6 import QtWidgets  # noqa: F401  (only to see whether it can be loaded)
    except ImportError as error:
        raise NoWindow(import_trouble(error)) from error
    from ui.app import run

    return run(paths, example)


def _write_png(map: StrategyMap, sheet_id: str, path: Path, theme: Theme, severities: Mapping[str, Severity]) -> None:
    _without_a_window()
    from ui.png import export_png

    export_png(map, sheet_id, path, theme, severities)


def _write_picture(drawing: Picture, path: Path) -> None:
    _without_a_window()
    from ui.png import write_picture

    write_picture(drawing, path)


def _without_a_window() -> None:
    """Make ready to draw without a window, so without asking for a display."""
    from stratmap.cli.surface import NoWindow
    from stratmap.display import import_trouble

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6 import QtWidgets  # noqa: F401  (only to see whether it can be loaded)
    except ImportError as error:
        raise NoWindow(import_trouble(error)) from error
    from ui.app import application

    application()


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the packaged program starts itself again where a layout takes long
    sys.exit(main())
