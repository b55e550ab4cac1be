"""The map on paper: exact size, one page, everything on it, the same bytes twice."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import FileError
from models.kinds import Status
from models.records import Placement, Revision, Sheet
from models.strategy_map import StrategyMap, new_map
from stratmap.analysis.finding import Severity
from stratmap.drawing.primitives import Rect, TextRun
from stratmap.drawing.theme import theme
from stratmap.exporting.page import LARGEST_SCALE, MM_PER_PIXEL, Layer, Page, sheet_on_paper
from stratmap.exporting.pdf import export_pdf, pdf_bytes
from tests.builders import (
    SHEET,
    conflicts,
    department,
    factor,
    influences,
    initiative,
    map_of,
    measure,
    note,
    objective,
    owns,
    perspective,
    placed,
    requires,
    tracks,
)
from tests.extent import extent_of_groups

TODAY = date(2025, 3, 14)
LINEAGE = (Revision("4f2a91c0-1111", "2025-03-01T10:00:00Z"), Revision("77aa00bb-2222", "2025-03-02T10:00:00Z"))
PAPER = theme("paper")


def full_map(title: str = "Hofmann’s bakery") -> StrategyMap:
    """One of each kind of element and link."""
    return placed(
        map_of(
            perspective("Money", 0),
            objective("o", "Grow revenue", status=Status.ON_TRACK, owner="Marta"),
            initiative("i", "Online shop"),
            initiative("j", "New oven"),
            department("d", "Bakery"),
            measure("m", "Margin"),
            factor("f", "Word of mouth"),
            note("n", "Ask the bank"),
            influences("i", "o", "+", delay=True),
            influences("j", "o", "-"),
            influences("f", "o"),
            requires("i", "j"),
            conflicts("j", "o"),
            owns("d", "i"),
            tracks("m", "o"),
            title=title,
        )
    )


def page_of(map: StrategyMap, lineage: tuple[Revision, ...] = LINEAGE) -> Page:
    return sheet_on_paper(map, map.first_sheet().id, lineage, PAPER, TODAY)


def words_on(page: Page) -> list[str]:
    groups = [group for layer in page.layers for group in layer.groups]
    return [each.text for group in groups for each in group.primitives if isinstance(each, TextRun)]


def page_content(pdf: bytes) -> bytes:
    """The drawing instructions of the page: the one stream that is packed as ASCII85."""
    (packed,) = re.findall(rb"/ASCII85Decode /FlateDecode.*?stream\r?\n(.*?)~>endstream", pdf, re.DOTALL)
    return zlib.decompress(base64.a85decode(packed))


def on_paper(layer: Layer) -> Rect:
    """What a layer covers, in millimetres."""
    reach = extent_of_groups(layer.groups)
    assert reach is not None
    scale = layer.scale
    return Rect(layer.x + reach.x * scale, layer.y + reach.y * scale, reach.width * scale, reach.height * scale)


def test_the_page_is_a3_lying_on_its_side_to_the_hundredth_of_a_millimetre() -> None:
    boxes = re.findall(rb"/MediaBox \[ ?([\d. ]+)\]", pdf_bytes(full_map(), LINEAGE, today=TODAY))
    assert len(boxes) == 1
    left, top, width, height = (float(number) for number in boxes[0].split())
    assert (left, top) == (0, 0)
    assert width / 72 * 25.4 == pytest.approx(420, abs=0.01)
    assert height / 72 * 25.4 == pytest.approx(297, abs=0.01)


def test_there_is_one_page() -> None:
    assert b"/Count 1 " in pdf_bytes(full_map(), LINEAGE, today=TODAY).replace(b"\n", b" ")


def test_it_is_all_vectors_and_every_font_is_embedded() -> None:
    pdf = pdf_bytes(full_map(), LINEAGE, today=TODAY)
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", pdf))
    assert {name.split(b"+")[1] for name in fonts} == {b"FiraSans-Regular", b"FiraSans-SemiBold"}
    assert len(re.findall(rb"/FontFile2", pdf)) == 2
    assert b"/Subtype /Image" not in pdf


def test_thai_brings_its_own_font() -> None:
    pdf = pdf_bytes(placed(map_of(objective("o", "แผน"))), LINEAGE, today=TODAY)
    assert b"Sarabun-SemiBold" in pdf


def test_the_title_of_the_map_is_the_title_of_the_file() -> None:
    pdf = pdf_bytes(full_map("Plan (draft)"), LINEAGE, today=TODAY)
    assert rb"/Title (Plan \(draft\))" in pdf
    assert b"/CreationDate (D:20250314" in pdf


def test_the_same_map_on_the_same_day_gives_the_same_bytes() -> None:
    first = pdf_bytes(full_map(), LINEAGE, today=TODAY)
    pdf_bytes(placed(map_of(objective("o", "Привет Ωμέγα"))), LINEAGE, today=TODAY)
    assert pdf_bytes(full_map(), LINEAGE, today=TODAY) == first
    assert pdf_bytes(full_map(), LINEAGE, today=date(2025, 3, 15)) != first


def test_every_title_and_owner_is_on_the_paper() -> None:
    words = " ".join(words_on(page_of(full_map())))
    for expected in ("Grow revenue", "Online shop", "Margin", "Word of mouth", "Ask the bank", "Marta", "Money"):
        assert expected in words


def test_the_title_block_names_map_date_and_revision() -> None:
    words = words_on(page_of(full_map()))
    for expected in ("Hofmann’s bakery", "14 Mar 2025", "Revision 2 · 77aa00bb", "Made with stratmap"):
        assert expected in words


def test_a_map_never_saved_says_so() -> None:
    assert "Not saved yet" in words_on(page_of(full_map(), ()))


def test_the_legend_names_what_occurs_and_nothing_else() -> None:
    words = words_on(page_of(full_map()))
    assert {"Objective", "Initiative", "Department", "Measure", "Factor", "Note"} <= set(words)
    assert {"raises", "lowers", "influences", "with delay", "requires", "conflicts with", "tracks"} <= set(words)
    few = words_on(page_of(placed(map_of(objective("a"), objective("b"), influences("a", "b", "+")))))
    assert "Objective" in few
    assert "raises" in few
    assert not {"Initiative", "Note", "lowers", "with delay", "requires"} & set(few)


def test_the_legend_names_the_marks_on_the_corners_of_cards() -> None:
    map = placed(map_of(objective("a"), objective("b")))
    assert not {"error", "warning", "remark", "pinned"} & set(words_on(page_of(map)))
    pinned = StrategyMap(
        replace(each, pinned=True) if isinstance(each, Placement) else each for each in map.records()
    )
    badges = {"b": Severity.WARNING, "gone": Severity.ERROR}
    page = sheet_on_paper(pinned, map.first_sheet().id, (), PAPER, TODAY, severities=badges)
    assert {"warning", "pinned"} <= set(words_on(page))
    assert not {"error", "remark"} & set(words_on(page))


def test_an_empty_map_prints_with_its_title_block_and_says_that_it_is_empty() -> None:
    map = new_map("Fresh start", ["Money", "People"])
    assert {"This map is empty.", "Fresh start", "Money"} <= set(words_on(page_of(map)))
    assert pdf_bytes(map, (), today=TODAY).startswith(b"%PDF")


def test_a_map_without_title_is_called_a_strategy_map() -> None:
    assert "Strategy map" in words_on(page_of(new_map()))


@pytest.mark.parametrize("spread", [1.0, 60.0, 5000.0])
@pytest.mark.parametrize("title", ["Short", "A title that goes on and on " * 40, "x" * 2000])
def test_nothing_is_cut_off_and_nothing_overlaps_the_title_block(spread: float, title: str) -> None:
    map = map_of(
        objective("a", title),
        objective("b", title),
        influences("a", "b", "+"),
        Placement(SHEET, "a", -spread, 0, 176, 64),
        Placement(SHEET, "b", spread, spread * 2, 176, 64),
        title=title,
    )
    page = page_of(map)
    picture, block = (on_paper(layer) for layer in page.layers)
    for reach in (picture, block):
        assert reach.x >= page.frame.x - 0.2
        assert reach.y >= page.frame.y - 0.2
        assert reach.right <= page.frame.right + 0.2
        assert reach.bottom <= page.frame.bottom + 0.8
    assert picture.bottom <= block.y


def test_a_small_map_is_not_blown_up() -> None:
    layer = page_of(placed(map_of(objective("a")))).layers[0]
    assert layer.scale == LARGEST_SCALE == 1.5 * MM_PER_PIXEL


def test_badges_are_printed_when_asked_for() -> None:
    plain = pdf_bytes(full_map(), LINEAGE, today=TODAY)
    assert pdf_bytes(full_map(), LINEAGE, today=TODAY, severities={"o": Severity.ERROR}) != plain


def test_another_sheet_can_be_printed() -> None:
    map = StrategyMap(
        [*full_map().records(), Sheet("second", "Overview", 1), Placement("second", "n", 0, 0, 160, 64)]
    )
    words = words_on(sheet_on_paper(map, "second", LINEAGE, PAPER, TODAY))
    assert "Overview" in words
    assert "Ask the bank" in words
    assert "Grow revenue" not in words


@pytest.mark.parametrize(
    "title",
    [
        '<img src="//host/share/x">',
        "(unbalanced \\ parentheses))",
        "emoji 😀 and 日本語 and العربية",
        "e\u0301 combining, soft\u00adhyphen, zero\u200bwidth",
        "ปั่น ญี่ปุ่น ก่ำ",
    ],
)
def test_any_title_can_be_printed(title: str) -> None:
    pdf = pdf_bytes(placed(map_of(objective("a", title), title=title)), LINEAGE, today=TODAY)
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize("title", ["日本語", "العربية", "😀", "עברית"])
def test_every_script_is_drawn_as_letters_and_can_be_searched(title: str) -> None:
    content = page_content(pdf_bytes(placed(map_of(objective("o", title))), LINEAGE, today=TODAY))
    marked = content.split(f"/Span <</ActualText <FEFF{title.encode('utf-16-be').hex().upper()}>>> BDC".encode())
    assert len(marked) == 2
    letters = marked[1].split(b"EMC")[0]
    assert letters.count(b" c ") + letters.count(b" c\n") > 5
    assert re.search(rb"\sf\s", letters)  # filled where the outlines wind round, which is not "f*"
    assert marked[1].split(b"EMC")[1].split()[0] == b"Q"  # the stretched space is forgotten


def test_a_map_of_nothing_but_other_scripts_embeds_every_font_it_names() -> None:
    pdf = pdf_bytes(placed(map_of(objective("o", "日本語"), title="日本語")), LINEAGE, today=TODAY)
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", pdf))
    assert {name.split(b"+")[1] for name in fonts} == {b"FiraSans-Regular"}


def test_words_are_kerned_on_paper_as_they_were_measured() -> None:
    content = page_content(pdf_bytes(placed(map_of(objective("a", "AVAVAV"))), LINEAGE, today=TODAY))
    assert re.search(rb"\[\([^)]*\) [\d.]+ \([^)]*\)", content), "no TJ with adjustments"


def test_dimmed_groups_are_transparent_in_pdf() -> None:
    from dataclasses import replace

    from stratmap.exporting.pdf import page_bytes

    page = page_of(full_map())
    layer = page.layers[0]
    dimmed = replace(layer, groups=tuple(replace(group, opacity=0.25) for group in layer.groups))
    assert b"/ca .25" in page_bytes(replace(page, layers=(dimmed, page.layers[1])))


def test_the_file_is_written_where_asked(tmp_path: Path) -> None:
    export_pdf(full_map(), LINEAGE, tmp_path / "map.pdf", today=TODAY)
    assert (tmp_path / "map.pdf").read_bytes() == pdf_bytes(full_map(), LINEAGE, today=TODAY)
    assert [each.name for each in tmp_path.iterdir()] == ["map.pdf"]


def test_a_folder_that_is_not_there_is_an_error_of_the_users_world(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        export_pdf(full_map(), LINEAGE, tmp_path / "none" / "map.pdf", today=TODAY)


def test_every_sheet_gets_a_page_in_the_order_of_the_tabs_and_all_lines_are_round() -> None:
    map = full_map()
    more = StrategyMap([*map.records(), Sheet("two", "Details", 1), Placement("two", "o", 0, 0, 176, 64)])
    data = pdf_bytes(more, LINEAGE, every_sheet=True, today=TODAY)
    assert len(re.findall(rb"/Type /Page\b", data)) == 2
    assert data == pdf_bytes(more, LINEAGE, every_sheet=True, today=TODAY)
    assert len(re.findall(rb"/Type /Page\b", pdf_bytes(more, LINEAGE, today=TODAY))) == 1
    pages = [zlib.decompress(base64.a85decode(each)) for each in re.findall(rb"stream\s+(\S+?)~>\s*endstream", data)]
    assert sum(b"1 J" in each and b"1 j" in each for each in pages) == 2, "a page forgets how lines end"


def test_a_page_says_what_of_the_map_it_shows() -> None:
    today = date(2026, 5, 3)
    map = placed(map_of(objective("grow", "Grow")))
    page = sheet_on_paper(map, SHEET, (), theme("paper"), today, note="Filtered: Kind: Objective")
    assert "Filtered: Kind: Objective" in " ".join(words_on(page))
    empty = sheet_on_paper(map_of(), SHEET, (), theme("paper"), today, note="Filtered: Owner: Ann")
    assert "No card on this sheet is shown" in " ".join(words_on(empty))
    assert "Filtered" not in " ".join(words_on(sheet_on_paper(map, SHEET, (), theme("paper"), today)))
