"""Folders for tests that make a disk busy: in memory mostly, where there is such a disk.

A kill or a failing call takes nothing from the disk's own cache, so that a disk in memory shows as much.
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")


def new_folder(chance: random.Random) -> Path:
    """An empty folder; one in twenty is on the real disk."""
    in_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and chance.random() < 0.95
    return Path(tempfile.mkdtemp(dir=MEMORY if in_memory else None))
