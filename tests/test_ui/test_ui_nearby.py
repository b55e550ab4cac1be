"""Where something stands that opens beside what it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from ui.nearby import GAP, beside

ROOM = QRect(0, 0, 1000, 600)
SIZE = QSize(300, 200)


@pytest.mark.parametrize(
    ("about", "corner"),
    [
        (QRect(100, 100, 200, 80), QPoint(299 + GAP, 100)),
        (QRect(700, 100, 200, 80), QPoint(400 - GAP, 100)),
        (QRect(100, 550, 200, 40), QPoint(299 + GAP, 399)),
        (QRect(50, 20, 900, 80), QPoint(50, 99 + GAP)),
        (QRect(50, 500, 900, 80), QPoint(50, 300 - GAP)),
        (QRect(10, 10, 980, 580), QPoint(699, 399)),
    ],
)
def test_it_stands_right_else_left_below_above_or_in_the_last_corner(about: QRect, corner: QPoint) -> None:
    assert beside(about, SIZE, ROOM) == corner


numbers = st.integers(-2000, 2000)


@given(numbers, numbers, st.integers(1, 1500), st.integers(1, 1500))
def test_it_is_never_outside_the_room(x: int, y: int, width: int, height: int) -> None:
    about = QRect(x, y, width, height)
    place = QRect(beside(about, SIZE, ROOM), SIZE)
    assert ROOM.contains(place)
