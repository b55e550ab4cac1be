"""Text from other programs: the words of it become titles, and too much of it is refused rather than waited for."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest

from models.kinds import ElementKind
from models.limits import MAX_TITLE
from models.rules import violations
from models.strategy_map import new_map
from stratmap.document import Document
from stratmap.edits import pasted_text
from stratmap.edits.pasted_text import TooMuch, adding, lines_of, words_of
from stratmap.quick_words import too_much_sentence
from tests.builders import SHEET, factor, map_of, placed
from tests.cost import steps


def pasted(
    document: Document,
    text: str,
    kind: ElementKind = ElementKind.OBJECTIVE,
    *,
    sheet: str = SHEET,
    at: tuple[float, float] = (0, 0),
) -> frozenset[str]:
    """The ids of what a text became."""
    added = adding(document.map, kind, lines_of(text), sheet, *at)
    document.make_prepared(added.made)
    return added.keys


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Grow", "Grow"),
        ("- Grow", "Grow"),
        ("• Grow", "Grow"),
        ("  *   Grow  ", "Grow"),
        ("1. Grow", "Grow"),
        ("(12) Grow", "Grow"),
        ("a) Grow", "Grow"),
        ("- [x] Grow", "Grow"),
        ("A. Smith", "A. Smith"),
        ("2026 is the year", "2026 is the year"),
        ("-5 % costs", "-5 % costs"),
        ("Do\x00 it", "Do it"),
    ],
)
def test_bullets_and_numbers_are_left_out(line: str, title: str) -> None:
    assert [each.title for each in lines_of(line)] == [title]


def test_empty_lines_make_no_cards() -> None:
    assert [each.title for each in lines_of("\nA\r\n\r\n   \nB\n")] == ["A", "B"]


def test_a_line_too_long_for_a_title_is_cut_at_a_word_and_kept_whole_in_the_notes() -> None:
    line = "word " * 1_000
    (said,) = lines_of(line)
    assert len(said.title) <= MAX_TITLE
    assert said.title.endswith("word…")
    assert said.notes == line.strip()


@pytest.mark.parametrize("text", ["a\n" * 1_001, "x" * 200_001])
def test_too_much_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(TooMuch) as caught:
        lines_of(text)
    assert "Nothing was changed" in too_much_sentence(caught.value)


def test_html_gives_its_plain_words_a_block_a_line() -> None:
    html = (
        "<html><head><title>no</title><style>p{}</style></head><body><!--StartFragment--><ul><li><b>Grow</b>"
        " &amp; win</li><li>Two\nlines</li></ul><p>Last<br/>not least</p><script>alert(1)</script>"
        '<img src="//host/share/x.png" onerror=run></body></html>'
    )
    assert words_of(html) == "Grow & win\nTwo lines\nLast\nnot least"


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<!",
        "<!--",
        "<p",
        "&",
        "&#x",
        "<p>",
        "</",
        "<![CDATA[",
        "<script>",
        "<script",
        "<script></script",
        "&#" + "9" * 9_000,
    ],
)
def test_hostile_html_is_read_no_more_than_a_few_times(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = [0]
    monkeypatch.setattr(pasted_text, "re", Patterns(read))
    words_of(Read(piece * (200_000 // len(piece)), read))
    assert read[0] <= 4 * 200_000


class Read(str):
    """HTML that counts the letters it is looked through for something, or cut into pieces."""

    letters: list[int]

    def __new__(cls, text: str, letters: list[int]) -> Read:
        made = super().__new__(cls, text)
        made.letters = letters
        return made

    def __getitem__(self, where: Any) -> Read:
        found = Read(super().__getitem__(where), self.letters)
        self.letters[0] += len(found)
        return found

    def find(self, what: str, start: Any = 0, end: Any = None) -> int:
        at = super().find(what, start, end)
        self.letters[0] += (at if at >= 0 else len(self)) - start
        return at


class Patterns:
    """Stands in for the module ``re``, and counts the letters that are searched."""

    IGNORECASE = re.IGNORECASE

    def __init__(self, letters: list[int]) -> None:
        self.letters = letters

    def compile(self, pattern: str, flags: int = 0) -> Patterns:
        self.pattern = re.compile(pattern, flags)
        return self

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        found = self.pattern.search(text, start)
        self.letters[0] += (found.end() if found else len(text)) - start
        return found


def test_a_list_becomes_a_block_of_cards_apart_from_each_other_and_from_others_in_one_step() -> None:
    document = Document(placed(map_of(factor("a"), factor("b"))))
    ids = pasted(document, "\n".join(f"Line {n}" for n in range(30)), ElementKind.INITIATIVE, at=(200, 0))
    assert len(ids) == 30
    assert document.history.undo_labels == ["Paste 30 initiatives"]
    assert violations(document.map) == []
    spots = list(document.map.placements_on(SHEET).values())
    for index, one in enumerate(spots):
        for other in spots[:index]:
            assert (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
    document.undo()
    assert len(document.map.elements) == 2


def test_pasted_cards_belong_to_the_band_they_stand_on() -> None:
    document = Document(new_map("", ["Top", "Bottom"]))
    sheet = document.map.first_sheet().id
    (made,) = pasted(document, "Low", sheet=sheet, at=(400, 360))
    assert document.map.perspectives[document.map.elements[made].perspective or ""].title == "Bottom"


@pytest.mark.parametrize(("count", "bands"), [(3, {"Bottom"}), (18, {"Bottom"}), (60, {None})])
def test_a_list_stays_within_one_band_or_waits_below_all_of_them(count: int, bands: set[str | None]) -> None:
    document = Document(new_map("", ["Top", "Bottom"]))
    sheet = document.map.first_sheet().id
    pasted(
        document,
        "\n".join(f"Idea number {number} of the workshop" for number in range(count)),
        sheet=sheet,
        at=(400, 360),
    )
    titles = {None: None, **{each.id: each.title for each in document.map.perspectives.values()}}
    assert {titles[each.perspective] for each in document.map.elements.values()} == bands
    for spot in document.map.placements_on(sheet).values():
        assert spot.y >= 480 if bands == {None} else 240 <= spot.y <= spot.y + spot.height <= 480


@pytest.mark.parametrize(
    "line", ["x" * 1_000, "word " * 199 + "\n", "x" * 49 + "\n"], ids=["letters", "words", "lines"]
)
def test_twice_as_long_a_paste_costs_no_more_than_twice_as_much(line: str) -> None:
    long, short = (partial(pastes, line * (letters // len(line))) for letters in (16_000, 8_000))
    assert steps(long) < 2.3 * steps(short)


def pastes(text: str) -> Document:
    document = Document(map_of())
    pasted(document, text)
    return document


@pytest.mark.parametrize("text", ["x" * 199_999, ("word " * 399 + "\n") * 99, ("x" * 199 + "\n") * 999])
def test_a_paste_of_200_000_characters_has_a_card_for_each_line(text: str) -> None:
    assert len(pastes(text).map.elements) == len(text.splitlines())
