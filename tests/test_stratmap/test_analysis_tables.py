"""For each check that came later a table of tiny maps: it fires, it does not, and the edges of its rule."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from models.kinds import Priority, Status
from models.records import Element, Link, Record
from stratmap.analysis.budget import Budget
from stratmap.analysis.fixing import fixes_for
from stratmap.analysis.loops import NOT_SEARCHED
from stratmap.analysis.report import analyse
from stratmap.analysis.wording import advice, sentence
from tests.builders import (
    conflicts,
    department,
    factor,
    influences,
    initiative,
    map_of,
    measure,
    note,
    objective,
    owns,
    perspective,
    requires,
    tracks,
)
from tests.cost import Steps
from tests.test_stratmap.analysis_asking import about, findings, random_strategy

Case = tuple[str, list[Record], list[tuple[str, ...]]]
DONE, DROPPED = Status.DONE, Status.DROPPED


def chain(*names: str, last: str = "+") -> list[Link]:
    """Plus influences from name to name, the last of another sign where asked."""
    pairs = list(itertools.pairwise(names))
    return [influences(a, b, last if (a, b) == pairs[-1] else "+") for a, b in pairs]


def factors(names: str) -> list[Element]:
    return [factor(name) for name in names]


TOP, LOW = perspective("top", 0), perspective("low", 1)
GOAL = objective("g", perspective="top")


def below(**fields: Any) -> Element:
    return objective("o", perspective="low", **fields)


SM103: list[Case] = [
    ("fires below the top without a way up", [TOP, LOW, GOAL, below()], [("o",)]),
    ("does not fire with a direct way", [TOP, LOW, GOAL, below(), influences("o", "g")], []),
    ("a way of minus signs leads there, too", [TOP, LOW, GOAL, below(), influences("o", "g", "-")], []),
    ("a way through others", [TOP, LOW, GOAL, below(), *factors("ab"), *chain("o", "a", "b", "g")], []),
    ("a way down is none", [TOP, LOW, GOAL, below(), influences("g", "o")], [("o",)]),
    ("a requirement is no way", [TOP, LOW, GOAL, below(), requires("o", "g")], [("o",)]),
    ("the top itself is no dead end", [TOP, LOW, GOAL], []),
    ("without perspectives nothing is asked", [objective("o")], []),
    ("one in no perspective is not at the top", [TOP, GOAL, objective("o")], [("o",)]),
    ("done is left in peace", [TOP, LOW, GOAL, below(status=DONE)], []),
    ("dropped is left in peace", [TOP, LOW, GOAL, below(status=DROPPED)], []),
    ("an initiative at the top is no goal", [TOP, LOW, initiative("i", perspective="top"), below()], [("o",)]),
    (
        "a goal that is done still is where it leads",
        [TOP, LOW, replace(GOAL, status=DONE), below(), influences("o", "g")],
        [],
    ),
    (
        "the first by position is the top",
        [perspective("z", 0), perspective("a", 1), objective("o", perspective="z")],
        [],
    ),
]
SM104: list[Case] = [
    ("fires when it owns nothing", [department("d")], [("d",)]),
    ("an objective", [department("d"), objective("o"), owns("d", "o")], []),
    ("an initiative", [department("d"), initiative("i"), owns("d", "i")], []),
    ("a measure", [department("d"), measure("m"), owns("d", "m")], []),
    ("only what is done", [department("d"), initiative("i", status=DONE), owns("d", "i")], [("d",)]),
    ("only what is dropped", [department("d"), objective("o", status=DROPPED), owns("d", "o")], [("d",)]),
    (
        "one thing under way is enough",
        [department("d"), initiative("i", status=DONE), initiative("j"), owns("d", "i"), owns("d", "j")],
        [],
    ),
]
SM107: list[Case] = [
    ("two that hang together", [factor("a"), factor("b"), influences("a", "b")], [("a", "b")]),
    ("one alone is no island", [factor("a")], []),
    ("with an objective it is none", [factor("a"), objective("o"), influences("a", "o")], []),
    ("a dropped objective is one still", [factor("a"), objective("o", status=DROPPED), influences("a", "o")], []),
    ("links of other kinds count", [department("d"), initiative("i"), owns("d", "i")], [("d", "i")]),
    ("conflicts count", [initiative("a"), initiative("b"), conflicts("a", "b")], [("a", "b")]),
    ("whichever way they lead", [*factors("abc"), influences("a", "b"), influences("c", "b")], [("a", "b", "c")]),
    (
        "each part is told by itself",
        [*factors("abcd"), influences("c", "d"), influences("a", "b")],
        [("a", "b"), ("c", "d")],
    ),
    (
        "joined by a measure to an objective",
        [objective("o"), measure("m"), factor("a"), tracks("m", "o"), influences("a", "m")],
        [],
    ),
    ("notes belong to nothing", [note("n"), factor("a"), factor("b"), influences("a", "b")], [("a", "b")]),
]


def ends(*between: Record) -> list[Record]:
    return [initiative("i"), objective("o"), *between]


def six(last: str) -> list[Record]:
    return [*factors("abcde"), *chain("i", "a", "b", "c", "d", "e", "o", last=last)]


def seven(last: str) -> list[Record]:
    return [*factors("abcdef"), *chain("i", "a", "b", "c", "d", "e", "f", "o", last=last)]


HELPS = influences("i", "o", "+")
SM202: list[Case] = [
    ("a plus and a minus way", ends(factor("a"), HELPS, *chain("i", "a", "o", last="-")), [("i", "o")]),
    ("only plus", ends(factor("a"), HELPS, *chain("i", "a", "o")), []),
    ("two minuses make a plus", ends(factor("a"), HELPS, influences("i", "a", "-"), influences("a", "o", "-")), []),
    (
        "an unknown sign is neither",
        ends(factor("a"), HELPS, influences("i", "a", "?"), influences("a", "o", "-")),
        [],
    ),
    ("parallel links that contradict", ends(HELPS, influences("i", "o", "-")), [("i", "o")]),
    (
        "parallel links within a way",
        ends(factor("a"), influences("i", "a", "+"), influences("i", "a", "-"), influences("a", "o", "+")),
        [("i", "o")],
    ),
    ("a minus way of six links", ends(HELPS, *six("-")), [("i", "o")]),
    ("a minus way of seven links is too far", ends(HELPS, *seven("-")), []),
    ("a done initiative", [initiative("i", status=DONE), objective("o"), HELPS, influences("i", "o", "-")], []),
    ("a dropped initiative", [initiative("i", status=DROPPED), objective("o"), HELPS, influences("i", "o", "-")], []),
    (
        "a way that would need an element twice",
        ends(*factors("ab"), *chain("i", "a", "o"), influences("a", "b", "+"), influences("b", "a", "-")),
        [],
    ),
    (
        "a way that would pass the objective",
        ends(factor("a"), HELPS, influences("o", "a", "-"), influences("a", "o", "+")),
        [],
    ),
    (
        "a factor is not asked about",
        [factor("f"), objective("o"), influences("f", "o", "+"), influences("f", "o", "-")],
        [],
    ),
]

MARCH = {"start": date(2026, 3, 1), "end": date(2026, 3, 31)}
SPRING = {"start": date(2026, 3, 31), "end": date(2026, 5, 1)}


def owned(capacity: float | None, *initiatives: Element) -> list[Record]:
    return [department("d", capacity=capacity), *initiatives, *(owns("d", each.id) for each in initiatives)]


SM208: list[Case] = [
    ("more than it has", owned(10, initiative("i", effort=11, **MARCH)), [("d", "i")]),
    ("just as much as it has", owned(10, initiative("i", effort=10, **MARCH)), []),
    (
        "two that are too much together",
        owned(10, initiative("i", effort=6, **MARCH), initiative("j", effort=6, **MARCH)),
        [("d", "i", "j")],
    ),
    ("spread over the months they touch", owned(10, initiative("i", effort=30, **SPRING)), []),
    ("and still too much", owned(10, initiative("i", effort=31, **SPRING)), [("d", "i")]),
    ("a third three times is one", owned(0.3, *(initiative(n, effort=0.3, **SPRING) for n in "ijk")), []),
    (
        "one after the other",
        owned(
            10,
            initiative("i", effort=9, **MARCH),
            initiative("j", effort=9, start=date(2026, 4, 1), end=date(2026, 4, 1)),
        ),
        [],
    ),
    ("no capacity given", owned(None, initiative("i", effort=99, **MARCH)), []),
    ("a capacity of nothing", owned(0, initiative("i", effort=1, **MARCH)), [("d", "i")]),
    ("no effort given", owned(0, initiative("i", **MARCH)), []),
    ("no start", owned(1, initiative("i", effort=9, end=date(2026, 3, 1))), []),
    ("no end", owned(1, initiative("i", effort=9, start=date(2026, 3, 1))), []),
    ("ends before it starts", owned(1, initiative("i", effort=9, start=date(2026, 3, 2), end=date(2026, 3, 1))), []),
    ("done takes nothing any more", owned(1, initiative("i", effort=9, status=DONE, **MARCH)), []),
    (
        "an objective takes no days",
        [department("d", capacity=1), objective("o", effort=9, **MARCH), owns("d", "o")],
        [],
    ),
    ("owned twice is done once", [*owned(10, initiative("i", effort=9, **MARCH)), owns("d", "i", id="again")], []),
]


def ranked(one: Priority | None, other: Priority | None, **fields: Any) -> list[Record]:
    return [initiative("a", priority=one), initiative("b", priority=other, **fields), requires("a", "b")]


SM209: list[Case] = [
    ("high needs low", ranked(Priority.HIGH, Priority.LOW), [("a", "b")]),
    ("medium needs low", ranked(Priority.MEDIUM, Priority.LOW), [("a", "b")]),
    ("equal", ranked(Priority.HIGH, Priority.HIGH), []),
    ("low needs high", ranked(Priority.LOW, Priority.HIGH), []),
    ("none given to the one", ranked(None, Priority.LOW), []),
    ("none given to the other", ranked(Priority.HIGH, None), []),
    ("what is needed is done", ranked(Priority.HIGH, Priority.LOW, status=DONE), []),
    ("what is needed is dropped: that is another finding", ranked(Priority.HIGH, Priority.LOW, status=DROPPED), []),
    (
        "what needs it is done",
        [
            initiative("a", priority=Priority.HIGH, status=DONE),
            initiative("b", priority=Priority.LOW),
            requires("a", "b"),
        ],
        [],
    ),
    (
        "required twice is told once",
        [*ranked(Priority.HIGH, Priority.LOW), requires("a", "b", id="again")],
        [("a", "b")],
    ),
    (
        "only direct requirements",
        [
            initiative("a", priority=Priority.HIGH),
            initiative("b"),
            initiative("c", priority=Priority.LOW),
            requires("a", "b"),
            requires("b", "c"),
        ],
        [],
    ),
]


def needed(*more: Record, **fields: Any) -> list[Record]:
    return [initiative("a"), initiative("b", **fields), objective("o"), requires("a", "b"), *more]


SUPPORT, HARM = influences("a", "o", "+"), influences("b", "o", "-")
FIRST, LATER = date(2026, 3, 1), date(2026, 3, 2)
SM211: list[Case] = [
    ("ends the day before", [initiative("i", start=LATER, end=FIRST)], [("i",)]),
    ("an objective, too", [objective("o", start=LATER, end=FIRST)], [("o",)]),
    ("ends on the day it starts", [initiative("i", start=FIRST, end=FIRST)], []),
    ("ends the day after", [initiative("i", start=FIRST, end=LATER)], []),
    ("no start", [initiative("i", end=FIRST)], []),
    ("no end", [initiative("i", start=LATER)], []),
    ("done", [initiative("i", start=LATER, end=FIRST, status=DONE)], []),
    ("dropped", [initiative("i", start=LATER, end=FIRST, status=DROPPED)], []),
    ("a kind without dates has none to be wrong", [factor("f", start=LATER, end=FIRST)], []),
]


SM210: list[Case] = [
    ("helps, but needs what hurts", needed(SUPPORT, HARM), [("a", "b", "o")]),
    ("what is needed helps, too", needed(SUPPORT, influences("b", "o", "+")), []),
    ("what is needed does both", needed(SUPPORT, HARM, influences("b", "o", "+")), []),
    ("what is needed may do both", needed(SUPPORT, HARM, influences("b", "o", "?")), []),
    ("what needs it also hurts", needed(SUPPORT, HARM, influences("a", "o", "-")), [("a", "b", "o")]),
    ("what needs it does nothing", needed(HARM), []),
    ("another objective", needed(objective("p"), influences("a", "p", "+"), HARM), []),
    ("the other way round", needed(influences("b", "o", "+"), influences("a", "o", "-")), []),
    ("what is needed is done", needed(SUPPORT, HARM, status=DONE), []),
    (
        "an objective may need it",
        [objective("a"), initiative("b"), objective("o"), requires("a", "b"), SUPPORT, HARM],
        [("a", "b", "o")],
    ),
    (
        "six links",
        needed(SUPPORT, *factors("vwxyz"), *chain("b", "v", "w", "x", "y", "z", "o", last="-")),
        [("a", "b", "o")],
    ),
    (
        "seven links are too far",
        needed(SUPPORT, *factors("uvwxyz"), *chain("b", "u", "v", "w", "x", "y", "z", "o", last="-")),
        [],
    ),
]

OPEN: dict[str, list[Case]] = {
    "SM205": [
        (
            "two that need each other",
            [initiative("a"), initiative("b"), requires("a", "b"), requires("b", "a")],
            [("a", "b")],
        ),
        (
            "one of them is done",
            [initiative("a"), initiative("b", status=DONE), requires("a", "b"), requires("b", "a")],
            [],
        ),
        (
            "one of them is dropped",
            [initiative("a"), initiative("b", status=DROPPED), requires("a", "b"), requires("b", "a")],
            [],
        ),
    ],
    "SM206": [
        (
            "what is done is there, whatever its dates",
            [
                initiative("a", start=date(2026, 1, 1)),
                initiative("b", end=date(2026, 9, 1), status=DONE),
                requires("a", "b"),
            ],
            [],
        ),
    ],
    "SM207": [
        ("direct", [initiative("a"), initiative("b"), requires("a", "b"), conflicts("a", "b")], [("a", "b")]),
        ("one is done", [initiative("a"), initiative("b", status=DONE), requires("a", "b"), conflicts("a", "b")], []),
        (
            "one is dropped",
            [initiative("a", status=DROPPED), initiative("b"), requires("a", "b"), conflicts("a", "b")],
            [],
        ),
        (
            "what is between is done and waits for nothing",
            [
                initiative("a"),
                initiative("m", status=DONE),
                initiative("b"),
                requires("a", "m"),
                requires("m", "b"),
                conflicts("a", "b"),
            ],
            [],
        ),
    ],
}

TABLES = {
    "SM103": SM103,
    "SM104": SM104,
    "SM107": SM107,
    "SM202": SM202,
    "SM208": SM208,
    "SM209": SM209,
    "SM210": SM210,
    "SM211": SM211,
    **OPEN,
}


@pytest.mark.parametrize(
    ("code", "records", "expected"),
    [
        pytest.param(code, records, expected, id=f"{code} {name}")
        for code, table in TABLES.items()
        for name, records, expected in table
    ],
)
def test_the_check_says_just_this(code, records, expected):
    assert about(map_of(*records), code) == expected


# What they say


def said(code: str, *records: Record) -> tuple[str, str]:
    map = map_of(*records)
    (finding,) = findings(map, code)
    return sentence(finding, map), advice(finding, map)


def test_a_dead_end_names_the_top():
    assert said("SM103", perspective("Money", 0), objective("g", perspective="Money"), objective("o", "Calm"))[0] == (
        "‘Calm’ leads to no objective in ‘Money’."
    )


def test_a_top_without_a_goal_is_said():
    first, then = said("SM103", perspective("Money", 0), objective("o", "Calm"))
    assert first == "‘Calm’ leads to no objective in ‘Money’, where there is none yet."
    assert then.startswith("Put the goal that all the rest is for into ‘Money’")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("ab", "‘a’ and ‘b’ hang together, but with no objective."),
        ("abc", "‘a’, ‘b’ and ‘c’ hang together, but with no objective."),
        ("abcd", "‘a’, ‘b’, ‘c’ and 1 more hang together, but with no objective."),
        ("abcdef", "‘a’, ‘b’, ‘c’ and 3 more hang together, but with no objective."),
    ],
)
def test_an_island_names_the_first_and_counts_the_rest(names, words):
    assert said("SM107", *factors(names), *chain(*names))[0] == words


def test_a_mixed_effect_says_both_ways():
    first, _then = said(
        "SM202",
        initiative("i", "Ads"),
        objective("o", "Trust"),
        factor("a", "Noise"),
        HELPS,
        *chain("i", "a", "o", last="-"),
    )
    assert first == "‘Ads’ both helps ‘Trust’, directly, and hurts it, through ‘Noise’."


def test_the_two_ways_of_a_mixed_effect_can_be_lit_apart():
    map = map_of(*ends(factor("a"), HELPS, *chain("i", "a", "o", last="-")))
    (finding,) = findings(map, "SM202")
    assert finding.paths == (("i>o+",), ("i>a+", "a>o-"))


def test_an_overcommitted_department_has_its_months_named():
    later = {"start": date(2026, 12, 5), "end": date(2027, 1, 5)}
    busy = [initiative("i", "Shop", effort=12.5, **MARCH), initiative("j", "Oven", effort=40, **later)]
    first, then = said("SM208", *owned(10, *busy))
    assert first == "‘d’ has 10 days a month, but is to do up to 20 in March 2026 and December 2026 to January 2027."
    assert "‘Oven’ and ‘Shop’" in then


@pytest.mark.parametrize(
    ("capacity", "count", "sentence_begins", "advice_begins"),
    [
        (1, 1, "‘d’ has 1 day a month, but is to do up to 9 in", "Give ‘a’ more time, give it away,"),
        (
            1.0001,
            2,
            "‘d’ has 1 day a month, but is to do up to 18 in",
            "Move or shorten one of ‘a’ and ‘b’, give one",
        ),
        (2, 1, "‘d’ has 2 days a month, but is to do up to 9 in", "Give ‘a’ more time, give it away,"),
        (0, 2, "‘d’ has 0 days a month, but is to do up to 18 in", "Move or shorten one of ‘a’ and ‘b’, give one"),
        (1.01, 1, "‘d’ has 1.01 days a month, but is to do up to 9 in", "Give ‘a’ more time, give it away,"),
    ],
)
def test_one_day_and_one_initiative_are_told_as_one(capacity, count, sentence_begins, advice_begins):
    first, then = said("SM208", *owned(capacity, *(initiative(name, effort=9, **MARCH) for name in "ab"[:count])))
    assert first.startswith(sentence_begins)
    assert then.startswith(advice_begins)


@pytest.mark.parametrize(
    ("effort", "label"), [(0.8, "Raise its capacity to 1 day a month"), (1.2, "Raise its capacity to 2 days a month")]
)
def test_a_capacity_of_one_day_is_offered_as_one(effort, label):
    map = map_of(*owned(0.5, initiative("i", effort=effort, **MARCH)))
    (finding,) = findings(map, "SM208")
    assert [fix.label for fix in fixes_for(finding, map)][-1] == label


@pytest.mark.parametrize(
    ("capacity", "effort", "months", "told"),
    [
        (10.0, 10.004, 1, "has 10 days a month, but is to do up to 10.004 in"),
        (2.0, 2.0001, 1, "has 2 days a month, but is to do up to 2.0001 in"),
        (9_999.6, 20_000.0, 1, "has 10,000 days a month, but is to do up to 20,000 in"),
        (100.0, 100_000.0, 7, "has 100 days a month, but is to do up to 14,286 in"),
        (0.0, 0.0001, 7, "has 0 days a month, but is to do up to 0.00001 in"),
        (1e-09, 1.0, 1, "has 0 days a month, but is to do up to 1 in"),
        (0.9996, 3.0, 1, "has 1 day a month, but is to do up to 3 in"),
        (7.5, 8.25, 1, "has 7.5 days a month, but is to do up to 8.25 in"),
    ],
)
def test_days_are_told_in_as_few_digits_as_show_that_they_are_too_many(capacity, effort, months, told):
    busy = initiative("i", effort=effort, start=date(2026, 1, 1), end=date(2026, months, 28))
    assert told in said("SM208", *owned(capacity, busy))[0]


def test_months_that_follow_one_another_are_one_stretch():
    each = [initiative(f"i{m}", effort=20, start=date(2026, m, 1), end=date(2026, m, 2)) for m in (3, 4, 5)]
    assert "in March to May 2026." in said("SM208", *owned(10, *each))[0]


def test_months_without_end_are_not_all_named():
    each = [initiative(f"i{m:02}", effort=20, start=date(2026, m, 1), end=date(2026, m, 2)) for m in range(1, 13, 2)]
    assert said("SM208", *owned(10, *each))[0].endswith(
        "January 2026, March 2026, May 2026, July 2026 and 2 more stretches."
    )


def test_an_effort_over_thousands_of_years_is_no_trouble():
    long = initiative("i", effort=1e15, start=date.min, end=date.max)
    assert said("SM208", *owned(1, long))[0].endswith("in January 1 to December 9999.")


def test_an_inverted_priority_is_told_with_both():
    assert said("SM209", *ranked(Priority.HIGH, Priority.LOW))[0] == (
        "‘a’ has the priority ‘high’, but requires ‘b’, which has only ‘low’."
    )


def test_reversed_dates_are_told_with_both():
    told = said("SM211", initiative("i", start=LATER, end=FIRST))
    assert told == ("‘i’ ends on 1 March 2026, before it starts on 2 March 2026.", "Correct one of the two dates.")


def test_a_harmful_requirement_says_how_it_hurts():
    assert said("SM210", *needed(SUPPORT, HARM))[0] == "‘a’ helps ‘o’, but requires ‘b’, which hurts it directly."


def test_an_initiative_that_only_hurts_is_told_so():
    assert (
        said("SM101", *ends(influences("i", "o", "-")))[0]
        == "‘i’ serves no objective: all it does is hurt ‘o’ directly."
    )


# What changes nothing: the metamorphic tests


def strategies() -> list[Any]:
    return [random_strategy(seed, 12, 40) for seed in range(25)]


@pytest.mark.parametrize("map", strategies(), ids=str)
def test_new_titles_change_no_finding_but_its_words(map):
    titled = map_of(
        *(
            replace(each, title=f"N{sha256(each.id.encode()).hexdigest()}") if isinstance(each, Element) else each
            for each in map.records()
            if each.key not in ("map", "sheet")
        )
    )
    before, after = analyse(map), analyse(titled)
    assert {finding.key for finding in after.findings} == {finding.key for finding in before.findings}
    assert after.loops.independent == before.loops.independent


@pytest.mark.parametrize("map", strategies(), ids=str)
def test_new_ids_in_another_order_change_no_sentence(map):
    """Ids are drawn anew so that their order is another; the sentences and their order stay, but for equal titles."""
    titles = {id_: f"{each.title}-{id_}" for id_, each in map.elements.items()}
    other = {key: f"x{99 - number}" for number, key in enumerate([*map.elements, *map.links])}

    def again(record: Any, ids: dict[str, str]) -> Any:
        if isinstance(record, Element):
            return replace(record, id=ids[record.id], title=titles[record.id])
        return replace(record, id=ids[record.id], source=ids[record.source], target=ids[record.target])

    levels = list(map.perspectives.values())
    things = [*map.elements.values(), *map.links.values()]
    one = map_of(*levels, *(again(each, {key: key for key in other}) for each in things))
    two = map_of(*levels, *(again(each, other) for each in things))
    said_of = [
        sorted(sentence(finding, each) for finding in analyse(each).findings if not finding.paths)
        for each in (one, two)
    ]
    assert said_of[0] == said_of[1]


def test_calling_off_is_heard_at_every_stage_of_a_large_map():
    """It is never long until it asks whether it is called off, and soon over when it is: of a million lines run."""
    map = random_strategy(3, 1_500, 4_500)
    asking = Caller(10**9)
    with asking.since:
        analyse(map, Budget(steps=100_000, most_loops=200, cancelled=asking))
    assert asking.asked > 100
    assert asking.longest < 30_000
    assert asking.since.count < 100_000, "to name the loops it has found"
    for share in range(10):
        caller = Caller(asking.asked * share // 10)
        analysis = analyse(map, Budget(steps=100_000, most_loops=200, cancelled=caller))
        caller.since.stop()
        assert caller.asked <= asking.asked * share // 10 + 5, "it asks no more when it was told"
        assert caller.since.count < 15_000
        assert analysis.loops == NOT_SEARCHED or analysis.loops.stopped == "cancelled"


class Caller:
    """Calls it off when it has been asked so many times, and from then on counts the lines still run.

    ``longest`` is how many were run from one question to the next, where they are counted from the beginning.
    """

    def __init__(self, most: int) -> None:
        self.asked = 0
        self.longest = 0
        self.since = Steps()
        self._most = most

    def __call__(self) -> bool:
        self.asked += 1
        self.longest = max(self.longest, self.since.count)
        self.since.count = 0
        if self.asked == self._most + 1:
            self.since.start()
        return self.asked > self._most
