"""A damaged file or session gives what it can, and every missing thing is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import FileError
from models.records import RECORD_TYPES
from models.salvage import LeftOut, Salvaged, Why
from models.store import map_bytes
from models.strategy_map import new_map
from stratmap.safekeeping import salvaging
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.recovery import left_behind, recover
from stratmap.safekeeping.salvaging import left_out_sentences, salvage_file, salvage_left
from stratmap.safekeeping.session import Ending, Session, working_copies
from tests.builders import influences, map_of, objective


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
    from models.records import Element

    found = Salvaged(new_map(), (LeftOut(Element, "Grow\nmore", Why.UNREADABLE),), 2)
    assert left_out_sentences(found) == [
        "The element ‘Grow more’ could not be read.",
        "2 entries were too damaged to say what they were.",
    ]
    assert left_out_sentences(Salvaged(new_map(), (), 0)) == []
    assert set(salvaging._THINGS) == set(RECORD_TYPES)
