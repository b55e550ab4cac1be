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
    assert book.tail() == words
    assert len(book.tail(10)) == 10


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
    assert book.tail() == ""
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
