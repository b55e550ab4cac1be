"""The Window menu: several maps at once, each in a window of its own."""

from __future__ import annotations

from stratmap.i18n import marked
from ui.actions.action import Action, Menu, Runs, Window, always
from ui.actions.file import MOST_LISTED, recent

_RECENT = marked("Open recent in a new window")

MOST_WINDOWS = 9
"""Windows the menu lists; the next one is always reached by its keys."""


def has_others(window: Window) -> bool:
    """Whether there are other windows."""
    return len(window.windows.all) > 1


def _elsewhere(number: int) -> Runs:
    """Opens one of the maps opened last in a window of its own."""

    def runs(window: Window) -> None:
        if number <= len(window.recent):
            window.elsewhere.open(window.recent[number - 1])

    return runs


def _open_window(number: int) -> Action:
    """The row of an open window, 1 being the oldest; it is called like what is in it."""

    def there(window: Window) -> bool:
        return number <= len(window.windows.all)

    def name(window: Window) -> str:
        if not there(window):
            return ""
        other = window.windows.all[number - 1]
        return f"{number}  {other.caption}{' *' if other.isWindowModified() else ''}"

    return Action(
        *(f"window-{number}", Menu.WINDOW, f"Window {number}", (), "", there),
        *(lambda w: w.windows.bring(number),),
        checked=lambda w: w.windows.number_of(w) == number,
        named=name,
    )


WINDOW_ACTIONS: tuple[Action, ...] = (
    Action("new-window", Menu.WINDOW, marked("New window"), ("Ctrl+Shift+N",), "", always,
           lambda w: w.windows.open_new(), words=marked("second another")),
    Action("open-in-window", Menu.WINDOW, marked("Open in a new window …"), ("Ctrl+Alt+N",), "", always,
           lambda w: w.files.open_in_new_windows()),
    *(
        recent(number, f"recent-in-window-{number}", Menu.WINDOW, _RECENT, _elsewhere(number))
        for number in range(1, MOST_LISTED + 1)
    ),
    Action("next-window", Menu.WINDOW, marked("Next window"), ("Ctrl+F6",), "", has_others,
           lambda w: w.windows.bring_next()),
    Action("close-window", Menu.WINDOW, marked("Close window"), ("Ctrl+Shift+W",), "", always, lambda w: w.close(),
           ends_section=True),
    *(_open_window(number) for number in range(1, MOST_WINDOWS + 1)),
)  # fmt: skip
