"""Primitives on a QPainter: as wide as measured, in the right place and colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from stratmap.drawing.fontfiles import FACES, FAMILIES, WEIGHTS
from stratmap.drawing.icons import icon_names
from stratmap.drawing.primitives import Box, Face, Group, Icon, Path, Picture, Rect, TextRun, Weight
from stratmap.drawing.text import run_width, width
from ui.canvas import fonts
from ui.canvas.player import MOST_PIXELS, icon_pixmap, image, painter_path, play


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    fonts.register()


def drawn(*primitives: Box | Path | TextRun | Icon, opacity: float = 1.0) -> QImage:
    group = Group("g", 0, 0, primitives, opacity)
    return image(Picture((group,), Rect(0, 0, 100, 50), "#ffffff"))


def at(picture: QImage, x: int, y: int) -> str:
    return picture.pixelColor(x, y).name()


@pytest.mark.parametrize(("face", "weight"), FACES)
@pytest.mark.parametrize("size", [11.0, 14.0, 22.0])
def test_text_is_as_wide_in_qt_as_it_was_measured(face: Face, weight: Weight, size: float) -> None:
    words = "ปรับปรุงการบริการลูกค้า" if face == "thai" else "AVATAR Tools, office fi Größe Ελλάδα"
    shown = QFontMetricsF(fonts.font(face, weight, size)).horizontalAdvance(words)
    assert shown == pytest.approx(width(words, size, weight), abs=0.5)


@pytest.mark.parametrize(("face", "weight"), FACES)
def test_the_bundled_font_is_used_and_not_one_of_the_system(face: Face, weight: Weight) -> None:
    info = QFontInfo(fonts.font(face, weight, 14.0))
    assert (info.family(), info.weight()) == (FAMILIES[face], WEIGHTS[weight])


def test_registering_again_loads_no_font_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def loads(path: str) -> int:
        raise AssertionError(f"{path} is loaded again")

    monkeypatch.setattr(QFontDatabase, "addApplicationFont", loads)
    before = QFontDatabase.families()
    fonts.register()
    assert QFontDatabase.families() == before


def test_a_box_is_filled_where_it_stands() -> None:
    picture = drawn(Box(10, 10, 20, 20, fill="#ff0000"))
    assert (at(picture, 20, 20), at(picture, 40, 20)) == ("#ff0000", "#ffffff")


def test_a_round_box_has_no_corners() -> None:
    picture = drawn(Box(10, 10, 20, 20, radius=10, fill="#ff0000"))
    assert (at(picture, 10, 10), at(picture, 20, 20)) == ("#ffffff", "#ff0000")


def test_a_stroke_is_as_wide_as_asked() -> None:
    picture = drawn(Path((("M", 0, 25), ("L", 100, 25)), stroke="#0000ff", line_width=4))
    assert [at(picture, 50, y) for y in (22, 24, 26, 28)] == ["#ffffff", "#0000ff", "#0000ff", "#ffffff"]


def test_dashes_are_in_pixels_whatever_the_width_of_the_line() -> None:
    line = Path((("M", 0, 25), ("L", 100, 25)), stroke="#000000", line_width=2, dash=(10, 20))
    picture = drawn(line)
    assert (at(picture, 5, 25), at(picture, 20, 25), at(picture, 35, 25)) == ("#000000", "#ffffff", "#000000")


def test_dots_stay_dots_when_zoomed_out() -> None:
    line = Path((("M", 10, 10), ("L", 190, 190)), stroke="#000000", line_width=2, dash=(0.1, 20))
    small = image(Picture((Group("g", 0, 0, (line,)),), Rect(0, 0, 200, 200), "#ffffff"), 0.4)
    ink = [255 - small.pixelColor(x, x).red() for x in range(6, 74)]
    dots = sum(1 for before, here in pairwise(ink) if here > 25 >= before)
    assert dots == pytest.approx(180 * 2**0.5 / 20, abs=2)


def test_a_path_without_fill_after_one_with_fill_is_not_filled() -> None:
    square = (("M", 10, 10), ("L", 40, 10), ("L", 40, 40), ("L", 10, 40), ("Z",))
    picture = drawn(Box(60, 10, 20, 20, fill="#ff0000"), Path(square, stroke="#0000ff"))
    assert at(picture, 25, 25) == "#ffffff"


def test_text_stands_on_its_baseline_in_its_colour() -> None:
    picture = drawn(TextRun(10, 40, "HHHH", 30, "#008000", "bold"))
    dark = [(x, y) for x in range(100) for y in range(50) if QColor(at(picture, x, y)).red() < 40]
    assert dark
    assert 38 <= max(y for _x, y in dark) <= 40
    assert min(x for x, _y in dark) >= 10


def test_opacity_is_that_of_the_group() -> None:
    assert at(drawn(Box(0, 0, 100, 50, fill="#000000"), opacity=0.25), 50, 25) in ("#bfbfbf", "#c0c0c0")


def test_curves_and_closings_arrive() -> None:
    path = painter_path((("M", 0, 0), ("C", 10, 0, 20, 10, 20, 20), ("L", 0, 20), ("Z",)))
    assert path.currentPosition().x() == 0
    assert path.elementCount() == 6


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_leaves_ink(name: str) -> None:
    picture = icon_pixmap(name, 16, "#000000", 2.0).toImage()
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    assert any(picture.pixelColor(x, y).alpha() > 200 for x in range(32) for y in range(32))


def test_an_image_is_sharp_at_twice_the_size_and_never_huge() -> None:
    picture = Picture((), Rect(-10, -10, 300, 200), "#123456")
    twice = image(picture, 2)
    assert (twice.width(), twice.height(), at(twice, 5, 5)) == (600, 400, "#123456")
    assert image(Picture((), Rect(0, 0, 1e6, 10), "#ffffff"), 1).width() == MOST_PIXELS


def test_characters_no_bundled_font_has_do_not_stop_the_drawing() -> None:
    strange = TextRun(0, 20, "😀 日本語 العربية \U0001f468\u200d\U0001f469 \u0378", 14, "#000000")
    picture = drawn(strange, Box(80, 30, 20, 20, fill="#ff0000"))
    assert at(picture, 90, 40) == "#ff0000", "what comes after it is drawn"
    assert any(picture.pixelColor(x, y).red() < 100 for x in range(80) for y in range(25)), "some of it leaves ink"


@pytest.mark.parametrize(
    ("words", "face", "rtl"),
    [("客户", "chinese", False), ("😀", "emoji", False), ("العملاء", "arabic", True), ("הכנסות", "hebrew", True)],
)
def test_every_script_leaves_ink_just_where_it_was_measured(words: str, face: Face, rtl: bool) -> None:
    run = TextRun(20, 35, words, 20, "#008000", face=face, rtl=rtl)
    picture = drawn(run)
    dark = [x for x in range(100) for y in range(50) if picture.pixelColor(x, y).red() < 100]
    assert 18 <= min(dark) <= 23
    assert 20 + run_width(run) - 4 <= max(dark) <= 21 + run_width(run)


def test_letters_that_overlap_themselves_have_no_holes() -> None:
    run = TextRun(0, 45, "十", 50, "#000000", "bold", "chinese")
    picture = drawn(run)
    assert min(picture.pixelColor(25, y).red() for y in range(24, 32)) == 0


def test_what_no_font_has_stays_in_the_room_left_for_it() -> None:
    picture = drawn(TextRun(10, 35, "\u0378\u0379", 20, "#008000", face="none"))
    dark = [x for x in range(100) for y in range(50) if picture.pixelColor(x, y).red() < 200]
    assert dark
    assert 9 <= min(dark) <= max(dark) <= 51


def test_playing_on_a_painter_of_ones_own_respects_where_it_stands() -> None:
    assert QGuiApplication.instance() is not None
    canvas = QImage(50, 50, QImage.Format.Format_ARGB32)
    canvas.fill(QColor("#ffffff"))
    painter = QPainter(canvas)
    painter.translate(20, 20)
    play(painter, [Box(0, 0, 10, 10, fill="#ff0000")])
    painter.end()
    assert (at(canvas, 25, 25), at(canvas, 5, 5)) == ("#ff0000", "#ffffff")
