"""What a filter or a focus shows: the rest is out of the picture, and nothing is out of the map."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from models.change import Change
from models.kinds import Status
from models.records import Bend, SavedFilter
from models.rules import violations
from models.strategy_map import StrategyMap
from stratmap.filtering import (
    Focus,
    Towards,
    count_on,
    hidden_around,
    hidden_by,
    shown_part,
    without,
)
from tests.builders import (
    SHEET,
    conflicts,
    department,
    factor,
    influences,
    initiative,
    map_of,
    measure,
    objective,
    owns,
    placed,
    requires,
    tracks,
)
from tests.strategies import maps

RISK, DONE = Status.AT_RISK, Status.DONE


def business() -> StrategyMap:
    return placed(
        map_of(
            objective("grow", owner="Ann", status=RISK, tags=("Core",)),
            objective("keep", owner="ann  ", status=DONE),
            initiative("portal", status=RISK, tags=("core", "it")),
            initiative("shop"),
            department("it"),
            influences("portal", "grow", "+"),
            influences("shop", "keep", "+"),
            requires("portal", "shop"),
            owns("it", "portal"),
        )
    )


def filtered(map: StrategyMap, filter: SavedFilter) -> StrategyMap:
    return without(map, hidden_by(map, filter))


def seen(**criteria: tuple[str, ...]) -> set[str]:
    shown = filtered(business(), SavedFilter("", "", **criteria))
    return set(shown.placements_on(SHEET))


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"kinds": ("initiative",)}, {"portal", "shop"}),
        ({"statuses": ("at risk",)}, {"grow", "portal"}),
        ({"statuses": ("",)}, {"shop", "it"}),
        ({"owners": ("ANN",)}, {"grow", "keep"}),
        ({"owners": ("",)}, {"portal", "shop", "it"}),
        ({"tags": ("core",)}, {"grow", "portal"}),
        ({"tags": ("it", "")}, {"portal", "keep", "shop", "it"}),
        ({"departments": ("it",)}, {"portal", "it"}),
        ({"departments": ("",)}, {"grow", "keep", "shop"}),
        ({"departments": ("gone",)}, {"grow", "keep", "portal", "shop", "it"}),
        ({"kinds": ("objective",), "statuses": ("at risk",)}, {"grow"}),
        ({"kinds": ("measure",)}, set()),
        ({}, {"grow", "keep", "portal", "shop", "it"}),
    ],
)
def test_a_filter_shows_what_has_one_of_the_values_of_every_criterion(
    criteria: dict[str, tuple[str, ...]], expected: set[str]
) -> None:
    assert seen(**criteria) == expected


def test_a_filter_by_link_kind_leaves_the_cards_and_hides_the_other_links() -> None:
    shown = filtered(business(), SavedFilter("", link_kinds=("requires",)))
    assert set(shown.links) == {"portal requires shop"}
    assert count_on(shown, SHEET) == 5


def test_a_link_goes_with_either_of_its_ends_and_its_bend_with_it() -> None:
    map = StrategyMap([*business().records(), Bend(SHEET, "portal requires shop", 5, 5)])
    shown = filtered(map, SavedFilter("", statuses=("at risk",)))
    assert set(shown.links) == {"portal>grow+"}
    assert not shown.bends


def test_what_is_hidden_is_still_in_the_map() -> None:
    shown = filtered(business(), SavedFilter("", kinds=("measure",)))
    assert set(shown.elements) == set(business().elements)
    assert violations(shown) == []


CHAIN = map_of(
    *(factor(each) for each in "abcde"),
    initiative("i"),
    initiative("j"),
    measure("m"),
    objective("o"),
    *(influences("a", "b"), influences("b", "c"), influences("c", "d"), influences("e", "c")),
    *(requires("i", "j"), conflicts("i", "o"), tracks("m", "o")),
)


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        (Focus(("c",), 1), "bcde"),
        (Focus(("c",), 1, Towards.CAUSES), "bce"),
        (Focus(("c",), 2, Towards.CAUSES), "abce"),
        (Focus(("c",), None, Towards.EFFECTS), "cd"),
        (Focus(("a",), 2, Towards.EFFECTS), "abc"),
        (Focus(("a",), None), "abcde"),
        (Focus(("a", "d"), 1), "abcd"),
        (Focus(("i",), 1, Towards.CAUSES), "ij"),
        (Focus(("j",), 1, Towards.EFFECTS), "ij"),
        (Focus(("i",), 2), "ijom"),
        (Focus(("i",), None, Towards.EFFECTS), "i"),
        (Focus(("o",), 1, Towards.EFFECTS), "om"),
        (Focus(("gone",), 1), ""),
    ],
)
def test_a_focus_shows_what_is_so_many_steps_away(focus: Focus, expected: str) -> None:
    assert set(CHAIN.elements) - hidden_around(CHAIN, focus) == set(expected)


@settings(max_examples=80, deadline=None)
@given(maps(6), maps(6))
def test_what_is_shown_follows_any_change_without_being_made_anew(before: StrategyMap, after: StrategyMap) -> None:
    change: Change = before.change_to(after, "anything")
    for filter in (SavedFilter("", kinds=("objective", "note")), SavedFilter("", link_kinds=("influences",))):
        hidden = hidden_by(before, filter)
        followed = without(before, hidden).apply(shown_part(change, before, after, hidden))
        assert followed == without(after, hidden)
