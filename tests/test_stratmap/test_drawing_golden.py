"""Drawings compared, as text, with what was looked at and found good.

After a change that is meant: ``STRATMAP_UPDATE_GOLDEN=1 pytest tests/test_stratmap/test_drawing_golden.py``, then
look at the diff and at the picture.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.kinds import ElementKind, LinkKind, Polarity, Status
from models.records import Band, Bend, Element, Link, Placement
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.links import link_drawing
from stratmap.drawing.picture import picture
from stratmap.drawing.primitives import Rect
from stratmap.drawing.routes import route
from stratmap.drawing.shapes import card, natural_size
from stratmap.drawing.theme import theme
from tests.builders import SHEET, department, influences, initiative, map_of, measure, objective, perspective, tracks
from tests.golden.dump import UPDATE, difference_to_golden, picture_as_text, primitives_as_text

PAPER = theme("paper")


def looks_as_before(name: str, text: str) -> None:
    if difference := difference_to_golden(name, text):
        pytest.fail(f"the drawing changed\n{difference}", pytrace=False)


@pytest.mark.parametrize("kind", ElementKind)
def test_a_card_of_each_kind_looks_as_before(kind: ElementKind) -> None:
    element = Element("e", kind, "Win repeat customers", owner="Anna", status=Status.AT_RISK)
    drawn = card(element, *natural_size(kind, element.title), PAPER, Severity.WARNING)
    looks_as_before(f"card_{kind}", primitives_as_text(kind, drawn))


@pytest.mark.parametrize("status", Status)
def test_a_card_of_each_status_looks_as_before(status: Status) -> None:
    element = objective("e", "Grow", status=status, start=date(2025, 3, 1), end=date(2025, 6, 1))
    looks_as_before(f"status_{status.replace(' ', '_')}", primitives_as_text(status, card(element, 208, 64, PAPER)))


LINKS = {
    "raises": Link("l", LinkKind.INFLUENCES, "a", "b", Polarity.PLUS),
    "lowers_late": Link("l", LinkKind.INFLUENCES, "a", "b", Polarity.MINUS, delay=True),
    "influences": Link("l", LinkKind.INFLUENCES, "a", "b"),
    **{kind: Link("l", kind, "a", "b") for kind in LinkKind if kind is not LinkKind.INFLUENCES},
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_of_each_kind_looks_as_before(name: str) -> None:
    kind = ElementKind.OBJECTIVE
    way = route(Rect(0, 0, 176, 64), Rect(300, 40, 176, 64), source_kind=kind, target_kind=kind)
    looks_as_before(f"link_{name}", primitives_as_text(name, link_drawing(LINKS[name], way, PAPER)))


def small_map() -> StrategyMap:
    """Two bands, every kind of thing but notes, a bent link, a pair of opposite links."""
    elements = [
        objective("profit", "Grow profit", perspective="Money"),
        initiative("portal", "New portal", status=Status.PLANNED, perspective="People"),
        department("sales", "Sales", perspective="People"),
        measure("margin", "Margin", perspective="Money"),
    ]
    links = [
        influences("portal", "profit", "+", id="up", delay=True),
        influences("profit", "portal", "-", id="down"),
        Link("owned", LinkKind.OWNS, "sales", "portal"),
        tracks("margin", "profit", id="tracked"),
    ]
    spots = [
        Placement(SHEET, "profit", 0, 48, 176, 56),
        Placement(SHEET, "portal", 0, 240, 176, 56),
        Placement(SHEET, "sales", 280, 240, 176, 64),
        Placement(SHEET, "margin", 280, 48, 176, 48, z=1),
    ]
    bands = [Band(SHEET, "Money", 160.0), Band(SHEET, "People", 176.0)]
    views = [perspective("Money", 0), perspective("People", 1)]
    return map_of(*views, *elements, *links, *spots, *bands, Bend(SHEET, "tracked", 0.0, 24.0))


@pytest.mark.parametrize("name", ["paper", "slate"])
def test_a_small_map_looks_as_before(name: str) -> None:
    lit = frozenset({"profit", "portal", "up", "down"})
    drawn = picture(small_map(), SHEET, theme(name), severities={"portal": Severity.ERROR}, lit=lit)
    looks_as_before(f"small_map_{name}", picture_as_text(drawn))


def test_a_change_of_the_drawing_is_shown_as_a_diff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(UPDATE, raising=False)
    drawn = primitives_as_text("planned", card(objective("e", "Other", status=Status.PLANNED), 208, 64, PAPER))
    changed = [line[-6:] for line in difference_to_golden("status_planned", drawn).splitlines() if "text" in line]
    assert {"  Grow", " Other"} <= set(changed)
