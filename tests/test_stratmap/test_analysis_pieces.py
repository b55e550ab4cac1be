"""Long steps in pieces: sorting is asked whether to go on, and memory is given back without anybody waiting."""

from __future__ import annotations

import gc
import threading
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratmap.analysis.budget import Budget, Meter, Spent
from stratmap.analysis.pieces import LET_GO_AT_ONCE, SORTED_AT_ONCE, in_order, let_go


def test_very_many_things_are_sorted_as_python_sorts_them():
    things = [Random(1).randrange(100) for _ in range(3 * SORTED_AT_ONCE + 7)]
    assert list(in_order(things, Meter(Budget()))) == sorted(things)
    numbered = list(enumerate(things))
    assert list(in_order(numbered, Meter(Budget()), lambda each: each[1])) == sorted(
        numbered, key=lambda each: each[1]
    )


@given(st.lists(st.integers(), max_size=20))
def test_few_things_are_sorted_too(things):
    assert list(in_order(things, Meter(Budget()))) == sorted(things)


def test_sorting_can_be_called_off_in_the_middle():
    looks = 0

    def cancelled() -> bool:
        nonlocal looks
        looks += 1
        return looks > 3

    with pytest.raises(Spent):
        list(in_order(range(10 * SORTED_AT_ONCE), Meter(Budget(cancelled=cancelled))))
    assert looks == 4


def test_a_little_is_let_go_at_once():
    some, more = [1, 2, 3], {4: 5}
    let_go(some, more)
    assert not some
    assert not more


def test_very_much_is_let_go_aside_and_python_looks_for_dead_objects_again_when_it_is_gone():
    much = [(number,) for number in range(LET_GO_AT_ONCE + 1)]
    let_go(much)
    for thread in threading.enumerate():
        if thread.name == "letting go":
            thread.join(10)
    assert not much
    assert gc.isenabled()
