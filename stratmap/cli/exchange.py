"""``stratmap import`` and ``stratmap export``: other programs' files into maps, and maps into files for others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from models.errors import StratmapError
from models.records import Revision, Sheet
from models.strategy_map import StrategyMap
from stratmap.cli.output import say, tell, working
from stratmap.cli.surface import Surface, surface_of
from stratmap.i18n import _, ngettext

SUFFIX = ".stratmap"


class NotDone(StratmapError):
    """A command that was understood and refused. The text is the sentence that says why."""


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="IN... OUT.stratmap", help="CSV files, and the map to make of them.")
    ],
    title: Annotated[str, typer.Option(help="What to call the map.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a map that is there.")] = False,
) -> None:
    """Make a map of CSV files: Kumu's elements and connections, or an edge list source,target,sign."""
    *sources, target = files
    if not sources or target.suffix.casefold() != SUFFIX:
        raise NotDone(_("Name the files to read and, last, the map to write: stratmap import IN.csv OUT.stratmap"))
    if target.exists() and not force:
        sentence = _("‘{name}’ is already there. Give another name, or --force to put the import in its place.")
        raise NotDone(sentence.format(name=target))
    from models.store import save_map
    from stratmap.importing.result import problem_sentence
    from stratmap.importing.tables import import_tables

    with working(_("Importing …")):
        result = import_tables(sources, title)
        save_map(result.map, (), target)
    for problem in result.problems:
        tell(problem_sentence(problem))
    elements, links, problems = len(result.map.elements), len(result.map.links), len(result.problems)
    counts = [
        ngettext("{n} element", "{n} elements", elements).format(n=elements),
        ngettext("{n} link", "{n} links", links).format(n=links),
        *([ngettext("{n} problem", "{n} problems", problems).format(n=problems)] if problems else []),
    ]
    say(f"{target}: {', '.join(counts)}")


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    target: Annotated[Path, typer.Argument(metavar="OUT.pdf|svg|png|csv", help="What to write; the ending decides.")],
    sheet: Annotated[str, typer.Option(help="The sheet to draw, by its title; without it the first.")] = "",
) -> None:
    """Write a map as an A3 page (pdf), a picture (svg, png), or tables for spreadsheets and Kumu (csv)."""
    writer = _WRITERS.get(target.suffix.casefold())
    if writer is None:
        endings = ", ".join(sorted(_WRITERS))
        raise NotDone(_("‘{name}’ should end in one of {endings}.").format(name=target, endings=endings))
    from models.store import open_map

    with working(_("Writing {name} …").format(name=target.name)):
        opened = open_map(file)
        written = writer(opened.map, opened.lineage, _sheet_called(opened.map, sheet), target, surface_of(context))
    for path in written:
        say(str(path))


def _sheet_called(map: StrategyMap, title: str) -> Sheet:
    if not title:
        return map.first_sheet()
    for sheet in map.ordered_sheets():
        if sheet.title == title:
            return sheet
    raise NotDone(_("The map has no sheet called ‘{title}’.").format(title=title))


def _write_pdf(
    map: StrategyMap, lineage: tuple[Revision, ...], sheet: Sheet, target: Path, surface: Surface
) -> list[Path]:
    from stratmap.exporting.pdf import export_pdf

    export_pdf(map, lineage, target, sheet=sheet.id)
    return [target]


def _write_svg(
    map: StrategyMap, lineage: tuple[Revision, ...], sheet: Sheet, target: Path, surface: Surface
) -> list[Path]:
    from stratmap.drawing.picture import picture
    from stratmap.drawing.theme import theme
    from stratmap.exporting.svg import write_svg

    write_svg(picture(map, sheet.id, theme("paper")), target, map.info.title)
    return [target]


def _write_png(
    map: StrategyMap, lineage: tuple[Revision, ...], sheet: Sheet, target: Path, surface: Surface
) -> list[Path]:
    surface.write_png(map, sheet.id, target)
    return [target]


def _write_csv(
    map: StrategyMap, lineage: tuple[Revision, ...], sheet: Sheet, target: Path, surface: Surface
) -> list[Path]:
    from stratmap.exporting.tables import export_tables

    return export_tables(map, target)


Writer = Callable[[StrategyMap, tuple[Revision, ...], Sheet, Path, Surface], list[Path]]

_WRITERS: dict[str, Writer] = {".pdf": _write_pdf, ".svg": _write_svg, ".png": _write_png, ".csv": _write_csv}
"""File ending → what writes it. Returns the files written."""
