"""Small makers of path segments: circles, rounded outlines, polygons; and moving things about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, cos, pi, sin, tan

from stratmap.drawing.primitives import Path, Point, Primitive, Segment

KAPPA = 0.5523
"""Length of the control arms of a quarter circle, in radii."""


def polygon(points: Sequence[Point]) -> tuple[Segment, ...]:
    """A closed outline with sharp corners."""
    return (*polyline(points), ("Z",))


def polyline(points: Sequence[Point]) -> tuple[Segment, ...]:
    """An open line through the points."""
    (x, y), *rest = points
    return (("M", x, y), *(("L", px, py) for px, py in rest))


def circle(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    """A circle around (``x``, ``y``)."""
    r, k = radius, radius * KAPPA
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


def arc(x: float, y: float, radius: float, start: float, end: float) -> tuple[Segment, ...]:
    """Part of a circle around (``x``, ``y``), from one angle to another in radians, clockwise from the right."""
    steps = max(ceil(abs(end - start) / (pi / 2)), 1)
    turn = (end - start) / steps
    k = 4 / 3 * tan(turn / 4) * radius
    segments: list[Segment] = [("M", x + radius * cos(start), y + radius * sin(start))]
    for step in range(steps):
        a, b = start + step * turn, start + (step + 1) * turn
        x0, y0 = x + radius * cos(a), y + radius * sin(a)
        x3, y3 = x + radius * cos(b), y + radius * sin(b)
        segments.append(("C", x0 - k * sin(a), y0 + k * cos(a), x3 + k * sin(b), y3 - k * cos(b), x3, y3))
    return tuple(segments)


def rounded(points: Sequence[Point], radii: Sequence[float]) -> tuple[Segment, ...]:
    """A closed outline whose corners are rounded, each by its own radius (0 leaves it sharp)."""
    segments: list[Segment] = []
    for index, (corner, radius) in enumerate(zip(points, radii, strict=True)):
        before, after = points[index - 1], points[(index + 1) % len(points)]
        ax, ay = _towards(corner, before, radius)
        bx, by = _towards(corner, after, radius)
        segments.append(("L", ax, ay) if segments else ("M", ax, ay))
        if radius > 0:
            x, y = corner
            k = 1 - KAPPA
            bend = ("C", x + (ax - x) * k, y + (ay - y) * k, x + (bx - x) * k, y + (by - y) * k, bx, by)
            segments.append(bend)  # type: ignore[arg-type]
    return (*segments, ("Z",))


def _towards(start: Point, goal: Point, distance: float) -> Point:
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    share = min(distance / length, 0.5) if length else 0.0
    return (start[0] + dx * share, start[1] + dy * share)


def rounded_box(x: float, y: float, width: float, height: float, radius: float) -> tuple[Segment, ...]:
    """An upright rectangle with round corners, as segments."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return rounded(corners, (min(radius, width / 2, height / 2),) * 4)


def placed_segments(segments: Iterable[Segment], dx: float, dy: float, scale: float = 1.0) -> tuple[Segment, ...]:
    """The segments scaled around the origin and then moved."""
    moved: list[Segment] = []
    for segment in segments:
        if segment[0] == "C":
            _c, x1, y1, x2, y2, x, y = segment
            moved.append(
                (
                    "C",
                    x1 * scale + dx,
                    y1 * scale + dy,
                    x2 * scale + dx,
                    y2 * scale + dy,
                    x * scale + dx,
                    y * scale + dy,
                )
            )
        elif segment[0] == "Z":
            moved.append(segment)
        else:
            moved.append((segment[0], segment[1] * scale + dx, segment[2] * scale + dy))
    return tuple(moved)


def moved(primitives: Iterable[Primitive], dx: float, dy: float) -> list[Primitive]:
    """The primitives at another place."""
    result: list[Primitive] = []
    for each in primitives:
        if isinstance(each, Path):
            result.append(replace(each, segments=placed_segments(each.segments, dx, dy)))
        else:
            result.append(replace(each, x=each.x + dx, y=each.y + dy))
    return result
