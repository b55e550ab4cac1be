"""The file on the disk is the old one or the new one, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from models import atomic
from models.atomic import clear_away, write_atomically
from models.errors import FileError, FileTrouble


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "PATIENCE", 0.02)
    monkeypatch.setattr(atomic, "PAUSE", 0.005)


def refusal(path: Path, data: bytes = b"new") -> FileTrouble:
    with pytest.raises(FileError) as refused:
        write_atomically(path, data)
    return refused.value.trouble


def test_a_new_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    write_atomically(tmp_path / "plan.pdf", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.pdf"]
    assert (tmp_path / "plan.pdf").read_bytes() == b"new"


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    write_atomically(tmp_path / "ours", b"new")
    (tmp_path / "usual").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="permissions of this kind are not Windows'")
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_stays_one_and_its_target_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_stays_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"old")
    os.chown(path, 12345, 23456)
    path.chmod(0o660)
    write_atomically(path, b"new")
    found = path.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (12345, 23456, 0o660)
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "chown"), reason="files have no groups")
def test_a_file_that_may_not_be_given_to_its_group_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = tmp_path / "plan", []
    path.write_bytes(b"old")
    stat_of = Path.stat

    def looked(self: Path, **how: bool) -> os.stat_result:
        found = stat_of(self, **how)
        return os.stat_result((*found[:5], found.st_gid + 1, *found[6:])) if self == path else found

    def refuse(*given: object) -> None:
        asked.append(given)
        raise PermissionError(errno.EPERM, "not yours")

    monkeypatch.setattr(Path, "stat", looked)
    monkeypatch.setattr(os, "chown", refuse)
    write_atomically(path, b"new")
    assert len(asked) == 1
    assert path.read_bytes() == b"new"


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert refusal(path) is FileTrouble.NOT_ALLOWED
    assert path.read_bytes() == b"old"


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    assert refusal(tmp_path) is FileTrouble.NOT_A_FILE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_written_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") is FileTrouble.NOT_A_FILE


def test_a_name_that_the_disk_does_not_take_is_told_as_such(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("x" * 300)) is FileTrouble.BAD_NAME
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there are no such folders")
def test_a_file_that_only_its_owner_may_replace_is_not_taken_for_a_busy_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"old")
    path.chmod(0o666)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    write_atomically(path, b"new")
    tmp_path.chmod(0o1777)
    monkeypatch.setattr(time, "sleep", lambda _seconds: pytest.fail("it waits for nobody"))
    assert refusal(path) is FileTrouble.NOT_ALLOWED
    assert path.read_bytes() == b"new"


def test_a_missing_folder_is_told_as_such(tmp_path: Path) -> None:
    assert refusal(tmp_path / "missing" / "plan") is FileTrouble.NO_FOLDER


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, FileTrouble.DISK_FULL),
        (errno.EDQUOT, FileTrouble.DISK_FULL),
        (errno.EACCES, FileTrouble.NOT_ALLOWED),
        (errno.EROFS, FileTrouble.NOT_ALLOWED),
        (errno.EIO, FileTrouble.FAILED),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_call_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, trouble: FileTrouble
) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    busy = (call, number) == ("replace", errno.EACCES)
    assert refusal(path) is (FileTrouble.BUSY if busy else trouble)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan"]


def test_a_folder_that_may_not_be_written_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", fail)
    assert refusal(tmp_path / "plan") is FileTrouble.CLOSED_FOLDER


def test_a_disk_that_gives_back_something_else_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda _: b"ne\0")
        assert refusal(path) is FileTrouble.FAILED
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such call")
def test_a_file_system_that_cannot_confirm_folders_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.fsync
    calls: list[int] = []

    def only_files(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.EINVAL, "Invalid argument")
        really(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    write_atomically(tmp_path / "plan", b"new")
    assert len(calls) == 2


def test_a_rename_refused_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "PATIENCE", 5.0)
    really = os.replace
    refusals = [errno.EACCES, errno.EBUSY, errno.EPERM]

    def reluctant(*names: Path) -> None:
        if refusals:
            raise OSError(refusals.pop(), "busy")
        really(*names)

    monkeypatch.setattr(os, "replace", reluctant)
    (tmp_path / "plan").write_bytes(b"old")
    write_atomically(tmp_path / "plan", b"new")
    assert (tmp_path / "plan").read_bytes() == b"new"


def test_what_changes_its_mind_at_the_last_moment_leaves_the_old_file(tmp_path: Path) -> None:
    class Unwanted(Exception):
        pass

    def no() -> None:
        assert len(list(tmp_path.iterdir())) == 2
        raise Unwanted

    (tmp_path / "plan").write_bytes(b"old")
    with pytest.raises(Unwanted):
        write_atomically(tmp_path / "plan", b"new", no)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


def test_what_another_machine_is_writing_is_left_alone_though_its_clock_is_behind(tmp_path: Path) -> None:
    theirs = tmp_path / f".{'a' * 16}.stratmap.tmp"
    theirs.write_bytes(b"half of it")
    ten_minutes_ago = time.time() - 600
    os.utime(theirs, (ten_minutes_ago, ten_minutes_ago))
    clear_away(tmp_path)
    assert theirs.exists()


def test_what_a_killed_save_left_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    left, young = tmp_path / f".{'a' * 16}.stratmap.tmp", tmp_path / f".{'b' * 16}.stratmap.tmp"
    others = [tmp_path / name for name in (".other.tmp", "plan.stratmap", f"x.{'a' * 16}.stratmap.tmp")]
    for each in (left, young, *others):
        each.write_bytes(b"")
    for each in (left, *others):
        os.utime(each, (0, 0))
    clear_away(tmp_path)
    clear_away(tmp_path / "missing")
    assert set(tmp_path.iterdir()) == {young, *others}
