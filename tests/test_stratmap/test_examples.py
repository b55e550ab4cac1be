from __future__ import annotations

from collections import Counter
from importlib.resources import as_file, files

import pytest

from models import rules
from models.kinds import ElementKind
from stratmap.analysis.report import analyse
from stratmap.examples import EXAMPLES, load_example
from stratmap.importing.tables import import_tables

CODES = {
    "bakery": ["SM101", "SM102", "SM105", "SM106", "SM203", "SM206"],
    "heating": ["SM101", "SM102", "SM105", "SM106", "SM201", "SM205"],
    "clinic": ["SM101", "SM102", "SM105", "SM204", "SM206", "SM207"],
}
TODAY = frozenset(code for codes in CODES.values() for code in codes)
"""The checks the examples were written for. A check that comes later may find more in them."""

LOOPS = {"bakery": {"R": 1, "B": 1}, "heating": {"R": 1, "B": 1}, "clinic": {"R": 2, "B": 1}}

names = pytest.mark.parametrize("name", [each.name for each in EXAMPLES])


def tables_of(name: str):
    with as_file(files("resources") / "examples" / name) as folder:
        return import_tables([folder / f"{table}.csv" for table in ("map", "elements", "connections")])


@names
def test_an_example_is_read_without_a_problem(name):
    result = tables_of(name)
    assert result.problems == ()
    assert rules.violations(result.map) == []


@names
def test_an_example_shows_its_flaws_and_is_otherwise_sound(name):
    found = [each.code for each in analyse(load_example(name)).findings if each.code in TODAY]
    assert sorted(found) == CODES[name]


@names
def test_an_example_has_a_reinforcing_and_a_balancing_loop(name):
    report = analyse(load_example(name)).loops
    assert report.complete
    assert Counter(loop.letter for loop in report.loops) == LOOPS[name]
    assert any(loop.delays for loop in report.loops)


@names
def test_an_example_is_a_believable_map(name):
    map = load_example(name)
    assert 15 <= len(map.elements) <= 30
    assert len(map.perspectives) == 4
    assert {each.kind for each in map.elements.values()} == set(ElementKind)
    assert all(len(each.title.split()) <= 5 for each in map.elements.values())
    assert all(each.perspective for each in map.elements.values())


@names
def test_an_example_is_laid_out(name):
    map = load_example(name)
    assert set(map.placements_on(map.first_sheet().id)) == set(map.elements)
    assert len(map.bands) == 4


@names
def test_the_start_page_calls_an_example_what_its_map_is_called(name):
    example = next(each for each in EXAMPLES if each.name == name)
    assert example.title == load_example(name).info.title
    assert example.words


def test_two_copies_of_an_example_are_two_maps():
    first, second = load_example("bakery"), load_example("bakery")
    assert first.info.id != second.info.id
    assert not first.elements.keys() & second.elements.keys()


def test_all_examples_together_show_every_check_they_were_written_for():
    assert len(EXAMPLES) >= 3
    assert {f"SM{number}" for number in (101, 102, 105, 106, 201, 203, 204, 205, 206, 207)} == TODAY
