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
