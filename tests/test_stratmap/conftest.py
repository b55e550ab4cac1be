"""What tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stratmap.cli import app
from stratmap.cli.surface import Surface


@pytest.fixture
def stratmap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in an empty folder, with no window: the exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    surface = Surface(lambda *_: 0, lambda *_: None, lambda: False)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = app.run(surface, [str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
