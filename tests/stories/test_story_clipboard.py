"""The clipboard: as words and as a picture for other programs, as a map for maps, and words from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QTextOption
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from models.kinds import ElementKind
from models.limits import MAX_NOTES, MAX_TITLE
from stratmap.edits import clipboard
from tests.conftest import Errors
from tests.user import User


def on_clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def puts(words: str = "", html: str = "", part: str = "") -> None:
    """Somebody copied this in another program."""
    data = QMimeData()
    if words:
        data.setText(words)
    if html:
        data.setHtml(html)
    if part:
        data.setData(clipboard.MIME, QByteArray(part.encode()))
    QGuiApplication.clipboard().setMimeData(data)


def looks_at(user: User) -> None:
    """Turns to this window."""
    user.window.activateWindow()
    QApplication.processEvents()
    user.workspace.view.setFocus()
    QApplication.processEvents()


@pytest.fixture
def other(tmp_path: Path, user: User, reported: Errors) -> Iterator[User]:
    """Somebody with a second window."""
    folder = tmp_path / "other"
    folder.mkdir()
    person = User(folder)
    yield person
    person.leaves()


def test_a_selection_is_copied_as_words_and_as_a_picture_too(user: User) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    user.draws("Factor", "Umbrellas", at=(600, 200))
    user.draws("Factor", "Elsewhere", at=(600, 700))
    user.connects("Rain", "Umbrellas")
    user.selects("Rain", "Umbrellas")
    user.presses("Ctrl+C")
    assert on_clipboard().text() == "Rain\nUmbrellas"
    picture = QImage(on_clipboard().imageData())
    assert not picture.isNull()
    assert picture.width() > picture.height()
    drawing = bytes(on_clipboard().data("image/svg+xml").data()).decode()
    assert "Umbrellas" in drawing
    assert "Elsewhere" not in drawing


def test_the_whole_sheet_is_copied_as_a_picture_when_nothing_is_selected(user: User) -> None:
    user.presses("Escape")
    user.draws("Factor", "Rain", at=(300, 200))
    user.clicks(700, 600)
    user.presses("Ctrl+Shift+C")
    user.sees_notice("whole sheet")
    assert not on_clipboard().hasText()
    assert not QImage(on_clipboard().imageData()).isNull()
    assert "Finance" in bytes(on_clipboard().data("image/svg+xml").data()).decode()
    user.selects("Rain")
    user.presses("Ctrl+Shift+C")
    user.sees_notice("picture of the selection")


def test_cards_are_pasted_into_another_window(user: User, other: User) -> None:
    looks_at(user)
    user.draws("Factor", "Rain", at=(300, 200))
    user.draws("Factor", "Umbrellas", at=(600, 200))
    user.connects("Rain", "Umbrellas", tool="Hurts")
    user.selects("Rain", "Umbrellas")
    user.presses("Ctrl+C")
    looks_at(other)
    other.presses("Ctrl+V")
    assert other.link("Rain", "Umbrellas").polarity == "-"
    assert other.document.history.undo_labels == ["Paste 2 elements"]
    assert other.selected() == {"Rain", "Umbrellas"}


def test_lines_of_text_become_cards_in_one_step(user: User) -> None:
    puts("Goals:\n- Grow\n- Be kind\n\n3. Stay solvent\n")
    user.presses("Ctrl+V")
    assert {each.title for each in user.map.elements.values()} == {"Goals:", "Grow", "Be kind", "Stay solvent"}
    assert user.document.history.undo_labels == ["Paste 4 objectives"]
    assert len(user.selected()) == 4
    user.sees_notice("4 objectives")
    user.presses("Ctrl+Z")
    assert not user.map.elements


def test_pasted_lines_are_of_the_selected_cards_kind(user: User) -> None:
    user.draws("Initiative", "New shop", at=(300, 500))
    puts("Course\nLeaflets")
    user.presses("Ctrl+V")
    assert user.element("Course").kind is ElementKind.INITIATIVE


def test_html_gives_its_plain_words(user: User) -> None:
    puts(html='<ul><li><b>Grow</b><img src="//host/x.png"></li><li>Win &amp; stay</li></ul><script>x()</script>')
    user.presses("Ctrl+V")
    assert {each.title for each in user.map.elements.values()} == {"Grow", "Win & stay"}


def test_html_is_plain_words_in_a_title_too(user: User) -> None:
    puts(html="<h1>Grow <i>fast</i></h1>")
    user.double_clicks(400, 120)
    user.presses("Ctrl+V", "Return")
    assert user.element("Grow fast")


def lengths_in(field: QPlainTextEdit) -> list[int]:
    """How many characters a field holds each time that changes, from now on."""
    lengths: list[int] = []
    field.textChanged.connect(lambda: lengths.append(len(field.toPlainText())))
    return lengths


@pytest.mark.parametrize("words", ["x" * 250_000, "line\n" * 60_000])
def test_too_many_words_are_refused_with_a_reason(user: User, words: str) -> None:
    puts(words)
    user.presses("Ctrl+V")
    user.sees_notice("too much for cards")
    assert not user.map.elements


def test_a_line_too_long_for_a_title_is_kept_in_the_notes(user: User) -> None:
    puts("word " * 2_000)
    user.presses("Ctrl+V")
    (made,) = user.map.elements.values()
    assert len(made.title) <= MAX_TITLE
    assert made.notes == ("word " * 2_000).strip()
    user.sees_notice("in the notes")


def test_a_huge_paste_into_a_title_is_cut_with_a_sentence_before_it_is_shown(user: User) -> None:
    puts("x" * 200_000)
    user.double_clicks(400, 120)
    shown = lengths_in(user.window.findChild(QPlainTextEdit, "title-editor"))
    user.presses("Ctrl+V")
    assert shown == [MAX_TITLE]
    user.sees_notice("up to 2,000 characters")
    user.presses("Return")
    assert len(next(iter(user.map.elements.values())).title) == MAX_TITLE


@pytest.mark.parametrize("words", ["x" * 300_000, "โต" * 150_000, "🚀" * 150_000])
def test_a_huge_paste_into_notes_is_cut_with_a_sentence_before_it_is_shown(user: User, words: str) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    assert user.workspace.inspector.form is not None
    notes = user.workspace.inspector.form.editors["notes"]
    assert isinstance(notes, QPlainTextEdit)
    notes.setFocus()
    puts(words)
    shown = lengths_in(notes)
    user.presses("Ctrl+V")
    assert max(shown) <= MAX_NOTES
    assert notes.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere, "else Qt looks for words in it for seconds"
    if len(words) > MAX_NOTES:
        user.sees_notice("room for 200,000 characters")
    user.workspace.view.setFocus()
    assert user.element("Grow").notes == words[:MAX_NOTES]


def test_html_is_plain_words_in_notes_too(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 120))
    assert user.workspace.inspector.form is not None
    user.workspace.inspector.form.editors["notes"].setFocus()
    puts(html="<p>One <b>two</b></p><p>three</p>")
    user.presses("Ctrl+V")
    user.workspace.view.setFocus()
    assert user.element("Grow").notes == "One two\nthree"


def test_a_clipboard_with_nothing_for_us_says_so(user: User) -> None:
    puts("   \n \n")
    user.presses("Ctrl+V")
    user.sees_notice("no words")
    assert not user.map.elements


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(stratmap=2),
        lambda data: data.update(elements="all"),
        lambda data: data.update(links=[["x"]]),
        lambda data: data["placements"][0].__setitem__(2, float("nan")),
        lambda data: data["placements"][0].__setitem__(4, 1e300),
        lambda data: data["elements"][0].__setitem__(2, "t" * 5_000),
        lambda data: data["elements"][0].__setitem__(1, "villain"),
        lambda data: data["bends"].append(["s", "l", float("inf"), 0]),
        lambda data: data.update(bends={"a": [1]}),
    ],
)
def test_a_damaged_or_hostile_part_of_a_map_is_refused(user: User, change: object) -> None:
    user.draws("Factor", "Rain", at=(300, 200))
    before = user.map
    data = json.loads(clipboard.copied(user.map, user.workspace.scene.sheet, list(user.map.elements)))
    change(data)  # type: ignore[operator]
    puts(part=json.dumps(data))
    user.presses("Ctrl+V")
    if user.map is not before:
        assert data["bends"], "only a bend of no link at all may be passed over"
    else:
        user.sees_notice("Nothing was changed")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "null", "\x00", "[]", '{"stratmap": 1}'])
def test_rubbish_on_the_clipboard_is_refused(user: User, text: str) -> None:
    data = QMimeData()
    data.setData(clipboard.MIME, QByteArray(text.encode()))
    QGuiApplication.clipboard().setMimeData(data)
    user.presses("Ctrl+V")
    user.sees_notice("cannot be read as part of a map")
    assert not user.map.elements


def test_what_stands_on_another_sheet_is_neither_copied_nor_cut_nor_doubled(user: User):
    user.draws("Objective", "Elsewhere", at=(200, 200))
    user.presses("Shift+F11")
    user.types("Second")
    user.presses("Return")
    before = user.map
    user.workspace.selection.set({user.element("Elsewhere").id})
    for action in ("copy", "cut", "duplicate"):
        user.window.actions_by_id[action].trigger()
        assert "stands on this sheet" in user.workspace.notice.text(), action
        assert user.map is before, action


def test_the_step_that_doubled_cards_is_called_so(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 300))
    user.presses("Ctrl+D")
    assert user.document.history.undo_labels[-1] == "Duplicate element"
    user.presses("Ctrl+A", "Ctrl+D")
    assert user.document.history.undo_labels[-1] == "Duplicate 2 elements"


def test_doubling_a_card_while_it_is_dragged_drops_the_drag(user: User) -> None:
    user.draws("Objective", "Grow", at=(400, 300))
    before = user.card("Grow")
    user.drags((400, 300), (500, 500), lets_go=False)
    user.presses("Ctrl+D")
    user.lets_go(500, 500)
    assert before in user.map.placements.values()
    user.presses("Ctrl+Z")
    assert list(user.map.placements.values()) == [before]
