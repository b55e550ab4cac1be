"""Colours that mean different things stay apart for people who see fewer colours, in every theme.

Shapes, signs and icons tell the same: colour is never alone. The least differences are CIEDE2000; 10 is told at a
glance, and only lines that also differ in their dashes come closer.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest

from models.kinds import ElementKind, Status
from stratmap.drawing.theme import THEMES, Theme, theme
from tests.colour_vision import VISIONS, ciede2000, difference

KINDS = (ElementKind.OBJECTIVE, ElementKind.INITIATIVE, ElementKind.DEPARTMENT, ElementKind.MEASURE)
SIGNS = ("plus", "minus", "unknown")


@pytest.fixture(params=THEMES)
def each(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


@pytest.fixture(params=VISIONS)
def vision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def closest(colors: Mapping[str, str], vision: str) -> tuple[float, str, str]:
    return min((difference(colors[a], colors[b], vision), a, b) for a, b in combinations(colors, 2))


def test_the_difference_of_colours_is_that_of_the_standard() -> None:
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(0.9082, abs=1e-4)
    assert ciede2000((50, 2.5, 0), (58, 24, 15)) == pytest.approx(19.4535, abs=1e-4)


def test_who_sees_fewer_colours_confuses_what_they_are_known_to_confuse() -> None:
    red, green = "#c00000", "#4d7a00"
    assert difference(red, green) > 50
    assert difference(red, green, "deuteranopia") < difference(red, green) / 3
    assert difference("#0080ff", "#00a0a0", "tritanopia") < difference("#0080ff", "#00a0a0") / 2


def test_kinds_of_cards_are_told_apart(each: Theme, vision: str) -> None:
    assert closest({kind: each.kinds[kind].outline for kind in KINDS}, vision) >= (10.0,)


def test_signs_of_influences_are_told_apart_at_a_glance(each: Theme, vision: str) -> None:
    assert closest({sign: getattr(each.links, sign) for sign in SIGNS}, vision) >= (20.0,)


def test_kinds_of_links_are_told_apart(each: Theme, vision: str) -> None:
    assert closest({name: getattr(each.links, name) for name in each.links.__slots__}, vision) >= (8.0,)


def test_severities_are_told_apart(each: Theme, vision: str) -> None:
    assert closest({severity: mark.fill for severity, mark in each.severities.items()}, vision) >= (11.0,)


def test_how_things_stand_is_told_apart(each: Theme, vision: str) -> None:
    judged = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
    assert closest({status: each.statuses[status] for status in judged}, vision) >= (12.0,)


def test_loops_are_told_apart(each: Theme, vision: str) -> None:
    assert closest({name: getattr(each.loops, name) for name in each.loops.__slots__}, vision) >= (12.0,)
