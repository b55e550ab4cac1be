"""Where text may be cut: the characters readers see, and the places where a line may end.

Clusters are close to the extended grapheme clusters of Unicode Standard Annex 29.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

JOINERS = ("\u200d", "\ufe0f", "\ufe0e")
"""Steer how their neighbours look, and are no characters of their own."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_MAY_BREAK = re.compile(
    "(?<=[-–—/\u200b])(?=[^\\W\\d_])"  # after a hyphen or slash before a letter
    "|(?<=[\u0e01-\u0e3a\u0e45-\u0e5b])(?=[\u0e40-\u0e44])"  # Thai writes no spaces, but these begin a syllable
    "|(?<=[\u0e81-\u0ebd\u0ec8-\u0edf])(?=[\u0ec0-\u0ec4])"  # and so in Lao
    f"|(?<=[{_CJK}、。，！？：；」』）】])(?=[{_CJK}「『（【])"
)
_AFTER = frozenset("\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6")
"""Vowels of Thai and Lao that stand behind their letter."""

_AHEAD = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Vowels of Thai and Lao that are written before their letter."""

_VIRAMA = 9
"""The combining class of signs that join two letters into one."""


def clusters(text: str) -> list[str]:
    """The text in the pieces a reader takes for one character each."""
    if text.isascii():
        return list(text)
    parts: list[str] = []
    for char in text:
        if parts and (_extends(char) or _goes_on(parts[-1], char)):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def unbroken(paragraph: str) -> Iterator[tuple[str, str]]:
    """What must stay on one line, each with the gap before it."""
    for word in paragraph.split():
        gap = " "
        for chunk in _MAY_BREAK.split(word):
            yield gap, chunk
            gap = ""


def is_invisible(char: str) -> bool:
    """Whether a character only steers its neighbours: it takes no room even where a font lacks it."""
    return char in JOINERS or unicodedata.category(char) == "Cf"


def _extends(char: str) -> bool:
    """Whether a character belongs to the one before, whatever that is."""
    if char.isascii():
        return False
    return (
        char in JOINERS
        or char in _AFTER
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= char <= "\U000e007f"  # the letters of a region's flag
        or "\u1160" <= char <= "\u11ff"  # vowels and finals of Hangul
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
    )


def _goes_on(before: str, char: str) -> bool:
    """Whether a cluster takes another character in."""
    last = before[-1]
    if last == "\u200d" or last in _AHEAD:
        return True
    if unicodedata.combining(last) == _VIRAMA or last == "\u17d2":
        return unicodedata.category(char) == "Lo"
    if "\u1100" <= last <= "\u115f":
        return "\u1100" <= char <= "\u115f" or "\uac00" <= char <= "\ud7a3"
    return len(before) == 1 and all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (before, char))
