"""``stratmap effects``: where an element stands, what leads to it and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.strategy_map import StrategyMap
from stratmap.analysis.budget import COMMAND_LINE
from stratmap.cli.formats import PageFormat, PageFormatOption, whole_number
from stratmap.cli.output import say_json, say_lines, working
from stratmap.cli.typed_titles import elements_titled
from stratmap.i18n import _

if TYPE_CHECKING:
    from stratmap.analysis.position import Branch, Position

MOST_STEPS = 50


def effects(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The element, by its title, a part of it or its id.")],
    steps: Annotated[
        int, whole_number(("--steps",), "How many links far causes and effects are followed.", MOST_STEPS)
    ] = 3,
    format: PageFormatOption = PageFormat.TEXT,
) -> None:
    """Say what an element is influenced by and what it influences, and how it stands in the map."""
    from models.store import open_map
    from stratmap.analysis.loops import find_loops
    from stratmap.analysis.position import position, standing

    with working(_("Working out {name} …").format(name=file.name)):
        map = open_map(file).map
        found = elements_titled(map, title)
        stands = standing(map, find_loops(map, budget=COMMAND_LINE))
        places = [position(stands, element.id, steps) for element in found]
    if format is PageFormat.JSON:
        data = [position_data(place, map) for place in places]
        say_json({"file": str(file), "title": map.info.title, "elements": data})
        return
    for place in places:
        say_lines(_markdown(place, map) if format is PageFormat.MARKDOWN else _text(place, map))


def position_data(place: Position, map: StrategyMap) -> dict[str, Any]:
    """The position as data."""

    def tree(branches: tuple[Branch, ...]) -> list[dict[str, Any]]:
        return [
            {
                "element": map.elements[each.element].title,
                "id": each.element,
                "step": each.step,
                "signs": [map.links[id].polarity.value for id in each.links],
                "from": map.elements[each.parent].title,
                "from_id": each.parent,
            }
            for each in branches
        ]

    return {
        "element": map.elements[place.element].title,
        "id": place.element,
        "steps": place.steps,
        "causes": tree(place.causes),
        "effects": tree(place.effects),
        "all_causes": place.all_causes,
        "all_effects": place.all_effects,
        "head": place.is_head,
        "tail": place.is_tail,
        "loops": place.loops,
        "loops_complete": place.loops_are_all,
        "objectives": [
            {"title": map.elements[each.objective].title, "id": each.objective, "away": each.away}
            for each in place.objectives
        ],
        "betweenness": place.betweenness,
        "betweenness_estimated": place.betweenness_is_estimate,
        "rank": place.rank,
        "ranked": place.ranked,
    }


def _text(place: Position, map: StrategyMap) -> Iterator[str]:
    from stratmap.analysis.position_words import figures, position_sentence

    yield position_sentence(place, map)
    for figure in figures(place, map):
        yield f"  {figure.name}: {figure.value}"
        yield f"      {figure.formula}"
    for head, branches in ((_("Causes"), place.causes), (_("Effects"), place.effects)):
        if branches:
            yield f"  {head}:"
            yield from (f"    {line}" for line in _tree(branches, map, place.element))


def _markdown(place: Position, map: StrategyMap) -> Iterator[str]:
    from stratmap.analysis.matrix_text import markdown_text
    from stratmap.analysis.position_words import figures, position_sentence

    yield f"## {markdown_text(map.elements[place.element].title) or _('(no title)')}"
    yield ""
    yield markdown_text(position_sentence(place, map))
    yield ""
    for figure in figures(place, map):
        yield f"- {figure.name}: {markdown_text(figure.value)}. {markdown_text(figure.formula)}"
    for head, branches in ((_("Causes"), place.causes), (_("Effects"), place.effects)):
        if branches:
            yield ""
            yield f"### {head}"
            yield ""
            for line in _tree(branches, map, place.element):
                words = line.lstrip(" ")
                yield " " * (len(line) - len(words)) + f"- {markdown_text(words)}"
    yield ""


def _tree(branches: tuple[Branch, ...], map: StrategyMap, root: str) -> Iterator[str]:
    """The tree as indented lines, each branch below what it hangs on, with the sign of its links."""
    from stratmap.analysis.titles import quoted

    hanging: dict[str, list[Branch]] = {}
    for each in branches:
        hanging.setdefault(each.parent, []).append(each)
    waiting = list(reversed(hanging.get(root, [])))
    while waiting:
        each = waiting.pop()
        signs = "".join(sorted({map.links[id].polarity.value for id in each.links})).replace("-", "−")
        yield f"{'  ' * (each.step - 1)}{quoted(map.elements[each.element])} ({signs})"
        waiting.extend(reversed(hanging.get(each.element, [])))
