"""The end of the process when the last window is gone: at once, whatever still goes on.

By then everything is safe: windows wait for what must end. A thread that is left is inside something that cannot be
called off, such as a picture of a quarter of a billion pixels being packed, or a network drive that does not answer.
Python would tear Qt down around it.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import suppress


def end_at_once_if_busy(code: int) -> None:
    """End the process with this exit code where a thread of ours is left; otherwise do nothing."""
    if not any(each.name.startswith("stratmap") for each in threading.enumerate()):
        return
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # there may be none, or nobody may read it
            stream.flush()
    os._exit(code)
