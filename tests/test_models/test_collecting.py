"""The search for garbage waits while much is made at once, and always goes on afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from models.collecting import collecting_later


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.enable()


def test_it_waits_for_the_block_and_goes_on_after_it() -> None:
    with collecting_later():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), collecting_later():
        raise ValueError("broken")
    assert gc.isenabled()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_of_blocks_that_overlap_the_last_to_end_has_it_go_on(order: tuple[int, ...]) -> None:
    blocks = [ExitStack() for _ in order]
    for block in blocks:
        block.enter_context(collecting_later())
    for place in order:
        assert not gc.isenabled()
        blocks[place].close()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with collecting_later():
        assert not gc.isenabled()
    assert not gc.isenabled()
