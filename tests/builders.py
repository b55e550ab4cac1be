"""Small builders of records for tests: a map in a few readable lines."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Element, Link, MapInfo, Perspective, Placement, Record, Sheet
from models.strategy_map import StrategyMap
from stratmap.examples import load_example

SHEET = "sheet"


def objective(id: str, title: str = "", **fields: Any) -> Element:
    return Element(id, ElementKind.OBJECTIVE, title or id, **fields)


def initiative(id: str, title: str = "", **fields: Any) -> Element:
    return Element(id, ElementKind.INITIATIVE, title or id, **fields)


def department(id: str, title: str = "", **fields: Any) -> Element:
    return Element(id, ElementKind.DEPARTMENT, title or id, **fields)


def measure(id: str, title: str = "", **fields: Any) -> Element:
    return Element(id, ElementKind.MEASURE, title or id, **fields)


def factor(id: str, title: str = "", **fields: Any) -> Element:
    return Element(id, ElementKind.FACTOR, title or id, **fields)


def note(id: str, title: str = "", **fields: Any) -> Element:
    return Element(id, ElementKind.NOTE, title or id, **fields)


def influences(source: str, target: str, sign: str = "?", id: str = "", **fields: Any) -> Link:
    return Link(id or f"{source}>{target}{sign}", LinkKind.INFLUENCES, source, target, Polarity(sign), **fields)


def requires(source: str, target: str, id: str = "") -> Link:
    return Link(id or f"{source} requires {target}", LinkKind.REQUIRES, source, target)


def conflicts(source: str, target: str, id: str = "") -> Link:
    return Link(id or f"{source} conflicts {target}", LinkKind.CONFLICTS, source, target)


def owns(source: str, target: str, id: str = "") -> Link:
    return Link(id or f"{source} owns {target}", LinkKind.OWNS, source, target)


def tracks(source: str, target: str, id: str = "") -> Link:
    return Link(id or f"{source} tracks {target}", LinkKind.TRACKS, source, target)


def perspective(id: str, position: int) -> Perspective:
    return Perspective(id, id, position)


def map_of(*records: Record, title: str = "Test map") -> StrategyMap:
    """A map with these records, one sheet and an info."""
    return StrategyMap([MapInfo("map", title), Sheet(SHEET), *records])


def placed(map: StrategyMap, step: float = 240.0) -> StrategyMap:
    """The map with every element placed in a row on its sheet."""
    spots = [
        Placement(SHEET, element.id, index * step, 0.0, 176.0, 64.0)
        for index, element in enumerate(map.elements.values())
    ]
    return StrategyMap([*map.records(), *spots])


def renamed(element: Element, title: str) -> Element:
    return replace(element, title=title)


@cache
def example(name: str) -> StrategyMap:
    """One of the examples, laid out once: maps do not change, and that takes longer than most tests."""
    return load_example(name)
