"""Ranking names by a few letters somebody types: what they most likely mean comes first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from stratmap.finding_titles import folded

T = TypeVar("T")

WHOLE, BEGINS, WORD, INSIDE, LETTERS = 0.0, 1.0, 2.0, 3.0, 4.0
"""How well a word fits a name, best first: it is the name, begins it, begins one of its words, stands in it, or only
its letters come in this order."""


def distance(letters: str, name: str) -> float | None:
    """How far letters are from a name, both folded; None where they do not fit at all.

    Every word has to fit somewhere, in any order; letters alone only where each comes after the one before, and a
    shorter name is nearer than a longer one.
    """
    if letters == name:
        return WHOLE
    worst = 0.0
    for word in letters.split():
        fit = _fit(word, name)
        if fit is None:
            return None
        worst = max(worst, fit)
    return worst + min(len(name), 200) / 1_000


def _fit(word: str, name: str) -> float | None:
    at = name.find(word)
    if at == 0:
        return BEGINS
    if at > 0:
        return WORD if f" {word}" in name else INSIDE
    return _spread(word, name)


def _spread(word: str, name: str) -> float | None:
    """How far apart the letters of a word stand in a name, where they come in this order."""
    at = first = name.find(word[0])
    for letter in word[1:]:
        at = name.find(letter, at + 1) if at >= 0 else -1
    if at < 0 or len(word) < 2:
        return None
    return LETTERS + min(0.5, (at - first - len(word) + 1) / 100)


def ranked(letters: str, things: Iterable[tuple[str, float, T]], most: int) -> list[T]:
    """The things whose folded names fit, nearest first and as they came where equally near; at most so many.

    The number beside a name is its head start: what is wanted more often may be a little further away.
    """
    wanted = folded(letters)
    found = [
        (far - start, number, thing)
        for number, (name, start, thing) in enumerate(things)
        if (far := distance(wanted, name)) is not None
    ]
    return [thing for _far, _number, thing in sorted(found, key=lambda each: each[:2])[:most]]
