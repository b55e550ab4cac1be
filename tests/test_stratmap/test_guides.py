"""Smart guides: what comes into line with what, and the lines that show it."""

from __future__ import annotations

import pytest

from stratmap.drawing.primitives import Rect
from stratmap.guides import MOST_NEAR, Guide, Snap, guides, nearest, snap, snap_edge

HOUSE = Rect(100, 100, 200, 60)


@pytest.mark.parametrize(
    ("rect", "wanted"),
    [
        (Rect(103, 400, 50, 50), -3),  # left edges
        (Rect(248, 400, 50, 50), 2),  # right edges
        (Rect(172, 400, 50, 50), 3),  # middles
        (Rect(304, 400, 50, 50), -4),  # left edge to right edge
        (Rect(330, 400, 50, 50), None),
    ],
)
def test_edges_and_middles_come_into_line(rect: Rect, wanted: float | None) -> None:
    assert snap(rect, [HOUSE], 6).dx == wanted
    turned, house = Rect(rect.y, rect.x, rect.height, rect.width), Rect(100, 100, 60, 200)
    assert snap(turned, [house], 6).dy == wanted


def test_nothing_near_means_no_way() -> None:
    for others in ([], [Rect(5_000, 5_000, 200, 60)]):
        assert snap(HOUSE, others, 6) == Snap(None, None)
        assert guides(HOUSE, others) == ()


def test_a_card_between_two_finds_the_middle_and_one_at_the_end_goes_on_in_the_same_steps() -> None:
    row = [Rect(0, 0, 100, 40), Rect(300, 4, 80, 40)]
    assert snap(Rect(172, 9, 60, 37), row, 5).dx == -2
    row = [Rect(0, 0, 100, 40), Rect(140, 4, 80, 40)]
    assert snap(Rect(263, 9, 63, 37), row, 5).dx == -3
    assert snap(Rect(-107, 9, 70, 37), row, 5).dx == -3


def test_equal_gaps_are_shown_as_two_lines_across_them() -> None:
    row = [Rect(0, 0, 100, 40), Rect(300, 0, 80, 40)]
    shown = [each for each in guides(Rect(170, 9, 60, 37), row) if each.is_gap]
    assert [(each.start[0], each.end[0]) for each in shown] == [(100, 170), (230, 300)]


def test_a_line_runs_from_one_to_the_other() -> None:
    assert Guide((100, 100), (100, 450)) in guides(Rect(100, 400, 50, 50), [HOUSE])
    assert Guide((100, 130), (500, 130)) in guides(Rect(400, 110, 100, 40), [HOUSE])


def test_an_edge_alone_comes_into_line() -> None:
    assert snap_edge(303, [HOUSE], 6, across=True) == 300
    assert snap_edge(133, [HOUSE], 6, across=False) == 130
    assert snap_edge(320, [HOUSE], 6, across=True) is None


def test_a_crowd_is_looked_at_only_as_far_as_it_is_near() -> None:
    crowd = [Rect(n * 10.0, 0, 8, 8) for n in range(5_000)]
    seen = nearest(HOUSE, crowd)
    assert len(seen) == MOST_NEAR
    assert max(abs(each.center[0] - 200) for each in seen) < 10 * MOST_NEAR
