"""Finding: all matches light up, and one goes from one to the next."""

from __future__ import annotations

import pytest

from tests.user import User

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists and menus that open, without a display


def count(user: User) -> str:
    return user.workspace.find_bar.count.text()


def test_finding_lights_all_matches_and_goes_from_one_to_the_next(planner: User):
    planner.presses("Ctrl+F")
    planner.types("revenue")
    planner.sees_lit("Grow revenue", "Shop refit")
    assert (count(planner), planner.selected()) == ("1 of 2", {"Grow revenue"})
    planner.presses("Return")
    assert (count(planner), planner.selected()) == ("2 of 2", {"Shop refit"})
    planner.presses("F3")
    assert planner.selected() == {"Grow revenue"}
    planner.presses("Shift+Return")
    assert planner.selected() == {"Shop refit"}
    planner.presses("Shift+F3")
    assert planner.selected() == {"Grow revenue"}
    planner.presses("Escape")
    assert planner.workspace.selection.lit is None
    assert planner.workspace.view.hasFocus()
    assert planner.selected() == {"Grow revenue"}


def test_finding_does_not_mind_accents_and_capitals(planner: User):
    planner.presses("Ctrl+F")
    planner.types("GROSS")
    assert planner.selected() == {"Größeres Vertrauen"}


def test_the_camera_goes_to_a_match_out_of_sight(planner: User):
    view = planner.workspace.view
    view.looking.zoom_to(3.0)
    planner.presses("Ctrl+F")
    for words in ("IT", "grow"):
        planner.presses("Ctrl+A")
        planner.types(words)
        (key,) = planner.workspace.selection.elements
        rect = planner.workspace.scene.rect_of(key)
        assert rect is not None
        assert view.rect().contains(view.window_rect(rect).center().toPoint())


def test_no_match_says_so_and_dims_nothing(planner: User):
    planner.presses("Ctrl+F")
    planner.types("bread")
    assert count(planner) == "No matches"
    assert planner.workspace.selection.lit is None
    planner.presses("Return", "Escape")


def test_what_is_found_follows_edits_and_undo(planner: User):
    planner.presses("Ctrl+F")
    planner.types("revenue")
    planner.presses("Escape", "Delete")
    planner.presses("Ctrl+F")
    assert (count(planner), planner.selected()) == ("1 of 1", {"Shop refit"})
    planner.document.undo()
    assert count(planner) == "2 of 2"


def test_finding_by_the_mouse(planner: User):
    bar = planner.workspace.find_bar
    planner.presses("Ctrl+F")
    planner.types("revenue")
    back, on, close = list(bar._icons)
    planner.clicks_button(on)
    assert planner.selected() == {"Shop refit"}
    planner.clicks_button(back)
    assert planner.selected() == {"Grow revenue"}
    planner.clicks_button(close)
    assert not bar.isVisible()
    assert planner.workspace.view.hasFocus()


def test_a_hidden_match_is_counted_not_shown(planner: User):
    planner.selects("IT")
    planner.presses("Alt+1", "Ctrl+F")
    planner.types("portal")
    assert count(planner) == "1 of 1"
    planner.presses("Ctrl+A")
    planner.types("grow")
    assert count(planner) == "No matches · 1 not shown"
