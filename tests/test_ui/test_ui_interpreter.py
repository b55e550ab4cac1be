"""What threads no longer need goes back to the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]

PLACES = """
import ctypes, sys, threading
from ui import interpreter
if "together" in sys.argv:
    interpreter.keep_memory_together()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
meet = threading.Barrier(4)
def take():
    meet.wait()
    libc.malloc(1000)
    meet.wait()
threads = [threading.Thread(target=take) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join()
libc.fopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, out)
libc.fclose(out)
"""


@pytest.mark.skipif("CS_GNU_LIBC_VERSION" not in getattr(os, "confstr_names", {}), reason="no glibc here")
def test_threads_take_their_memory_from_one_place(tmp_path: Path) -> None:
    def places(*more: str) -> int:
        report = tmp_path / "report.xml"
        subprocess.run([sys.executable, "-c", PLACES, str(report), *more], cwd=TOP, check=True, timeout=60)
        return report.read_text().count("<heap nr=")

    assert places() > 1, "the machine does so by itself: nothing is shown here"
    assert places("together") == 1
