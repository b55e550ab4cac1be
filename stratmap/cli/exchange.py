"""``stratmap import`` and ``stratmap export``: other programs' files into maps, and maps into files for others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.records import Sheet
from models.strategy_map import StrategyMap
from stratmap import SUFFIX
from stratmap.analysis.matrix import Rows
from stratmap.cli.formats import one_of
from stratmap.cli.output import NotDone, say, tell, working
from stratmap.cli.surface import Surface, surface_of
from stratmap.exporting.paper import Paper, PaperSize, paper_name
from stratmap.i18n import _, grouped, ngettext
from stratmap.on_sheets import sheet_name

if TYPE_CHECKING:
    from models.store import Opened


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="IN... OUT.stratmap", help="CSV files, and the map to make of them.")
    ],
    title: Annotated[str, typer.Option(metavar="TITLE", help="What to call the map.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a map that is there.")] = False,
) -> None:
    """Make a map of CSV files: Kumu's elements and connections, or an edge list source,target,sign."""
    *sources, target = files
    if not sources or not target.name:
        raise NotDone(_("Name the files to read and, last, the map to write: stratmap import IN.csv OUT.stratmap"))
    if target.suffix.casefold() != SUFFIX:
        sentence = _("‘{name}’ is named last, so it should be the map to write: stratmap import IN.csv OUT.stratmap")
        raise NotDone(sentence.format(name=target))
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
        ngettext("{n} element", "{n} elements", elements).format(n=grouped(elements)),
        ngettext("{n} link", "{n} links", links).format(n=grouped(links)),
        *([ngettext("{n} problem", "{n} problems", problems).format(n=grouped(problems))] if problems else []),
    ]
    say(f"{target}: {', '.join(counts)}")


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    target: Annotated[Path, typer.Argument(metavar="OUT.pdf|svg|png|csv", help="What to write; the ending decides.")],
    sheet: Annotated[
        str, typer.Option(metavar="TITLE", help="The sheet to draw, by its title; without it the first.")
    ] = "",
    all_sheets: Annotated[bool, typer.Option("--all-sheets", help="A page for each sheet; for a pdf only.")] = False,
    matrix: Annotated[
        Rows | None, one_of(Rows, "--matrix", "Write the matrix of these rows and the objectives; as md, too.")
    ] = None,
    paper: Annotated[PaperSize, one_of(PaperSize, "--paper", "What the pages of a pdf are set on.")] = PaperSize.A3,
    portrait: Annotated[
        bool, typer.Option("--portrait", help="With the pages of a pdf on their short side.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of files that are there.")] = False,
) -> None:
    """Write a map as a page (pdf), a picture (svg, png), or tables for spreadsheets and Kumu (csv)."""
    from models.store import open_map
    from stratmap.analysis.budget import CHECKS_ONLY
    from stratmap.analysis.report import analyse
    from stratmap.analysis.summary import badges
    from stratmap.exporting.by_ending import Shown, UnknownEnding, written_as
    from stratmap.exporting.by_ending import export as write

    if not target.name or (target.name.startswith(".") and not target.suffix):
        raise NotDone(_("The file to write has no name before its ending. Give it one, such as plan.pdf."))
    is_pdf = target.suffix.casefold() == ".pdf"
    if all_sheets and not is_pdf:
        raise NotDone(
            _("Only a pdf has a page for each sheet. Give a name that ends in .pdf, or leave --all-sheets out.")
        )
    if (portrait or paper is not PaperSize.A3) and not is_pdf:
        raise NotDone(
            _("Only a pdf is set on paper. Give a name that ends in .pdf, or leave --paper and --portrait out.")
        )
    if matrix is not None and (sheet or all_sheets):
        raise NotDone(_("A matrix is of the whole map: leave --sheet and --all-sheets out."))
    there = [path for path in ([target] if matrix is not None else written_as(target)) if path.exists()]
    if there and not force:
        sentence = _("‘{name}’ is already there. Give another name, or --force to put the export in its place.")
        raise NotDone(sentence.format(name=there[0]))
    with working(_("Writing {name} …").format(name=target.name)):
        opened, surface = open_map(file), surface_of(context)
        try:
            if matrix is not None:
                written = _written_matrix(opened, matrix, surface, target, Paper(paper, portrait))
            else:
                severities = badges(analyse(opened.map, CHECKS_ONLY).findings)
                page, png = _sheet_called(opened.map, sheet).id, surface.write_png
                shown = Shown(
                    *(opened.map, opened.lineage, page, png),
                    severities=severities,
                    every_sheet=all_sheets,
                    paper=Paper(paper, portrait),
                )
                written = write(shown, target)
        except UnknownEnding as unknown:
            sentence = _("‘{name}’ should end in one of {endings}.")
            raise NotDone(sentence.format(name=target, endings=", ".join(unknown.endings))) from unknown
    for path in written:
        say(str(path))
    if matrix is None and is_pdf:
        _tell_of_small_words(opened.map, sheet, Paper(paper, portrait), every_sheet=all_sheets)


def _tell_of_small_words(map: StrategyMap, sheet: str, paper: Paper, *, every_sheet: bool) -> None:
    """Say so where nobody could read the titles on a page."""
    from stratmap.exporting.page import is_too_small

    for each in map.ordered_sheets() if every_sheet else [_sheet_called(map, sheet)]:
        if is_too_small(map, each.id, paper):
            words = _(
                "So much is on the page of ‘{sheet}’ that its words are too small to read on {paper}. Set it on"
                " larger paper (--paper a1), or part it into sheets."
            )
            tell(words.format(sheet=sheet_name(map, each.id), paper=paper_name(paper)))


def _written_matrix(opened: Opened, rows: Rows, surface: Surface, target: Path, paper: Paper) -> list[Path]:
    from stratmap.analysis.matrix_table import Wanted, matrix_table
    from stratmap.exporting.matrix_file import ShownMatrix, export_matrix

    table = matrix_table(opened.map, Wanted(rows))
    return export_matrix(ShownMatrix(table, opened.lineage, surface.write_picture, paper=paper), target)


def _sheet_called(map: StrategyMap, title: str) -> Sheet:
    if not title:
        return map.first_sheet()
    for sheet in map.ordered_sheets():
        if title in (sheet.title, sheet_name(map, sheet.id)):
            return sheet
    raise NotDone(_("The map has no sheet called ‘{title}’.").format(title=title))
