"""Where a sheet is first looked at from, and how far one can scroll away."""

from __future__ import annotations

import pytest

from stratmap.drawing.primitives import Rect
from ui.canvas.camera import KEPT, LEAST_OPENED, OPENED, Camera, fitted, kept_near, opened

WIDTH, HEIGHT = 860.0, 620.0


def test_a_small_sheet_is_opened_whole() -> None:
    bounds = Rect(0, 0, 900, 600)
    assert opened(bounds, [], WIDTH, HEIGHT) == fitted(bounds, WIDTH, HEIGHT)


@pytest.mark.parametrize("bounds", [Rect(0, 0, 1600, 1000), Rect(-9e5, -9e5, 2e6, 2e6), Rect(0, 0, 40_000, 10)])
def test_a_larger_one_is_opened_where_it_begins_so_that_it_can_be_read(bounds: Rect) -> None:
    camera = opened(bounds, [], WIDTH, HEIGHT)
    assert camera.scale == OPENED
    assert OPENED >= LEAST_OPENED
    seen = camera.seen(WIDTH, HEIGHT)
    assert seen.x < bounds.x < seen.right
    assert seen.y < bounds.y < seen.bottom or bounds.height < seen.height


def test_a_sheet_whose_corner_is_empty_is_opened_where_there_are_cards() -> None:
    bounds = Rect(0, 0, 6_000, 4_000)
    cards = [Rect(2_800 + 20 * number, 1_900, 176, 56) for number in range(10)]
    seen = opened(bounds, cards, WIDTH, HEIGHT).seen(WIDTH, HEIGHT)
    assert all(seen.x <= card.center[0] < seen.right and seen.y <= card.center[1] < seen.bottom for card in cards)


def test_a_sheet_with_a_few_cards_in_its_corner_is_opened_there() -> None:
    cards = [Rect(10, 10, 176, 56), *(Rect(1_500, 900, 176, 56) for _ in range(2))]
    seen = opened(Rect(0, 0, 1_700, 1_000), cards, WIDTH, HEIGHT).seen(WIDTH, HEIGHT)
    assert seen.x < 0
    assert seen.y < 0


@pytest.mark.parametrize("scale", [0.02, 0.25, 1.0, 3.0, 8.0])
@pytest.mark.parametrize(("dx", "dy"), [(1e7, 0), (-1e7, 1e7), (0, -1e7), (3e6, 3e6)])
@pytest.mark.parametrize("bounds", [Rect(0, 0, 640, 960), Rect(-5_000, 300, 20_000, 9_000), Rect(7, 7, 10, 10)])
def test_some_of_the_map_stays_in_the_window(scale: float, dx: float, dy: float, bounds: Rect) -> None:
    camera = kept_near(Camera(scale, dx, dy), bounds, WIDTH, HEIGHT)
    seen = camera.seen(WIDTH, HEIGHT)
    wide, high = min(KEPT / scale, bounds.width), min(KEPT / scale, bounds.height)
    assert min(seen.right, bounds.right) - max(seen.x, bounds.x) >= wide - 1e-6
    assert min(seen.bottom, bounds.bottom) - max(seen.y, bounds.y) >= high - 1e-6
    assert camera.scale == scale


def test_within_the_map_scrolling_is_free() -> None:
    camera = Camera(1.0, 100.0, 300.0)
    assert kept_near(camera, Rect(0, 0, 2_000, 2_000), WIDTH, HEIGHT) == camera
