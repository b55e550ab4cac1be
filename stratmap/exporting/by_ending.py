"""A map written to a file in the form the file's ending names: one table for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from models.errors import StratmapError
from models.records import Revision
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.theme import Theme, theme
from stratmap.exporting.paper import A3, Paper

if TYPE_CHECKING:
    from stratmap.drawing.picture import StillWanted  # the drawing itself is loaded when something is drawn

WritePng = Callable[[StrategyMap, str, Path, Theme, Mapping[str, Severity]], None]
"""Writes a sheet as a picture. Only Qt can, so whoever exports brings it along."""


class UnknownEnding(StratmapError):
    """Nothing is written under this ending; ``endings`` are the ones there are."""

    def __init__(self, path: Path, endings: Iterable[str] = ()) -> None:
        super().__init__(f"no export for {path.suffix!r}")
        self.path = path
        self.endings = tuple(sorted(endings or _WRITERS))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is exported: a map as saved so far, one sheet of it, and how it looks. A page is always in ``paper``.

    Where the map is only what a filter shows, ``note`` says so on the page, and tables are made of ``whole``.
    ``every_sheet`` gives a PDF a page for each sheet; pictures have room for one. ``still_wanted`` is called again
    and again while it is made, and stops it by raising; then nothing is written. ``paper`` is what pages are set on.
    """

    map: StrategyMap
    lineage: tuple[Revision, ...]
    sheet: str
    write_png: WritePng
    theme: Theme = field(default_factory=lambda: theme("paper"))
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    whole: StrategyMap | None = None
    note: str = ""
    every_sheet: bool = False
    still_wanted: StillWanted = lambda: None
    paper: Paper = A3


def export(shown: Shown, path: Path) -> list[Path]:
    """Write it; the files written. Raises UnknownEnding, or FileError when a file cannot be written."""
    writer = _WRITERS.get(path.suffix.casefold())
    if writer is None:
        raise UnknownEnding(path)
    return writer(shown, path)


def written_as(path: Path) -> list[Path]:
    """The files an export under this name may write."""
    if path.suffix.casefold() != ".csv":
        return [path]
    return [path.with_name(f"{path.stem}-{part}.csv") for part in ("elements", "connections", "map", "sheets")]


def _pdf(shown: Shown, path: Path) -> list[Path]:
    from stratmap.exporting.pdf import export_pdf

    export_pdf(
        *(shown.map, shown.lineage, path),
        sheet=shown.sheet,
        every_sheet=shown.every_sheet,
        paper=shown.paper,
        severities=shown.severities,
        note=shown.note,
        still_wanted=shown.still_wanted,
    )
    return [path]


def _svg(shown: Shown, path: Path) -> list[Path]:
    from stratmap.drawing.picture import picture
    from stratmap.exporting.svg import write_svg

    wanted = shown.still_wanted
    drawn = picture(shown.map, shown.sheet, shown.theme, severities=shown.severities, still_wanted=wanted)
    write_svg(drawn, path, shown.map.info.title, wanted)
    return [path]


def _png(shown: Shown, path: Path) -> list[Path]:
    shown.write_png(shown.map, shown.sheet, path, shown.theme, shown.severities)
    return [path]


def _csv(shown: Shown, path: Path) -> list[Path]:
    from stratmap.exporting.tables import export_tables

    return export_tables(shown.whole or shown.map, path, shown.still_wanted)


_WRITERS: dict[str, Callable[[Shown, Path], list[Path]]] = {".pdf": _pdf, ".svg": _svg, ".png": _png, ".csv": _csv}
