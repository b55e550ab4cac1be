"""A disk that has no room: ``python -m tests.safety.full_disk FOLDER`` works on a map until the system refuses.

The system's own limit for the size of a file stands for the full disk, so that the refusal comes out of SQLite's and
our own writes as it would on a day in the workshop. Prints a line when everything was kept.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from models.errors import FileError, FileTrouble
from models.store import open_map
from stratmap.document import Document
from stratmap.safekeeping import session as session_module
from stratmap.safekeeping.home import home_in
from stratmap.safekeeping.publishing import publish
from stratmap.safekeeping.recovery import left_behind, recover
from stratmap.safekeeping.session import Ending, Session
from tests.builders import map_of, objective

ROOM = 150_000
"""Bytes a file may have."""


def work(folder: Path) -> str:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    session_module.RETRY_SECONDS = 0.02
    home, path = home_in(folder / "home"), folder / "plan.stratmap"
    told: list[FileTrouble | None] = []
    document = Document(map_of(*(objective(f"e{each}") for each in range(20))))
    saved = publish(document.map, (), path, home)
    session = Session(home.sessions, document.map, on_trouble=lambda each: told.append(each and each.trouble))
    document.changed.connect(lambda change: session.record(change, document.map) and None)
    session.flush()
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, most))
    for each in range(20):
        with document.edit("Write") as edit:
            edit.put(replace(document.map.elements[f"e{each}"], notes=f"{each} " * 10_000))
        session.flush()
    assert session.trouble is not None, "the disk took all of it"
    before = path.read_bytes()
    refused = ""
    try:
        publish(document.map, saved.lineage, path, home, {saved.origin.sha256})
    except FileError as error:
        refused = error.trouble
    assert refused == FileTrouble.DISK_FULL, refused
    assert path.read_bytes() == before, "the file is not as it was"
    assert sorted(each.name for each in folder.iterdir()) == ["home", "plan.stratmap"], "something is left beside it"
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    until = time.monotonic() + 10
    while session.trouble is not None and time.monotonic() < until:
        time.sleep(0.01)
    assert session.flush(), "with room again it is not written"
    session.end(Ending.LEAVE)
    recovered = recover(left_behind(home)[0])
    assert recovered.map == document.map, "the working copy is not the map"
    assert publish(document.map, saved.lineage, path, home, {saved.origin.sha256}).no_backup is None
    assert open_map(path).map == document.map
    return f"told {[each and each.value for each in told]}, {recovered.unsaved} edits kept"


if __name__ == "__main__":
    print(work(Path(sys.argv[1])))  # noqa: T201
