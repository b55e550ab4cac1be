"""``stratmap loops``: the feedback loops of a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import COMMAND_LINE
from stratmap.cli.formats import PageFormat, PageFormatOption, seconds_number, whole_number
from stratmap.cli.output import say, say_json, say_lines, working
from stratmap.cli.typed_titles import element_titled
from stratmap.i18n import _, ngettext

if TYPE_CHECKING:
    from stratmap.analysis.loops import LoopReport

COUNTED = 1_000
"""Loops that are looked for though fewer are wanted, so that mostly it is known how many there are."""

LISTED = 100
"""Loops that are listed for people unless they ask for a number; a program gets all that were found."""


def loops(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    format: PageFormatOption = PageFormat.TEXT,
    through: Annotated[
        str | None, typer.Option(metavar="TITLE", help="Only the loops through this element, by its title or id.")
    ] = None,
    most: Annotated[
        int | None, whole_number(("--max", "--most"), "How many loops are wanted, the shortest first.")
    ] = None,
    seconds: Annotated[float | None, seconds_number("--seconds", "How many seconds to search.")] = None,
    all: Annotated[
        bool,
        typer.Option(
            "--all", help="Every loop as it is found, in no order, however long it takes (json: one a line)."
        ),
    ] = False,
) -> None:
    """List the feedback loops of a map: reinforcing (R), balancing (B), or not known (U).

    Their number can be astronomic; the answer says whether it is complete.
    """
    if all:
        from stratmap.cli.every_loop import stream_loops

        stream_loops(file, format, through, most, seconds)
        return
    with working(_("Looking for loops in {name} …").format(name=file.name)):
        map, report, element = _searched(file, through, most, seconds)
    listed = LISTED if most is None else most
    if format is PageFormat.JSON:
        about = {"through": element.title} if element else {}
        say_json({"file": str(file), "title": map.info.title, **about, **loops_data(map, report, most)})
    elif format is PageFormat.MARKDOWN:
        say_lines(_markdown(file.name, map, report, element, listed))
    else:
        say_loops(file.name, map, report, listed, element)


def _searched(
    file: Path, through: str | None, most: int | None, seconds: float | None
) -> tuple[StrategyMap, LoopReport, Element | None]:
    from models.store import open_map
    from stratmap.analysis.loops import find_loops, loops_through

    map = open_map(file).map
    element = None if through is None else element_titled(map, through)
    budget = COMMAND_LINE
    if most is not None:
        budget = replace(budget, most_loops=max(most, COUNTED))
    if seconds is not None:
        budget = replace(budget, seconds=seconds)
    if element is None:
        return map, find_loops(map, budget=budget), None
    known = find_loops(map, budget=replace(COMMAND_LINE, seconds=seconds if seconds is not None else 1.0))
    return map, loops_through(map, element.id, budget=budget, known=known), element


def loops_data(map: StrategyMap, report: LoopReport, most: int | None = None) -> dict[str, Any]:
    """The loops as data, the shortest so many of them where a number is given.

    ``complete`` says whether those listed are all there are, and if not, ``stopped`` why. ``count`` is how many are
    listed, ``at_least`` how many there are for certain, ``total`` how many there are, null where that is not known;
    the letters are counted among all that were found. ``basis_complete`` says whether all loops are made of those
    that are marked as independent.
    """
    listed = report.loops[:most]
    fewer = len(listed) < len(report.loops)
    return {
        "complete": report.complete and not fewer,
        "count": len(listed),
        "at_least": max(report.at_least, len(report.loops)),
        "total": len(report.loops) if report.complete else None,
        "stopped": report.stopped or ("asked" if fewer else ""),
        "basis_complete": report.is_basis,
        "reinforcing": report.count("R"),
        "balancing": report.count("B"),
        "unknown": report.count("U"),
        "loops": [
            {
                "name": loop.name,
                "own_name": loop.own_name,
                "polarity": loop.letter,
                "elements": [map.elements[id].title for id in loop.elements],
                "element_ids": list(loop.elements),
                "links": list(loop.links),
                "delays": loop.delays,
                "independent": loop.links in report.independent,
            }
            for loop in listed
        ],
    }


def say_loops(
    name: str, map: StrategyMap, report: LoopReport, listed: int = LISTED, through: Element | None = None
) -> None:
    """The loops as sentences, the shortest first, and which links to sign where some are not decided."""
    from stratmap.analysis.signs import signs_wanted, undecided
    from stratmap.analysis.titles import Titles
    from stratmap.analysis.wording import loop_sentence, sign_sentence, signs_summary

    titles = Titles(map)
    say(f"{name}: {_summary(report, through, listed)}")
    for loop in report.loops[:listed]:
        say(f"  {loop_sentence(loop, titles)}")
    more = len(report.loops) - listed
    if more > 0:
        words = ngettext("… and {n} more; --max {all} lists it.", "… and {n} more; --max {all} lists them.", more)
        say("  " + words.format(n=more, all=len(report.loops)))
    wanted = signs_wanted(map, report)
    if wanted:
        say(f"  {signs_summary(wanted, undecided(report))}")
        for each in wanted:
            say(f"    {sign_sentence(each, titles)}")


def _summary(report: LoopReport, through: Element | None, listed: int) -> str:
    from stratmap.analysis.titles import quoted
    from stratmap.analysis.wording import loops_summary, loops_through_summary

    if through is None:
        return loops_summary(report, listed)
    return loops_through_summary(report, quoted(through), listed)


def _markdown(name: str, map: StrategyMap, report: LoopReport, through: Element | None, listed: int) -> Iterator[str]:
    from stratmap.analysis.matrix_text import markdown_text
    from stratmap.analysis.titles import Titles
    from stratmap.analysis.wording import loop_sentence

    titles = Titles(map)
    yield f"## {markdown_text(name)}"
    yield ""
    yield markdown_text(_summary(report, through, listed))
    yield ""
    for loop in report.loops[:listed]:
        yield f"- {markdown_text(loop_sentence(loop, titles))}"
    more = len(report.loops) - listed
    if more > 0:
        yield ""
        yield ngettext("… and {n} more.", "… and {n} more.", more).format(n=more)
