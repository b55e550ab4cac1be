"""What goes wrong is in a log that turns over; what killed the program is told at the next start."""

from __future__ import annotations

import faulthandler
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stratmap import logbook
from stratmap.logbook import Logbook

log = logging.getLogger("stratmap")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    level, on = log.level, faulthandler.is_enabled()
    yield
    log.setLevel(level)
    if on:
        faulthandler.enable(sys.__stderr__)
    else:
        faulthandler.disable()


def test_an_error_is_in_the_log_with_its_trace(tmp_path: Path) -> None:
    book = Logbook(tmp_path / "logs")
    try:
        raise ZeroDivisionError("of all things")
    except ZeroDivisionError:
        log.exception("went wrong")
    book.close()
    words = (tmp_path / "logs" / "stratmap.log").read_text()
    assert "ERROR MainThread went wrong" in words
    assert "ZeroDivisionError: of all things" in words
    assert logbook.tail(tmp_path / "logs") == words
    assert len(logbook.tail(tmp_path / "logs", 10)) == 10


def test_the_log_turns_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "MOST_BYTES", 2000)
    book = Logbook(tmp_path)
    for each in range(300):
        log.warning("line %s", each)
    book.close()
    files = list(tmp_path.glob("stratmap.log*"))
    assert len(files) == 1 + logbook.KEPT
    assert all(each.stat().st_size <= 2100 for each in files)


def test_nothing_is_logged_after_the_end_and_no_file_is_left_open(tmp_path: Path) -> None:
    book = Logbook(tmp_path)
    book.close()
    log.warning("too late")
    assert "too late" not in (tmp_path / "stratmap.log").read_text()
    assert list(tmp_path.glob("crash-*")) == []
    book.close()


def test_a_folder_that_takes_no_log_is_no_trouble(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_bytes(b"a file in the way")
    book = Logbook(tmp_path / "logs")
    log.warning("nobody hears")
    assert logbook.tail(tmp_path / "logs") == ""
    book.close()
    assert capfd.readouterr().err in ("", "nobody hears\n")


@pytest.mark.skipif(os.name == "nt", reason="dies otherwise there")
def test_what_killed_the_program_is_told_at_the_next_start_and_once(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from stratmap.logbook import Logbook;"
        "book = Logbook(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGSEGV)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, capture_output=True)
    assert done.returncode < 0
    book = Logbook(tmp_path)
    assert "Segmentation fault" in book.last_crash
    assert "Current thread" in book.last_crash
    book.close()
    again = Logbook(tmp_path)
    assert again.last_crash == ""
    again.close()
    assert "Segmentation fault" in (tmp_path / "last-crash.txt").read_text()


def test_a_program_that_still_runs_is_no_crash(tmp_path: Path) -> None:
    first, second = Logbook(tmp_path), Logbook(tmp_path)
    assert second.last_crash == ""
    assert len(list(tmp_path.glob("crash-*"))) == 2
    second.close()
    first.close()


def test_no_word_in_an_entry_can_pass_for_another_entry_or_command_a_terminal(tmp_path: Path) -> None:
    book = Logbook(tmp_path)
    log.error("first\n2026-01-01 00:00:00,000 ERROR MainThread never happened \x1b[2J \u202e backwards")
    book.close()
    lines = (tmp_path / "stratmap.log").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("2026-01-01")] == []
    assert "    2026-01-01 00:00:00,000 ERROR MainThread never happened \\x1b[2J \\x202e backwards" in lines


def test_an_error_that_quotes_a_whole_map_is_cut(tmp_path: Path) -> None:
    book = Logbook(tmp_path)
    log.error("begins %s ends", "word " * 100_000)
    book.close()
    words = (tmp_path / "stratmap.log").read_text(encoding="utf-8")
    assert len(words) < 2 * logbook.MOST_CHARACTERS
    assert "begins" in words
    assert "ends" in words


def test_a_name_that_is_no_text_is_logged_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "propagate", False)  # whoever gathers what tests log may not be able to hold it
    book = Logbook(tmp_path)
    log.error("cannot read %s", "plan\udcff.stratmap")
    book.close()
    assert "plan\\udcff.stratmap" in (tmp_path / "stratmap.log").read_text(encoding="utf-8")


def test_a_log_that_another_program_keeps_open_goes_on_and_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(logbook, "MOST_BYTES", 1000)
    monkeypatch.setattr(os, "rename", refuse)
    book = Logbook(tmp_path)
    for each in range(400):
        log.warning("line %s", each)
    book.close()
    words = (tmp_path / "stratmap.log").read_text()
    assert "line 60" in words
    assert 7_000 < len(words) < 9_000
    assert list(tmp_path.glob("stratmap.log.*")) == []


def test_there_is_a_log_even_where_the_last_crash_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "crash-1.txt").write_text("died")
    (tmp_path / "last-crash.txt").mkdir()
    book = Logbook(tmp_path)
    log.warning("heard")
    book.close()
    assert book.last_crash == "died"
    assert "heard" in (tmp_path / "stratmap.log").read_text()
