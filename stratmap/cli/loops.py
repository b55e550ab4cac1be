"""``stratmap loops``: the feedback loops of a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.strategy_map import StrategyMap
from stratmap.cli.check import Format, FormatOption
from stratmap.cli.output import say, say_json, working
from stratmap.i18n import _, ngettext

if TYPE_CHECKING:
    from stratmap.analysis.loops import LoopReport

SECONDS = 1.0
MOST = 10_000
LISTED = 100
"""Loops that are listed as text; a program gets all."""


def loops(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    format: FormatOption = Format.TEXT,
    seconds: Annotated[float, typer.Option(min=0.0, help="How long to search.")] = SECONDS,
    most: Annotated[int, typer.Option(min=1, help="How many loops are wanted, the shortest first.")] = MOST,
) -> None:
    """List the feedback loops of a map: reinforcing (R), balancing (B), or not known (U).

    Their number can be astronomic; the answer says whether it is complete.
    """
    with working(_("Looking for loops in {name} …").format(name=file.name)):
        map, report = _searched(file, seconds, most)
    if format is Format.JSON:
        say_json({"file": str(file), "title": map.info.title, **loops_data(map, report)})
    else:
        say_loops(file.name, map, report, listed=len(report.loops) if most != MOST else LISTED)


def _searched(file: Path, seconds: float, most: int) -> tuple[StrategyMap, LoopReport]:
    from models.store import open_map
    from stratmap.analysis.budget import Budget
    from stratmap.analysis.loops import find_loops

    map = open_map(file).map
    return map, find_loops(map, budget=Budget(seconds=seconds, most_loops=most))


def loops_data(map: StrategyMap, report: LoopReport) -> dict[str, Any]:
    """The loops as data. ``count`` is how many are listed, ``at_least`` how many there are for certain."""
    return {
        "complete": report.complete,
        "count": len(report.loops),
        "at_least": report.at_least,
        "stopped": report.stopped,
        "reinforcing": report.count("R"),
        "balancing": report.count("B"),
        "unknown": report.count("U"),
        "loops": [
            {
                "name": loop.name,
                "polarity": loop.letter,
                "elements": [map.elements[id].title for id in loop.elements],
                "delays": loop.delays,
            }
            for loop in report.loops
        ],
    }


def say_loops(name: str, map: StrategyMap, report: LoopReport, listed: int = LISTED) -> None:
    """The loops as sentences, the shortest first."""
    from stratmap.analysis.wording import loop_sentence, loops_summary

    say(f"{name}: {loops_summary(report)}")
    for loop in report.loops[:listed]:
        say(f"  {loop_sentence(loop, map)}")
    more = len(report.loops) - listed
    if more > 0:
        words = ngettext("… and {n} more; --most {all} lists it.", "… and {n} more; --most {all} lists them.", more)
        say("  " + words.format(n=more, all=len(report.loops) + 1))
