"""Random maps that keep every rule, for properties: any record type, any language, any field filled or not."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from models import limits
from models.kinds import ElementKind, LinkKind, Polarity, Priority, Status, kinds_joining
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
from models.rules import is_id
from models.strategy_map import StrategyMap

plain_texts = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t"), max_size=20)
titles = st.one_of(
    st.sampled_from(
        ["Grow revenue", "โตอย่างยั่งยืน", "🚀 Launch 👩‍👩‍👧", "two\nlines", "Größe ‘neu’", '<img src="//h/s">', ""]
    ),
    plain_texts,
)
tags = st.lists(titles, max_size=3).map(tuple)
coordinates = st.floats(-limits.MAX_COORDINATE, limits.MAX_COORDINATE)
sizes = st.floats(0, limits.MAX_COORDINATE, exclude_min=True)
numbers = st.none() | st.floats(0, limits.MAX_NUMBER)
money = st.none() | st.decimals(0, Decimal(10) ** 12, places=2) | st.just(Decimal("1E+3"))
days = st.none() | st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
positions = st.integers(-limits.MAX_POSITION, limits.MAX_POSITION)


@st.composite
def elements(draw: st.DrawFn, id: str, perspectives: list[str]) -> Element:
    return Element(
        id,
        draw(st.sampled_from(ElementKind)),
        draw(titles),
        notes=draw(titles),
        owner=draw(titles),
        status=draw(st.none() | st.sampled_from(Status)),
        priority=draw(st.none() | st.sampled_from(Priority)),
        start=draw(days),
        end=draw(days),
        budget=draw(money),
        effort=draw(numbers),
        capacity=draw(numbers),
        perspective=draw(st.none() | st.sampled_from(perspectives)) if perspectives else None,
        tags=draw(tags),
    )


@st.composite
def links(draw: st.DrawFn, id: str, between: list[Element]) -> Link | None:
    """A link its ends allow, or None where they allow none."""
    source, target = draw(st.permutations(between))[:2]
    kinds = kinds_joining(source.kind, target.kind)
    if not kinds:
        return None
    kind = draw(st.sampled_from(kinds))
    link = Link(id, kind, source.id, target.id, notes=draw(titles), tags=draw(tags))
    if kind is not LinkKind.INFLUENCES:
        return link
    polarity, delay = draw(st.sampled_from(Polarity)), draw(st.booleans())
    strength = draw(st.none() | st.floats(0, 1, exclude_min=True))
    return Link(id, kind, source.id, target.id, polarity, strength, delay, link.notes, link.tags)


@st.composite
def maps(draw: st.DrawFn, max_elements: int = 8) -> StrategyMap:
    """A map with up to so many elements, of every record type, that keeps every rule."""
    info = MapInfo("map", draw(titles), draw(titles), draw(titles), draw(st.sampled_from(["EUR", "THB", ""])))
    sheets = [
        Sheet(f"sheet {each}", draw(titles), draw(positions), draw(st.booleans()))
        for each in range(draw(st.integers(1, 2)))
    ]
    perspectives = [
        Perspective(f"perspective {each}", draw(titles), draw(positions)) for each in range(draw(st.integers(0, 3)))
    ]
    perspective_ids = [each.id for each in perspectives]
    found = [draw(elements(f"e{each}", perspective_ids)) for each in range(draw(st.integers(0, max_elements)))]
    most_links = 2 * len(found) if len(found) > 1 else 0
    drawn = [draw(links(f"l{each}", found)) for each in range(draw(st.integers(0, most_links)))]
    joined = [each for each in drawn if each is not None]
    return StrategyMap(
        [info, *perspectives, *found, *joined, *sheets, *draw(_picture(sheets, perspectives, found, joined))]
    )


@st.composite
def _picture(
    draw: st.DrawFn, sheets: list[Sheet], perspectives: list[Perspective], elements: list[Element], links: list[Link]
) -> list[Placement | Band | Bend | LoopName | Mute | SavedFilter | Version]:
    """Where things are drawn on which sheet; named loops, accepted findings, filters and versions."""
    records: list[Placement | Band | Bend | LoopName | Mute | SavedFilter | Version] = []
    for sheet in sheets:
        for element in elements:
            if draw(st.booleans()):
                spot = (draw(coordinates), draw(coordinates), draw(sizes), draw(sizes))
                records.append(Placement(sheet.id, element.id, *spot, draw(st.booleans()), draw(positions)))
        records += [Band(sheet.id, each.id, draw(sizes)) for each in perspectives if draw(st.booleans())]
        bent = [each for each in links if draw(st.booleans())]
        records += [Bend(sheet.id, each.id, draw(coordinates), draw(coordinates)) for each in bent]
    if links:
        records.append(LoopName(tuple(each.id for each in links), draw(titles)))
    if draw(st.booleans()):
        records.append(Mute("SM101:e1,e2", draw(titles)))
    if draw(st.booleans()):
        records.append(
            Version("version", draw(titles), "2026-05-03T10:00:00.000+00:00", draw(st.binary(max_size=40)))
        )
    if draw(st.booleans()):
        kinds = tuple(draw(st.lists(st.sampled_from([each.value for each in ElementKind]), max_size=2)))
        statuses = tuple(draw(st.lists(st.sampled_from(["", *(each.value for each in Status)]), max_size=2)))
        records.append(
            SavedFilter("filter", draw(titles), kinds, ("owns",), draw(tags), ("e0",), statuses, draw(tags))
        )
    return records


revisions = st.builds(Revision, plain_texts.filter(is_id), st.datetimes().map(datetime.datetime.isoformat))
lineages = st.lists(revisions, max_size=3).map(tuple)
