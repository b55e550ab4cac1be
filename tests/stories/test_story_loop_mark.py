"""The mark of the loop that is lit stands inside it, whatever the window looks at."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from stratmap.document import Document
from stratmap.drawing.inside_loop import _holds, loop_outline
from tests.builders import example
from tests.user import User
from ui.canvas.overlay import loop_spot


@pytest.mark.parametrize("layout", ["", "layout-flow", "layout-ring"])
def test_the_mark_of_a_chosen_loop_stands_inside_it_at_any_size(user: User, layout: str) -> None:
    user.window.show_map(Document(example("bakery")), None)
    QApplication.processEvents()
    user.chooses_loop("R1")
    if layout:
        user.window.actions_by_id[layout].trigger()
        user.waits()
        user.chooses_loop("R1")
    workspace = user.workspace
    scene, view = workspace.scene, workspace.view
    lit = scene.lit or frozenset()
    rects = [rect for key in lit if (rect := scene.rect_of(key)) is not None]
    links = [scene.map.links[key] for key in sorted(lit) if key in scene.map.links]
    ways = {link.id: way for link in links if (way := scene.route_of(link.id)) is not None}
    assert len(links) > 2
    for _once in range(2):
        (x, y), share = loop_spot(view.camera, scene, rects)
        assert _holds(loop_outline(links, ways), (x, y))
        assert 0.6 < share <= 1
        user.presses("Ctrl++")
    assert not view.grab().isNull()
