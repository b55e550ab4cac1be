"""A day in a workshop leaves the program no larger than the morning did, and with no more files open.

Quick here; ``STRATMAP_LONG=1`` takes ``STRATMAP_MINUTES`` (5, if nothing is said) at full speed, and as much as
somebody does in eight hours.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety.workshop import A_MINUTE

TOP = Path(__file__).resolve().parents[2]
LONG = bool(os.environ.get("STRATMAP_LONG"))
MINUTES = int(os.environ.get("STRATMAP_MINUTES", "5"))
SIMULATED = 480
MOST_GROWTH = 50.0
"""Megabytes, from the end of the second stretch to the last ones."""

MOST_FOR_A_WHILE = 100.0
"""The same at the end of any stretch: a large picture may still be on its way out."""

STRETCH = 10 * A_MINUTE if LONG else 12
"""What is done until the map is closed, the projector's window has come and gone, and figures are taken."""

FORMS = [(MINUTES * 60, 3 * STRETCH), (0, SIMULATED * A_MINUTE)] if LONG else [(0, 4 * STRETCH)]
FIGURES = re.compile(r"(\d+) deeds: ([\d.]+) MB, (\d+) descriptors, (\d+) threads, (\d+) widgets")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no way to count here")
@pytest.mark.parametrize(("seconds", "deeds"), FORMS)
def test_a_day_in_a_workshop_leaves_no_more_memory_in_use_and_no_file_open(
    tmp_path: Path, seconds: int, deeds: int
) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(TOP)}
    numbers = (str(each) for each in (7, seconds, deeds, STRETCH))
    command = [sys.executable, "-m", "tests.safety.workshop", str(tmp_path), *numbers]
    done = subprocess.run(command, env=env, cwd=TOP, capture_output=True, text=True, timeout=6 * 3600, check=False)
    print(done.stdout)  # noqa: T201
    assert done.returncode == 0, done.stderr[-3000:]
    found = [tuple(float(each) for each in line) for line in FIGURES.findall(done.stdout)]
    assert len(found) >= 3, "it was over too soon"
    (_, memory, descriptors, threads, widgets), rest = found[1], found[2:]
    assert min(each[1] for each in rest[-3:]) - memory < MOST_GROWTH, "the program grows"
    assert max(each[1] for each in rest) - memory < MOST_FOR_A_WHILE, "the program takes too much for a while"
    assert {each[2] for each in rest} == {descriptors}, "files stay open"
    assert {each[3] for each in rest} == {threads}, "threads stay"
    assert max(each[4] for each in rest) - widgets < 30, "widgets stay"
