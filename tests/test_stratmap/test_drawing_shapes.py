"""Cards: their sizes, and what stands on them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from models.kinds import ElementKind, Polarity, Status
from models.records import Element
from stratmap.analysis.finding import Severity
from stratmap.drawing.details import dates_in_words
from stratmap.drawing.marks import BADGE_SIZE, PIN_SIZE, badge, loop_mark, status_mark
from stratmap.drawing.outlines import edge_point, outline
from stratmap.drawing.primitives import Icon, Path, Primitive, Rect, TextRun
from stratmap.drawing.shapes import LOOKS, MIN_SIZES, badge_center, card, natural_size, pin_center, title_area
from stratmap.drawing.text import broken, width
from stratmap.drawing.theme import theme
from tests.extent import extent

PAPER = theme("paper")
LONG = "A title that is rather long and says more than a title should, again and again and again and again"


def words(drawn: tuple[Primitive, ...]) -> list[TextRun]:
    return [each for each in drawn if isinstance(each, TextRun)]


def text_of(drawn: tuple[Primitive, ...]) -> str:
    return " ".join(run.text for run in words(drawn))


@pytest.mark.parametrize("kind", ElementKind)
@pytest.mark.parametrize("title", ["", "Go", "Win repeat customers", LONG, "x" * 300, "line\nline\nline"])
def test_a_natural_size_lies_on_the_grid_and_is_no_smaller_than_the_least(kind: ElementKind, title: str) -> None:
    size = natural_size(kind, title)
    assert size[0] % 8 == size[1] % 8 == 0
    assert size[0] >= MIN_SIZES[kind][0]
    assert size[1] >= MIN_SIZES[kind][1]


@pytest.mark.parametrize("kind", ElementKind)
@pytest.mark.parametrize("title", ["Go", "Win repeat customers", LONG])
def test_a_title_fits_its_natural_size_uncut(kind: ElementKind, title: str) -> None:
    element = Element("e", kind, title, owner="Anna", status=Status.ON_TRACK)
    drawn = card(element, *natural_size(kind, title), PAPER)
    assert text_of(drawn).startswith(title)


@pytest.mark.parametrize("kind", ElementKind)
def test_a_title_of_two_thousand_characters_stays_on_a_card(kind: ElementKind) -> None:
    for title in ("x" * 2000, "word " * 400):
        size = natural_size(kind, title)
        assert size[1] <= 320
        drawn = card(Element("e", kind, title), *size, PAPER)
        assert words(drawn)[-1].text.endswith("…")


@pytest.mark.parametrize("kind", ElementKind)
@pytest.mark.parametrize("title", ["Win repeat customers", LONG])
def test_everything_but_the_badge_stays_inside_the_box(kind: ElementKind, title: str) -> None:
    wide, high = natural_size(kind, title)
    element = Element("e", kind, title, owner="Anna Meyer-Schulze", status=Status.AT_RISK, start=date(2025, 1, 1))
    reach = extent(card(element, wide, high, PAPER))
    assert reach is not None
    assert reach.x >= -1
    assert reach.y >= -1
    assert reach.right <= wide + 1
    assert reach.bottom <= high + 1


@pytest.mark.parametrize("kind", ElementKind)
def test_the_smallest_card_still_shows_a_line_of_its_title(kind: ElementKind) -> None:
    wide, high = MIN_SIZES[kind]
    drawn = card(Element("e", kind, "Go on"), wide, high, PAPER)
    assert words(drawn)
    assert all(0 < run.y < high + 3 for run in words(drawn))


@pytest.mark.parametrize("kind", ElementKind)
def test_a_card_smaller_than_allowed_is_drawn_without_failing(kind: ElementKind) -> None:
    assert card(Element("e", kind, LONG, owner="A", status=Status.DONE), 1, 1, PAPER, Severity.INFO)


def test_a_card_without_a_title_is_drawn() -> None:
    assert words(card(Element("e", ElementKind.OBJECTIVE, ""), 176, 56, PAPER)) == []


def test_owner_status_and_dates_stand_under_the_title() -> None:
    element = Element(
        "e",
        ElementKind.OBJECTIVE,
        "Grow",
        owner="Anna",
        status=Status.AT_RISK,
        start=date(2025, 3, 1),
        end=date(2025, 6, 30),
    )
    assert text_of(card(element, 256, 64, PAPER)) == "Grow At risk · Anna · Mar – Jun 2025"


@pytest.mark.parametrize(
    ("owner", "start", "end", "width", "expected"),
    [
        ("", date(2027, 6, 1), date(2027, 8, 31), 168, "Grow At risk · Jun–Aug ’27"),
        ("", date(2027, 6, 1), date(2028, 1, 31), 180, "Grow At risk · Jun ’27–Jan ’28"),
        ("", date(2027, 6, 1), date(2027, 6, 30), 138, "Grow At risk · Jun ’27"),
        ("Jan", date(2027, 6, 1), None, 188, "Grow At risk · Jan · from Jun ’27"),
        ("Jan", None, date(2027, 6, 1), 188, "Grow At risk · Jan · until Jun ’27"),
        ("Annabel", date(2025, 3, 1), None, 168, "Grow At risk · Annabel"),
    ],
)
def test_dates_are_shortened_and_then_left_out_where_details_do_not_fit(
    owner: str, start: date | None, end: date | None, width: float, expected: str
) -> None:
    element = Element("e", ElementKind.OBJECTIVE, "Grow", owner=owner, status=Status.AT_RISK, start=start, end=end)
    assert text_of(card(element, width, 64, PAPER)) == expected


def test_a_long_word_makes_a_card_wider_before_it_is_cut() -> None:
    wide, high = natural_size(ElementKind.FACTOR, "Recommendations")
    assert high == 32
    assert text_of(card(Element("e", ElementKind.FACTOR, "Recommendations"), wide, high, PAPER)) == "Recommendations"


def test_details_give_way_to_the_title_on_a_low_card() -> None:
    assert text_of(card(Element("e", ElementKind.OBJECTIVE, "Grow", owner="Anna"), 176, 40, PAPER)) == "Grow"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2025, 3, 1), date(2025, 6, 1), "Mar – Jun 2025"),
        (date(2025, 3, 1), date(2026, 1, 1), "Mar 2025 – Jan 2026"),
        (date(2025, 3, 1), date(2025, 3, 31), "Mar 2025"),
        (date(2025, 3, 1), None, "from Mar 2025"),
        (None, date(2025, 6, 1), "until Jun 2025"),
        (None, None, ""),
    ],
)
def test_dates_are_put_in_words(start: date | None, end: date | None, expected: str) -> None:
    assert dates_in_words(start, end) == expected


def test_kinds_are_told_apart_without_colour() -> None:
    outlines = {kind: outline(kind, 176, 64).segments for kind in ElementKind if kind is not ElementKind.FACTOR}
    assert len(set(outlines.values())) == len(outlines)
    icons = [
        each.name
        for kind in LOOKS
        for each in card(Element("e", kind, "t"), 176, 64, PAPER)
        if isinstance(each, Icon)
    ]
    assert len(set(icons)) == len(icons) == 4


def test_a_factor_is_bare_words() -> None:
    drawn = card(Element("e", ElementKind.FACTOR, "Word of mouth"), 112, 32, PAPER)
    assert [type(each) for each in drawn] == [TextRun]


def test_severities_are_told_apart_without_colour() -> None:
    shapes = {each.value: badge(each, 0, 0, PAPER)[1] for each in Severity}
    assert len({shape.segments for shape in shapes.values() if isinstance(shape, Path)}) == 3


def test_statuses_are_told_apart_without_colour() -> None:
    shapes = set()
    for status in Status:
        mark = status_mark(status, 0, 0, PAPER)[0]
        shapes.add((type(mark), mark.segments if isinstance(mark, Path) else None))
    assert len(shapes) == len(Status)


@pytest.mark.parametrize("kind", ElementKind)
def test_a_badge_sits_at_the_top_right(kind: ElementKind) -> None:
    x, y = badge_center(kind, 176, 64)
    assert 176 - 2 * BADGE_SIZE <= x <= 176
    assert -2 <= y <= BADGE_SIZE


@pytest.mark.parametrize("kind", ElementKind)
def test_a_pinned_card_has_a_pin_beside_its_icon_and_words(kind: ElementKind) -> None:
    size = natural_size(kind, "Grow revenue")
    element = Element("e", kind, "Grow revenue")
    plain, pinned = card(element, *size, PAPER), card(element, *size, PAPER, pinned=True)
    assert pinned[: len(plain)] == plain
    around = extent(pinned[len(plain) :])
    assert around is not None
    assert around.width <= PIN_SIZE + 1
    assert around.grown(0.5).right >= pin_center(kind, *size)[0]
    assert all(run.x > around.right or run.y - 11 > around.bottom for run in words(plain))


def test_a_dropped_title_is_struck_through_and_a_done_one_is_not() -> None:
    strikes = {
        status: len(card(Element("e", ElementKind.OBJECTIVE, "Grow", status=status), 176, 40, PAPER))
        for status in (Status.DROPPED, Status.DONE)
    }
    assert strikes[Status.DROPPED] == strikes[Status.DONE] + 1


def test_a_loop_is_named_by_its_letter_and_turns_by_what_it_does() -> None:
    reinforcing, balancing = loop_mark(Polarity.PLUS, 0, 0, PAPER), loop_mark(Polarity.MINUS, 0, 0, PAPER)
    assert [run.text for run in words(tuple(reinforcing + balancing))] == ["R", "B"]
    assert reinforcing[1] != balancing[1]
    assert [run.text for run in words(tuple(loop_mark(Polarity.UNKNOWN, 0, 0, PAPER, "?")))] == ["?"]


@pytest.mark.parametrize("kind", ElementKind)
def test_the_editor_covers_where_the_title_stands(kind: ElementKind) -> None:
    area = title_area(kind, 176, 64)
    run = words(card(Element("e", kind, "Grow"), 176, 64, PAPER))[0]
    assert area.x <= run.x <= run.x + width("Grow", 14, run.weight) <= area.right
    assert area.y <= run.y <= area.bottom


@pytest.mark.parametrize("kind", ElementKind)
@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
@pytest.mark.parametrize("at", [-500.0, 12.0, 40.0, 88.0, 150.0, 900.0])
def test_links_end_on_the_outline_itself(kind: ElementKind, side: str, at: float) -> None:
    box = Rect(0, 0, 176, 64)
    point = edge_point(kind, box, side, at)  # type: ignore[arg-type]
    assert _distance_to_outline(kind, point) < 1.2


def _distance_to_outline(kind: ElementKind, point: tuple[float, float]) -> float:
    corners: list[tuple[float, float]] = []
    for segment in outline(kind, 176, 64).segments:
        if segment[0] == "C":
            x0, y0 = corners[-1]
            _c, x1, y1, x2, y2, x3, y3 = segment
            for step in range(1, 21):
                t = step / 20
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                corners.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        elif segment[0] != "Z":
            corners.append((segment[1], segment[2]))
    corners.append(corners[0])
    nearest = 1e9
    for (ax, ay), (bx, by) in pairwise(corners):
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy or 1.0
        share = min(max(((point[0] - ax) * dx + (point[1] - ay) * dy) / square, 0), 1)
        nearest = min(nearest, ((point[0] - ax - share * dx) ** 2 + (point[1] - ay - share * dy) ** 2) ** 0.5)
    return nearest


def test_a_title_is_measured_with_the_weight_it_is_drawn_in() -> None:
    look = LOOKS[ElementKind.OBJECTIVE]
    room = 176 - look.pad[0] - look.pad[2]
    assert [line.text for line in broken("Win repeat customers", 14, "bold", room)] == [
        run.text for run in words(card(Element("e", ElementKind.OBJECTIVE, "Win repeat customers"), 176, 72, PAPER))
    ]
