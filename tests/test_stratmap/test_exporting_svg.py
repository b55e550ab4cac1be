"""Pictures as SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import Placement
from stratmap.drawing.picture import picture
from stratmap.drawing.primitives import Picture
from stratmap.drawing.theme import theme
from stratmap.exporting.svg import export_svg, write_svg
from tests.builders import SHEET, department, influences, map_of, note, objective, owns, perspective, placed

SVG = "{http://www.w3.org/2000/svg}"


def drawn(title: str = "Grow", **changes: object) -> Picture:
    map = placed(
        map_of(
            perspective("Money", 0),
            objective("a", title),
            department("b", "Sales"),
            objective("c"),
            influences("a", "c", "+", delay=True),
            owns("b", "a"),
        )
    )
    return picture(map, SHEET, theme("paper"), **changes)  # type: ignore[arg-type]


def in_xml(text: str) -> str:
    """A text with the replacement character for what XML 1.0 (section 2.2) has no place for."""
    return "".join(
        each
        if each in "\t\n\r" or " " <= each <= "\ud7ff" or "\ue000" <= each <= "\ufffd" or each > "\uffff"
        else "\ufffd"
        for each in text
    )


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]


def test_an_svg_is_well_formed_and_as_large_as_the_picture() -> None:
    root = ET.fromstring(export_svg(drawn()))
    assert root.tag == f"{SVG}svg"
    assert [float(number) for number in root.attrib["viewBox"].split()][2] == float(root.attrib["width"])


def test_words_stay_words() -> None:
    assert {"Grow", "Sales", "Money"} <= set(texts(export_svg(drawn())))


def test_every_primitive_and_group_arrives() -> None:
    shown = drawn()
    root = ET.fromstring(export_svg(shown))
    groups = root.findall(f"{SVG}g")
    assert len(groups) == len(shown.groups)
    assert [len(group) for group in groups] == [len(group.primitives) for group in shown.groups]


def test_dimmed_groups_are_transparent() -> None:
    root = ET.fromstring(export_svg(drawn(lit=frozenset({"a"}))))
    assert {each.attrib.get("opacity") for each in root.findall(f"{SVG}g")} == {None, "0.25"}


@pytest.mark.parametrize(
    "title",
    [
        '<img src="//host/share/x">',
        "</text><script>alert(1)</script>",
        "a & b \"c\" 'd'",
        "]]>",
        "bell \x07 nul \x00",
        "\ud800",
    ],
)
def test_a_hostile_title_stays_a_title(title: str) -> None:
    svg = export_svg(drawn(title), title)
    tags = {each.tag.removeprefix(SVG) for each in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "text"}
    svg.encode()


def test_letters_of_the_title_arrive_unchanged() -> None:
    assert "a<b&c" in texts(export_svg(drawn("a<b&c")))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_title_gives_well_formed_xml(title: str) -> None:
    map = map_of(note("n", title), Placement(SHEET, "n", 0, 0, 160, 64))
    root = ET.fromstring(export_svg(picture(map, SHEET, theme("slate")), title).encode())
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {"svg", "title", "rect", "g", "path", "text"}
    assert "".join((root.findtext(f"{SVG}title") or "").split()) == "".join(in_xml(title).split())


def test_numbers_are_short_and_there_is_no_negative_zero() -> None:
    svg = export_svg(drawn())
    assert not re.search(r"\d\.\d{3}", svg)
    assert not re.search(r"[\s\"]-0[\s\"]", svg)


def test_measured_words_keep_their_width_without_our_font_but_unknown_ones_are_left_alone() -> None:
    elements = list(ET.fromstring(export_svg(drawn("日本"))).iter(f"{SVG}text"))
    assert {each.text: "textLength" in each.attrib for each in elements}["日本"] is False
    assert {each.text: "textLength" in each.attrib for each in elements}["Sales"] is True


def test_letters_are_squeezed_to_the_measured_width_where_another_font_is_wider() -> None:
    fitted = [each for each in ET.fromstring(export_svg(drawn())).iter(f"{SVG}text") if "textLength" in each.attrib]
    assert len(fitted) > 3
    assert {each.attrib["lengthAdjust"] for each in fitted} == {"spacingAndGlyphs"}


def test_a_reader_without_our_font_is_told_of_others_as_narrow_before_any_at_all() -> None:
    root = ET.fromstring(export_svg(drawn("แผน")))
    whole = root.attrib["font-family"].split(", ")
    assert (whole[0], whole[-1]) == ("'Fira Sans'", "sans-serif")
    assert {"Arial", "'Liberation Sans'"} <= set(whole)
    own = {each.text: each.attrib.get("font-family", "") for each in root.iter(f"{SVG}text")}
    assert own["Sales"] == ""
    assert own["แผน"].split(", ")[0] == "'Sarabun'"
    assert own["แผน"].split(", ")[1:] == whole[1:]


def test_the_file_is_written_in_utf_8(tmp_path: Path) -> None:
    write_svg(drawn("Größe"), tmp_path / "map.svg", "Größe")
    assert "Größe" in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_words_that_read_from_the_right_stay_words_and_end_where_they_were_measured() -> None:
    svg = export_svg(drawn("הגדלת 15% Plan"))
    (hebrew,) = [each for each in ET.fromstring(svg).iter(f"{SVG}text") if "הגדלת" in (each.text or "")]
    assert hebrew.attrib["direction"] == "rtl"
    assert hebrew.attrib["text-anchor"] == "end"
    assert "Noto Sans Hebrew" in hebrew.attrib["font-family"]
    (plan,) = [each for each in ET.fromstring(svg).iter(f"{SVG}text") if each.text == "Plan"]
    assert "direction" not in plan.attrib
    assert float(plan.attrib["x"]) < float(hebrew.attrib["x"])
