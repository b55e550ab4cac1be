"""A file that may only be read, or that lies where a mail program puts attachments, is told from one's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stratmap.safekeeping import places
from stratmap.safekeeping.places import (
    Place,
    file_system_of,
    free_name,
    is_same_file,
    is_shared,
    place_of,
)


def test_a_file_in_an_ordinary_folder_is_ones_own(tmp_path: Path) -> None:
    (tmp_path / "plan.stratmap").write_bytes(b"")
    assert place_of(tmp_path / "plan.stratmap", passing=()) is Place.OWN
    assert place_of(tmp_path / "new.stratmap", passing=()) is Place.OWN


def test_a_read_only_file_may_only_be_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(b"")
    path.chmod(0o444)
    assert place_of(path, passing=()) is Place.READ_ONLY


def test_a_file_in_a_folder_that_may_only_be_read_may_only_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.stratmap").write_bytes(b"")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    assert place_of(tmp_path / "plan.stratmap", passing=()) is Place.READ_ONLY


def test_the_systems_folder_for_passing_files_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(tmp_path))
    assert place_of(tmp_path / "plan.stratmap") is Place.PASSING


def test_a_folder_that_somebody_made_among_passing_files_is_theirs(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    assert place_of(tmp_path / "project" / "plan.stratmap", passing=[tmp_path]) is Place.OWN


@pytest.mark.parametrize(
    "folder",
    [
        "AppData/Local/Microsoft/Windows/INetCache/Content.Outlook/AB12CD34",
        "Library/Containers/com.apple.mail/Data/Library/Mail Downloads/1",
        "mozilla_ann0",
        "evolution-ann-AB12",
        "Temp1_maps.zip",
        "Rar$DIa0.123",
        "7zO8C1F",
        ".cache/thunderbird",
    ],
)
def test_folders_of_mail_programs_and_unpackers_are_known(tmp_path: Path, folder: str) -> None:
    assert place_of(tmp_path / folder / "plan.stratmap", passing=()) is Place.PASSING


@pytest.mark.parametrize("folder", ["Temperature", "temp_work", "Mozilla", "Downloads", "7zip", "My Outlook"])
def test_folders_that_only_sound_like_it_are_ones_own(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    assert place_of(tmp_path / folder / "plan.stratmap", passing=()) is Place.OWN


@pytest.mark.parametrize(
    "folder", ["OneDrive", "OneDrive - Bakery Ltd", "Dropbox (Work)", "Nextcloud", "Google Drive"]
)
def test_a_folder_kept_in_step_is_seen_by_other_machines(tmp_path: Path, folder: str) -> None:
    assert is_shared(tmp_path / folder / "deep" / "plan.stratmap")


def test_a_folder_of_this_machine_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: "/dev/sda / ext4 rw 0 0")
    assert not is_shared(tmp_path / "plan.stratmap")


@pytest.mark.skipif(os.name == "nt", reason="Windows tells shares otherwise")
def test_a_share_is_known_by_its_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: f"/dev/sda / ext4 rw 0 0\n//nas/x {tmp_path} cifs rw 0 0")
    assert is_shared(tmp_path / "plan.stratmap")


def test_the_innermost_file_system_counts_and_spaces_are_read() -> None:
    mounts = "/dev/sda / ext4 rw 0 0\n//nas/x /mnt/our\\040files cifs rw 0 0\nbroken\n"
    assert file_system_of(Path("/mnt/our files/plan"), mounts) == "cifs"
    assert file_system_of(Path("/mnt/our"), mounts) == "ext4"
    assert file_system_of(Path("/mnt"), "") == ""


def test_one_file_is_known_by_all_its_paths(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    assert is_same_file(path, tmp_path / "." / "plan.stratmap")
    path.write_bytes(b"")
    (tmp_path / "folder").mkdir()
    assert is_same_file(path, tmp_path / "folder" / ".." / "plan.stratmap")
    assert not is_same_file(path, tmp_path / "other.stratmap")
    (tmp_path / "other.stratmap").write_bytes(b"")
    assert not is_same_file(path, tmp_path / "other.stratmap")
    if os.name != "nt":
        (tmp_path / "link").symlink_to(path)
        assert is_same_file(path, tmp_path / "link")


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    assert free_name(path, "mine") == tmp_path / "plan (mine).stratmap"
    (tmp_path / "plan (mine).stratmap").mkdir()
    (tmp_path / "plan (mine 2).stratmap").symlink_to(tmp_path / "nowhere")
    assert free_name(path, "mine") == tmp_path / "plan (mine 3).stratmap"
