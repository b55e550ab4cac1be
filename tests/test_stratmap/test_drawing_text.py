"""Measuring and breaking text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratmap.drawing import text as text_module
from stratmap.drawing.clusters import clusters
from stratmap.drawing.fontfiles import FACES, FONTS, WEIGHTS, font_file
from stratmap.drawing.primitives import Face, TextRun, Weight
from stratmap.drawing.shaping import as_shapes, faces, outlines
from stratmap.drawing.text import MOST_MEASURED, broken, line_height, longest_word, run_width, text_runs, width


def lines_of(text: str, max_width: float = 120, max_lines: int | None = None) -> list[str]:
    return [line.text for line in broken(text, 14, "regular", max_width, max_lines)]


@pytest.mark.parametrize(("face", "weight"), FACES)
def test_every_font_that_is_set_as_text_is_there(face: Face, weight: Weight) -> None:
    assert font_file(face, weight).read_bytes()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("face", FONTS)
@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_bundled_font_is_there(face: Face, weight: Weight) -> None:
    assert font_file(face, weight).is_file()


def test_bold_is_wider_than_regular_and_twice_the_size_is_twice_as_wide() -> None:
    assert width("Grow revenue", 14, "bold") > width("Grow revenue", 14)
    assert width("Grow revenue", 28) == pytest.approx(2 * width("Grow revenue", 14))


def test_letters_are_kerned() -> None:
    assert width("AVAVAV", 14) < 3 * width("A", 14) + 3 * width("V", 14) - 0.5


def test_ligatures_are_not_used_because_surfaces_do_not_agree_on_them() -> None:
    assert width("fi", 100) == pytest.approx(width("f", 100) + width("i", 100), abs=3)


def test_a_short_title_stays_on_one_line() -> None:
    assert lines_of("Grow revenue") == ["Grow revenue"]


def test_a_title_breaks_at_spaces() -> None:
    assert lines_of("Increase customer retention in all regions") == [
        "Increase customer",
        "retention in all",
        "regions",
    ]


def test_a_title_breaks_after_hyphens_but_not_inside_a_span_of_years() -> None:
    assert lines_of("Kundenzufriedenheit-Programm", 150) == ["Kundenzufriedenheit-", "Programm"]
    assert lines_of("The plan for years 2025-2027", 90)[-1] == "2025-2027"


def test_a_word_too_long_for_a_line_is_cut_inside() -> None:
    lines = lines_of("Donaudampfschifffahrtsgesellschaftskapitän", 100)
    assert len(lines) > 2
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaftskapitän"


def test_newlines_are_kept() -> None:
    assert lines_of("one\n\ntwo") == ["one", "", "two"]


def test_an_empty_text_has_no_line() -> None:
    assert broken("", 14, "regular", 100) == ()


def test_what_does_not_fit_ends_in_an_ellipsis_within_the_width() -> None:
    lines = broken("Increase customer retention in all regions by next summer", 14, "bold", 120, 2)
    assert len(lines) == 2
    assert lines[-1].text.endswith("…")
    assert all(line.width <= 120.5 for line in lines)


def test_an_ellipsis_does_not_follow_a_comma() -> None:
    assert lines_of("Bread, and cake", width("Bread, an", 14), 1) == ["Bread…"]


def test_a_family_of_emoji_is_never_torn_apart() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert clusters(family + "a") == [family, "a"]
    assert all(line.replace(family, "") == "" for line in lines_of(family * 6, 60))


def test_an_accent_stays_on_its_letter() -> None:
    assert clusters("e\u0301a") == ["e\u0301", "a"]


def test_a_flag_stays_whole() -> None:
    assert clusters("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7") == ["\U0001f1e9\U0001f1ea", "\U0001f1eb\U0001f1f7"]


def test_thai_is_set_in_its_own_face() -> None:
    assert faces("Plan แผน 2") == (("sans", "Plan "), ("thai", "แผน "), ("sans", "2"))


def test_thai_breaks_without_spaces_and_keeps_its_marks() -> None:
    text = "ปรับปรุงการให้บริการและเพิ่มรายได้"
    lines = lines_of(text, 90)
    assert "".join(lines) == text
    assert len(lines) > 1
    assert not any("\u0e31" <= line[0] <= "\u0e3a" or "\u0e47" <= line[0] <= "\u0e4e" for line in lines)


def test_pieces_of_a_line_stand_side_by_side() -> None:
    (line,) = broken("Plan แผน", 14, "regular", 200)
    first, second = line.pieces
    assert (first.x, second.x) == (0.0, pytest.approx(width("Plan ", 14)))
    assert line.width == pytest.approx(width("Plan แผน", 14))


@pytest.mark.parametrize(
    ("words", "face"),
    [
        ("العملاء", "arabic"),
        ("הכנסות", "hebrew"),
        ("संतुष्टि", "devanagari"),
        ("客户", "chinese"),
        ("への", "japanese"),
        ("만족도", "chinese"),
        ("😀", "emoji"),
        ("❤️", "emoji"),
        ("👨\u200d👩\u200d👧", "emoji"),
        ("საქართველო", "georgian"),
    ],
)
def test_a_script_the_text_faces_lack_is_drawn_from_the_outlines_of_one_that_has_it(words: str, face: Face) -> None:
    assert faces(words) == ((face, words),)
    assert outlines(face, "regular", words)


def test_the_signs_of_han_are_japanese_beside_kana_and_chinese_otherwise() -> None:
    assert [face for face, _part in faces("骨の")] == ["japanese"]
    assert [face for face, _part in faces("骨")] == ["chinese"]
    assert outlines("japanese", "regular", "骨") != outlines("chinese", "regular", "骨")


def test_arabic_letters_are_joined() -> None:
    assert outlines("arabic", "regular", "ععع", True) != outlines("arabic", "regular", "ع\u200cع\u200cع", True)


def test_bold_outlines_are_bolder() -> None:
    assert outlines("chinese", "bold", "客") != outlines("chinese", "regular", "客")
    assert width("العملاء", 14, "bold") > width("العملاء", 14)


def test_the_space_after_an_emoji_is_an_ordinary_one() -> None:
    assert width("😀 😀", 14) == pytest.approx(2 * width("😀", 14) + width(" ", 14))


def test_what_no_font_has_is_as_wide_as_its_size() -> None:
    assert faces("ok \u0378\u0379") == (("sans", "ok "), ("none", "\u0378\u0379"))
    assert width("\u0378\u0379", 10) == 20


def test_what_is_not_seen_takes_no_room() -> None:
    assert width("a\u200b\u2060b", 14) == pytest.approx(width("ab", 14))


def test_what_qt_and_pdf_set_as_text_is_not_drawn_as_shapes() -> None:
    assert not as_shapes(TextRun(0, 0, "Plan", 14, "#000000"))
    assert not as_shapes(TextRun(0, 0, "แผน", 14, "#000000", face="thai"))
    assert as_shapes(TextRun(0, 0, "!", 14, "#000000", rtl=True))
    assert as_shapes(TextRun(0, 0, "客", 14, "#000000", face="chinese"))


def test_a_hebrew_title_is_seen_from_the_right_and_at_the_right() -> None:
    (line,) = broken("הגדלת 15% Plan!", 14, "regular", 300)
    assert line.rtl
    assert [piece.text for piece in line.pieces] == ["!", "Plan", " ", "15%", "הגדלת "]
    runs = text_runs([line], 20, 0, 14, "#000000", room=300)
    assert runs[-1].x + run_width(runs[-1]) == pytest.approx(320, abs=0.1)
    assert [run.rtl for run in runs] == [True, False, True, False, True]


def test_the_words_of_a_line_are_kept_as_they_are_read() -> None:
    title = "תכנון של Marketing (2025) לכל האזורים בארץ"
    assert " ".join(line.text for line in broken(title, 14, "regular", 120)) == title


def test_every_line_of_a_title_from_the_right_is_from_the_right() -> None:
    assert all(line.rtl for line in broken("שלום Marketing plan for all regions", 14, "regular", 90))


def test_an_emoji_in_an_english_title_does_not_turn_it_round() -> None:
    (line,) = broken("😀 Grow", 14, "regular", 200)
    assert not line.rtl
    assert [piece.text for piece in line.pieces] == ["😀", " Grow"]


@pytest.mark.parametrize(
    "cluster",
    [
        "👍🏽",  # an emoji and its colour of skin
        "1\ufe0f\u20e3",  # a key
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "Z\u0338\u0322\u031b\u0347",  # marks upon marks
        "\u1112\u1161\u11ab",  # Hangul letter by letter
        "\u0e40\u0e01\u0e47",  # a Thai vowel before its letter, and a mark
        "\u0915\u094d\u0937\u093f",  # two letters of Devanagari made one
        "\u1780\u17d2\u1798",  # and of Khmer
    ],
)
def test_what_is_read_as_one_character_is_never_torn_apart(cluster: str) -> None:
    assert clusters(cluster + "a") == [cluster, "a"]
    lines = lines_of(cluster * 30, 60)
    assert len(lines) > 1
    assert all(line.replace(cluster, "") == "" for line in lines)


def test_a_line_of_chinese_does_not_begin_with_a_comma() -> None:
    for room in range(40, 200, 7):
        assert not any(line.startswith(("，", "。")) for line in lines_of("提高客户满意度，增加收入。降低成本", room))


def test_centred_lines_have_their_middle_where_asked() -> None:
    (run,) = text_runs(broken("Word of mouth", 14, "regular", 200), 100, 0, 14, "#000000", align="center")
    assert run.x + width("Word of mouth", 14) / 2 == pytest.approx(100, abs=0.02)


def test_lines_are_set_one_line_height_apart() -> None:
    runs = text_runs(broken("a\nb", 14, "regular", 200), 0, 0, 14, "#000000")
    assert runs[1].y - runs[0].y == line_height(14) == 18


HUGE = {
    "a letter": "x" * 200_000,
    "words": "word " * 40_000,
    "Thai": "ก" * 200_000,
    "Chinese": "客户" * 100_000,
    "Arabic": "العملاء " * 25_000,
    "emoji": "👨\u200d👩\u200d👧" * 40_000,
    "marks": "e" + "\u0301" * 200_000,
    "joiners": "\u200d" * 200_000,
    "brackets": "(ש" * 100_000,
    "unknown": "\u0378" * 200_000,
    "empty lines": "\n" * 200_000,
}


def noting(function: Callable[..., Any], lengths: list[int]) -> Callable[..., Any]:
    """The function, noting how long each text is that it is given."""

    def noted(text: str, *arguments: Any, **named: Any) -> Any:
        lengths.append(len(text))
        return function(text, *arguments, **named)

    return noted


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_a_huge_title_is_measured_only_as_far_as_it_is_shown(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    for name in ("unbroken", "clusters", "seen_runs", "faces", "reads_from_right"):
        monkeypatch.setattr(text_module, name, noting(getattr(text_module, name), measured))
    lines = broken.__wrapped__(text, 14, "bold", 200, 4)
    longest_word(text, 14, "bold")
    assert max(measured) <= MOST_MEASURED + 1
    assert len(lines) <= 4
    assert sum(len(line.text) for line in lines) <= MOST_MEASURED + 1


def test_a_title_of_two_thousand_characters_is_cut_to_its_lines() -> None:
    for text in ("x" * 2000, "word " * 400, "ก" * 2000, "客" * 2000, "😀" * 2000, "العملاء " * 250):
        lines = broken(text, 14, "bold", 200, 4)
        assert len(lines) == 4
        assert lines[-1].text.endswith("…")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(20, 300))
def test_no_line_is_wider_than_allowed_and_no_character_is_lost(text: str, max_width: int) -> None:
    lines = broken(text, 14, "regular", max_width)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())
    assert all(line.width <= max_width + 3 or len(clusters(line.text)) == 1 for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(1, 4))
def test_never_more_lines_than_asked_for(text: str, most: int) -> None:
    assert len(broken(text, 14, "regular", 100, most)) <= most
