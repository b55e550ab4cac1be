"""Feedback loops are read, walked along, named, looked at alone, and signed where that decides most."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from models.kinds import Polarity
from models.strategy_map import StrategyMap
from stratmap.analysis.report import analyse
from stratmap.analysis.worded import Worded, worded
from stratmap.edits.links import set_strength
from tests.builders import example, factor, influences, map_of, placed
from tests.user import User
from ui.commands import loop_search


def dense(count: int) -> StrategyMap:
    """Everything influences everything else."""
    ids = [f"f{number}" for number in range(count)]
    return placed(
        map_of(*(factor(each) for each in ids), *(influences(a, b, "+") for a in ids for b in ids if a != b))
    )


def shop() -> StrategyMap:
    """A reinforcing loop, a balancing one with a delay, one without a sign, and something beside them."""
    return placed(
        map_of(
            *(factor("a", "Sales"), factor("b", "Adverts"), factor("c", "Queue"), factor("d", "Mood")),
            factor("e", "Weather"),
            *(influences("a", "b", "+", strength=0.5), influences("b", "a", "+", strength=0.5)),
            *(influences("a", "c", "+"), influences("c", "a", "-", delay=True)),
            *(influences("a", "d", "?"), influences("d", "a", "+")),
        )
    )


@pytest.fixture
def reader(user: User) -> User:
    return shows(user, shop())


def shows(user: User, map: StrategyMap) -> User:
    user.window.show_map(type(user.document)(map), None)
    QApplication.processEvents()
    user.waits()
    user.presses("Ctrl+Shift+B")
    return user


def test_each_loop_says_why_it_is_what_it_is(reader: User):
    panel = reader.workspace.loops
    texts = {row.headline.split(":")[0]: row.detail for row in (panel.row_of(each) for each in panel._loops())}
    assert texts["R1"] == "No minus link: reinforcing."
    assert texts["B1"] == "One minus link: balancing. One delay."
    assert texts["U1"].startswith("One link has no sign yet")
    assert panel.summary.text() == "3 loops: 1 reinforcing (R), 1 balancing (B), 1 undecided, for want of signs (U)."


def test_one_walks_along_a_loop_by_keys_and_buttons_and_the_camera_follows(reader: User):
    reader.chooses_loop("B1")
    work = reader.workspace
    work.view.looking.zoom_to(6.0)
    seen = []
    for _ in range(3):
        reader.presses("Right")
        ((link,),) = work.selection.ways
        seen.append(link)
        middle = work.scene.rect_around({link})
        assert middle is not None
        inside = work.view.camera.seen(work.view.width(), work.view.height())
        assert inside.x <= middle.center[0] <= inside.right
    assert seen == ["c>a-", "a>c+", "c>a-"]
    reader.presses("F7", "Shift+F7", "Left")
    assert work.selection.ways == (("a>c+",),)
    reader.sees_lit("Sales", "Queue")
    said = work.loops.detail._step
    assert said is not None
    assert said.text() == "2 of 2: More ‘Sales’ raises ‘Queue’."


def test_the_strength_of_the_chosen_loop_is_that_of_its_links_as_they_are_now(reader: User):
    reader.chooses_loop("R1")
    detail = reader.workspace.loops.detail
    assert "Strength: 0.25, that of its links multiplied." in [each.text() for each in detail.findChildren(QLabel)]
    set_strength(reader.document, ["a>b+"], 0.8)
    reader.waits()
    said = [each.text() for each in detail.widget().findChildren(QLabel)]
    assert [each for each in said if each.startswith("Strength")] == ["Strength: 0.4, that of its links multiplied."]


@pytest.mark.parametrize(
    ("known", "heading"),
    [
        ({}, "Basic loops ({n}), an independent set: all others are made of these"),
        ({"is_basis": False}, "Basic loops ({n}): every link that lies on a loop lies on one of these"),
        ({"covers_all": False, "is_basis": False}, "Basic loops ({n}), the independent set as far as it was found"),
    ],
)
def test_of_basic_loops_no_more_is_said_than_is_known(reader: User, known: dict[str, bool], heading: str):
    map = dense(5)
    analysis = analyse(map)
    panel = reader.workspace.loops
    panel.show_loops(worded(map, replace(analysis, loops=replace(analysis.loops, **known))))
    count = len(analysis.loops.independent)
    assert heading.format(n=count) in panel.list.texts


def test_walking_begins_with_the_first_loop_when_none_is_chosen(reader: User):
    reader.workspace.view.setFocus()
    reader.presses("F7")
    assert reader.workspace.loop_commands.chosen is not None
    assert len(reader.workspace.selection.ways) == 1


def test_a_loop_is_named_in_one_step_and_the_name_survives_the_file(reader: User, tmp_path: Path):
    reader.chooses_loop("B1")
    reader.presses("N")
    reader.types("Crowding out")
    reader.presses("Return")
    reader.waits()
    assert reader.document.history.undo_labels == ["Name loop"]
    assert any(each.startswith("‘Crowding out’ (B1):") for each in reader.workspace.loops.sentences)
    assert reader.workspace.loops.list.hasFocus()
    reader.saves_as(tmp_path / "a.stratmap")
    reader.opens(tmp_path / "a.stratmap")
    assert any(each.startswith("‘Crowding out’ (B1):") for each in reader.workspace.loops.sentences)
    reader.presses("Ctrl+Shift+B")
    reader.chooses_loop("‘Crowding out’ (B1)")
    reader.presses("Ctrl+F7", "Backspace", "Return")
    assert reader.map.loop_names == {}


def test_escape_in_the_name_thinks_better_of_it(reader: User):
    reader.chooses_loop("R1")
    reader.presses("N")
    reader.types("No")
    reader.presses("Escape")
    assert reader.map.loop_names == {}
    assert reader.workspace.loops.list.hasFocus()


def test_a_name_being_written_is_saved_with_the_map(reader: User, tmp_path: Path):
    reader.chooses_loop("R1")
    reader.presses("N")
    reader.types("Engine")
    reader.saves_as(tmp_path / "a.stratmap")
    assert [each.name for each in reader.map.loop_names.values()] == ["Engine"]
    assert not reader.document.is_modified


def test_a_name_is_kept_once_though_keeping_it_takes_the_field_away(reader: User):
    detail = reader.workspace.loops.detail
    named: list[str] = []
    reader.chooses_loop("R1")
    detail.named.connect(lambda _loop, name: (named.append(name), detail.show_nothing()))
    reader.presses("Ctrl+F7")
    reader.types("Engine")
    reader.presses("Return")
    assert named == ["Engine"]
    assert reader.document.history.undo_labels == ["Name loop"]


def test_a_name_too_long_is_refused_with_a_word(reader: User):
    reader.chooses_loop("R1")
    reader.presses("N")
    reader.composes("x" * 2_500)
    reader.presses("Return")
    assert reader.map.loop_names == {}
    assert reader.workspace.notice.isVisible()


def test_a_name_goes_to_the_loop_it_was_written_for(reader: User):
    reader.chooses_loop("R1")
    loop = reader.workspace.loop_commands.chosen.loop.links
    reader.presses("N")
    reader.types("Engine")
    reader.chooses_loop("B1")
    reader.waits()
    assert [(each.links, each.name) for each in reader.map.loop_names.values()] == [(loop, "Engine")]
    field = reader.workspace.loops.detail.name
    assert field is not None
    assert field.text() == ""


def test_only_the_loops_through_the_selection_are_shown(reader: User):
    reader.selects("Queue")
    reader.clicks_button(reader.workspace.loops.through)
    reader.sees_loops("B1")
    assert reader.workspace.loops.summary.text().startswith("Through ‘Queue’: 1 loop")
    reader.selects("Weather")
    reader._until(lambda: "is on no feedback loop" in reader.workspace.loops.summary.text(), "nothing is said")
    reader.sees_loops()
    reader.presses("Alt+F7")
    reader.sees_loops("R1", "U1", "B1")


def test_choosing_a_loop_lets_go_of_what_is_not_on_it(reader: User) -> None:
    work = reader.workspace
    reader.selects("Weather", "Queue")
    reader.chooses_loop("R1")
    assert work.selection.keys == frozenset()
    reader.presses("Escape")
    reader.selects("Weather", "Queue")
    reader.chooses_loop("B1")
    assert reader.selected() == {"Queue"}
    reader.presses("Escape")
    reader.selects("Weather", "Queue")
    work.loops.choose_key("sign:a>d?")
    assert work.selection.keys == frozenset()


def test_the_selection_stays_while_the_loops_through_it_are_shown(reader: User) -> None:
    reader.selects("Sales", "Weather")
    reader.clicks_button(reader.workspace.loops.through)
    reader.waits()
    for name in [each.split(":")[0] for each in reader.workspace.loops.sentences]:
        reader.chooses_loop(name)
        assert reader.selected() == {"Sales", "Weather"}


def test_only_what_is_lit_is_shown_until_escape(reader: User):
    work = reader.workspace
    reader.chooses_loop("B1")
    reader.clicks_button(work.loops.only_lit)
    assert work.scene.keys == {"a", "c", "a>c+", "c>a-"}
    assert "only what is lit" in work.banner.words.text()
    reader.chooses_loop("R1")
    assert work.scene.keys == {"a", "b", "a>b+", "b>a+"}
    reader.presses("Escape")
    assert work.scene.keys >= {"a", "b", "c", "d", "e"}
    assert not work.banner.isVisible()
    reader.chooses_loop("B1")
    assert work.scene.keys == {"a", "c", "a>c+", "c>a-"}, "it is a way to look until it is switched off"
    work.see.show_all()
    assert not work.loops.only_lit.isChecked()


def test_the_link_to_sign_first_is_selected_by_enter_and_signed_by_a_key(reader: User):
    panel = reader.workspace.loops
    assert panel._worded.signs[0].link == "a>d?"
    panel.choose_key("sign:a>d?")
    reader.presses("Return")
    assert reader.workspace.selection.links == ["a>d?"]
    assert reader.workspace.view.hasFocus()
    reader.presses("-")
    assert reader.map.links["a>d?"].polarity is Polarity.MINUS
    reader.waits()
    assert {each.split(":")[0] for each in panel.sentences} == {"R1", "B1", "B2"}
    assert panel._worded.signs == ()


def test_more_loops_are_shown_as_far_as_asked_with_an_honest_count(user: User):
    shows(user, dense(7))  # 2,365 loops
    panel = user.workspace.loops
    known = len(panel.sentences)
    assert 500 <= known < 600
    assert panel.summary.text().startswith("At least ")
    first = panel.sentences[:30]
    panel.list.choose(panel.list._rows.count - 1)
    assert panel.list.currentIndex().data() == "Show more"
    user.presses("Return")
    user.waits()
    assert known + 400 < len(panel.sentences) <= known + 600
    assert panel.sentences[:10] == first[:10]
    for _ in range(4):
        user.workspace.loop_commands.more()
        user.waits()
    assert len(panel.sentences) == 2_365
    assert panel.summary.text().startswith("2,365 loops")


def test_a_search_under_way_hears_that_the_map_closes(user: User, monkeypatch: pytest.MonkeyPatch):
    told: list[bool] = []
    search = loop_search._more

    def noted(worded: Worded, _seconds: float, cancelled: Callable[[], bool]) -> Worded:
        def asked() -> bool:
            return cancelled() and (told.append(True) or True)

        return search(worded, 30.0, asked)

    monkeypatch.setattr(loop_search, "_more", noted)
    monkeypatch.setattr(loop_search, "AT_ONCE", 10**9)
    shows(user, dense(14))
    user.workspace.loop_commands.more()
    assert user.workspace.loop_commands.is_busy
    user.window.files.new()
    QApplication.processEvents()
    assert 1 <= len(told) < 10, "it ends when it is told"
    user.waits()  # for the empty map
    assert [each.name for each in threading.enumerate() if each.name == "stratmap work"] == []


def test_an_edit_calls_a_search_off(user: User):
    shows(user, dense(14))
    user.workspace.loop_commands.more()
    user.workspace.edit.undo()
    user.draws("Factor", "New", at=(300, 500))
    assert not user.workspace.loop_commands.is_busy
    user.waits()


def test_the_buttons_stay_under_the_pointer_while_one_walks(reader: User):
    reader.chooses_loop("B1")
    panel = reader.workspace.loops
    (on,) = [each for each in panel.detail.findChildren(QPushButton) if each.accessibleName() == "One link on"]
    QTest.qWait(50)
    before = on.mapTo(panel, QPoint(0, 0))
    for _ in range(3):
        QTest.mouseClick(on, Qt.MouseButton.LeftButton)
        QTest.qWait(50)
        assert on.mapTo(panel, QPoint(0, 0)) == before


def test_walking_begins_where_the_loop_is_read_from(user: User):
    prices = map_of(factor("z", "Raise prices"), factor("a", "Revenue"), influences("z", "a"), influences("a", "z"))
    shows(user, placed(prices))
    assert user.workspace.loops.sentences[0].endswith(": ‘Raise prices’ → ‘Revenue’ → ‘Raise prices’.")
    user.workspace.loops.step(1)
    user.presses("F7")
    assert user.workspace.selection.ways == (("z>a?",),)
    user.presses("Shift+F7")
    assert user.workspace.selection.ways == (("a>z?",),)


def test_among_what_is_lit_a_selected_link_does_not_look_like_a_step_along_the_loop(user: User):

    user.window.show_map(type(user.document)(example("bakery")), None)
    user.waits()
    user.chooses_loop("B1")
    loop, view = user.workspace.loops.thing.loop, user.workspace.view

    def looks() -> object:
        QApplication.processEvents()
        return view.grab().toImage()

    plain = looks()
    user.workspace.selection.set({loop.links[0]})
    selected = looks()
    user.workspace.selection.set(())
    user.workspace.spotlight.look_along({loop.links[0]}, loop.links[0])
    stepped = looks()
    assert plain != selected
    assert selected != stepped
    user.waits()
