"""A large drawing is asked of graphlay in a process of its own, which stops when it is no longer wanted."""

from __future__ import annotations

import multiprocessing

import pytest

from stratmap.layout import graphlay_call
from stratmap.layout.graphlay_call import Question, answer, ask

OPTIONS = {"direction": "topbottom", "routing": {"style": "orthogonal"}, "effort": "fast"}


def chain(count: int) -> Question:
    edges = tuple((number, number + 1) for number in range(count - 1))
    return Question(((176.0, 64.0),) * count, (None,) * count, edges, dict(OPTIONS))


class NotWantedError(Exception):
    """What a layout that is called off raises."""


@pytest.fixture
def always_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphlay_call, "BLINK", 0)


def not_wanted() -> None:
    raise NotWantedError


def test_a_small_drawing_needs_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_context", lambda _name: pytest.fail("another process was begun"))
    found = ask(chain(5), not_wanted)
    assert found is not None
    assert [place.rank for place in found] == [0, 1, 2, 3, 4]


@pytest.mark.usefixtures("always_aside")
def test_another_process_draws_what_this_one_would() -> None:
    question = chain(6)
    assert ask(question, lambda: None) == answer(question)


@pytest.mark.usefixtures("always_aside")
def test_a_drawing_that_is_declined_is_declined_from_afar_too() -> None:
    question = chain(6)
    declined = Question(
        question.sizes,
        (0, 5, None, None, None, None),
        question.edges,
        question.options | {"limits": {"max_dummies": 0}},
    )
    assert answer(declined) is None
    assert ask(declined, lambda: None) is None


@pytest.mark.usefixtures("always_aside")
def test_a_drawing_called_off_leaves_no_process_behind() -> None:
    with pytest.raises(NotWantedError):
        ask(chain(6), not_wanted)
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("always_aside")
def test_a_process_that_dies_counts_as_declining() -> None:
    def dies() -> None:
        for child in multiprocessing.active_children():
            child.kill()

    assert ask(chain(6), dies) is None
