"""What the program remembers is kept, shared by its windows, and not lost to another program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stratmap.settings import SettingsFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_what_is_changed_is_there_the_next_day(file: Path, tmp_path: Path) -> None:
    SettingsFile(file).change(lambda now: replace(now.opened(tmp_path / "plan.stratmap"), theme="slate"))
    tomorrow = SettingsFile(file).now
    assert (tomorrow.theme, tomorrow.recent) == ("slate", (str(tmp_path / "plan.stratmap"),))
    assert [each.name for each in file.parent.iterdir()] == ["settings.json"]


def test_two_programs_do_not_overwrite_each_others_recent_maps(file: Path, tmp_path: Path) -> None:
    one, other = SettingsFile(file), SettingsFile(file)
    one.change(lambda now: now.opened(tmp_path / "one.stratmap"))
    other.change(lambda now: now.opened(tmp_path / "other.stratmap"))
    one.change(lambda now: replace(now, theme="slate"))
    assert [Path(each).name for each in SettingsFile(file).now.recent] == ["other.stratmap", "one.stratmap"]
    assert one.now == SettingsFile(file).now


def test_the_titles_of_recent_maps_are_kept_and_go_with_them(file: Path, tmp_path: Path) -> None:
    settings = SettingsFile(file)
    one = str(tmp_path / "one.stratmap")
    settings.change(lambda now: now.opened(Path(one), "The plan"))
    settings.change(lambda now: now.opened(tmp_path / "bare.stratmap"))
    again = SettingsFile(file).now
    assert again == settings.now
    assert again.title_of(one) == "The plan"
    assert again.title_of(str(tmp_path / "bare.stratmap")) == ""
    settings.change(lambda now: now.opened(Path(one), "Another plan"))
    assert settings.now.title_of(one) == "Another plan"
    settings.change(lambda now: now.forgot(Path(one)))
    assert settings.now.titles == ()
    for number in range(20):
        settings.change(lambda now, number=number: now.opened(tmp_path / f"{number}.stratmap", "x" * 5_000))
    assert len(settings.now.titles) == len(settings.now.recent)
    assert len(file.read_text()) < 20_000


def test_titles_that_are_none_are_the_defaults(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"recent": ["a"], "titles": [1, [2]]}')
    assert SettingsFile(file).now.titles == ()


def test_what_cannot_be_written_holds_until_the_end_of_the_day(file: Path, tmp_path: Path) -> None:
    settings = SettingsFile(file)
    settings.change(lambda now: now.opened(tmp_path / "one.stratmap"))
    kept = file.read_text()
    file.unlink()
    file.mkdir()
    with pytest.raises(OSError, match="settings"):
        settings.change(lambda now: replace(now, theme="slate"))
    file.rmdir()
    file.write_text(kept)
    settings.change(lambda now: now.opened(tmp_path / "two.stratmap"))
    assert settings.now.theme == "slate"
    assert [Path(each).name for each in settings.now.recent] == ["two.stratmap", "one.stratmap"]


def test_a_file_that_holds_something_else_is_the_defaults(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[1, 2]")
    settings = SettingsFile(file)
    assert settings.now.recent == ()
    settings.change(lambda now: replace(now, theme="paper"))
    assert SettingsFile(file).now.theme == "paper"
