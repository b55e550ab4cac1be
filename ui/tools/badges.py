"""The badges on cards as something to click."""

from __future__ import annotations

from stratmap.drawing.shapes import badge_center
from ui.canvas.scene import Scene
from ui.tools.tool import Pointer

REACH = 12.0
"""Window pixels around the middle of a badge within which it is hit; on a magnified map it is as large as drawn,
and on a small one it leaves the middle of its card to the card."""

RADIUS = 10.0
"""Pixels at 100 % from the middle of a badge to its edge."""


def badge_at(scene: Scene, pointer: Pointer) -> str | None:
    """The element whose badge the mouse is on."""
    reach = max(RADIUS, REACH / pointer.scale)
    key = scene.places.element_at(pointer.x, pointer.y, reach)
    rect = scene.rect_of(key)
    if key is None or rect is None or key not in scene.severities:
        return None
    reach = max(RADIUS, min(reach, rect.width / 2, rect.height / 2))
    x, y = badge_center(scene.map.elements[key].kind, rect.width, rect.height)
    dx, dy = rect.x + x - pointer.x, rect.y + y - pointer.y
    return key if dx * dx + dy * dy <= reach * reach else None
