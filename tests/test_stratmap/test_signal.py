"""One listener that fails keeps none of the others from hearing."""

from __future__ import annotations

import pytest

from stratmap.signal import Signal


def test_listeners_hear_in_the_order_they_came_until_they_leave():
    signal: Signal[int] = Signal()
    heard: list[tuple[str, int]] = []
    leave = signal.connect(lambda value: heard.append(("first", value)))
    signal.connect(lambda value: heard.append(("second", value)))
    signal.emit(1)
    leave()
    signal.emit(2)
    assert heard == [("first", 1), ("second", 1), ("second", 2)]


def test_a_listener_that_fails_is_told_of_after_all_have_heard():
    signal: Signal[int] = Signal()
    heard: list[int] = []

    def fails(value: int) -> None:
        raise ValueError(value)

    signal.connect(fails)
    signal.connect(heard.append)
    with pytest.raises(ValueError, match="7"):
        signal.emit(7)
    assert heard == [7]


def test_several_listeners_that_fail_are_told_of_together():
    signal: Signal[str] = Signal()
    heard: list[str] = []

    def fails(value: str) -> None:
        raise ValueError(value)

    signal.connect(fails)
    signal.connect(fails)
    signal.connect(heard.append)
    with pytest.raises(ExceptionGroup) as raised:
        signal.emit("x")
    assert [type(each) for each in raised.value.exceptions] == [ValueError, ValueError]
    assert heard == ["x"]
