"""What is seen when all has come to rest is the picture itself, with nothing that stood in for it meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from models.records import Key
from stratmap.document import Document
from tests.builders import example
from tests.user import User
from ui.canvas import levels


@pytest.fixture
def floated(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[Key]]:
    """What floated above the picture, frame by frame."""
    frames: list[frozenset[Key]] = []
    paint = levels.paint_floating

    def noted(painter: object, scene: object, *more: object) -> None:
        frames.append(scene.floating.keys)  # type: ignore[attr-defined]
        paint(painter, scene, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(levels, "paint_floating", noted)
    return frames


@pytest.mark.parametrize("action", ["layout-freely", "layout-sideways"])
def test_nothing_floats_above_the_map_when_a_layout_has_come_to_rest(
    user: User, floated: list[frozenset[Key]], action: str
) -> None:
    user.window.show_map(Document(example("bakery")), None)
    QApplication.processEvents()
    user.waits()
    user.window.actions_by_id[action].trigger()
    user.waits()
    user._until(lambda: user.workspace.view.painting.is_sharp, "the picture never became sharp")
    QApplication.processEvents()
    assert any(floated), "nothing was ever under way"
    assert floated[-1] == frozenset()
