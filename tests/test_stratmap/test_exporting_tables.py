from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import Version
from models.strategy_map import StrategyMap
from stratmap.exporting.tables import export_tables
from stratmap.importing.cells import cell_of, tags_cell, tags_of, text_of
from stratmap.importing.tables import import_tables
from tests.strategies import maps


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(maps())
def test_importing_an_exported_map_gives_the_same_map_without_its_versions(tmp_path, map: StrategyMap):
    result = import_tables(export_tables(map, tmp_path / "out.csv"))
    assert result.map == StrategyMap(each for each in map.records() if not isinstance(each, Version))
    assert result.problems == ()


@given(st.text())
def test_any_text_survives_its_cell(text: str):
    assert text_of(cell_of(text)) == text


@given(st.text("ab;\t\r\n '\"=+-@|\\", max_size=12))
def test_any_text_of_what_spreadsheets_obey_survives_its_cell_and_is_obeyed_nowhere(text: str):
    cell = cell_of(text)
    assert text_of(cell) == text
    assert not re.search(r"""[;\t\r\n][\s"]*[=+\-@]""", cell)
    assert tags_of(tags_cell((text, text))) == (text, text)


@given(st.text().filter(bool))
def test_no_cell_begins_like_a_formula(text: str):
    assert cell_of(text)[0] not in "=+-@＝＋－＠\t\r\n"


@given(st.lists(st.text(), max_size=4).map(tuple))
def test_any_tags_survive_their_cell(tags: tuple[str, ...]):
    assert tags_of(tags_cell(tags)) == tags
