"""A file of every format version there ever was opens for ever, with all that was in it."""

from __future__ import annotations

from models.records import RECORD_TYPES
from models.store import open_map
from models.versions import unpacked
from tests.test_models.samples.make_format_1_0 import LINEAGE, PATH, VERSION_MAP, sample_map


def test_a_file_of_format_1_0_opens_with_all_that_was_in_it() -> None:
    opened = open_map(PATH)
    assert opened.map == sample_map()
    assert list(opened.map.records()) == list(sample_map().records())
    assert opened.lineage == LINEAGE


def test_a_version_in_a_file_of_format_1_0_can_be_looked_at() -> None:
    assert unpacked(open_map(PATH).map.versions["may"]) == VERSION_MAP


def test_the_sample_holds_every_type_of_record() -> None:
    assert {type(each) for each in sample_map().records()} == set(RECORD_TYPES)
