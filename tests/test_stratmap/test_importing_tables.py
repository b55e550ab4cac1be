from __future__ import annotations

import csv
import threading
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models import limits, rules
from models.errors import FileError, FileTrouble
from models.kinds import ElementKind, LinkKind, Polarity, Priority, Status
from models.records import Element, Link
from models.strategy_map import StrategyMap
from stratmap.importing import tables
from stratmap.importing.result import (
    ImportFailed,
    ImportResult,
    ImportTrouble,
    Problem,
    Trouble,
    failure_sentence,
    problem_sentence,
    problems_sentence,
)


@pytest.fixture
def importing(tmp_path: Path):
    """Imports texts as files: ``elements`` and ``connections``, or any named ones."""

    def run(**texts: str) -> ImportResult:
        paths = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8", newline="")
            paths.append(path)
        result = tables.import_tables(paths)
        assert rules.violations(result.map) == []
        return result

    return run


def named(map: StrategyMap, title: str) -> Element:
    return next(each for each in map.elements.values() if each.title == title)


def only_link(result: ImportResult) -> Link:
    (link,) = result.map.links.values()
    return link


def troubles(result: ImportResult) -> list[tuple[str, int, Trouble]]:
    return [(each.file, each.row, each.what) for each in result.problems]


def ends(map: StrategyMap) -> list[tuple[str, str]]:
    return [(map.elements[each.source].title, map.elements[each.target].title) for each in map.links.values()]


def test_an_edge_list_becomes_factors_and_signed_influences(importing):
    result = importing(graph="source,target,sign\nprice,sales,-\nsales,profit,+\nprofit,price,\n")
    assert {each.kind for each in result.map.elements.values()} == {ElementKind.FACTOR}
    assert [each.polarity for each in result.map.links.values()] == [Polarity.MINUS, Polarity.PLUS, Polarity.UNKNOWN]
    assert ends(result.map) == [("price", "sales"), ("sales", "profit"), ("profit", "price")]
    assert result.problems == ()
    assert result.map.info.title == "graph"


def test_everything_imported_is_on_the_sheet_and_nothing_lies_on_anything_else(importing):
    map = importing(graph="source,target\na,b\nb,c\nc,a\nb,d\n").map
    spots = list(map.placements_on(map.first_sheet().id).values())
    assert {spot.element for spot in spots} == set(map.elements)
    for one in spots:
        for other in spots:
            if one is not other:
                assert (
                    one.x + one.width <= other.x
                    or other.x + other.width <= one.x
                    or one.y + one.height <= other.y
                    or other.y + other.height <= one.y
                )


def test_a_pair_of_kumu_files_becomes_one_map(importing):
    result = importing(
        elements="Label,Type,Tags,Description\nGrow,Objective,money|2026,Why we do it\nPortal,initiative,,\n",
        connections="From,To,Direction,Label,Type,Tags,Description\nPortal,Grow,directed,+,,core,how it helps\n",
    )
    grow = named(result.map, "Grow")
    assert (grow.kind, grow.tags, grow.notes) == (ElementKind.OBJECTIVE, ("money", "2026"), "Why we do it")
    link = only_link(result)
    assert (link.kind, link.polarity, link.tags, link.notes) == (
        LinkKind.INFLUENCES,
        Polarity.PLUS,
        ("core",),
        "how it helps",
    )
    assert result.problems == ()


def test_the_name_of_the_pair_becomes_the_title_of_the_map(tmp_path):
    pair = [tmp_path / "Corner shop-elements.csv", tmp_path / "Corner shop-connections.csv"]
    pair[0].write_text("Label\nGrow\n")
    pair[1].write_text("From,To\n")
    assert tables.import_tables(pair).map.info.title == "Corner shop"
    assert tables.import_tables(pair, title="Mine").map.info.title == "Mine"


@pytest.mark.parametrize("header", ["Origin,Polarity,Destination", "origin,POLARITY,destination", "From,Sign,To"])
def test_the_other_names_of_the_columns_are_known_in_any_case(importing, header):
    result = importing(graph=f"{header}\na,opposite,b\n")
    assert ends(result.map) == [("a", "b")]
    assert only_link(result).polarity is Polarity.MINUS


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("+", Polarity.PLUS),
        ("-", Polarity.MINUS),
        ("−", Polarity.MINUS),
        ("same", Polarity.PLUS),
        ("Opposite", Polarity.MINUS),
        ("++", Polarity.PLUS),
        ("--", Polarity.PLUS),
        ("+-", Polarity.MINUS),
        ("-+", Polarity.MINUS),
        ("−−", Polarity.PLUS),
        ("'+", Polarity.PLUS),
        ("(-)", Polarity.MINUS),
        ("?", Polarity.UNKNOWN),
    ],
)
@pytest.mark.parametrize("column", ["Sign", "Polarity", "Type", "Label"])
def test_a_sign_is_read_from_each_column_that_may_hold_it(importing, column, written, sign):
    result = importing(graph=f"From,To,{column}\na,b,{written}\n")
    link = only_link(result)
    assert (link.polarity, link.delay, link.notes, link.tags) == (sign, False, "", ())
    assert result.problems == ()


@pytest.mark.parametrize(
    "row", ["a,b,-,delayed", "a,b,-,||", "a,b,- ||,", 'a,b,"-, delayed",', "a,b,delayed,-", "a,b,-||,"]
)
def test_a_delay_is_read_beside_a_sign(importing, row):
    link = only_link(importing(graph=f"From,To,Type,Label\n{row}\n"))
    assert (link.polarity, link.delay) == (Polarity.MINUS, True)


def test_a_delayed_tag_is_a_delay_where_no_column_says_so(importing):
    assert only_link(importing(graph="From,To,Tags\na,b,delayed\n")).delay
    link = only_link(importing(graph="From,To,Tags,Delay\na,b,delayed,\n"))
    assert not link.delay
    assert link.tags == ("delayed",)


def test_signs_that_disagree_are_listed_and_the_first_column_is_believed(importing):
    result = importing(graph="From,To,Sign,Label\na,b,+,-\n")
    assert only_link(result).polarity is Polarity.PLUS
    assert "Label: -" in only_link(result).notes
    assert troubles(result) == [("graph.csv", 2, Trouble.TWO_SIGNS)]


def test_a_type_that_is_no_kind_of_link_is_kept_as_a_tag(importing):
    result = importing(graph="From,To,Type\na,b,supply chain\n")
    assert only_link(result).tags == ("supply chain",)
    assert only_link(result).kind is LinkKind.INFLUENCES
    assert result.problems == ()


def test_a_type_that_is_no_kind_of_element_is_kept_as_a_tag(importing):
    result = importing(elements="Label,Type,Tags\nJetty,Infrastructure,north\n")
    jetty = named(result.map, "Jetty")
    assert (jetty.kind, jetty.tags) == (ElementKind.FACTOR, ("north", "Infrastructure"))
    assert result.problems == ()


@pytest.mark.parametrize("kind", list(LinkKind))
def test_a_type_that_is_one_of_our_kinds_is_taken(importing, kind):
    first = {LinkKind.OWNS: "Department", LinkKind.TRACKS: "measure"}.get(kind, "initiative")
    result = importing(
        elements=f"Label,Type\nA,{first}\nB,objective\n", connections=f"From,To,Type\nA,B,{kind.value.upper()}\n"
    )
    assert only_link(result).kind is kind
    assert result.problems == ()


def test_a_label_that_is_no_sign_is_kept_in_the_notes(importing):
    result = importing(graph="From,To,Label,Description\na,b,drives,as we saw in May\n")
    assert only_link(result).notes == "drives\n\nas we saw in May"


def test_every_column_of_an_element_is_read(importing):
    header = "Label,Type,Perspective,Owner,Status,Priority,Start,End,Budget,Effort"
    row = 'Portal,Initiative,Customers,Ann,At-risk,HIGH,2026-03-01,31.5.2026,"12,500.50",20'
    portal = named(importing(elements=f"{header}\n{row}\n").map, "Portal")
    assert portal.owner == "Ann"
    assert (portal.status, portal.priority) == (Status.AT_RISK, Priority.HIGH)
    assert (portal.start, portal.end) == (date(2026, 3, 1), date(2026, 5, 31))
    assert (portal.budget, portal.effort) == (Decimal("12500.50"), 20.0)


def test_a_department_has_its_capacity(importing):
    assert named(importing(elements="Label,Type,Capacity\nSales,department,40.5\n").map, "Sales").capacity == 40.5


def test_perspectives_come_in_the_order_of_first_appearance(importing):
    map = importing(elements="Label,Perspective\na,Finance\nb,People\nc,Finance\nd,\n").map
    assert [each.title for each in map.ordered_perspectives()] == ["Finance", "People"]
    assert named(map, "c").perspective == named(map, "a").perspective
    assert named(map, "d").perspective is None
    assert len(map.bands) == 2


def test_a_file_that_names_no_perspective_has_none(importing):
    map = importing(graph="source,target\na,b\n").map
    assert not map.perspectives
    assert not map.bands


def test_extra_columns_are_kept_as_notes(importing):
    result = importing(
        elements="Label,Description,Region,Sponsor\nGrow,Why,North,\n",
        connections="From,To,Evidence\nGrow,Grow more,survey\nGrow,Grow,also\n",
    )
    assert named(result.map, "Grow").notes.startswith("Why\n\nRegion: North")
    assert only_link(result).notes == "Evidence: survey"


def test_words_a_column_cannot_hold_are_listed_and_kept(importing):
    result = importing(
        elements="Label,Status,Priority,Start,End,Budget,Effort\nGrow,going well,urgent,soon,5/6/2026,a lot,-3\n"
    )
    grow = named(result.map, "Grow")
    assert (grow.status, grow.priority, grow.start, grow.end, grow.budget, grow.effort) == (None,) * 6
    for words in (
        "Status: going well",
        "Priority: urgent",
        "Start: soon",
        "End: 5/6/2026",
        "Budget: a lot",
        "Effort: -3",
    ):
        assert words in grow.notes
    assert [each.what for each in result.problems] == [
        Trouble.UNKNOWN_WORD,
        Trouble.UNKNOWN_WORD,
        Trouble.NOT_A_DATE,
        Trouble.NOT_A_DATE,
        Trouble.NOT_A_NUMBER,
        Trouble.OUT_OF_RANGE,
    ]


def test_a_connection_to_a_name_not_among_the_elements_makes_a_factor_and_says_so(importing):
    result = importing(elements="Label,Type\nGrow,objective\n", connections="From,To\nWeather,Grow\n")
    assert named(result.map, "Weather").kind is ElementKind.FACTOR
    assert troubles(result) == [("connections.csv", 2, Trouble.CREATED)]


def test_an_element_connected_to_itself_is_listed_and_kept_as_words(importing):
    result = importing(graph="source,target,sign\na,b,+\nb,b,-\n")
    assert len(result.map.links) == 1
    assert troubles(result) == [("graph.csv", 3, Trouble.SELF_LINK)]
    assert named(result.map, "b").notes == "influences → b (Sign: -)"


def test_a_connection_the_kinds_do_not_allow_is_listed_and_kept_as_words(importing):
    result = importing(
        elements="Label,Type\nSales,department\nGrow,objective\nRemark,note\n",
        connections="From,To,Type,Description,Source page\nRemark,Grow,,see page 3,p. 7\nSales,Grow,requires,,\n",
    )
    assert not result.map.links
    assert [each.what for each in result.problems] == [Trouble.NOT_JOINABLE, Trouble.NOT_JOINABLE]
    assert named(result.map, "Remark").notes == "influences → Grow (see page 3; Source page: p. 7)"
    assert named(result.map, "Sales").notes == "requires → Grow"


def test_a_department_connected_without_a_type_owns(importing):
    result = importing(elements="Label,Type\nSales,department\nGrow,objective\n", connections="From,To\nSales,Grow\n")
    assert only_link(result).kind is LinkKind.OWNS
    assert troubles(result) == [("connections.csv", 2, Trouble.OTHER_KIND)]


def test_a_measure_drawn_from_its_objective_is_turned_round(importing):
    result = importing(
        elements="Label,Type\nTurnover,measure\nGrow,objective\n", connections="From,To,Type\nGrow,Turnover,tracks\n"
    )
    assert ends(result.map) == [("Turnover", "Grow")]
    assert troubles(result) == [("connections.csv", 2, Trouble.TURNED)]


def test_a_mutual_connection_becomes_two_links(importing):
    result = importing(graph="From,To,Direction,Sign\na,b,mutual,-\n")
    assert ends(result.map) == [("a", "b"), ("b", "a")]
    assert {each.polarity for each in result.map.links.values()} == {Polarity.MINUS}
    assert result.problems == ()


def test_an_undirected_influence_is_read_forward_and_listed(importing):
    result = importing(graph="From,To,Direction\na,b,undirected\n")
    assert ends(result.map) == [("a", "b")]
    assert troubles(result) == [("graph.csv", 2, Trouble.NO_DIRECTION)]


@pytest.mark.parametrize("direction", ["undirected", "mutual", "directed", ""])
def test_a_conflict_is_one_link_whatever_its_direction(importing, direction):
    result = importing(
        elements="Label,Type\nA,initiative\nB,objective\n",
        connections=f"From,To,Type,Direction\nA,B,conflicts,{direction}\n",
    )
    assert only_link(result).kind is LinkKind.CONFLICTS
    assert result.problems == ()


def test_signs_of_a_requirement_go_to_its_notes(importing):
    result = importing(
        elements="Label,Type\nA,initiative\nB,objective\n",
        connections="From,To,Type,Sign,Delay,Strength\nA,B,requires,+,yes,0.5\n",
    )
    assert only_link(result).notes == "Sign: +\nDelay: delayed\nStrength: 0.5"
    assert troubles(result) == [("connections.csv", 2, Trouble.INFLUENCE_ONLY)]


def test_elements_of_the_same_name_stay_apart_and_a_connection_says_it_chose(importing):
    result = importing(
        elements="Label,Type\nTeam,factor\nTeam,objective\nB,factor\n", connections="From,To\nTeam,B\n"
    )
    assert len(result.map.elements) == 3
    assert result.map.elements[only_link(result).source].kind is ElementKind.FACTOR
    assert troubles(result) == [("connections.csv", 2, Trouble.AMBIGUOUS)]


def test_ids_tell_elements_of_the_same_name_apart(importing):
    result = importing(
        elements="Id,Label\nt1,Team\nt2,Team\nb,B\n", connections="From Id,To Id,From,To\nt2,b,Team,B\n"
    )
    assert set(result.map.elements) == {"t1", "t2", "b"}
    assert only_link(result).source == "t2"
    assert result.problems == ()


def test_ids_that_cannot_be_had_are_listed_and_replaced(importing):
    result = importing(
        elements="Id,Label\nx,A\nx,B\na:b,C\n",
        connections="From,To,From Id\nA,B,nobody\n",
    )
    assert len(result.map.elements) == 3
    assert [each.what for each in result.problems] == [Trouble.ID_TAKEN, Trouble.BAD_ID, Trouble.UNKNOWN_ID]


def test_a_row_without_an_end_is_listed_with_its_words(importing):
    result = importing(graph="From,To,Description\na,,important\na,b,\n")
    assert troubles(result) == [("graph.csv", 2, Trouble.NO_END)]
    assert "important" in problem_sentence(result.problems[0])


def test_a_row_that_is_left_out_leaves_no_element_behind(importing):
    result = importing(graph="From,To\nlonely,\n,alone\na,b\n")
    assert sorted(each.title for each in result.map.elements.values()) == ["a", "b"]


def test_an_element_without_a_label_is_imported_and_listed(importing):
    result = importing(elements="Label,Description\n,forgotten\n")
    assert named(result.map, "").notes == "forgotten"
    assert troubles(result) == [("elements.csv", 2, Trouble.NO_LABEL)]


def test_blank_rows_are_passed_over_and_rows_are_counted_as_a_spreadsheet_does(importing):
    result = importing(graph='\n,,\nsource,target,Description\n\na,b,"two\nlines"\n,,\nc,c,\n')
    assert troubles(result) == [("graph.csv", 7, Trouble.SELF_LINK)]


def test_cells_beyond_the_header_are_listed_and_kept(importing):
    result = importing(elements="Label\nGrow,more\n")
    assert named(result.map, "Grow").notes == "#2: more"
    assert troubles(result) == [("elements.csv", 2, Trouble.NO_COLUMN)]


def test_control_characters_are_left_out_and_listed(importing):
    result = importing(elements="Label\nGr\x1b[31mow\n")
    assert named(result.map, "Gr[31mow")
    assert troubles(result) == [("elements.csv", 2, Trouble.CONTROL_CHARACTERS)]


def test_too_long_texts_are_cut_and_listed_and_still_connect(importing):
    long = "x" * (limits.MAX_TITLE + 1)
    notes = "n" * (limits.MAX_NOTES + 1)
    result = importing(elements=f"Label,Description\n{long},{notes}\n", connections=f"From,To\n{long},b\n")
    element = named(result.map, long[:-1])
    assert len(element.notes) == limits.MAX_NOTES
    assert only_link(result).source == element.id
    assert [each.what for each in result.problems][:2] == [Trouble.CUT, Trouble.CUT]


def test_more_tags_than_an_element_can_have_are_listed(importing):
    result = importing(elements="Label,Tags\nGrow," + "|".join(f"t{each}" for each in range(300)) + "\n")
    assert len(named(result.map, "Grow").tags) == limits.MAX_TAGS
    assert troubles(result) == [("elements.csv", 2, Trouble.TOO_MANY_TAGS)]


def test_more_perspectives_than_a_map_can_have_are_kept_in_the_notes(importing):
    rows = "".join(f"e{each},p{each}\n" for each in range(limits.MAX_PERSPECTIVES + 1))
    result = importing(elements=f"Label,Perspective\n{rows}")
    assert len(result.map.perspectives) == limits.MAX_PERSPECTIVES
    last = f"e{limits.MAX_PERSPECTIVES}"
    assert named(result.map, last).notes == f"Perspective: p{limits.MAX_PERSPECTIVES}"


def test_a_perspective_with_a_very_long_name_is_one_perspective(importing):
    long = "p" * (limits.MAX_TITLE + 5)
    map = importing(elements=f"Label,Perspective\na,{long}\nb,{long}\n").map
    assert [each.title for each in map.perspectives.values()] == [long[: limits.MAX_TITLE]]


def test_long_words_are_cut_short_in_a_sentence():
    sentence = problem_sentence(Problem("file.csv", 2, Trouble.CREATED, {"title": "word " * 300}))
    assert len(sentence) < 200


def test_places_in_the_file_are_kept_and_only_the_rest_is_laid_out(importing):
    map = importing(elements="Label,X,Y,Width,Height\nA,1000,2000,200,80\nB,,,,\n").map
    sheet = map.first_sheet().id
    spot = map.placement(sheet, named(map, "A").id)
    assert spot is not None
    assert (spot.x, spot.y, spot.width, spot.height, spot.pinned) == (1000, 2000, 200, 80, False)
    assert map.placement(sheet, named(map, "B").id) is not None


def test_fields_of_the_map_are_read(importing):
    result = importing(
        map="Field,Value\nTitle,Corner shop\nVision,Everybody’s shop\nMission,Sell\nCurrency,THB\n"
        "Perspective,Money\nPerspective,People\nColour,red\n",
        elements="Label,Perspective\nA,People\n",
    )
    info = result.map.info
    assert (info.title, info.vision, info.mission, info.currency) == (
        "Corner shop",
        "Everybody’s shop",
        "Sell",
        "THB",
    )
    assert [each.title for each in result.map.ordered_perspectives()] == ["Money", "People"]
    assert troubles(result) == [("map.csv", 8, Trouble.UNKNOWN_FIELD)]


def test_parts_of_sheets_that_are_not_there_are_listed(importing):
    result = importing(
        map="Field,Value,Id,Sheet Id,Number\nTitle,T\nSheet,One,s1\nBand,x,nowhere,s1,100\n",
        elements="Id,Label\na,A\n",
        sheets="Sheet Id,Element Id,Link Id,X,Y\ns9,a,,1,1\ns1,ghost,,1,1\ns1,,ghost,1,1\n",
    )
    assert [each.what for each in result.problems] == [Trouble.MISSING_PART] * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_found_out(tmp_path, encoding, delimiter, end):
    path = tmp_path / "graph.csv"
    rows = [["Source", "Target", "Sign"], ["Größe", "Preis, netto; neu", "+"]]
    text = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    path.write_bytes(text.encode(encoding))
    assert ends(tables.import_tables([path]).map) == [("Größe", "Preis, netto; neu")]


def test_a_first_line_that_names_the_delimiter_is_followed(importing):
    result = importing(graph="sep=;\nsource;target\na;b\nc;c\n")
    assert ends(result.map) == [("a", "b")]
    assert troubles(result)[0][1] == 4


def test_a_file_with_semicolons_has_decimal_commas(importing):
    map = importing(elements="Label;Budget;Effort\nA;1.250;2,5\n").map
    assert (named(map, "A").budget, named(map, "A").effort) == (Decimal(1250), 2.5)


def test_the_same_element_column_twice_is_an_extra_column(importing):
    element = named(importing(elements="Label,Title\nGrow,The long title\n").map, "Grow")
    assert element.notes == "Title: The long title"


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", ImportTrouble.NO_HEADER),
        (b"\n\n , \n", ImportTrouble.NO_HEADER),
        (b"a,b\nc,d\n", ImportTrouble.NO_HEADER),
        (b"SQLite format 3\0 and so on", ImportTrouble.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ImportTrouble.NOT_TEXT),
        (b"\xff\xfeodd", ImportTrouble.NOT_TEXT),
        (b"source,target\n\x81,\x8d\n", ImportTrouble.NOT_TEXT),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_refused(tmp_path, content, trouble):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFailed) as failed:
        tables.import_tables([path])
    assert failed.value.trouble is trouble
    assert "file.csv" in failure_sentence(failed.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_of_headers_only_is_an_empty_map(tmp_path, encoding):
    path = tmp_path / "file.csv"
    path.write_bytes("Label,Type".encode(encoding))
    assert not tables.import_tables([path]).map.elements


def test_files_that_cannot_be_read_say_why(tmp_path, monkeypatch):
    with pytest.raises(FileError) as missing:
        tables.import_tables([tmp_path / "nowhere.csv"])
    with pytest.raises(FileError) as folder:
        tables.import_tables([tmp_path])
    huge = tmp_path / "huge.csv"
    huge.write_text("source,target\na,b\n")
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 8)
    with pytest.raises(FileError) as large:
        tables.import_tables([huge])
    found = [each.value.trouble for each in (missing, folder, large)]
    assert found == [FileTrouble.NOT_FOUND, FileTrouble.NOT_A_FILE, FileTrouble.TOO_LARGE]


def test_no_files_at_all_are_refused():
    with pytest.raises(ImportFailed) as failed:
        tables.import_tables([])
    assert failure_sentence(failed.value)


@pytest.mark.parametrize("limit", ["MAX_LINKS", "MAX_ELEMENTS"])
def test_more_than_a_map_can_hold_is_refused(importing, monkeypatch, limit):
    monkeypatch.setattr(limits, limit, 2)
    with pytest.raises(ImportFailed) as failed:
        importing(graph="source,target\na,b\nb,c\nc,a\n")
    assert failed.value.trouble is ImportTrouble.TOO_MANY
    assert "2" in failure_sentence(failed.value)


def test_a_long_cell_is_read_although_another_read_that_began_before_has_ended(tmp_path, monkeypatch):
    path = tmp_path / "elements.csv"
    path.write_text("Label,Description\nA," + "x" * 150_000 + "\n")
    real, first_began, second_began = csv.reader, threading.Event(), threading.Event()
    first = threading.Thread(target=lambda: tables.import_tables([path]))

    def reader(*asked, **more):
        if threading.current_thread() is first:
            first_began.set()
            assert second_began.wait(60)
        else:
            second_began.set()
            first.join(60)
        return real(*asked, **more)

    default = csv.field_size_limit(131_072)
    try:
        monkeypatch.setattr(csv, "reader", reader)
        first.start()
        assert first_began.wait(60)
        result = tables.import_tables([path])
    finally:
        csv.field_size_limit(default)
    assert len(named(result.map, "A").notes) == 150_000


def test_every_trouble_has_a_sentence():
    facts: dict[str, str | int] = dict.fromkeys(
        [
            "title",
            "id",
            "words",
            "column",
            "other",
            "field",
            "kind",
            "source",
            "target",
            "source_kind",
            "target_kind",
        ],
        "word",
    )
    for trouble in Trouble:
        sentence = problem_sentence(Problem("file.csv", 3, trouble, {**facts, "count": 2, "most": 1}))
        assert sentence.startswith("file.csv, row 3: ")
        assert "{" not in sentence


def test_problems_come_in_the_order_of_files_and_rows(importing):
    result = importing(
        connections="From,To\nA,A\nZ,A\n",
        elements="Label,Budget\nA,lots\nB,many\n",
    )
    assert [each[:2] for each in troubles(result)] == [
        ("connections.csv", 2),
        ("connections.csv", 3),
        ("elements.csv", 2),
        ("elements.csv", 3),
    ]


def test_reading_the_same_files_again_gives_the_same_map_but_for_the_ids(importing):
    def shape(map: StrategyMap) -> Sequence[object]:
        sheet = map.first_sheet().id
        spots = [map.placement(sheet, id) for id in map.elements]
        return [(each.x, each.y) for each in spots if each], ends(map)

    text = "source,target\na,b\nb,c\nc,a\nb,d\n"
    assert shape(importing(graph=text).map) == shape(importing(graph=text).map)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((2,), "but 1 row could not be taken over as it stands"),
        ((2, 3), "but 2 rows could not be taken over as they stand"),
        ((2, 2, 2), "but 3 things in 1 row could not be"),
        ((2, 2, 3, 4, 5, 5), "but 6 things in 4 rows could not be"),
        ((0,), "but 1 thing could not be taken over as it stands"),
        ((0, 2), "but 2 things could not be taken over as they stand"),
    ],
)
def test_problems_are_not_called_rows_where_one_row_has_several(rows: tuple[int, ...], words: str) -> None:
    assert words in problems_sentence([Problem("file.csv", row, Trouble.CUT) for row in rows])


def test_rows_of_two_files_are_two_rows() -> None:
    problems = [Problem(file, 2, Trouble.CUT) for file in ("a.csv", "a.csv", "b.csv")]
    assert "3 things in 2 rows" in problems_sentence(problems)
