"""Where the window looks from: plain arithmetic that the mouse relies on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratmap.drawing.primitives import Rect
from ui.canvas.camera import MARGIN, MAX_SCALE, MIN_SCALE, Camera, fitted, kept_on

scales = st.floats(MIN_SCALE, MAX_SCALE)
spots = st.floats(-1e5, 1e5)
pixels = st.floats(0, 4_000)
cameras = st.builds(Camera, scales, spots, spots)
rects = st.builds(Rect, spots, spots, st.floats(0, 1e5), st.floats(0, 1e5))


def near(point: float | tuple[float, float], scale: float = 1.0) -> object:
    return pytest.approx(point, rel=1e-9, abs=1e-6 * max(1.0, 1 / scale))


@given(cameras, pixels, pixels)
def test_a_window_point_is_seen_at_the_map_point_under_it(camera: Camera, x: float, y: float):
    assert camera.to_window(*camera.to_map(x, y)) == near((x, y))


@given(cameras, st.floats(0.01, 100), pixels, pixels)
def test_zooming_keeps_the_map_point_under_the_mouse(camera: Camera, factor: float, x: float, y: float):
    zoomed = camera.zoomed(factor, x, y)
    assert zoomed.to_map(x, y) == near(camera.to_map(x, y), min(camera.scale, zoomed.scale))


@given(cameras, st.floats(1e-6, 1e6))
def test_zooming_stops_where_nothing_more_can_be_seen(camera: Camera, factor: float):
    assert MIN_SCALE <= camera.zoomed(factor, 0, 0).scale <= MAX_SCALE


@given(cameras, st.floats(-500, 500), st.floats(-500, 500))
def test_panning_moves_the_map_as_far_as_the_mouse(camera: Camera, dx: float, dy: float):
    x, y = camera.to_map(300, 200)
    assert camera.panned(dx, dy).to_window(x, y) == near((300 + dx, 200 + dy))


@given(rects, st.floats(200, 4_000), st.floats(200, 4_000))
def test_fitting_shows_all_of_it_in_the_middle(bounds: Rect, width: float, height: float):
    camera = fitted(bounds, width, height)
    assert camera.to_window(*bounds.center) == near((width / 2, height / 2))
    assert camera.scale <= 1.25
    if camera.scale > MIN_SCALE:
        left, top = camera.to_window(bounds.x, bounds.y)
        right, bottom = camera.to_window(bounds.right, bounds.bottom)
        assert min(left, top) >= MARGIN - 1e-6
        assert right <= width - MARGIN + 1e-6
        assert bottom <= height - MARGIN + 1e-6


def test_fitting_into_a_window_of_no_size_still_gives_a_camera():
    assert fitted(Rect(0, 0, 100, 100), 0, 0).scale == MIN_SCALE


@given(cameras, pixels, pixels)
def test_what_is_seen_is_what_lies_between_the_corners(camera: Camera, width: float, height: float):
    seen = camera.seen(width, height)
    assert (seen.x, seen.y) == camera.to_map(0, 0)
    assert (seen.right, seen.bottom) == near(camera.to_map(width, height), camera.scale)


@given(cameras, rects, st.floats(200, 4_000), st.floats(200, 4_000))
def test_no_bare_paper_is_shown_while_there_is_more_map_to_show(
    camera: Camera, bounds: Rect, width: float, height: float
):
    kept = kept_on(camera, bounds, width, height)
    seen, room, free = kept.seen(width, height), bounds.grown(MARGIN / camera.scale), 1e-6 * (1 + 1 / camera.scale)
    assert kept.scale == camera.scale
    for start, end, first, last in (
        (seen.x, seen.right, room.x, room.right),
        (seen.y, seen.bottom, room.y, room.bottom),
    ):
        if end - start < last - first:
            assert start >= first - free
            assert end <= last + free
        else:
            assert start + end == near(first + last, camera.scale)


def test_a_camera_that_shows_only_map_stays():
    camera = Camera(1.0, 300, 200)
    assert kept_on(camera, Rect(0, 0, 2_000, 2_000), 800, 600) == camera
