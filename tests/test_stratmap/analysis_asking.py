"""What the tests of the analysis share: asking one check, random maps, and the real graphs where they are present."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.kinds import ElementKind, LinkKind, Polarity, Priority, Status, may_join
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Finding
from stratmap.analysis.report import analyse
from tests.builders import factor, map_of, perspective

GRAPHS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "graphs"


def findings(map: StrategyMap, code: str) -> list[Finding]:
    """What one check finds."""
    return [finding for finding in analyse(map).findings if finding.code == code]


def about(map: StrategyMap, code: str) -> list[tuple[str, ...]]:
    """The elements that one check's findings are about."""
    return [finding.elements for finding in findings(map, code)]


def random_map(seed: int, elements: int, links: int) -> StrategyMap:
    """A map with links of all kinds, every sign and status; some parallel, some titles twice."""
    chance = random.Random(seed)
    kinds = [ElementKind.OBJECTIVE, ElementKind.INITIATIVE, ElementKind.INITIATIVE, ElementKind.FACTOR]
    states = [None, None, None, Status.ON_TRACK, Status.DONE, Status.DROPPED]
    made = [
        Element(
            f"e{number}",
            chance.choice(kinds),
            f"T{chance.randrange(elements)}",
            status=chance.choice(states),
            owner=chance.choice(["", "Ann"]),
        )
        for number in range(elements)
    ]
    drawn: list[Link] = []
    weights = [LinkKind.INFLUENCES] * 5 + [LinkKind.REQUIRES] * 2 + [LinkKind.CONFLICTS]
    for number in range(links):
        kind = chance.choice(weights)
        source, target = chance.sample(made, 2)
        if may_join(kind, source.kind, target.kind):
            sign = chance.choice("+++--?") if kind is LinkKind.INFLUENCES else "?"
            drawn.append(Link(f"l{number}", kind, source.id, target.id, Polarity(sign)))
    return map_of(*made, *drawn)


def random_strategy(seed: int, elements: int, links: int) -> StrategyMap:
    """A map with elements and links of all kinds, perspectives, dates, efforts, capacities and priorities."""
    chance = random.Random(seed)
    levels = [perspective(f"p{position}", position) for position in range(chance.randrange(3))]
    kinds = [*ElementKind, ElementKind.OBJECTIVE, ElementKind.INITIATIVE, ElementKind.INITIATIVE]
    states = [None, None, None, None, Status.ON_TRACK, Status.DONE, Status.DROPPED]
    made = []
    for number in range(elements):
        start = date(2026, chance.randrange(1, 7), chance.randrange(1, 29))
        made.append(
            Element(
                f"e{number}",
                chance.choice(kinds),
                f"T{chance.randrange(elements)}",
                status=chance.choice(states),
                owner=chance.choice(["", "Ann"]),
                priority=chance.choice([None, *Priority]),
                start=chance.choice([None, start, start]),
                end=chance.choice([None, start + timedelta(days=chance.randrange(-20, 200)), start]),
                effort=chance.choice([None, 0.0, 10.0, 30.0]),
                capacity=chance.choice([None, 0.0, 5.0, 10.0]),
                perspective=chance.choice([None, *(each.id for each in levels)]),
            )
        )
    drawn: list[Link] = []
    for number in range(links):
        source, target = chance.sample(made, 2)
        kind = chance.choice([LinkKind.INFLUENCES] * 4 + list(LinkKind))
        if may_join(kind, source.kind, target.kind):
            sign = chance.choice("++++---?") if kind is LinkKind.INFLUENCES else "?"
            drawn.append(Link(f"l{number}", kind, source.id, target.id, Polarity(sign)))
    return map_of(*levels, *made, *drawn)


def shuffled(map: StrategyMap, seed: int) -> StrategyMap:
    """The same map with its records put in in another order."""
    records = list(map.records())
    random.Random(seed).shuffle(records)
    return StrategyMap(records)


def shared_graph(name: str) -> StrategyMap:
    """A published model as factors and influences; links of an element to itself are left out, as an import does."""
    path = GRAPHS / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the real graphs are not beside this checkout: {path.name}")
    elements: dict[str, Element] = {}
    links: list[Link] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            for title in (row["source"], row["target"]):
                elements.setdefault(title, factor(f"e{len(elements)}", title))
            if row["source"] != row["target"]:
                ends = elements[row["source"]].id, elements[row["target"]].id
                links.append(Link(f"l{number}", LinkKind.INFLUENCES, *ends, Polarity(row.get("sign") or "?")))
    return map_of(*elements.values(), *links)


def index_rows() -> list[dict[str, str]]:
    """The list of the real graphs with their counts; empty where they are not present."""
    path = GRAPHS / "INDEX.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
