"""Killed at random, again and again: nothing that was acknowledged is lost, and the file alone is old or new, whole.

Quick here; ``STRATMAP_LONG=1 pytest tests/safety`` kills a thousand times each.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
ROUNDS = 1000 if os.environ.get("STRATMAP_LONG") else 100

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")


def figures(what: str) -> str:
    command = [sys.executable, "-m", "tests.safety.kills", what, str(ROUNDS), "7"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=3600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_the_last_acknowledged_edit_survives_every_kill() -> None:
    assert f"{ROUNDS} kills while editing" in figures("editing")


def test_the_file_alone_is_the_old_or_the_new_one_after_every_kill() -> None:
    assert f"{ROUNDS} kills while saving" in figures("saving")


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no such limit on this system")
def test_a_disk_without_room_costs_nothing_and_is_caught_up_with(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.safety.full_disk", str(tmp_path)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "20 edits kept" in done.stdout


def test_a_kill_before_each_call_of_a_save_leaves_the_old_or_the_new_file() -> None:
    assert "a kill at each of" in figures("calls")
