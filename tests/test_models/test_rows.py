"""Rows follow the fields of the records, and nothing but what the fields may hold comes back out of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from decimal import Decimal

import pytest

from models.records import RECORD_TYPES, Element, Placement, Revision
from models.rows import AT_ONCE, BadRow, content_hash, names_of, records_of, rows_of
from models.tables import TABLES, file_table, metadata, revision_table
from tests.builders import objective


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_each_table_has_the_fields_of_its_records_and_its_keys_first(kind: type) -> None:
    columns = list(TABLES[kind].columns)
    assert [column.name for column in columns] == [field.name for field in fields(kind)]
    keys = [column.primary_key for column in columns]
    assert any(keys)
    assert keys == sorted(keys, reverse=True)


def test_every_type_of_record_has_a_table_and_there_are_no_others() -> None:
    assert set(TABLES) == {*RECORD_TYPES, Revision}
    assert set(metadata.tables) == {table.name for table in (*TABLES.values(), file_table)}
    assert [column.name for column in revision_table.columns] == ["position", *names_of(Revision)]


def test_every_table_is_strict() -> None:
    assert all(table.dialect_options["sqlite"]["strict"] for table in metadata.tables.values())


def test_no_records_make_no_rows() -> None:
    assert rows_of(Element, []) == []
    assert records_of(Element, []) == []


def test_a_bad_value_is_told_with_its_type_field_and_row() -> None:
    good, bad = rows_of(Element, [objective("a"), objective("b", budget=Decimal(5))])
    place = names_of(Element).index("budget")
    with pytest.raises(BadRow, match="Element 1: budget"):
        records_of(Element, [good, (*bad[:place], "much", *bad[place + 1 :])])


@pytest.mark.parametrize(
    "row",
    [
        ("s", "e", 1, 0.0, 1.0, 1.0, 0, 0),
        ("s", "e", None, 0.0, 1.0, 1.0, 0, 0),
        ("s", "e", 0.0, 0.0, 1.0, 1.0, 2, 0),
        ("s", "e", 0.0, 0.0, 1.0, 1.0, 0, 0.5),
        (b"s", "e", 0.0, 0.0, 1.0, 1.0, 0, 0),
    ],
)
def test_a_value_of_another_type_makes_no_record(row: tuple[object, ...]) -> None:
    with pytest.raises(BadRow):
        records_of(Placement, [row])


def test_the_content_hash_is_the_one_written_down() -> None:
    """Another value here means that no older file would pass for unharmed any more."""
    rows = {"element": rows_of(Element, [objective("b", "Größe"), objective("a")])}
    assert content_hash(rows, [("r", "2026")]) == "5090e4835681ece01abc2c922ed9237bca1674b047dd57c07484977d00755abc"


def test_a_content_hash_is_taken_over_a_line_of_json_a_table_however_long():
    for count in (0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE):
        table = [(f"key {number:06}", "ü", number / 3, None, b"packed") for number in range(count)]
        packed = hashlib.sha256(b"packed").hexdigest()
        lines = [["a", [[*row[:-1], packed] for row in table]], ["revision", [["r", "2020-01-01"]]]]
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
        hashed = content_hash({"a": reversed(table)}, [("r", "2020-01-01")])
        assert hashed == hashlib.sha256(text.encode()).hexdigest()
