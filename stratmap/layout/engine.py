"""What graphlay is asked: ranks of a free drawing, and places across of a drawing whose ranks are given.

graphlay reduces crossings and aligns cards well, but its work grows with the bends its links need. Where it would
need more than ``MAX_WAYPOINTS``, or a part is beyond ``MAX_CARDS``, it declines at once and ``plain`` does the work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from stratmap.layout import plain
from stratmap.layout.cards import CARD_GAP, ROW_GAP, Size, Tie
from stratmap.layout.graphlay_call import Answer, Question, ask
from stratmap.layout.snapping import GRID

Cycles = Literal["minimum_reversal", "follow_flow"]
"""How circles are cut open: at as few links as can be (tall), or as they are walked from the start (wide)."""

MAX_CARDS = 1_200
MAX_WAYPOINTS = 6_000
CAREFUL = 200
"""Up to so many cards and links together graphlay takes its careful way; above, its fast one."""
MANY_TRIES = 130
"""Up to so many cards and links together many ways of drawing are tried and compared."""

Rows = list[list[str]]

_NO_ROUTING = {"port_relax_rounds": 0, "overlap_repair_rounds": 0}
"""Nothing that is asked of graphlay hangs on the ways of its lines, which would take most of its time."""
_NO_ORDER = {"seeds": 1, "sweeps": 1, "kick_rounds": 0, "sifting_rounds": 0}
"""Where only the rows are asked for, the order in them can be as it comes."""
_LITTLE_ORDER = {"seeds": 2, "sweeps": 6, "kick_rounds": 0, "sifting_rounds": 2}
"""Cards of a large part are moved one by one afterwards (see ``moving``)."""


def free_rows(
    ids: Sequence[str],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    cycles: Cycles,
    between: Callable[[], None] = lambda: None,
) -> Rows:
    """Cards in rows from the top, effects above causes, as few links as can be running down.

    Cards that no directed tie joins go to the end of the top row. ``between`` may raise, and ends it.
    """
    directed = [tie for tie in joined if tie.directed]
    drawn = _drawn(ids, directed, sizes, {}, {"cycles": {"strategy": cycles}}, between)
    if drawn is None:
        return plain.rows(ids, directed)
    rows: dict[int, list[tuple[int, str]]] = {}
    unranked: list[str] = []
    for id, place in zip(ids, drawn, strict=True):
        if place.rank is None:
            unranked.append(id)
        else:
            rows.setdefault(place.rank, []).append((place.order, id))
    result = [[id for _, id in sorted(rows[rank])] for rank in sorted(rows)] or [[]]
    result[0].extend(unranked)
    return result


def across(
    rows: Rows, joined: Sequence[Tie], sizes: Mapping[str, Size], between: Callable[[], None] = lambda: None
) -> dict[str, float]:
    """The left edge of every card when the rows are given: few crossings, cards over the cards they hang on."""
    row_of = {id: index for index, row in enumerate(rows) for id in row}
    ids = list(row_of)
    joining = [tie for tie in joined if row_of[tie.cause] != row_of[tie.effect]]
    drawn = _drawn(ids, joining, sizes, row_of, {}, between)
    if drawn is None:
        return plain.across(rows, joining, sizes)
    return {id: place.middle - sizes[id][0] / 2 for id, place in zip(ids, drawn, strict=True)}


def _drawn(
    ids: Sequence[str],
    joined: Sequence[Tie],
    sizes: Mapping[str, Size],
    row_of: Mapping[str, int],
    options: dict[str, Any],
    between: Callable[[], None],
) -> Answer:
    """Where graphlay puts the cards, in the order of ``ids``; None where it declines."""
    if len(ids) > MAX_CARDS:
        return None
    number = {id: index for index, id in enumerate(ids)}
    edges = []
    for tie in joined:
        down = tie.effect, tie.cause
        if row_of and row_of[tie.effect] > row_of[tie.cause]:
            down = tie.cause, tie.effect
        edges.append((number[down[0]], number[down[1]]))
    options |= {
        "direction": "topbottom",
        "routing": {"style": "orthogonal"},
        "spacing": {"node_gap": CARD_GAP + GRID, "dummy_gap": 2 * GRID, "layer_gap": ROW_GAP},
        "effort": "balanced" if len(ids) + len(joined) <= CAREFUL else "fast",
        "limits": {"max_dummies": MAX_WAYPOINTS},
    }
    if len(ids) + len(joined) > CAREFUL:
        options["tuning"] = {"routing": _NO_ROUTING, "order": _LITTLE_ORDER if row_of else _NO_ORDER}
        options["coords"] = {"placement": "brandes_koepf"}
    ranks = tuple(row_of.get(id) for id in ids)
    return ask(Question(tuple(sizes[id] for id in ids), ranks, tuple(edges), options), between)
