"""The steps of a layout by themselves: our own rows and places, cutting, packing, settling."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from stratmap.drawing.primitives import Rect
from stratmap.layout import plain
from stratmap.layout.cards import CARD_GAP, Tie, components, row_width, ties
from stratmap.layout.engine import across, free_rows
from stratmap.layout.packing import BLOCK_GAP, packed
from stratmap.layout.rows import Block, cut, merged, on_grid
from stratmap.layout.settling import settled
from tests.builders import factor, influences, map_of
from tests.test_stratmap.layout_asking import meetings, sizes_of


def joined(*pairs: str) -> tuple[list[str], list[Tie], dict[str, tuple[float, float]]]:
    """Ids, ties and sizes of single letters, each pair from cause to effect."""
    ids = sorted({id for pair in pairs for id in pair})
    map = map_of(*(factor(id) for id in ids), *(influences(*pair) for pair in pairs))
    return ids, ties(map, ids), sizes_of(map)


def test_our_own_rows_put_effects_above_causes():
    ids, found, _ = joined("ab", "bc", "ac", "dc")
    assert plain.rows(ids, found) == [["c"], ["b", "d"], ["a"]]


def test_our_own_rows_cut_a_circle_open_at_one_link():
    ids, found, _ = joined("ab", "bc", "ca")
    rows = plain.rows(ids, found)
    assert sorted(id for row in rows for id in row) == ids
    assert len(rows) == 3


def test_our_own_rows_cope_with_a_chain_longer_than_the_call_stack():
    ids = [f"{index:05}" for index in range(5_000)]
    map = map_of(*(factor(id) for id in ids), *(influences(*pair) for pair in pairwise(ids)))
    rows = plain.rows(ids, ties(map, ids))
    assert rows == [[id] for id in reversed(ids)]


def test_our_own_places_put_a_card_over_the_middle_of_the_cards_it_hangs_on():
    _, found, sizes = joined("ad", "bd", "cd")
    places = plain.across([["d"], ["a", "b", "c"]], found, sizes)
    assert places["d"] == places["b"]


def test_our_own_places_take_a_crossing_out():
    _, found, sizes = joined("ca", "db")
    places = plain.across([["a", "b"], ["d", "c"]], found, sizes)
    assert (places["a"] < places["b"]) == (places["c"] < places["d"])


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_places_on_the_grid_keep_the_order_and_the_gaps_of_a_row(counts, chance):
    rows = [[f"{row}-{index}" for index in range(count)] for row, count in enumerate(counts)]
    ids = [id for row in rows for id in row]
    pairs = {tuple(chance.sample(ids, 2)) for _ in range(len(ids) * 2)} if len(ids) > 1 else set()
    map = map_of(*(factor(id) for id in ids), *(influences(*pair) for pair in sorted(pairs)))
    sizes = {id: (chance.uniform(24, 300), 32.0) for id in ids}
    row_of = {id: index for index, row in enumerate(rows) for id in row}
    between = [tie for tie in ties(map, ids) if row_of[tie.cause] != row_of[tie.effect]]
    for places in (plain.across(rows, between, sizes), across(rows, ties(map, ids), sizes)):
        lefts = on_grid(rows, places, sizes)
        for row in rows:
            ordered = sorted(row, key=places.__getitem__)
            for left, right in pairwise(ordered):
                assert lefts[right] - lefts[left] - sizes[left][0] >= CARD_GAP


def test_cards_that_only_conflict_still_get_a_row():
    ids, found, sizes = joined("ab")
    undirected = [Tie(tie.cause, tie.effect, False, tie.link, tie.kinds, tie.lane) for tie in found]
    assert free_rows(ids, undirected, sizes, "follow_flow") == [["a", "b"]]


def test_a_cut_row_keeps_the_cards_that_hang_on_lower_rows_below():
    _, found, sizes = joined("xa", "xb", "cy", "dy")
    rows = [["y"], ["a", "b", "c", "d"], ["x"]]
    assert cut(rows, found, sizes, row_width("ab", sizes)) == [["y"], ["c", "d"], ["a", "b"], ["x"]]


def test_rows_are_merged_where_the_fewest_links_run():
    _, found, _ = joined("ba", "ca", "da", "eb")
    assert merged([["a"], ["b", "c", "d"], ["e"]], found, 2) == [["a"], ["b", "c", "d", "e"]]


def test_components_come_largest_first():
    ids, found, _ = joined("ab", "cd", "de")
    assert components([*ids, "z"], found) == [["c", "d", "e"], ["a", "b"], ["z"]]


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=25))
@settings(max_examples=100, deadline=None)
def test_packed_blocks_keep_apart(lengths):
    blocks = [Block({}, width * 8.0, height * 8.0) for width, height in lengths]
    spots = packed(blocks)
    frames = {
        str(index): Rect(x, y, block.width + BLOCK_GAP, block.height + BLOCK_GAP)
        for index, (block, (x, y)) in enumerate(zip(blocks, spots, strict=True))
    }
    assert list(meetings(frames)) == []
    assert min(x for x, _ in spots) == 0
    assert min(y for _, y in spots) == 0


def test_many_equal_blocks_fill_a_page_lying():
    blocks = [Block({}, 160.0, 96.0)] * 60
    spots = packed(blocks)
    aspect = (max(x for x, _ in spots) + 160) / (max(y for _, y in spots) + 96)
    assert 1.1 < aspect < 1.9


def test_a_card_in_the_way_of_a_pinned_one_moves_aside_in_its_row():
    fixed = {"p": Rect(100, 0, 176, 64)}
    sizes = {"a": (176.0, 64.0), "b": (176.0, 64.0)}
    spots = settled({"a": (104, 0), "b": (400, 0)}, sizes, fixed, None)
    assert spots == {"b": (400, 0), "a": (-112, 0)}


def test_a_card_is_not_moved_into_the_gutter():
    fixed = {"p": Rect(200, 0, 176, 64)}
    spots = settled({"a": (208, 0)}, {"a": (176.0, 64.0)}, fixed, 176.0)
    assert spots == {"a": (408, 0)}
