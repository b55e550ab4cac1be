"""``stratmap demo``: an example in the window or, where there is no display, the main job in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stratmap.cli.findings_out import say_findings
from stratmap.cli.loops import say_loops
from stratmap.cli.output import NotDone, say, tell, working
from stratmap.cli.surface import NoWindow, surface_of
from stratmap.examples import EXAMPLES
from stratmap.i18n import _


def demo(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Which example: " + ", ".join(each.name for each in EXAMPLES))] = "",
) -> None:
    """Show an example. Without a display: its findings and loops here, and its map and A3 page in this folder."""
    name = name.casefold() or EXAMPLES[0].name
    if name not in [each.name for each in EXAMPLES]:
        names = ", ".join(each.name for each in EXAMPLES)
        raise NotDone(_("There is no example ‘{name}’. There are: {names}.").format(name=name, names=names))
    surface = surface_of(context)
    if surface.is_seen():
        try:
            raise typer.Exit(surface.open_window([], name))
        except NoWindow as trouble:
            tell(str(trouble))
    tell(_("The example is worked through in the terminal."))
    _in_the_terminal(name, Path())


def _in_the_terminal(name: str, folder: Path) -> None:
    from models.store import save_map
    from stratmap.analysis.budget import COMMAND_LINE
    from stratmap.analysis.report import analyse
    from stratmap.analysis.summary import badges
    from stratmap.analysis.worded import worded
    from stratmap.examples import load_example
    from stratmap.exporting.pdf import export_pdf

    with working(_("Working through the example …")):
        map = load_example(name)
        analysis = analyse(map, COMMAND_LINE)
    say_findings(map.info.title, worded(map, analysis))
    say()
    say_loops(map.info.title, map, analysis.loops)
    say()
    with working(_("Writing the map and its page …")):
        document, page = free_names(folder, name, [".stratmap", ".pdf"])
        lineage = save_map(map, (), document)
        export_pdf(map, lineage, page, severities=badges(analysis.findings))
    say(_("The map is in {name}.").format(name=document))
    say(_("Its A3 page is in {name}.").format(name=page))


def free_names(folder: Path, stem: str, suffixes: list[str]) -> list[Path]:
    """Names for files that belong together, none of which is there yet: bakery, bakery-2, bakery-3, …"""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        paths = [folder / f"{name}{suffix}" for suffix in suffixes]
        if not any(path.exists() for path in paths):
            return paths
        number += 1
