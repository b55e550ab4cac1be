"""The lists of findings and loops: long ones come up at once, and still go to their end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stratmap.drawing.theme import theme
from ui.panels.sentence_list import SentenceList
from ui.panels.sentence_model import MOST_AT_ONCE, Row
from ui.panels.wrapped import breakable, height_of

MANY = 5_000


@pytest.fixture
def made() -> list[int]:
    return []


@pytest.fixture
def sentences(qtbot: QtBot, made: list[int]) -> SentenceList:
    """A list of very many sentences, on the screen."""

    def make(number: int) -> Row:
        made.append(number)
        return Row((), 1.0, f"Sentence {number}")

    shown = SentenceList()
    qtbot.addWidget(shown)
    shown.resize(300, 400)
    shown.show_rows(MANY, make, theme("paper"))
    shown.show()
    QTest.qWaitForWindowExposed(shown)
    return shown


def test_of_a_long_list_only_the_beginning_is_made(sentences: SentenceList, made: list[int]):
    assert set(made) <= set(range(MOST_AT_ONCE))
    assert made, "what is in view is made"


def test_a_long_list_goes_on_when_one_walks_to_its_end(sentences: SentenceList):
    for _ in range(3):
        QTest.keyClick(sentences, Qt.Key.Key_End)
    assert sentences.currentIndex().row() >= 2 * MOST_AT_ONCE - 1


def test_any_row_of_a_long_list_can_be_chosen(sentences: SentenceList, qtbot: QtBot):
    with qtbot.waitSignal(sentences.chosen) as chosen:
        sentences.choose(MANY - 1)
    assert chosen.args == [MANY - 1]
    sentences.choose(MANY)
    assert not sentences.currentIndex().isValid(), "there is no such row"


def test_what_was_chosen_far_down_is_chosen_still_when_the_list_is_made_anew(sentences: SentenceList):
    sentences.show_rows(MANY, lambda number: Row((), 1.0, f"Other {number}"), theme("paper"), 3_000)
    assert sentences.currentIndex().row() == 3_000
    assert sentences.currentIndex().data() == "Other 3000"


LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 2


def test_a_word_longer_than_its_line_goes_on_in_the_next(sentences: SentenceList):
    metrics = QFontMetrics(sentences.font())
    sentence = f"‘Hire a {LONG_WORD}’ serves no objective."
    one_line = metrics.height()
    assert metrics.horizontalAdvance(LONG_WORD) > 200, "it fits, and shows nothing"
    assert height_of(sentence, metrics, 200) > height_of("‘Hire a X’ serves no objective.", metrics, 200) + one_line
    wide = metrics.boundingRect(QRect(0, 0, 200, 10_000), int(Qt.TextFlag.TextWordWrap), breakable(sentence)).width()
    assert wide <= 200


@pytest.mark.parametrize(
    "words", ["", "Nobody is accountable for ‘Open a second shop’.", "a-word/that-is-long-enough"]
)
def test_ordinary_words_are_broken_only_where_they_end(words: str):
    assert breakable(words) == words


def test_a_character_of_several_code_points_is_not_broken():
    family = "👨‍👩‍👧"
    assert breakable(family * 20) == "\u200b".join([family] * 20)
