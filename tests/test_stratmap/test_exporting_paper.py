"""Pages on other paper than A3: as large as it is, nothing beyond the margins, and posters to be read from afar."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, product

import pytest

from models import store
from models.records import Placement, Sheet
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.analysis.matrix_table import Wanted, matrix_table
from stratmap.cli import app
from stratmap.cli.surface import Surface
from stratmap.drawing.bands import bands
from stratmap.drawing.primitives import Rect, TextRun
from stratmap.drawing.text import run_width
from stratmap.drawing.theme import theme
from stratmap.exporting.matrix_page import matrix_on_paper
from stratmap.exporting.page import A3, MM_PER_PIXEL, Layer, Page, sheet_on_paper, title_points
from stratmap.exporting.paper import Paper, PaperSize, paper_kept, paper_name
from stratmap.exporting.pdf import pdf_bytes
from tests.builders import SHEET, example, map_of, objective, placed

DAY = date(2026, 3, 1)
PAPERS = [Paper(size, portrait) for size, portrait in product(PaperSize, (False, True))]
LOOK = theme("paper")


def page_of(map: StrategyMap, paper: Paper = A3, sheet: str = "", note: str = "") -> Page:
    badges = {next(iter(map.elements)): Severity.ERROR} if map.elements else {}
    return sheet_on_paper(map, sheet or map.first_sheet().id, (), LOOK, DAY, paper, badges, note)


def words_of(layer: Layer) -> list[tuple[str, Rect]]:
    """The words of a layer and the space they take, in millimetres."""
    found = []
    for group in layer.groups:
        for each in group.primitives:
            if isinstance(each, TextRun):
                x, y = layer.x + (group.x + each.x) * layer.scale, layer.y + (group.y + each.y) * layer.scale
                high = each.size * 0.7 * layer.scale
                found.append((each.text, Rect(x, y - high, run_width(each) * layer.scale, high)))
    return found


@pytest.mark.parametrize(
    ("paper", "points"),
    [
        (Paper(), (1190.55, 841.89)),
        (Paper(PaperSize.A4, portrait=True), (595.28, 841.89)),
        (Paper(PaperSize.A1), (2383.94, 1683.78)),
        (Paper(PaperSize.LETTER, portrait=True), (612, 792)),
        (Paper(PaperSize.TABLOID), (1224, 792)),
    ],
)
def test_a_page_is_as_large_as_its_paper(paper, points):
    (box,) = re.findall(rb"/MediaBox \[ ?([\d. ]+)\]", pdf_bytes(example("bakery"), (), today=DAY, paper=paper))
    assert [float(each) for each in box.split()][2:] == pytest.approx(points, abs=0.05)


@pytest.mark.parametrize("paper", PAPERS, ids=paper_name)
def test_no_word_under_the_map_is_cut_off_or_on_another(paper):
    page = page_of(example("clinic"), paper)
    words = words_of(page.layers[-1])
    assert len(words) > 10
    for text, spot in words:
        assert page.frame.grown(0.1).encloses(spot), text
    for (one, here), (other, there) in combinations(words, 2):
        assert not here.overlaps(there), (one, other)


@pytest.mark.parametrize("paper", PAPERS, ids=paper_name)
def test_the_map_keeps_at_least_half_of_the_paper(paper):
    page = page_of(example("clinic"), paper)
    assert page.layers[-1].y > page.height * 0.6
    assert title_points(Rect(0, 0, 1600, 1000), paper) > 0


@pytest.mark.parametrize("paper", PAPERS, ids=paper_name)
def test_a_matrix_fits_its_paper(paper):
    for page in matrix_on_paper(matrix_table(example("clinic"), Wanted()), (), LOOK, DAY, "Filtered", paper):
        assert (page.width, page.height) == (paper.width, paper.height)
        for text, spot in words_of(page.layers[-1]):
            assert page.frame.grown(0.1).encloses(spot), text
        assert page.layers[0].scale >= 0.17


def test_what_a_matrix_is_of_takes_one_line_where_the_page_has_room_for_it():
    note = "Filtered: Kind: Initiative, Objective"
    (page,) = matrix_on_paper(matrix_table(example("clinic"), Wanted()), (), LOOK, DAY, note)
    (caption,) = [group for group in page.layers[-1].groups if group.key == "caption"]
    assert len(caption.primitives) == 1
    assert any(note in text for text, _spot in words_of(page.layers[-1]))


def test_a_poster_is_an_a3_page_enlarged():
    small, large = (page_of(example("bakery"), Paper(size)) for size in (PaperSize.A3, PaperSize.A1))
    assert large.layers[-1].scale == pytest.approx(2 * small.layers[-1].scale)
    assert large.layers[0].scale / small.layers[0].scale == pytest.approx(2, abs=0.1)
    assert page_of(example("bakery"), Paper(PaperSize.A4)).layers[-1].scale == MM_PER_PIXEL


def test_titles_that_are_too_small_on_a4_may_be_read_on_a1():
    bounds = Rect(0, 0, 4_000, 2_400)
    points = [title_points(bounds, Paper(size)) for size in (PaperSize.A4, PaperSize.A3, PaperSize.A2, PaperSize.A1)]
    assert points == sorted(points)
    assert points[0] < 5 < points[-1]
    assert title_points(bounds, Paper(PaperSize.A4, portrait=True)) < points[0]


def test_paper_that_was_kept_is_known_again_and_nonsense_is_a3():
    assert paper_kept("a4", True) == Paper(PaperSize.A4, portrait=True)
    assert paper_kept("papyrus", False) == A3
    assert paper_name(Paper(PaperSize.A4, portrait=True)) == "A4 portrait"
    assert paper_name(Paper(PaperSize.TABLOID)) == "Tabloid landscape"


def test_a_page_without_cards_says_whether_the_map_or_only_the_sheet_is_empty():
    full = placed(map_of(objective("o")))
    second = StrategyMap([*full.records(), Sheet("two", "Second", 1)])
    for map, sheet, note, said in (
        (map_of(), "", "", "This map is empty."),
        (second, "two", "", "This sheet is empty."),
        (second, "two", "Filtered", "No card on this sheet is shown."),
    ):
        words = [text for layer in page_of(map, sheet=sheet, note=note).layers for text, _spot in words_of(layer)]
        assert said in words


def test_what_an_empty_page_says_stands_clear_of_borders_of_bands():
    map = StrategyMap([*example("bakery").records(), Sheet("two", "Second", 9)])
    page = page_of(map, sheet="two")
    drawn = page.layers[0]
    borders = [drawn.y + band.bottom * drawn.scale for _, band in bands(map, "two")]
    ((_text, spot),) = words_of(page.layers[1])
    assert len(borders) == 4
    assert all(border < spot.y - 3 or border > spot.bottom + 3 for border in borders)


def run(*words: object) -> int:
    return app.run(Surface(lambda *_: 0, lambda *_: None, lambda: False), [str(each) for each in words])


def sizes(data: bytes) -> list[list[float]]:
    boxes = re.findall(rb"/MediaBox \[ ?([\d. ]+)\]", data)
    return [[round(float(each)) for each in box.split()][2:] for box in boxes]


def test_the_command_line_sets_a_page_on_the_paper_asked_for(tmp_path):
    store.save_map(example("bakery"), (), tmp_path / "m.stratmap")
    file, target, matrix = tmp_path / "m.stratmap", tmp_path / "out.pdf", tmp_path / "matrix.pdf"
    assert run("export", file, target, "--paper", "a4", "--portrait") == 0
    assert sizes(target.read_bytes()) == [[595, 842]]
    assert run("export", file, matrix, "--matrix", "initiatives", "--paper", "letter") == 0
    assert sizes(matrix.read_bytes())[0] == [792, 612]


def test_the_command_line_refuses_paper_that_is_none_and_paper_for_a_picture(tmp_path, capsys):
    store.save_map(example("bakery"), (), tmp_path / "m.stratmap")
    file = tmp_path / "m.stratmap"
    assert run("export", file, tmp_path / "out.pdf", "--paper", "b7") != 0
    assert "a4, a3, a2, a1, letter, tabloid" in capsys.readouterr().err
    assert run("export", file, tmp_path / "out.svg", "--portrait") != 0
    assert "Only a pdf is set on paper" in capsys.readouterr().err
    assert list(tmp_path.glob("out.*")) == []


def test_the_command_line_says_that_words_are_too_small_and_on_which_paper(tmp_path, capsys):
    spots = [Placement(SHEET, id, x, 0, 176, 64) for id, x in (("a", 0), ("b", 4_500))]
    store.save_map(map_of(objective("a"), objective("b"), *spots), (), tmp_path / "m.stratmap")
    assert run("export", tmp_path / "m.stratmap", tmp_path / "a4.pdf", "--paper", "a4") == 0
    assert "too small to read on A4 landscape" in capsys.readouterr().err
    assert run("export", tmp_path / "m.stratmap", tmp_path / "a1.pdf", "--paper", "a1", "--all-sheets") == 0
    assert "too small" not in capsys.readouterr().err
