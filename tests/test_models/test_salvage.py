"""From a damaged file comes as much as can be read, as a map that keeps every rule, and the list of the rest."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from models import limits
from models.errors import FileError, FileTrouble, Rule
from models.pages import rows_found
from models.reader import read_map
from models.records import Band, Bend, Element, Link, MapInfo, Mute, Perspective, Placement, Record, Sheet
from models.rules import violations
from models.salvage import LeftOut, Salvaged, Why, salvaged
from models.store import map_bytes
from models.strategy_map import StrategyMap
from models.tables import TABLES
from tests.builders import SHEET, influences, initiative, map_of, objective, placed
from tests.cost import Clock
from tests.strategies import maps
from tests.test_models.test_reader import altered


def salvage(data: bytes) -> Salvaged:
    found = salvaged(data, "plan.stratmap")
    assert violations(found.map) == []
    assert read_map(map_bytes(found.map, ()), Path("again"))[0] == found.map
    return found


def big() -> StrategyMap:
    """Some hundred elements, some with notes that go over several pages."""
    elements = [objective(f"e{each}", f"Title {each}", notes="long " * (each % 7) * 100) for each in range(300)]
    links = [influences(f"e{each}", f"e{each + 1}", "+", id=f"l{each}") for each in range(299)]
    picture = (Sheet("second", "Other", 1), Band(SHEET, "p", 240.0), Bend(SHEET, "l1", 5, 6))
    return placed(map_of(Perspective("p", "Finance"), *elements, *links, *picture))


@settings(max_examples=25, deadline=None)
@given(maps())
def test_an_undamaged_file_comes_back_whole(map: StrategyMap) -> None:
    found = salvage(map_bytes(map, ()))
    assert found.is_whole
    assert found.map == map
    assert list(found.map.records()) == list(map.records())


def test_a_large_undamaged_file_comes_back_whole() -> None:
    found = salvage(map_bytes(big(), ()))
    assert found.is_whole
    assert found.map == big()


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_cut_off_gives_what_is_before_the_cut(part: float) -> None:
    data = map_bytes(big(), ())
    found = salvage(data[: int(len(data) * part)])
    assert len(found.map.elements) + len(found.map.links) > 600 * part * 0.4
    assert all(found.map.elements[key] == big().elements[key] for key in found.map.elements)


@pytest.mark.parametrize("page", [b"\0" * 1024, b"\xff" * 1024, random.Random(1).randbytes(1024)])
@pytest.mark.parametrize("number", [0, 1, 5, 40, -1])
def test_a_spoilt_page_costs_no_more_than_what_was_on_it(page: bytes, number: int) -> None:
    data = bytearray(map_bytes(big(), ()))
    last = len(data) // 1024 - 1
    at = (last if number < 0 else number) * 1024
    data[at : at + 1024] = page
    found = salvage(bytes(data))
    assert len(found.map.elements) > 250
    assert len(found.map.placements) > 200


def test_a_file_without_its_first_page_gives_its_rows_by_their_looks() -> None:
    data = map_bytes(big(), ())
    found = salvage(b"\0" * 1024 + data[1024:])
    assert found.map == big()


@pytest.mark.parametrize(("place", "byte"), [(16, 16), (17, 9), (20, 7), (28, 255), (56, 2)])
def test_a_header_that_lies_about_the_pages_is_not_believed(place: int, byte: int) -> None:
    data = bytearray(map_bytes(big(), ()))
    data[place] = byte
    assert salvage(bytes(data)).map == big()


def test_nothing_is_nothing() -> None:
    for data in (b"", b"x" * 10, bytes(5000), b"%PDF" * 5000, random.Random(2).randbytes(100_000)):
        with pytest.raises(FileError) as refused:
            salvaged(data, "plan.stratmap")
        assert refused.value.trouble is FileTrouble.NOTHING_LEFT


def cut_before(data: bytes, *records: Record) -> bytes:
    """The file as far as the first page that holds the table of one of these records."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(data)
        names = [TABLES[type(each)].name for each in records]
        roots = [root for name, root in raw.execute("SELECT name, rootpage FROM sqlite_schema") if name in names]
    return data[: (min(roots) - 1) * 1024]


def test_a_file_cut_off_says_of_which_things_more_may_be_missing() -> None:
    map = placed(map_of(objective("a"), objective("b"), influences("a", "b", "+")))
    found = salvage(cut_before(map_bytes(map, ()), *map.placements.values()))
    assert set(found.map.elements) == {"a", "b"}
    assert Placement in found.gaps
    assert Element not in found.gaps
    assert found.torn
    assert found.may_lack_places
    assert not found.is_whole


def test_a_page_in_the_middle_that_is_gone_is_a_gap() -> None:
    data = map_bytes(big(), ())
    start = cut_before(data, *big().elements.values())
    found = salvage(start + bytes(1024) + data[len(start) + 1024 :])
    assert Element in found.gaps
    assert not found.torn


def test_a_map_without_its_elements_is_no_map_unless_somebody_wrote_something_else_down() -> None:
    elements = objective("a"), objective("b")
    plain = map_of(Perspective("p", "Finance"), *elements)
    with pytest.raises(FileError) as refused:
        salvaged(cut_before(map_bytes(plain, ()), *elements), "plan.stratmap")
    assert refused.value.trouble is FileTrouble.NOTHING_LEFT
    records = [each for each in plain.records() if not isinstance(each, MapInfo)]
    far = StrategyMap([MapInfo("map", "Test map", vision="Bread for all"), *records])
    assert salvage(cut_before(map_bytes(far, ()), *elements)).map.info.vision == "Bread for all"


def test_an_empty_map_with_a_spoilt_header_is_still_that_map() -> None:
    data = bytearray(map_bytes(map_of(Perspective("p", "Finance")), ()))
    data[20] = 7
    assert salvage(bytes(data)).map == map_of(Perspective("p", "Finance"))


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    with pytest.raises(FileError) as refused:
        salvaged(map_bytes(map_of(), ()), "plan.stratmap")
    assert refused.value.trouble is FileTrouble.TOO_LARGE


def sample() -> bytes:
    return map_bytes(
        map_of(
            objective("grow", "Grow", tags=("a",)),
            initiative("portal", "Portal", notes="notes"),
            influences("portal", "grow", "+", id="l", strength=0.5),
            Placement(SHEET, "grow", 10, 20, 176, 64),
            Mute("SM101:portal", "We know"),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("statement", "left_out"),
    [
        ("UPDATE element SET kind = 'wish' WHERE id = 'grow'", LeftOut(Element, "Grow", Why.UNREADABLE)),
        ("DELETE FROM element WHERE id = 'grow'", LeftOut(Link, "Portal → …", Why.NOT_FITTING, Rule.MISSING_END)),
        ("DELETE FROM element WHERE id = 'grow'", LeftOut(Placement, "", Why.NOT_FITTING, Rule.MISSING_PART)),
        ("UPDATE link SET target = source", LeftOut(Link, "Portal → Portal", Why.NOT_FITTING, Rule.SELF_LINK)),
        ("UPDATE placement SET x = 9e999", LeftOut(Placement, "Grow", Why.NOT_FITTING, Rule.OUT_OF_PLACE)),
        (
            "UPDATE element SET perspective = 'nowhere' WHERE id = 'grow'",
            LeftOut(Element, "Grow", Why.MENDED, Rule.MISSING_PART),
        ),
        (
            "UPDATE element SET title = title || char(7) WHERE id = 'grow'",
            LeftOut(Element, "Grow\a", Why.MENDED, Rule.CONTROL_CHARACTER),
        ),
        (
            "UPDATE element SET effort = -1 WHERE id = 'grow'",
            LeftOut(Element, "Grow", Why.MENDED, Rule.NUMBER_OUT_OF_RANGE),
        ),
        ("UPDATE link SET strength = 7", LeftOut(Link, "Portal → Grow", Why.MENDED, Rule.STRENGTH)),
        ("UPDATE link SET kind = 'requires'", LeftOut(Link, "Portal → Grow", Why.MENDED, Rule.INFLUENCE_ONLY)),
        ("UPDATE sheet SET position = 9000000000", LeftOut(Sheet, "", Why.MENDED, Rule.NUMBER_OUT_OF_RANGE)),
        ("UPDATE map SET id = 'a:b'", LeftOut(MapInfo, "Test map", Why.MENDED, Rule.BAD_ID)),
        ("UPDATE mute SET reason = char(27)", LeftOut(Mute, "", Why.MENDED, Rule.CONTROL_CHARACTER)),
        (
            "INSERT INTO sheet VALUES ('grow', 'Twice', 1, 1)",
            LeftOut(Sheet, "Twice", Why.NOT_FITTING, Rule.UNIQUE_ID),
        ),
    ],
    ids=lambda each: each[:50] if isinstance(each, str) else "",
)
def test_what_breaks_a_rule_is_mended_or_left_out_and_told(statement: str, left_out: LeftOut) -> None:
    found = salvage(altered(sample(), statement))
    assert left_out in found.left_out
    assert not found.is_whole


def test_texts_too_long_are_cut() -> None:
    found = salvage(
        altered(
            sample(),
            "UPDATE element SET title = printf('%.*c', 3000, 'x') WHERE id = 'grow'",
            "UPDATE element SET notes = printf('%.*c', 200001, 'y') WHERE id = 'portal'",
        )
    )
    assert len(found.map.elements["grow"].title) == limits.MAX_TITLE
    assert len(found.map.elements["portal"].notes) == limits.MAX_NOTES


def test_a_lost_sheet_comes_back_for_the_cards_that_stand_on_it() -> None:
    found = salvage(altered(sample(), "DELETE FROM sheet"))
    assert set(found.map.sheets) == {SHEET}
    assert len(found.map.placements) == 1


def test_a_map_without_its_title_gets_an_empty_one() -> None:
    found = salvage(altered(sample(), "DELETE FROM map"))
    assert found.map.info.title == ""
    assert len(found.map.elements) == 2


def test_more_than_a_map_may_hold_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.rules._MOST", ((Element, "elements", 1),))
    found = salvage(sample())
    assert list(found.map.elements) == ["grow"]


def test_it_stops_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    data = map_bytes(big(), ())
    assert rows_found(data, lambda: True).tables == {}
    clock = Clock(1.0)  # a page takes a second
    monkeypatch.setattr("models.salvage.time", clock)
    assert salvaged(data, "plan.stratmap", seconds=10_000).is_whole
    pages, clock.looks = clock.looks, 0
    found = salvaged(data, "plan.stratmap", seconds=pages // 2)
    assert 0 < len(found.map.elements) < 300
    assert clock.looks < pages // 2 + 10
    with pytest.raises(FileError):
        salvaged(data, "plan.stratmap", seconds=-1)


def test_random_damage_never_brings_it_down() -> None:
    chance = random.Random(3)
    whole = map_bytes(replace_some(), ())
    saved = 0
    for _ in range(80):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            at = chance.randrange(len(data))
            spoilt = chance.randbytes(min(chance.choice((1, 2, 50)), len(data) - at))
            data[at : at + len(spoilt)] = spoilt
        try:
            found = salvaged(bytes(data), "plan.stratmap")
        except FileError:
            continue
        saved += 1
        assert violations(found.map) == []
    assert saved > 60


def replace_some() -> StrategyMap:
    map = placed(map_of(*(objective(f"e{each}", notes="n" * each * 50) for each in range(40))))
    pinned = (replace(each, pinned=True) for each in map.placements.values())
    return StrategyMap([*(each for each in map.records() if not isinstance(each, Placement)), *pinned])
