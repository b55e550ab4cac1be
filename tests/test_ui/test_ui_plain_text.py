"""A user's words are words: nowhere in the window does Qt take them for markup, which could open files and shares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QTextEdit, QWidget

from stratmap.settings import SettingsFile
from tests.safety.looks import is_markup, troubles
from tests.user import User
from ui.dialogs.about import AboutDialog
from ui.dialogs.ask import Answer, Ask
from ui.dialogs.link_to import LinkToDialog
from ui.window.start_page import StartPage

EVIL = '<img src="//host/share/x"><b>hi</b>'
MARK = "<b>hi"


def labels(widget: QWidget) -> Iterator[QLabel]:
    yield from (each for each in widget.findChildren(QLabel) if each.text())


def shows_words_only(widget: QWidget) -> set[str]:
    """Sees that labels take their text as it stands and no tooltip is markup; what the labels say with the mark."""
    rich = [each.text() for each in labels(widget) if each.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []
    things: list[QWidget | QAction] = [widget, *widget.findChildren(QWidget), *widget.findChildren(QAction)]
    assert [each.toolTip() for each in things if is_markup(each.toolTip())] == []
    assert list(troubles(widget)) == []
    return {each.text() for each in labels(widget) if MARK in each.text()}


@pytest.fixture
def evil(user: User) -> User:
    """Somebody whose map and cards have titles that look like markup; with findings and a loop."""
    user.fills("title", EVIL)
    user.draws("Initiative", EVIL + " 1", at=(300, 300))
    user.draws("Factor", EVIL + " 2", at=(700, 300))
    user.draws("Factor", EVIL + " 3", at=(500, 500))
    user.connects(EVIL + " 2", EVIL + " 3", tool="Supports")
    user.connects(EVIL + " 3", EVIL + " 2", tool="Supports")
    user.waits()
    return user


def test_titles_are_words_in_the_fields_and_the_sentence_about_a_link(evil: User):
    evil.selects_link(EVIL + " 2", EVIL + " 3")
    assert len(shows_words_only(evil.window)) == 1
    evil.selects(EVIL + " 1")
    shows_words_only(evil.window)
    form = evil.workspace.inspector.form
    assert form is not None
    assert form.editors["title"].text() == EVIL + " 1"  # type: ignore[attr-defined]


def test_titles_are_words_in_the_lists_of_findings_and_loops(evil: User):
    assert any(EVIL in each for each in evil.workspace.findings.sentences)
    assert any(EVIL in each for each in evil.workspace.loops.sentences)
    for panel in (evil.workspace.findings, evil.workspace.loops):
        index = panel.list.model().index(0, 0)
        assert panel.list.model().data(index, Qt.ItemDataRole.ToolTipRole) is None
        evil.workspace.tabs.setCurrentWidget(panel)
        QApplication.processEvents()
        assert not panel.list.grab().isNull()
    shows_words_only(evil.window)


def test_titles_are_words_in_what_is_said_over_the_map(evil: User):
    sentence = f"‘{EVIL}’ is not there any more."
    evil.workspace.notice.say(sentence)
    assert sentence in shows_words_only(evil.window)


def test_titles_are_words_in_the_dialog_that_links(evil: User):
    evil.selects(EVIL + " 1")
    evil.workspace.linking.ask()
    (dialog,) = evil.workspace.findChildren(LinkToDialog)
    assert len(shows_words_only(dialog)) == 1
    assert EVIL in dialog.chooser.list.item(0).text()
    dialog.reject()


@pytest.mark.parametrize("title", [EVIL, "Plan [*] A", "[[*]*]", "ends in [*]"])
def test_the_title_of_the_window_is_that_of_the_map(user: User, title: str):
    user.fills("title", title)
    QApplication.processEvents()
    shown = user.window.windowHandle().title()
    assert shown.startswith(f"{title}* – stratmap")


def test_titles_are_words_in_the_line_of_quick_entry(evil: User):
    evil.presses("Ctrl+T")
    evil.composes(EVIL[:6])
    panel = evil.workspace.quick.panel
    assert EVIL[:30] in panel.hint.text()
    assert panel.hint.text() in shows_words_only(panel)
    evil.presses("Escape")


def test_a_title_written_on_the_map_is_words(user: User):
    user.draws("Objective", EVIL, at=(300, 300))
    user.double_clicks(*user._middle(EVIL))
    assert user.workspace.editor.toPlainText() == EVIL
    user.presses("Escape")


class Boxes:
    """Answers message boxes, and keeps what they showed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[set[str]] = []
        self.details: list[str] = []
        boxes = self

        def answers(box: QMessageBox) -> int:
            boxes.seen.append(shows_words_only(box))
            boxes.details += [each.toPlainText() for each in box.findChildren(QTextEdit)]
            box.deleteLater()
            return int(QMessageBox.StandardButton.Discard)

        monkeypatch.setattr(QMessageBox, "exec", answers)
        monkeypatch.setattr(QMessageBox, "open", answers)


def test_questions_and_troubles_show_words(evil: User, monkeypatch: pytest.MonkeyPatch):
    boxes = Boxes(monkeypatch)
    ask = Ask(evil.window)
    assert ask.keep_changes(EVIL) is Answer.DISCARD
    ask.tell(f"{EVIL} cannot be read.", f"Row 3: {EVIL}")
    assert [len(each) for each in boxes.seen] == [1, 1]
    assert boxes.details == [f"Row 3: {EVIL}"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_word_about_the_program_is_plain(user: User):
    user.window.help.show_about()
    (box,) = user.window.findChildren(AboutDialog)
    assert [each.text() for each in labels(box) if each.textFormat() != Qt.TextFormat.PlainText] == []
    box.close()


def test_recent_files_are_listed_by_their_names_as_they_stand(user: User, tmp_path: Path):
    path = tmp_path / "R&D <b>hi.stratmap"
    settings = SettingsFile(tmp_path / "other.json")
    settings.change(lambda now: now.opened(path))
    page = StartPage(user.window.files, settings.now.recent, user.window.theme)
    shows_words_only(page)
    (button,) = [each for each in page.findChildren(QPushButton) if MARK in each.text()]
    assert button.text().replace("&&", "&").startswith(path.name)
    page.deleteLater()


def test_saving_under_a_strange_name_says_it_as_it_stands(user: User):
    user.saves_as(user.folder / "<b>hi.stratmap")
    user.sees_notice("<b>hi.stratmap")
    assert len(shows_words_only(user.window)) == 1


def test_undo_names_no_title(evil: User):
    """What can be undone is shown in menus and tooltips: names of edits are of kinds, never of titles."""
    labels = (*evil.document.history.undo_labels, evil.window.actions_by_id["undo"].text())
    assert [each for each in labels if "<" in each or "&" in each] == []


def test_a_copied_card_is_plain_words_for_other_programs(evil: User):
    evil.selects(EVIL + " 1")
    evil.presses("Ctrl+C")
    data = QApplication.clipboard().mimeData()
    assert data.text() == EVIL + " 1"
    assert not data.hasHtml()
