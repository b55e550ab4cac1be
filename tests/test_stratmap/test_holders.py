"""Who keeps a busy file to itself is told by name, where the system tells it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import atomic
from models.errors import FileError, FileTrouble
from stratmap.safekeeping import holders as holders_module
from stratmap.safekeeping.holders import holders
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.publishing import HeldBy, publish
from stratmap.safekeeping.wording import save_error_sentence
from tests.builders import map_of

HOLDS = "import sys; held = open(sys.argv[1], 'rb'); print('ready', flush=True); sys.stdin.read()"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.stratmap"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def other_program(path: Path) -> Iterator[None]:
    """Another program that has the file open."""
    if not sys.platform.startswith("linux"):
        pytest.skip("asks as Linux does")
    command = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        yield
        running.kill()


def test_nobody_has_a_file_open_that_only_this_program_has(path: Path) -> None:
    with path.open("rb"):
        assert holders(path) == ()
    assert holders(path.with_name("missing")) == ()


@pytest.mark.usefixtures("other_program")
def test_another_program_that_has_it_open_is_known_by_name(path: Path) -> None:
    (name,) = holders(path)
    assert name.startswith("python")


@pytest.mark.usefixtures("other_program")
def test_a_save_that_is_refused_says_who_has_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaces = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target == path:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        replaces(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(atomic, "PATIENCE", 0.0)
    with pytest.raises(HeldBy) as raised:
        publish(map_of(), (), path, home_in(path.parent / "home"))
    sentence = save_error_sentence(raised.value)
    assert sentence.startswith("‘plan.stratmap’ is open in another program, which keeps it to itself: ‘python")
    assert "still there" in sentence
    assert "save under another name" in sentence


def test_a_save_refused_by_nobody_known_is_told_as_before(path: Path) -> None:
    error = HeldBy(FileError(FileTrouble.BUSY, str(path), "busy"), ())
    assert "Another program keeps ‘plan.stratmap’ to itself" in save_error_sentence(error)


def test_names_of_programs_are_words_and_few(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holders_module, "_names", lambda _path: iter(["a\nb\x1b", "a b", "", "x" * 500, "c", "d"]))
    assert holders(path) == ("a b", "x" * 60, "c")
