"""The grid that cards stand on."""

from __future__ import annotations

GRID = 8.0
"""Pixels at 100 % between two grid lines."""


def snapped(value: float) -> float:
    """The grid line nearest to a coordinate in pixels."""
    return round(value / GRID) * GRID
