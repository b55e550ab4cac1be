"""The columns of the four tables a map is exchanged in, and the other names people's files give them.

The headers are those Kumu uses, and what Kumu has no column for. Export writes them as they stand here; import
takes them in any case, and takes the other names in ``_OTHER_NAMES``.
"""

from __future__ import annotations

from enum import StrEnum


class Column(StrEnum):
    """One column, by the header export gives it."""

    ID = "Id"
    LABEL = "Label"
    TYPE = "Type"
    TAGS = "Tags"
    DESCRIPTION = "Description"
    PERSPECTIVE = "Perspective"
    PERSPECTIVE_ID = "Perspective Id"
    OWNER = "Owner"
    STATUS = "Status"
    PRIORITY = "Priority"
    START = "Start"
    END = "End"
    BUDGET = "Budget"
    EFFORT = "Effort"
    CAPACITY = "Capacity"
    X = "X"
    Y = "Y"
    WIDTH = "Width"
    HEIGHT = "Height"
    PINNED = "Pinned"
    Z = "Z"
    SHOWN = "Shown"
    FROM = "From"
    TO = "To"
    FROM_ID = "From Id"
    TO_ID = "To Id"
    DIRECTION = "Direction"
    SIGN = "Sign"
    POLARITY = "Polarity"
    STRENGTH = "Strength"
    DELAY = "Delay"
    FIELD = "Field"
    VALUE = "Value"
    NUMBER = "Number"
    SHEET_ID = "Sheet Id"
    ELEMENT_ID = "Element Id"
    LINK_ID = "Link Id"


class TableKind(StrEnum):
    """What the rows of a table are, which its headers tell."""

    ELEMENTS = "elements"
    CONNECTIONS = "connections"
    MAP = "map"
    SHEETS = "sheets"


C = Column

COLUMNS: dict[TableKind, tuple[Column, ...]] = {
    TableKind.ELEMENTS: (
        *(C.LABEL, C.TYPE, C.TAGS, C.DESCRIPTION, C.PERSPECTIVE, C.OWNER, C.STATUS, C.PRIORITY, C.START, C.END),
        *(C.BUDGET, C.EFFORT, C.CAPACITY, C.ID, C.PERSPECTIVE_ID),
        *(C.X, C.Y, C.WIDTH, C.HEIGHT, C.PINNED, C.Z, C.SHOWN),
    ),
    TableKind.CONNECTIONS: (
        *(C.FROM, C.TO, C.DIRECTION, C.LABEL, C.TYPE, C.TAGS, C.DESCRIPTION, C.SIGN, C.STRENGTH, C.DELAY),
        *(C.ID, C.FROM_ID, C.TO_ID),
    ),
    TableKind.MAP: (C.FIELD, C.VALUE, C.ID, C.SHEET_ID, C.NUMBER),
    TableKind.SHEETS: (C.SHEET_ID, C.ELEMENT_ID, C.LINK_ID, C.X, C.Y, C.WIDTH, C.HEIGHT, C.PINNED, C.Z),
}
"""The columns export writes, in order."""

_ALSO_READ: dict[TableKind, tuple[Column, ...]] = {TableKind.CONNECTIONS: (C.POLARITY,)}

_NEEDED: tuple[tuple[TableKind, tuple[Column, ...]], ...] = (
    (TableKind.CONNECTIONS, (C.FROM, C.TO)),
    (TableKind.CONNECTIONS, (C.FROM_ID, C.TO_ID)),
    (TableKind.MAP, (C.FIELD, C.VALUE)),
    (TableKind.SHEETS, (C.SHEET_ID, C.ELEMENT_ID)),
    (TableKind.SHEETS, (C.SHEET_ID, C.LINK_ID)),
    (TableKind.ELEMENTS, (C.LABEL,)),
)

_OTHER_NAMES: dict[str, Column] = {
    "name": C.LABEL,
    "title": C.LABEL,
    "element": C.LABEL,
    "kind": C.TYPE,
    "notes": C.DESCRIPTION,
    "source": C.FROM,
    "origin": C.FROM,
    "target": C.TO,
    "destination": C.TO,
    "source id": C.FROM_ID,
    "target id": C.TO_ID,
    "start date": C.START,
    "end date": C.END,
    "delayed": C.DELAY,
}


def column_named(header: str) -> Column | None:
    """The column a header names, whatever its case, or None."""
    plain = " ".join(header.replace("_", " ").split()).casefold()
    for column in Column:
        if column.casefold() == plain:
            return column
    return _OTHER_NAMES.get(plain)


def kind_of(headers: list[str]) -> TableKind | None:
    """What table has these headers, or None where they name no table."""
    named = {column_named(header) for header in headers}
    for kind, needed in _NEEDED:
        if named.issuperset(needed):
            return kind
    return None


def columns_of(kind: TableKind, headers: list[str]) -> list[Column | None]:
    """The column of each header, None where the table has no such column or has had it already.

    A header that is a column's own name goes before one that is another name for it: beside ‘Label’, ‘Title’ is
    an extra column.
    """
    known = {*COLUMNS[kind], *_ALSO_READ.get(kind, ())}
    found: list[Column | None] = [None] * len(headers)
    taken: set[Column] = set()
    for own_names in (True, False):
        for index, header in enumerate(headers):
            column = column_named(header)
            if column is None or column not in known or column in taken or found[index]:
                continue
            if own_names == (header.replace("_", " ").strip().casefold() == column.casefold()):
                found[index] = column
                taken.add(column)
    return found
