"""The order in which mixed text is seen: the Unicode bidirectional algorithm for one line.

Unicode Standard Annex 9 (revision 50), with implicit levels only: characters that embed or override an order take no
part. They are not typed in titles, but are known to make one text look like another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BRACKETS = dict(zip("([{（［｛「『【〈《〔⟨⟦", ")]}）］｝」』】〉》〕⟩⟧", strict=True))
_CLOSING = frozenset(_BRACKETS.values())
_STEERING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"))
_STRONG_AS = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_WITHIN_NUMBERS = (("ES", "EN"), ("CS", "EN"), ("CS", "AN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))


def reads_from_right(text: str) -> bool:
    """Whether a text begins, with its first letter that has a direction, from the right (rules P2 and P3)."""
    if not _RTL.search(text):
        return False
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def seen_runs(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """A line cut into runs of one direction, in the order they are seen from the left; True runs from the right.

    ``rtl`` is the direction of the paragraph the line is from. The text of a run stays as it is read.
    """
    if not rtl and not _RTL.search(text):
        return [(text, False)] if text else []
    levels = _levels(text, 1 if rtl else 0)
    runs = [("".join(text[at] for at in places), level) for level, places in _level_runs(levels)]
    for least in range(max(levels, default=0), 0, -1):
        runs = _reversed_from(runs, least)
    return [(run, level % 2 == 1) for run, level in runs]


def _level_runs(levels: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    for level, places in groupby(range(len(levels)), key=lambda at: levels[at]):
        yield level, list(places)


def _reversed_from(runs: list[tuple[str, int]], least: int) -> list[tuple[str, int]]:
    """Rule L2 for one level: neighbouring runs of at least this level change places."""
    turned: list[tuple[str, int]] = []
    for high, group in groupby(runs, key=lambda run: run[1] >= least):
        some = list(group)
        turned += reversed(some) if high else some
    return turned


def _levels(text: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(char) or "ON" for char in text]
    edge = "R" if base else "L"
    part = [at for at, kind in enumerate(kinds) if kind not in _STEERING]
    resolved = [kinds[at] for at in part]
    _resolve_weak(resolved, edge)
    _resolve_brackets(resolved, [text[at] for at in part], edge)
    _resolve_neutral(resolved, edge)
    levels = [base] * len(text)
    for at, kind in zip(part, resolved, strict=True):  # rules I1 and I2
        if kind == "R":
            levels[at] = base | 1
        elif kind in ("AN", "EN"):
            levels[at] = base + 2 - base % 2
        else:
            levels[at] = base + base % 2
    taken = set(part)
    for at in range(1, len(levels)):
        if at not in taken:
            levels[at] = levels[at - 1]
    for at in range(len(text) - 1, -1, -1):  # rule L1: space at the end of the line
        if at in taken and kinds[at] not in ("WS", "S", "B"):
            break
        levels[at] = base
    return levels


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7: marks, numbers and what stands between numbers."""
    _take_over_to_marks(kinds, edge)
    _numbers_after(kinds, edge, "AL", "AN")
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        if kinds[at - 1] == kinds[at + 1] and (kinds[at], kinds[at + 1]) in _WITHIN_NUMBERS:
            kinds[at] = kinds[at + 1]
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        before = ""
        for at in order:
            if kinds[at] == "ET" and before == "EN":
                kinds[at] = "EN"
            before = kinds[at]
    kinds[:] = ["ON" if kind in ("ES", "CS", "ET") else kind for kind in kinds]
    _numbers_after(kinds, edge, "L", "L")


def _take_over_to_marks(kinds: list[str], edge: str) -> None:
    before = edge
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = before
        before = kinds[at]


def _numbers_after(kinds: list[str], edge: str, strong: str, becomes: str) -> None:
    """European numbers after letters of one kind become another."""
    last = edge
    for at, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            last = kind
        elif kind == "EN" and last == strong:
            kinds[at] = becomes


def _resolve_brackets(kinds: list[str], chars: Sequence[str], edge: str) -> None:
    """Rule N0: both brackets of a pair go the way of what they hold, or of what is before them."""
    for first, last in _pairs(kinds, chars):
        inside = {_STRONG_AS[kind] for kind in kinds[first + 1 : last] if kind in _STRONG_AS}
        if edge in inside:
            kinds[first] = kinds[last] = edge
        elif inside:
            before = next((_STRONG_AS[kind] for kind in reversed(kinds[:first]) if kind in _STRONG_AS), edge)
            kinds[first] = kinds[last] = before if before in inside else edge


def _pairs(kinds: Sequence[str], chars: Sequence[str]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    found = []
    for at, char in enumerate(chars):
        if kinds[at] != "ON":
            continue
        if char in _BRACKETS:
            if len(opened) == 63:
                break
            opened.append((_BRACKETS[char], at))
        elif char in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == char:
                    found.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return sorted(found)


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2: what has no direction goes with its neighbours where both agree, else with the paragraph."""
    at = 0
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _STRONG_AS[kinds[at - 1]] if at else edge
        after = _STRONG_AS[kinds[end]] if end < len(kinds) else edge
        kinds[at:end] = [before if before == after else edge] * (end - at)
        at = end
