"""The windows of the program: who makes them, finds the one that has a file, and ends them together.

Made once where the program starts, and handed to each window. Each has a map, a selection and a safety of its own;
what they share is handed to all of them in the same way: the settings, the folders, and this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect

from models.strategy_map import StrategyMap
from stratmap.safekeeping.places import is_same_file
from stratmap.safekeeping.recovery import Left
from ui.soon import soon

if TYPE_CHECKING:
    from stratmap.document import Document
    from stratmap.safekeeping.session import Origin
    from ui.files.file_commands import FileCommands
    from ui.files.recovery_commands import RecoveryCommands
    from ui.workspace import Workspace

Agreed = list[tuple["Member", StrategyMap | None]]
"""Windows that may go, and the map each had when that was said."""


class Member(Protocol):
    """One of the windows, as the others see it."""

    @property
    def files(self) -> FileCommands: ...

    @property
    def workspace(self) -> Workspace | None: ...

    @property
    def recovering(self) -> RecoveryCommands: ...

    @property
    def path(self) -> Path | None: ...

    @property
    def caption(self) -> str: ...

    def isActiveWindow(self) -> bool: ...

    def isMaximized(self) -> bool: ...

    def isWindowModified(self) -> bool: ...

    def geometry(self) -> QRect: ...

    def appear(self, beside: Member | None) -> None: ...

    def show_map(
        self,
        document: Document,
        origin: Origin | None,
        *,
        unsaved: int = 0,
        former_path: Path | None = None,
        version: str = "",
    ) -> None: ...

    def come_forward(self) -> None: ...

    def close_agreed(self) -> object: ...

    def session_ends(self) -> None: ...

    def wear_chosen(self) -> None: ...

    def refresh(self) -> None: ...

    def tell_fault(self) -> None: ...

    def show_left(self) -> None: ...


class Windows:
    """All windows that are open, in the order they were opened."""

    def __init__(self, make: Callable[[Windows], Member]) -> None:
        self._make = make
        self._open: list[Member] = []
        self.left: Sequence[Left] | None = ()
        """What crashes left behind, as far as it is known; None where it was not looked for."""

    @property
    def all(self) -> tuple[Member, ...]:
        """The open windows, the oldest first."""
        return tuple(self._open)

    def add(self, window: Member) -> None:
        """A window is being made."""
        self._open.append(window)

    def remove(self, window: Member) -> bool:
        """A window was closed; whether others are left."""
        if window in self._open:
            self._open.remove(window)
        self._tell()
        return bool(self._open)

    @property
    def present(self) -> Member | None:
        """The window that has the keyboard, else the one opened last; None when all are closed."""
        return next((each for each in self._open if each.isActiveWindow()), self._open[-1] if self._open else None)

    def open_new(self) -> Member:
        """One more window, with the start page."""
        beside = self.present
        made = self._make(self)
        made.appear(beside)
        self._tell()
        return made

    def open_path(self, path: Path) -> None:
        """Have this file in front in a window of its own: the one that has it already, else a new one."""
        there = self.showing(path)
        if there is not None:
            there.come_forward()
        else:
            self.open_new().files.open_path(path)

    def showing(self, path: Path, but: Member | None = None) -> Member | None:
        """The window that has this file, by whatever links and spelling; not the one it is asked for."""
        others = [(each, each.path) for each in self._open if each is not but and each.path is not None]
        by_name = next((each for each, own in others if own == path), None)
        if by_name is not None or not others:
            return by_name
        nobody: list[Member] = []
        answer = soon(lambda: [each for each, own in others if is_same_file(path, own)], nobody)
        return answer[0] if answer else None

    def number_of(self, window: object) -> int:
        """Which window this is: 1 is the oldest; 0 is none of them."""
        return next((number for number, each in enumerate(self._open, 1) if each is window), 0)

    def bring(self, number: int) -> None:
        """Bring a window forward: 1 is the oldest."""
        if 1 <= number <= len(self._open):
            self._open[number - 1].come_forward()

    def bring_next(self) -> None:
        """Bring the window after the present one forward, after the last the first."""
        if self.present is not None:
            at = self._open.index(self.present)
            self._open[(at + 1) % len(self._open)].come_forward()

    def wear_chosen(self) -> None:
        """Another theme was chosen: all windows wear the same."""
        for each in self.all:
            each.wear_chosen()

    def show_left(self, left: Sequence[Left] | None) -> None:
        """Show on all start pages what is left behind by now."""
        self.left = left
        for each in self.all:
            each.show_left()

    def tell_fault(self) -> None:
        """Say, in the window somebody looks at, that the program itself failed at something."""
        if self.present is not None:
            self.present.tell_fault()

    def quit(self) -> None:
        """Close all windows once each of them may go; who thinks better of it keeps them all."""
        self._ask_each([])

    def _ask_each(self, agreed: Agreed) -> None:
        for each in self.all:
            map = each.files.present_map()
            if any(window is each and then is map for window, then in agreed):
                continue

            def goes_on(window: Member = each) -> None:
                self._ask_each([*agreed, (window, window.files.present_map())])

            if each.isWindowModified():
                each.come_forward()  # so that it is seen which map the question is about
            each.files.leave(goes_on)
            return
        for each in self.all:
            each.close_agreed()

    def _tell(self) -> None:
        """Have all windows know how many there are: keys do only what their windows know can be done."""
        for each in self.all:
            each.refresh()

    def end_now(self) -> None:
        """End without a question, with everything that is not saved kept for the next start."""
        self.session_ends()
        for each in self.all:
            each.close_agreed()

    def session_ends(self) -> None:
        """The system asks all programs to end."""
        for each in self.all:
            each.session_ends()
