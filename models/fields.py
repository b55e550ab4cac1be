"""Which of an element's fields make sense for which kind: one table for the inspector, the tables and the checks."""

from __future__ import annotations

from models.kinds import ElementKind, LinkKind

_WORK = ("owner", "status", "priority", "start", "end", "budget", "effort")

ELEMENT_FIELDS: dict[ElementKind, tuple[str, ...]] = {
    ElementKind.OBJECTIVE: ("owner", "status", "priority", "start", "end", "tags", "notes"),
    ElementKind.INITIATIVE: (*_WORK, "tags", "notes"),
    ElementKind.DEPARTMENT: ("owner", "capacity", "tags", "notes"),
    ElementKind.MEASURE: ("owner", "status", "tags", "notes"),
    ElementKind.FACTOR: ("tags", "notes"),
    ElementKind.NOTE: ("notes",),
}
"""Element kind → the fields a person is asked for, beside the title, in the order they are asked."""

LINK_FIELDS: dict[LinkKind, tuple[str, ...]] = {
    LinkKind.INFLUENCES: ("polarity", "strength", "delay", "tags", "notes"),
    LinkKind.REQUIRES: ("tags", "notes"),
    LinkKind.CONFLICTS: ("tags", "notes"),
    LinkKind.OWNS: ("tags", "notes"),
    LinkKind.TRACKS: ("tags", "notes"),
}
"""Link kind → the fields a person is asked for."""

MAP_FIELDS = ("title", "vision", "mission", "currency")
"""The fields of the map's info."""
