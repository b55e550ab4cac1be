"""Where things are kept is known whoever uses the program, and no stranger can prepare the place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from stratmap.safekeeping.home import is_ones_own, persons_folder, private_folder, usual_home, without_a_home
from stratmap.settings import SettingsFile


@pytest.fixture
def nobody_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user the system knows no name and no folder of, as in a container; where things go that are cleared."""
    if not hasattr(os, "geteuid"):
        pytest.skip("the system always knows")
    import pwd

    def unknown(_number: int) -> None:
        raise KeyError("uid not found")

    for name in ("HOME", "STRATMAP_HOME", *(each for each in os.environ if each.startswith("XDG_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_user_without_a_folder_has_a_place_all_the_same(nobody_known: Path) -> None:
    home = usual_home()
    assert home.sessions.is_relative_to(nobody_known)
    assert persons_folder() == nobody_known
    private_folder(home.data)
    assert usual_home() == home, "the next start finds what this one left"
    settings = SettingsFile()
    settings.change(lambda now: now.opened(Path("plan.stratmap")))
    assert SettingsFile().now.recent


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_place_that_a_stranger_prepared_is_not_used(nobody_known: Path) -> None:
    elsewhere = nobody_known / "elsewhere"
    elsewhere.mkdir()
    usual = without_a_home()
    usual.symlink_to(elsewhere)
    assert not is_ones_own(usual)
    assert without_a_home() != usual
    assert is_ones_own(elsewhere)
