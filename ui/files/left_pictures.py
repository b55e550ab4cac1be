"""Pictures of what a crash left before one of it was made: it is opened for that, and nothing else happens to it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from models.errors import FileError
from stratmap.drawing.theme import Theme
from stratmap.safekeeping.recovery import Left, keep_picture, never_tried, recover
from ui.background import Cancelled

SECONDS = 2.0
"""After how long what still has no picture is offered without one."""


def with_pictures(left: Iterable[Left], theme: Theme, cancelled: Cancelled) -> list[Left]:
    """The same with a picture each, as far as they can be opened and it does not take long. Meets the disk.

    Opening one counts as trying to, until it has been let go of: what takes the program down is not opened again
    unasked.
    """
    until = time.monotonic() + SECONDS
    return [
        _pictured(each, theme) if time.monotonic() < until and not cancelled() and _is_wanting(each) else each
        for each in left
    ]


def _is_wanting(each: Left) -> bool:
    return each.picture is None and not each.damaged and never_tried(each)


def _pictured(each: Left, theme: Theme) -> Left:
    from ui.png import small_picture

    with suppress(FileError, OSError):
        found = recover(each)
        try:
            made = small_picture(found.map, found.map.first_sheet().id, theme)
            if made is not None:
                keep_picture(each, made)
                return replace(each, picture=made)
        finally:
            found.release()
    return each
