"""Measuring and breaking text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratmap.drawing.fontfiles import FACES, font_file
from stratmap.drawing.primitives import Face, Weight
from stratmap.drawing.text import broken, clusters, faces, line_height, spans, text_runs, width


def lines_of(text: str, max_width: float = 120, max_lines: int | None = None) -> list[str]:
    return [line.text for line in broken(text, 14, "regular", max_width, max_lines)]


@pytest.mark.parametrize(("face", "weight"), FACES)
def test_every_bundled_font_is_there(face: Face, weight: Weight) -> None:
    assert font_file(face, weight).read_bytes()[:4] == b"\x00\x01\x00\x00"


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


def test_what_the_fonts_lack_is_told_apart() -> None:
    assert spans("ok 日本", "sans", "regular") == [("ok ", True), ("日本", False)]
    assert width("日本", 10) == 20


def test_centred_lines_have_their_middle_where_asked() -> None:
    (run,) = text_runs(broken("Word of mouth", 14, "regular", 200), 100, 0, 14, "#000000", align="center")
    assert run.x + width("Word of mouth", 14) / 2 == pytest.approx(100, abs=0.02)


def test_lines_are_set_one_line_height_apart() -> None:
    runs = text_runs(broken("a\nb", 14, "regular", 200), 0, 0, 14, "#000000")
    assert runs[1].y - runs[0].y == line_height(14) == 18


def test_a_title_of_two_thousand_characters_is_cut_to_its_lines() -> None:
    for text in ("x" * 2000, "word " * 400, "ก" * 2000):
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
