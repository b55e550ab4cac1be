"""From which scale on a map has words: on a fine screen sooner, as far as they can be read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter, QPixmap

from models.records import Placement
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import TITLE_SIZE
from stratmap.drawing.theme import theme
from tests.builders import SHEET, map_of, objective
from ui.canvas import levels, player
from ui.canvas.levels import SMALLEST_LETTERS, WORDS, words_from
from ui.canvas.scene import Scene


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_titles_are_as_high_on_a_fine_screen_as_on_a_coarse_one_and_never_too_small_to_read(ratio: float) -> None:
    scale = words_from(ratio)
    assert scale * TITLE_SIZE >= SMALLEST_LETTERS - 1e-9
    assert scale * ratio >= WORDS - 1e-9
    assert scale <= WORDS


def test_at_twice_the_size_titles_come_nine_pixels_high() -> None:
    assert words_from(2.0) * TITLE_SIZE * 2.0 == pytest.approx(9.0)
    assert words_from(1.0) == WORDS
    assert words_from(0.5) == WORDS, "a screen that is coarser still has them no later"


@pytest.mark.parametrize(("ratio", "scale", "has_words"), [(1.0, 0.37, False), (2.0, 0.37, True), (2.0, 0.3, False)])
def test_a_whole_map_of_25_cards_is_read_at_twice_the_size(
    qapp: object, monkeypatch: pytest.MonkeyPatch, ratio: float, scale: float, has_words: bool
) -> None:
    scene = Scene(map_of(objective("a", "Grow"), Placement(SHEET, "a", 0, 0, 176, 64)), SHEET, theme("paper"))
    assert scene.is_ready()
    written: list[str] = []
    monkeypatch.setattr(player, "_draw_text", lambda _painter, run: written.append(run.text))
    picture = QPixmap(200, 200)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    list(levels.paint(scene, painter, Rect(-50, -50, 400, 400), scale))
    painter.end()
    assert ("Grow" in written) is has_words
