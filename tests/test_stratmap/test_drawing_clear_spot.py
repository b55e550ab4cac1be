"""A loop's mark stands where it covers no card and no link."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from stratmap.drawing.clear_spot import DISTANCES, clear_spot
from stratmap.drawing.primitives import Point, Rect

RADIUS = 30.0
AT = st.floats(-200, 200)


def points_on(line: tuple[Point, ...]) -> list[Point]:
    """Points along a line, one a pixel or closer."""
    found = []
    for (x, y), (to_x, to_y) in pairwise(line):
        steps = int(hypot(to_x - x, to_y - y)) + 1
        found += [(x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(steps + 1)]
    return found


def corners(card: Rect) -> list[Point]:
    return [(card.x, card.y), (card.right, card.y), (card.x, card.bottom), (card.right, card.bottom)]


def test_in_the_middle_of_a_wide_loop_it_stays():
    cards = (Rect(-300, -40, 100, 80), Rect(200, -40, 100, 80))
    assert clear_spot((0.0, 0.0), RADIUS, cards, (((-200.0, -100.0), (200.0, -100.0)),)) == (0.0, 0.0)


def test_two_cards_close_together_have_it_beside_their_links():
    cards = (Rect(-120, -30, 100, 60), Rect(20, -30, 100, 60))
    lines = (((-20.0, -8.0), (20.0, -8.0)), ((20.0, 8.0), (-20.0, 8.0)))
    x, y = clear_spot((0.0, 0.0), RADIUS, cards, lines)
    assert (x, y) != (0.0, 0.0)
    assert min(hypot(px - x, py - y) for line in lines for px, py in points_on(line)) >= RADIUS
    assert min(hypot(px - x, py - y) for card in cards for px, py in corners(card)) >= RADIUS
    assert hypot(x, y) <= 3 * RADIUS, "and not far away"


def test_where_nothing_is_free_it_stands_in_the_middle():
    assert clear_spot((5.0, 5.0), RADIUS, (Rect(-1000, -1000, 2000, 2000),), ()) == (5.0, 5.0)


@given(
    st.lists(st.builds(Rect, AT, AT, st.floats(10, 120), st.floats(10, 60)), max_size=5),
    st.lists(st.lists(st.tuples(AT, AT), min_size=2, max_size=4).map(tuple), max_size=5),
)
def test_wherever_it_stands_away_from_the_middle_it_covers_nothing(cards, lines):
    x, y = clear_spot((0.0, 0.0), RADIUS, tuple(cards), tuple(lines))
    assert hypot(x, y) <= DISTANCES[-1] * RADIUS + 1e-6
    if (x, y) != (0.0, 0.0):
        assert all(hypot(px - x, py - y) >= RADIUS - 1e-6 for line in lines for px, py in points_on(line))
        assert all(hypot(px - x, py - y) >= RADIUS - 1e-6 for card in cards for px, py in corners(card))
        assert not any(card.x <= x <= card.right and card.y <= y <= card.bottom for card in cards)
