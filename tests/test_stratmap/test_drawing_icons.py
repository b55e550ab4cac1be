"""Icons: all there, all readable, all within their grid."""

from __future__ import annotations

from importlib.resources import files

import pytest

from models.kinds import ElementKind, LinkKind
from stratmap.drawing.icons import GRID, KIND_ICONS, LINE_WIDTH, icon_names, icon_path, icon_segments, segments_of
from stratmap.drawing.primitives import Icon

ACTIONS = [
    "select",
    "pan",
    "connect",
    "new",
    "open",
    "save",
    "undo",
    "redo",
    "cut",
    "copy",
    "paste",
    "duplicate",
    "delete",
    "zoom-in",
    "zoom-out",
    "fit",
    "layout",
    "export",
    "import",
    "print",
    "find",
    "theme",
    "error",
    "warning",
    "info",
    "loop",
    "start",
    "add",
    "close",
]


@pytest.mark.parametrize("kind", [*ElementKind, *LinkKind])
def test_every_kind_has_an_icon(kind: ElementKind | LinkKind) -> None:
    assert icon_segments(KIND_ICONS[kind])


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_has_its_icon(name: str) -> None:
    assert name in icon_names()


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_stays_within_its_grid_and_begins_with_a_move(name: str) -> None:
    segments = icon_segments(name)
    numbers = [number for segment in segments for number in segment[1:]]
    assert segments[0][0] == "M"
    assert min(numbers) >= LINE_WIDTH / 2
    assert max(numbers) <= GRID - LINE_WIDTH / 2


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_file_is_drawn_in_the_one_style(name: str) -> None:
    text = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke-width="1.6"' in text
    assert text.count("<path") == 1


def test_an_icon_is_placed_and_scaled() -> None:
    path = icon_path(Icon("add", 100, 200, 48, "#112233"))
    assert path.segments[0] == ("M", 124.0, 209.0)
    assert (path.stroke, path.line_width) == ("#112233", 3.2)


def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icon_segments("no such icon")


@pytest.mark.parametrize("data", ["M1 2 H5", "M1", "C1 2 3", "Z 1", "m1 2"])
def test_path_data_beyond_the_four_commands_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="cannot read"):
        segments_of(data)
