"""Ranking names by a few letters somebody types: what they most likely mean comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from stratmap.finding_titles import folded

T = TypeVar("T")

WHOLE, BEGINS, WORD, INSIDE, ABOUT, LETTERS = 0.0, 1.0, 2.0, 3.0, 4.0, 5.0
"""How well a word fits a name, best first: it is the name, begins it, begins one of its words, stands in it, begins a
word said about the thing, or only its letters come in this order."""


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Something to find by its name, and by words said ``about`` it; both folded.

    ``start`` is its head start: what is wanted more often may be a little further away. ``by_letters`` has letters
    that are scattered in the name find it as well.
    """

    thing: T
    name: str
    start: float = 0.0
    about: str = ""
    by_letters: bool = True


def distance(letters: str, named: Named[T]) -> float | None:
    """How far folded letters are from something; None where they do not fit at all.

    Every word has to fit somewhere, in any order; letters alone only where each comes after the one before, and a
    shorter name is nearer than a longer one.
    """
    if letters == named.name:
        return WHOLE
    worst = 0.0
    for word in letters.split():
        fit = _fit(word, named)
        if fit is None:
            return None
        worst = max(worst, fit)
    return worst + min(len(named.name), 200) / 1_000


def _fit(word: str, named: Named[T]) -> float | None:
    at = named.name.find(word)
    if at == 0:
        return BEGINS
    if at > 0:
        return WORD if f" {word}" in named.name else INSIDE
    if f" {word}" in f" {named.about}":
        return ABOUT
    return _spread(word, named.name) if named.by_letters else None


def _spread(word: str, name: str) -> float | None:
    """How far apart the letters of a word stand in a name, where they come in this order."""
    at = first = name.find(word[0])
    for letter in word[1:]:
        at = name.find(letter, at + 1) if at >= 0 else -1
    if at < 0 or len(word) < 2:
        return None
    return LETTERS + min(0.5, (at - first - len(word) + 1) / 100)


def ranked(letters: str, things: Iterable[Named[T]], most: int) -> list[T]:
    """The things that fit, nearest first and as they came where equally near; at most so many."""
    wanted = folded(letters)
    found = [
        (far - each.start, number, each.thing)
        for number, each in enumerate(things)
        if (far := distance(wanted, each)) is not None
    ]
    return [thing for _far, _number, thing in sorted(found, key=lambda each: each[:2])[:most]]
