"""Every sentence says what happened, that nothing is lost and what to do, in one line of plain words."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.errors import FileError, FileTrouble
from stratmap.safekeeping.notes import Editor
from stratmap.safekeeping.places import Place
from stratmap.safekeeping.publishing import ChangedOnDisk, NotConfirmed
from stratmap.safekeeping.recovery import Left
from stratmap.safekeeping.wording import (
    changed_meanwhile_sentence,
    changed_on_disk_sentence,
    doubt_sentence,
    editor_sentence,
    left_sentence,
    not_by_itself_sentence,
    place_sentence,
    safety_trouble_sentence,
    save_error_sentence,
    time_words,
)

THEN = datetime(2026, 5, 3, 10, 0, tzinfo=UTC)


def left(**changes: object) -> Left:
    fields = {"folder": Path("x"), "title": "Plan", "path": None, "written": THEN, "unsaved": 2, "picture": None}
    return Left(**{**fields, "damaged": False, **changes})  # type: ignore[arg-type]


def test_all_of_them_are_sentences_with_names_in_quotes() -> None:
    sentences = [
        changed_on_disk_sentence(ChangedOnDisk(Path("/a/plan.stratmap"), THEN, "")),
        save_error_sentence(NotConfirmed(FileError(FileTrouble.FAILED, "/a/plan.stratmap"), "")),
        save_error_sentence(FileError(FileTrouble.BUSY, "/a/plan.stratmap")),
        editor_sentence(Editor("Ann", "PC-7", THEN, THEN), "plan.stratmap"),
        changed_meanwhile_sentence(ChangedOnDisk(Path("/a/plan.stratmap"), THEN, ""), is_modified=False),
        changed_meanwhile_sentence(ChangedOnDisk(Path("/a/plan.stratmap"), THEN, ""), is_modified=True),
        doubt_sentence(FileTrouble.CHANGED, "plan.stratmap"),
        doubt_sentence(FileTrouble.NEWER, "plan.stratmap"),
        not_by_itself_sentence(save_error_sentence(FileError(FileTrouble.DISK_FULL, "/a/plan.stratmap"))),
        *(place_sentence(each, "plan.stratmap") for each in (Place.READ_ONLY, Place.PASSING)),
    ]
    for sentence in sentences:
        assert "‘plan.stratmap’" in sentence
        assert "{" not in sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
    assert place_sentence(Place.OWN, "plan.stratmap") == ""


@pytest.mark.parametrize("trouble", FileTrouble)
def test_any_trouble_of_the_working_copy_says_what_to_do(trouble: FileTrouble) -> None:
    sentence = safety_trouble_sentence(FileError(trouble, "/home/ann/secret"))
    assert "ave the map" in sentence
    assert "secret" not in sentence


def test_what_a_crash_left_is_told_by_name_and_number() -> None:
    assert left_sentence(left()).startswith("‘Plan’, 2026-05-03 ")
    assert left_sentence(left()).endswith("2 changes not saved")
    assert left_sentence(left(unsaved=1)).endswith("1 change not saved")
    assert "does not open" in left_sentence(left(damaged=True, unsaved=0, title=""))
    assert "2 changes" in left_sentence(left(damaged=True))


def test_a_time_of_today_is_only_a_time() -> None:
    now = datetime.now(UTC)
    assert len(time_words(now)) == 5
    assert len(time_words(now - timedelta(days=2))) == 16


@pytest.mark.parametrize("when", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
@pytest.mark.parametrize("zone", ["UTC+12", "UTC-14"])
def test_a_time_at_the_edge_of_all_times_is_a_time(
    when: datetime, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("needs a system whose zone can be set")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert time_words(when)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_somebody_without_a_name_is_somebody() -> None:
    assert editor_sentence(Editor("", "PC-7", THEN, THEN), "plan").startswith("Somebody on PC-7")
