"""Makes ``format_1_0.stratmap``, the file every later version has to open: every record type, every field filled.

Run once, when the format was new: ``python -m tests.test_models.samples.make_format_1_0``. Never run it again for
the sake of a failing test: the file stands for the ones people have.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from models.kinds import ElementKind, LinkKind, Polarity, Priority, Status
from models.records import (
    Band,
    Bend,
    Element,
    Link,
    LoopName,
    MapInfo,
    Mute,
    Perspective,
    Placement,
    Revision,
    SavedFilter,
    Sheet,
    Version,
)
from models.store import map_bytes
from models.strategy_map import StrategyMap
from models.versions import packed

PATH = Path(__file__).with_name("format_1_0.stratmap")

LINEAGE = (
    Revision("5b8a6d1c-7f9e-4d55-8a52-6f8f6f0c1a01", "2026-01-05T08:30:00.000+00:00"),
    Revision("5b8a6d1c-7f9e-4d55-8a52-6f8f6f0c1a02", "2026-01-06T17:45:12.345+00:00"),
)


VERSION_MAP = StrategyMap(
    (
        MapInfo("0a6f1d6e-51a8-4b0e-9a0e-0f6a5c3d2e10", "Bakery, as it was"),
        Element("growth", ElementKind.OBJECTIVE, "Wachsen"),
        Sheet("main"),
    )
)
VERSION_FILE = PATH.with_name("format_1_0.version")
VERSION_CONTENT = VERSION_FILE.read_bytes() if VERSION_FILE.exists() else packed(VERSION_MAP)


def sample_map() -> StrategyMap:
    """A map with every kind of element and link, and every field filled somewhere."""
    growth = Element(
        "growth",
        ElementKind.OBJECTIVE,
        "Wachsen – aus eigener Kraft 🚀",
        notes="First line\nsecond line\twith a tab; ไทย",
        owner="Ann Müller",
        status=Status.ON_TRACK,
        priority=Priority.HIGH,
        start=date(2026, 1, 1),
        end=date(2027, 12, 31),
        budget=Decimal("120000.50"),
        effort=12.5,
        perspective="finance",
        tags=("core", "two words", "ü, “quoted”"),
    )
    others = (
        Element("portal", ElementKind.INITIATIVE, "New portal", status=Status.DROPPED, priority=Priority.LOW),
        Element("service", ElementKind.INITIATIVE, "Night service", status=Status.PLANNED, perspective="customers"),
        Element("it", ElementKind.DEPARTMENT, "IT", capacity=20.0),
        Element("revenue", ElementKind.MEASURE, "Revenue", status=Status.AT_RISK),
        Element("trust", ElementKind.FACTOR, "Trust", status=Status.OFF_TRACK),
        Element("idea", ElementKind.NOTE, "", status=Status.DONE, priority=Priority.MEDIUM),
    )
    links = (
        Link("l1", LinkKind.INFLUENCES, "portal", "growth", Polarity.PLUS, 0.75, True, "why", ("a",)),
        Link("l2", LinkKind.INFLUENCES, "growth", "trust", Polarity.MINUS),
        Link("l3", LinkKind.INFLUENCES, "trust", "growth"),
        Link("l4", LinkKind.REQUIRES, "portal", "service"),
        Link("l5", LinkKind.CONFLICTS, "service", "portal"),
        Link("l6", LinkKind.OWNS, "it", "portal"),
        Link("l7", LinkKind.TRACKS, "revenue", "growth"),
    )
    picture = (
        Placement("main", "growth", 40.5, -16.0, 176.0, 64.0, True, 3),
        Placement("main", "portal", 40.0, 240.0, 176.0, 64.0),
        Placement("second", "growth", 0.0, 0.0, 200.0, 80.0, False, -1),
        Band("main", "finance", 240.0),
        Band("main", "customers", 360.25),
        Bend("main", "l1", -12.0, 30.5),
    )
    return StrategyMap(
        (
            MapInfo("0a6f1d6e-51a8-4b0e-9a0e-0f6a5c3d2e10", "Bakery", "Every morning", "Bread for all", "CHF"),
            Perspective("finance", "Finance", 0),
            Perspective("customers", "Customers", 1),
            growth,
            *others,
            *links,
            Sheet("main", "All of it", 0, True),
            Sheet("second", "Growth only", 1, False),
            *picture,
            LoopName(("l2", "l3"), "Growing pains"),
            Mute("SM106:idea", "It is only a note"),
            SavedFilter(
                *("risks", "What is at risk", ("initiative", "measure"), ("influences", "requires")),
                *(("Ann Müller", ""), ("it", "gone"), ("at risk", ""), ("core",)),
            ),
            Version("may", "as agreed on 3 May", "2026-05-03T10:00:00.000+00:00", VERSION_CONTENT),
        )
    )


if __name__ == "__main__":
    VERSION_FILE.write_bytes(VERSION_CONTENT)
    PATH.write_bytes(map_bytes(sample_map(), LINEAGE))
