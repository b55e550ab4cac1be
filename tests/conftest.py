"""What all tests share: no display needed, and nothing of the window may outlive its test."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.cost import Clock
from tests.user import PATIENCE, User

LONG = bool(os.environ.get("STRATMAP_LONG"))
"""Whether random tests may take their time and their chances; otherwise they are the same each time."""

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("long", deadline=None)
settings.load_profile("long" if LONG else "steady")


@pytest.fixture(autouse=True, scope="session")
def _home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no program a test starts, may reach what the person at this machine has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STRATMAP_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are processors: a test that waits for the window leaves its own to another."""
    return (os.cpu_count() or 1) + 1


LONGEST = ("random_sessions", "safety", "test_ui_hostile.py", "test_ui_actions.py", "test_ui_faults_everywhere.py")
"""Folders and files of the tests that take longest."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, whatever the order of the rest: begun last, one keeps all but its own processor waiting."""
    items.sort(key=lambda item: set(LONGEST).isdisjoint(item.path.parts))


@pytest.fixture(autouse=True)
def _steady_searches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search has as much time on a busy machine as on an idle one: by a clock that only its own looks move on."""
    if "benchmarks" not in request.path.parts:
        monkeypatch.setattr("stratmap.analysis.budget.time", Clock(0.0004))


@pytest.fixture(autouse=True)
def _little_patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window does not wait as long for the next edit as for a person's."""
    if "benchmarks" not in request.path.parts:
        monkeypatch.setattr("ui.analysis_runner.PAUSE", 10)
        monkeypatch.setattr("ui.analysis_runner.BREATH", 0.002)


class Errors(logging.Handler):
    """Keeps what the window reports as an error: an exception that was kept inside a Qt override."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trace = record.exc_info[1] if record.exc_info else ""
        self.seen.append(f"{record.getMessage()}: {trace!r}")


@pytest.fixture
def reported() -> Iterator[Errors]:
    """The errors the window reports during the test."""
    errors = Errors()
    log = logging.getLogger("stratmap")
    log.addHandler(errors)
    yield errors
    log.removeHandler(errors)


def _ours() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("stratmap")]


@pytest.fixture
def user(qapp: object, tmp_path: Path, reported: Errors) -> Iterator[User]:
    """Somebody in front of the real window. Afterwards nothing of it may be left, and no error reported."""
    person = User(tmp_path)
    yield person
    left = person.leaves()
    threads = [thread.name for thread in _ours() if thread.join(PATIENCE) or thread.is_alive()]
    assert left == [], "windows or timers left behind"
    assert threads == [], "threads left behind"
    assert reported.seen == [], "errors reported by the window"
