"""What is found is read, narrowed down, fixed, muted and brought back, by mouse and by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from models.kinds import Status
from models.strategy_map import StrategyMap
from stratmap.analysis.checks import CHECKS
from stratmap.drawing.shapes import badge_center
from stratmap.edits.elements import rename
from tests.builders import conflicts, department, factor, influences, initiative, map_of, objective, owns, placed
from tests.user import User
from ui.canvas.looking import READABLE
from ui.dialogs.choose import ChooseDialog
from ui.dialogs.guide import GuideWindow
from ui.dialogs.mute import MuteDialog
from ui.panels.sentence_panel import LATE

ignores = pytest.mark.qt_log_ignore("This plugin does not support")


def troubled() -> StrategyMap:
    """An initiative and an objective nobody serves, a conflict and a mixed effect."""
    return placed(
        map_of(
            *(objective("o1", "Grow revenue", owner="Ann"), objective("o2", "Good name", owner="Ann")),
            *(initiative("i1", "New portal", owner="Bo"), initiative("i2", "Raise prices", owner="Bo")),
            *(factor("f1", "Margin"), factor("f2", "Loyalty")),
            *(influences("i2", "f1", "+"), influences("f1", "o1", "+"), influences("i2", "f2", "-")),
            *(influences("f2", "o1", "+"), conflicts("i1", "i2")),
        )
    )


@pytest.fixture
def reader(user: User) -> User:
    user.window.show_map(type(user.document)(troubled()), None)
    QApplication.processEvents()
    user.waits()
    return user


def headings(user: User) -> list[str]:
    """The rows of the list that are no sentences."""
    panel = user.workspace.findings
    return [text for row, text in enumerate(panel.list.texts) if row not in panel.sentence_rows]


def dialog(user: User, kind: type) -> object:
    (found,) = [each for each in user.workspace.findChildren(kind) if each.isVisible()]
    return found


def comes_back(user: User) -> None:
    """The window is in front again when a dialog has closed, as a window manager would have it."""
    user.window.activateWindow()
    user.workspace.findings.list.setFocus()
    QApplication.processEvents()


def popup() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_findings_stand_under_their_severities_with_counts(reader: User):
    assert headings(reader) == ["Errors (2)", "Warnings (3)"]
    assert reader.workspace.tabs.tabText(0) == "Findings (5)"


def test_a_check_is_asked_for_alone(reader: User):
    panel = reader.workspace.findings
    reader.picks(panel.checks, "Mixed effect (1)")
    assert [each.code for each in panel.findings] == ["SM202"]
    assert panel.summary.text() == "1 of 5 findings are shown."
    assert reader.workspace.tabs.tabText(0) == "Findings (5)"


def test_only_what_is_about_the_selection_is_shown_and_follows_it(reader: User):
    reader.selects("New portal")
    reader.clicks_button(reader.workspace.findings.only_selected)
    assert {each.code for each in reader.workspace.findings.findings} == {"SM101", "SM204"}
    reader.selects("Good name")
    assert {each.code for each in reader.workspace.findings.findings} == {"SM102", "SM106"}
    reader.presses("Escape")
    assert reader.workspace.findings.sentences == []
    assert "Select a card" in reader.workspace.findings.summary.text()
    reader.presses("Ctrl+F8")
    assert len(reader.workspace.findings.sentences) == 5


def test_arrows_light_findings_and_enter_selects_what_one_is_about(reader: User):
    reader.presses("Ctrl+Shift+F", "Down")
    first = reader.workspace.findings.thing
    assert first is not None
    reader.presses("Down", "Down")  # over the heading of the warnings
    assert reader.workspace.analysis.chosen.finding.severity == "warning"
    reader.presses("Home")
    assert reader.workspace.findings.thing is first
    reader.sees_lit("New portal")
    reader.presses("Return")
    assert reader.selected() == {"New portal"}
    assert reader.workspace.view.hasFocus()


def test_f8_goes_from_finding_to_finding_and_round(reader: User):
    seen = []
    for _ in range(6):
        reader.presses("F8")
        seen.append(reader.workspace.analysis.chosen.key)
    assert len(set(seen)) == 5
    assert seen[5] == seen[0]
    reader.presses("Shift+F8")
    assert reader.workspace.analysis.chosen.key == seen[4]


def test_a_mixed_effect_lights_both_ways_in_two_styles(reader: User):
    reader.chooses_finding("both helps")
    work = reader.workspace
    assert [len(way) for way in work.selection.ways] == [2, 2]
    assert any("Dashed line: the way that hurts" in words for words in shown_words(reader))
    with_ways = work.view.grab().toImage()
    work.selection.light(work.selection.lit)
    assert work.view.grab().toImage() != with_ways


def shown_words(user: User) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in user.workspace.findings.detail.findChildren(QLabel) if label.isVisible()]


def test_the_detail_says_what_it_means_and_what_to_do(reader: User):
    reader.chooses_finding("‘New portal’ serves no objective")
    words = " ".join(shown_words(reader))
    assert "Link it to the objective it is meant to help" in words
    assert "Orphaned initiative (SM101)" in words


def test_the_advice_of_the_chosen_finding_calls_things_by_their_present_titles(user: User):
    march = {"start": date(2026, 3, 1), "end": date(2026, 3, 31), "effort": 9.0}
    busy = [department("d", "Works", capacity=1.0), initiative("i", "Oven", **march), owns("d", "i")]
    user.window.show_map(type(user.document)(placed(map_of(*busy))), None)
    QApplication.processEvents()
    user.waits()
    user.chooses_finding("‘Works’ has 1 day a month")
    rename(user.document, "i", "Shop")
    user.waits()
    said = [each.text() for each in user.workspace.findings.detail.widget().findChildren(QLabel)]
    assert "Give ‘Shop’ more time, give it away, or add to the capacity." in said


def test_a_fix_with_choices_is_found_by_typing_and_is_one_step_of_undo(reader: User):
    reader.chooses_finding("‘New portal’ serves no objective")
    reader.clicks_button(reader.workspace.findings.detail.buttons["Link it to an objective …"])
    asked = dialog(reader, ChooseDialog)
    asked.chooser.search.setFocus()
    QTest.keyClicks(asked.chooser.search, "good")
    QTest.keyClick(asked.chooser.search, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert reader.link("New portal", "Good name").polarity == "+"
    assert reader.document.history.undo_labels == ["Link it to an objective"]
    reader.sees_no_finding("serves no objective")
    comes_back(reader)
    reader.presses("Ctrl+Z")
    reader.sees_finding("‘New portal’ serves no objective")


def fixes_by_hand(user: User) -> None:
    """Links the portal to the good name, as the first finding suggests."""
    user.chooses_finding("‘New portal’ serves no objective")
    user.clicks_button(user.workspace.findings.detail.buttons["Link it to an objective …"])
    asked = dialog(user, ChooseDialog)
    QTest.keyClicks(asked.chooser.search, "good")
    QTest.keyClick(asked.chooser.search, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_what_a_fix_has_made_is_selected_in_sight_and_said_as_done(reader: User):
    work = reader.workspace
    work.view.looking.wander(work.view.camera.panned(0, 250))
    fixes_by_hand(reader)
    made = reader.link("New portal", "Good name").id
    reader.waits()
    assert work.selection.keys == {made}
    assert work.selection.lit is None, "the next finding does not take the picture"
    seen = work.view.looking.destination.seen(work.view.width(), work.view.height())
    clear = work.view.camera.to_map(0, work.notice.y())[1]
    for title in ("New portal", "Good name"):
        card = reader.card(title)
        assert seen.x <= card.x
        assert card.x + card.width <= seen.right
        assert seen.y <= card.y
        assert card.y + card.height <= clear, "what is said covers it"
    reader.sees_notice("Linked ‘New portal’ to ‘Good name’. Ctrl+Z takes it back.")


@pytest.mark.parametrize(("key", "place"), [("F8", 0), ("Shift+F8", -1), ("Down", 0)])
def test_walking_on_after_a_fix_goes_on_where_it_was(reader: User, key: str, place: int):
    fixes_by_hand(reader)
    reader.waits()
    comes_back(reader)
    assert reader.workspace.analysis.chosen is None
    reader.presses(key)
    keys = [each.key for each in reader.workspace.findings._worded.findings]
    assert reader.workspace.analysis.chosen.key == keys[place]


def test_a_fix_in_the_list_about_what_is_selected_leaves_the_selection(reader: User):
    reader.selects("New portal")
    reader.presses("Ctrl+F8")
    fixes_by_hand(reader)
    reader.waits()
    assert reader.selected() == {"New portal"}
    assert reader.workspace.selection.lit is None


def test_what_a_fix_has_made_is_shown_although_a_filter_hides_it(reader: User):
    reader.selects("Margin")
    reader.presses("Alt+1")
    fixes_by_hand(reader)
    assert reader.workspace.sight.shows(reader.link("New portal", "Good name").id)


def test_what_was_done_is_said_in_the_presentation_too(reader: User):
    reader.presses("F5", "F8")
    finding = reader.workspace.analysis.chosen
    fix = reader.workspace.analysis._fixes(finding)[0]
    reader.workspace.analysis._apply(fix, fix.choices[0].key if fix.choices else "")
    reader.waits()
    reader.sees_notice("Ctrl+Z takes it back.")
    reader.presses("F5")


@ignores
def test_fixing_by_a_key_offers_what_there_is_and_shows_what_it_did(reader: User):
    reader.presses("Ctrl+Shift+F", "Down", "F")
    menu = popup()
    (drop,) = [each for each in menu.actions() if "as dropped" in each.text()]
    drop.trigger()
    menu.close()
    reader.waits()
    assert reader.element("New portal").status is Status.DROPPED
    assert reader.workspace.analysis.chosen is None
    assert reader.selected() == {"New portal"}
    reader.sees_notice("‘New portal’ is now marked as dropped. Ctrl+Z takes it back.")


def test_a_fix_that_no_longer_fits_changes_nothing_and_says_so(reader: User):
    from stratmap.edits import elements

    reader.chooses_finding("‘New portal’ serves no objective")
    reader.clicks_button(reader.workspace.findings.detail.buttons["Link it to an objective …"])
    asked = dialog(reader, ChooseDialog)
    elements.delete(reader.document, {reader.element("New portal").id})
    before = reader.map
    asked.accept()
    reader.sees_notice("Nothing was changed")
    assert reader.map is before


def mutes(user: User, reason: str) -> None:
    user.presses("M")
    asked = dialog(user, MuteDialog)
    asked.field.setFocus()
    QTest.keyClicks(asked.field, reason)
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    for each in user.workspace.findChildren(MuteDialog):
        each.reject()
    comes_back(user)
    user.waits()


@ignores
def test_muting_needs_a_reason(reader: User):
    reader.presses("Ctrl+Shift+F", "Down")
    mutes(reader, "   ")
    assert reader.map.mutes == {}


@ignores
def test_a_muted_finding_is_listed_at_the_end_survives_the_file_and_can_be_brought_back(reader: User, tmp_path: Path):
    reader.presses("Ctrl+Shift+F", "Down")
    mutes(reader, "We know")
    assert reader.document.history.undo_labels == ["Mute finding"]
    reader.sees_no_finding("serves no objective")
    assert headings(reader)[-1] == "▸ Muted (1)"
    reader.saves_as(tmp_path / "a.stratmap")
    reader.opens(tmp_path / "a.stratmap")
    assert headings(reader)[-1] == "▸ Muted (1)"
    reader.presses("Ctrl+Shift+F", "End", "Space", "Down")
    assert reader.workspace.analysis.chosen.reason == "We know"
    assert any("We know" in words for words in shown_words(reader))
    reader.presses("M")
    reader.sees_finding("‘New portal’ serves no objective")
    assert reader.map.mutes == {}


@ignores
def test_a_mute_of_what_is_not_found_any_more_can_be_forgotten(reader: User):
    reader.presses("Ctrl+Shift+F", "Down")
    mutes(reader, "We know")
    reader.selects("New portal")
    reader.presses("Delete")
    reader.waits()
    reader.presses("Ctrl+Shift+F", "End", "Return", "Down")
    assert any("not found any more" in words for words in shown_words(reader))
    reader.clicks_button(reader.workspace.findings.detail.buttons["Forget the mute"])
    assert reader.map.mutes == {}


def test_a_click_on_a_badge_shows_what_was_found_about_its_card(reader: User):
    work = reader.workspace
    work.tabs.setCurrentWidget(work.loops)
    card, kind = reader.card("New portal"), reader.element("New portal").kind
    x, y = badge_center(kind, card.width, card.height)
    reader.clicks(card.x + x, card.y + y)
    assert work.tabs.currentWidget() is work.findings
    assert {each.code for each in work.findings.findings} == {"SM101", "SM204"}
    assert work.analysis.chosen.finding.code == "SM101"
    assert reader.selected() == {"New portal"}


def test_choosing_a_finding_lets_go_of_what_it_is_not_about(reader: User) -> None:
    work = reader.workspace
    reader.selects_link("Margin", "Grow revenue")
    assert work.selection.links == ["f1>o1+"]
    reader.chooses_finding("towards ‘Good name’")
    assert work.selection.keys == frozenset(), "the fields no longer edit the link"
    assert work.analysis.chosen is not None, "letting go chooses nothing else"
    reader.presses("Escape")
    reader.selects("New portal", "Margin")
    reader.chooses_finding("‘New portal’ and ‘Raise prices’")
    assert reader.selected() == {"New portal"}, "what it is about stays selected"
    reader.selects_link("Margin", "Grow revenue")
    reader.presses("F8")
    assert work.selection.keys <= (work.selection.lit or frozenset())


def test_the_selection_stays_while_one_walks_through_what_was_found_about_it(reader: User) -> None:
    work = reader.workspace
    reader.selects("New portal", "Good name")
    reader.presses("Ctrl+F8")
    count = len(work.findings.sentences)
    assert count > 2
    for _each in range(count):
        reader.presses("F8")
        assert reader.selected() == {"New portal", "Good name"}
    assert len(work.findings.sentences) == count


def test_a_card_with_a_badge_is_still_chosen_from_far_away(reader: User):
    view = reader.workspace.view
    view.looking.zoom_to(0.25)
    reader.selects("New portal")
    assert reader.selected() == {"New portal"}
    assert reader.workspace.analysis.chosen is None
    assert view.looking.destination.scale == 0.25


def test_what_a_finding_is_about_is_brought_near_enough_to_read_and_no_nearer(reader: User):
    view = reader.workspace.view
    view.looking.zoom_to(1.5)
    reader.chooses_finding("‘New portal’ serves no objective")
    assert view.looking.destination.scale == 1.5
    view.looking.zoom_to(0.2)
    reader.chooses_finding("‘Good name’ is not connected")
    assert view.looking.destination.scale == READABLE


def test_a_card_is_still_dragged_by_its_badge(reader: User):
    card, kind = reader.card("New portal"), reader.element("New portal").kind
    x, y = badge_center(kind, card.width, card.height)
    reader.drags((card.x + x - 4, card.y + y + 4), (card.x + x + 60, card.y + y + 200))
    assert reader.card("New portal") != card
    assert not reader.workspace.findings.only_selected.isChecked()


@ignores
def test_the_menu_of_a_finding_holds_what_can_be_done(reader: User):
    reader.chooses_finding("‘New portal’ serves no objective")
    reader.workspace.findings.list.customContextMenuRequested.emit(QPoint(5, 5))
    menu = popup()
    texts = [each.text().split("\t")[0] for each in menu.actions() if not each.isSeparator()]
    assert texts[0] == "Jump to it"
    assert "Link it to an objective …" in texts
    assert "Mute with a reason …" in texts
    (only,) = [each for each in menu.actions() if each.text().startswith("Only:")]
    only.trigger()
    menu.close()
    assert [each.code for each in reader.workspace.findings.findings] == ["SM101"]


@ignores
def test_a_check_is_explained_in_the_guide(reader: User):
    reader.chooses_finding("‘New portal’ serves no objective")
    reader.clicks_button(reader.workspace.findings.detail.buttons["Explain this check"])
    (guide,) = reader.window.findChildren(GuideWindow)
    assert guide.isVisible()
    assert guide.text.textCursor().selectedText() == "SM101"
    guide.close()


@ignores
def test_the_guide_explains_every_check(user: User):
    user.window.help.show_guide()
    (guide,) = user.window.findChildren(GuideWindow)
    text = guide.text.toPlainText()
    for check in CHECKS:
        assert check.code in text
        assert check.explanation in text
    guide.close()


def test_nothing_found_says_what_was_checked(user: User):
    sound = map_of(
        *(objective("o1", "Rest", owner="Ann"), initiative("i1", "Nap", owner="Ann"), influences("i1", "o1", "+"))
    )
    user.window.show_map(type(user.document)(placed(sound)), None)
    user.sees_no_findings()
    assert "Nothing found. Checked for: Orphaned initiative" in user.workspace.findings.summary.text()


def test_what_is_shown_is_marked_until_the_new_answer_is_there(reader: User):
    reader.renames("Good name", "Better name")
    assert reader.workspace.findings.summary.text() == "Checking again …"
    reader.waits()
    assert reader.workspace.findings.summary.text() == "2 errors, 3 warnings."


def test_what_was_never_in_front_asks_for_no_room_while_it_is_checked(user: User):
    user.draws("Objective", "Rest", at=(300, 200))
    user.waits()
    asked = user.workspace.tabs.minimumSizeHint()
    user.workspace.loops.mark_stale()
    QTest.qWait(LATE + 50)
    assert user.workspace.loops.summary.text() == "Checking again …"
    assert user.workspace.tabs.minimumSizeHint() == asked


def test_the_list_keeps_its_share_of_a_low_window(reader: User):
    panel = reader.workspace.findings
    reader.window.resize(1280, 900)
    QTest.qWait(50)
    reader.chooses_finding("both helps")
    for height in (900, 768):
        reader.window.resize(1280, height)
        QTest.qWait(80)
        assert panel.list.height() >= 0.43 * panel.height(), (height, panel.list.height(), panel.height())
    assert panel.detail.verticalScrollBar().maximum() > 0, "the rest is scrolled to"


def test_whoever_has_only_begun_is_told_that_most_of_what_is_found_goes_with_links(user: User) -> None:
    begun = user.workspace.findings.begun
    assert not begun.isVisible(), "nothing is drawn yet"
    user.draws("Objective", "Grow", at=(200, 120))
    user.draws("Initiative", "Shop", at=(200, 320))
    user.waits()
    assert user.workspace.findings.findings
    assert begun.isVisible()
    user.connects("Shop", "Grow")
    user.draws("Initiative", "Oven", at=(500, 320))
    user.connects("Oven", "Grow")
    user.connects("Oven", "Shop")
    user.waits()
    assert user.workspace.findings.findings
    assert not begun.isVisible()
