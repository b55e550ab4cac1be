"""What the program remembers from one day to the next: theme and recent files. One small JSON file, never the map."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

MOST_RECENT = 12
LONGEST_TITLE = 200
"""Letters of a map's title that are kept."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``theme`` is the name of a theme, or "system"; ``recent`` holds paths, the latest first.

    ``saves_itself``: a map that has a file is saved there a little after each change. ``paper`` is the size pages
    are set on, ``portrait`` whether upright. ``titles`` are those of the recent files' maps, by their paths.
    """

    theme: str = "system"
    recent: tuple[str, ...] = ()
    saves_itself: bool = False
    paper: str = "a3"
    portrait: bool = False
    titles: tuple[tuple[str, str], ...] = ()

    def opened(self, path: Path, title: str = "") -> Settings:
        """With this file as the latest, and what its map is called."""
        name = str(path.absolute())
        others = tuple(each for each in self.recent if each != name)
        return self._with_recent((name, *others)[:MOST_RECENT], {**dict(self.titles), name: title[:LONGEST_TITLE]})

    def forgot(self, path: Path) -> Settings:
        """Without this file among the recent ones."""
        rest = tuple(each for each in self.recent if each != str(path.absolute()))
        return self._with_recent(rest, dict(self.titles))

    def title_of(self, path: str) -> str:
        """What the map in a recent file was called; empty where that is not known."""
        return dict(self.titles).get(path, "")

    def _with_recent(self, recent: tuple[str, ...], titles: dict[str, str]) -> Settings:
        known = tuple((each, titles[each]) for each in recent if titles.get(each))
        return replace(self, recent=recent, titles=known)


class SettingsFile:
    """The settings, kept in a file. One that is missing or unreadable means the defaults; it is not precious.

    All windows of a program share one. Another program may write to the file at any time.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or _usual_folder() / "settings.json"
        self.now = _read(self._path) or Settings()
        self._is_written = True

    def change(self, how: Callable[[Settings], Settings]) -> None:
        """Change what is remembered, and leave alone what another program has changed meanwhile.

        Raises OSError when it cannot be written; then it holds until the end of the day.
        """
        on_disk = _read(self._path) if self._is_written else None
        self.now = how(on_disk or self.now)
        self._is_written = False
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")  # nobody reads half of it
        new.write_text(json.dumps(asdict(self.now), indent=1), encoding="utf-8")
        new.replace(self._path)
        self._is_written = True


def _usual_folder() -> Path:
    try:
        return platformdirs.user_config_path("stratmap", appauthor=False)
    except RuntimeError:  # nobody knows who this is
        from stratmap.safekeeping.home import without_a_home

        return without_a_home()


def _read(path: Path) -> Settings | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        recent = tuple(str(each) for each in data.get("recent", ()))
        saves_itself = data.get("saves_itself") is True
        paper, portrait = str(data.get("paper", "a3")), data.get("portrait") is True
        titles = tuple((str(path), str(title)[:LONGEST_TITLE]) for path, title in data.get("titles", ()))
        theme = str(data.get("theme", "system"))
        return Settings(theme, recent[:MOST_RECENT], saves_itself, paper, portrait, titles[:MOST_RECENT])
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return None
