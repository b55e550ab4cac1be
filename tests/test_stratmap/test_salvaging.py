"""A damaged file or session gives what it can, and every missing thing is a sentence."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import FileError
from models.records import RECORD_TYPES, Element, Link, Perspective, Placement, Sheet
from models.rules import violations
from models.salvage import LeftOut, Salvaged, Why
from models.store import map_bytes
from models.strategy_map import StrategyMap, new_map
from stratmap.drawing.bands import perspective_at
from stratmap.drawing.picture import rect_of
from stratmap.on_sheets import on_no_sheet
from stratmap.safekeeping import resettling, salvaging
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.recovery import left_behind, recover
from stratmap.safekeeping.resettling import resettled
from stratmap.safekeeping.salvaging import left_out_sentences, salvage_file, salvage_left, salvaged_words
from stratmap.safekeeping.session import Ending, Session
from stratmap.safekeeping.session_folder import working_copies
from tests.builders import SHEET, influences, map_of, objective, placed

SOME = map_of(objective("a"), objective("b"), influences("a", "b", "+"))

READ = "2 elements and 1 link could be read."
NO_ELEMENT = "No element could be read, only its title."
LINKS_MISSING = "Links and other things may be missing."
SOME_MISSING = "Some things may be missing."


def test_a_damaged_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    data = map_bytes(map_of(objective("a"), objective("b"), influences("a", "b", "+")), ())
    path.write_bytes(b"\0" * 1024 + data[1024:])
    before = path.read_bytes(), path.stat().st_mtime_ns
    found = salvage_file(path)
    assert set(found.map.elements) == {"a", "b"}
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    with pytest.raises(FileError):
        salvage_file(tmp_path / "missing")


def test_a_damaged_session_gives_its_map(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    map = map_of(*(objective(f"e{each}", notes="long " * 100) for each in range(60)))
    session = Session(home.sessions, map, unsaved=1)
    session.flush()
    (copy,) = working_copies(session.folder)
    session.end(Ending.LEAVE)
    with copy.open("r+b") as file:
        file.write(bytes(100))
    (left,) = left_behind(home)
    assert left.damaged
    with pytest.raises(FileError):
        recover(left)
    assert len(salvage_left(left).map.elements) == 60


def test_every_kind_of_loss_is_a_sentence() -> None:
    for kind in RECORD_TYPES:
        for why in Why:
            (sentence,) = left_out_sentences(Salvaged(new_map(), (LeftOut(kind, "Grow", why),), 0))
            assert sentence.endswith(".")
            assert sentence[0].isupper()
            assert "{" not in sentence


def test_the_words_are_those_of_a_person() -> None:
    found = Salvaged(new_map(), (LeftOut(Element, "Grow\nmore", Why.UNREADABLE),), 2)
    assert left_out_sentences(found) == [
        "The element ‘Grow more’ could not be read.",
        "2 entries were too damaged to say what they were.",
    ]
    assert left_out_sentences(Salvaged(new_map(), (), 0)) == []
    assert set(salvaging._THINGS) == set(salvaging._MANY) == set(RECORD_TYPES)


def test_what_cannot_be_counted_is_told_too() -> None:
    for kind in RECORD_TYPES:
        (sentence,) = left_out_sentences(Salvaged(new_map(), (), 0, (kind,)))
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert "{" not in sentence
    assert left_out_sentences(Salvaged(SOME, (), 0, (Link,), torn=True)) == [
        "Links: more may be missing. A part of the file that held them cannot be read.",
        "A part of the file is missing, or says no more what it held.",
    ]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Salvaged(SOME, (), 0), f"{READ} Nothing seems to be missing."),
        (Salvaged(SOME, (), 3), f"{READ} {SOME_MISSING}"),
        (
            Salvaged(SOME, (), 0, (Link, Placement), resettled=2),
            f"{READ} Where the cards stood could not be read; they were laid out anew. {LINKS_MISSING}",
        ),
        (
            Salvaged(SOME, (), 0, (Placement,), resettled=1),
            f"{READ} Where 1 card stood could not be read; it was put on the first sheet. {SOME_MISSING}",
        ),
        (
            Salvaged(SOME, (), 0, (Element,)),
            f"{READ} Elements and other things may be missing.",
        ),
        (
            Salvaged(map_of(), (), 0, torn=True),
            f"{NO_ELEMENT} Elements, links and other things may be missing.",
        ),
    ],
)
def test_the_message_says_how_much_there_is_and_that_more_may_be_missing(found: Salvaged, words: str) -> None:
    assert salvaged_words(found) == f"{words} Look it over, and save it under a new name."


def lacking_places(map: StrategyMap) -> Salvaged:
    found = Salvaged(map, (), 0, (Placement,), torn=True)
    after = resettled(found)
    assert violations(after.map) == []
    assert on_no_sheet(after.map) == []
    assert not covered(after.map)
    return after


def covered(map: StrategyMap) -> bool:
    """Whether one card on the first sheet covers another."""
    rects = [rect_of(each) for each in map.placements_on(map.first_sheet().id).values()]
    return any(one.overlaps(other) for one, other in itertools.combinations(rects, 2))


def many(count: int) -> StrategyMap:
    bands = [Perspective("p", "Finance"), Perspective("q", "People", 1)]
    elements = [objective(f"e{each}", perspective="pq"[each % 2]) for each in range(count)]
    links = [influences(f"e{each}", f"e{each + 1}", "+") for each in range(count - 1)]
    return map_of(*bands, *elements, *links)


def test_elements_that_lost_their_places_are_laid_out_anew() -> None:
    found = lacking_places(many(40))
    assert found.resettled == 40
    assert {perspective_at(found.map, SHEET, spot.y) for spot in found.map.placements.values()} == {"p", "q"}


def test_elements_whose_place_is_lost_stand_below_those_that_kept_theirs() -> None:
    kept = [Placement(SHEET, "e0", 10, 20, 176, 64), Placement(SHEET, "e1", 400, 2000, 176, 64)]
    found = lacking_places(StrategyMap([*many(30).records(), *kept]))
    assert found.resettled == 28
    spots = found.map.placements_on(SHEET)
    assert [spots["e0"], spots["e1"]] == kept
    assert min(spots[f"e{each}"].y for each in range(2, 30)) > 2064


@pytest.mark.parametrize(
    "edges",
    [[(0.0, 1e7)], [(0.0, 1e7), (0.0, -1e7)], [(0.0, 1e7), (0.0, -1e7), (1e7, 0.0)]],
)
def test_there_is_room_beside_cards_at_the_very_edge(edges: list[tuple[float, float]]) -> None:
    spots = [Placement(SHEET, f"e{each}", x, y, 176, 64) for each, (x, y) in enumerate(edges)]
    lacking_places(StrategyMap([*many(12).records(), *spots]))


def test_what_stands_on_another_sheet_stays_only_there() -> None:
    other = Sheet("other", "Other", 1), Placement("other", "e0", 0, 0, 176, 64)
    found = lacking_places(StrategyMap([*many(5).records(), *other]))
    assert "e0" not in found.map.placements_on(SHEET)
    assert found.resettled == 4


def test_what_somebody_took_off_every_sheet_stays_off_where_no_place_is_lost() -> None:
    left_out = (LeftOut(Element, "Grow", Why.UNREADABLE),)
    for found in (Salvaged(many(3), (), 0), Salvaged(many(3), left_out, 0, (Link,))):
        assert resettled(found) is found


def test_very_many_are_put_in_a_block_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resettling, "MOST_LAID_OUT", 20)
    monkeypatch.setattr("stratmap.layout.placing.placed", None)
    assert lacking_places(many(21)).resettled == 21


def test_a_cut_off_file_that_lost_its_places_shows_its_elements(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(without_places(map_bytes(placed(many(6)), ())))
    found = salvage_file(path)
    assert found.resettled == len(found.map.elements) == 6
    assert "they were laid out anew" in salvaged_words(found)


def without_places(data: bytes) -> bytes:
    """A file cut off where the places of its cards begin."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(data)
        ((root,),) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'placement'")
    return data[: (root - 1) * 1024]
