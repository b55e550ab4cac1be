"""Finding what lies in a part of the map gives what looking at everything gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stratmap.drawing.primitives import Rect
from stratmap.drawing.spatial import SpatialIndex

FAR = 512.0
"""Pixels apart at which an index should tell things apart; multiples of it may be where its cells end."""

spots = st.floats(-3_000, 3_000) | st.sampled_from([0.0, FAR, -FAR, 2 * FAR, 1e7, -1e7])
sizes = st.floats(0, 1_500) | st.sampled_from([0.0, FAR, 64 * FAR, 1e7])
rects = st.builds(Rect, spots, spots, sizes, sizes)
steps = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.none() | rects), max_size=30)


def touch(one: Rect, other: Rect) -> bool:
    return one.x <= other.right and other.x <= one.right and one.y <= other.bottom and other.y <= one.bottom


@given(steps, rects)
def test_everything_that_touches_a_part_of_the_map_is_found_in_it(steps: list[tuple[str, Rect | None]], part: Rect):
    index, there = SpatialIndex(), dict[str, Rect]()
    for key, rect in steps:
        if rect is None:
            index.remove(key)
            there.pop(key, None)
        else:
            index.put(key, rect)
            there[key] = rect
    found = index.near(part)
    assert {key for key, rect in there.items() if touch(rect, part)} <= found
    assert found <= set(there), "something that was removed is still found"


def test_what_is_far_away_is_not_looked_at():
    index = SpatialIndex()
    for number in range(100):
        index.put(str(number), Rect(number * 2 * FAR, 0, 10, 10))
    assert index.near(Rect(0, 0, 10, 10)) == {"0"}


def test_a_thing_that_moved_is_found_only_where_it_now_is():
    index = SpatialIndex()
    for corner in range(9):
        index.put(str(corner), Rect(corner * 5 * FAR, 0, 10, 10))
    index.put("0", Rect(0, 50 * FAR, 10, 10))
    assert "0" not in index.near(Rect(0, 0, 10, 10))
    assert "0" in index.near(Rect(0, 50 * FAR, 10, 10))


def test_removing_what_is_not_there_is_no_error():
    index = SpatialIndex()
    index.remove("nothing")
    assert index.near(Rect(0, 0, 10, 10)) == set()
