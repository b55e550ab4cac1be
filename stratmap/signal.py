"""The smallest observer there is: a list of functions, called in the order they came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Signal(Generic[T]):
    """Tells its listeners one value at a time."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def connect(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Have ``listener`` called from now on; call what is returned to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def emit(self, value: T) -> None:
        """Call every listener, in the order they were connected; one that fails keeps none of the others from it.

        Raises what a listener raised once all were told, an ExceptionGroup where several did.
        """
        failed: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(value)
            except Exception as error:  # noqa: BLE001  the others must hear of the change whatever this one did
                failed.append(error)
        if len(failed) == 1:
            raise failed[0]
        if failed:
            raise ExceptionGroup("several listeners failed", failed)
