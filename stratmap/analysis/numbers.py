"""Numbers as they stand in a sentence."""

from __future__ import annotations

DIGITS = 4
"""Digits of a number that are told, unless two that differ would then read the same."""

MOST_BEHIND = 12
"""Digits behind the point beyond which two numbers are not told apart any more."""


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers that are compared in a sentence, in as few digits as show that they differ.

    10 and 26.666… are "10" and "26.67"; 10 and 10.004 are "10" and "10.004"; 100 and 14,285.7 are "100" and "14,286".
    """
    for more in range(MOST_BEHIND + 1):
        words = _told(one, more), _told(other, more)
        if one == other or words[0] != words[1]:
            break
    return words


def _told(number: float, more: int) -> str:
    """A number in a few digits and so many more behind the point, without zeros at its end."""
    before = len(str(int(abs(number))))
    behind = min(max(0, DIGITS - before) + more, MOST_BEHIND)
    told = f"{number:,.{behind}f}"
    return told.rstrip("0").rstrip(".") if behind else told
