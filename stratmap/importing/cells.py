"""What one cell says: texts, tags, dates, numbers, kinds and signs. Texts and tags also the way back into a cell.

A spreadsheet runs a cell that begins with ``= + - @`` as a formula. Export puts an apostrophe before such a text
and import takes it off; since import also strips white space, an apostrophe keeps that too, in front and at the
end. Where semicolons end cells, as in half of Europe, our commas do not, and a cell or row begins in the middle of a
text: there the same is done. Texts that happen to look so already get one more, so ``text_of(cell_of(text)) == text``
for every text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from models.kinds import ElementKind, LinkKind, Polarity
from stratmap.date_text import read_date

_GUARDED_START = re.compile(r"'*[=+\-@＝＋－＠\s]")
_GUARD_AT_START = re.compile(r"'+[=+\-@＝＋－＠\s]")
_GUARDED_END = re.compile(r"\s'*\Z")
_GUARD_AT_END = re.compile(r"\s'+\Z")
_GUARDED_INSIDE = re.compile(r"""([;\t\r\n][\s"]*)('*[=+\-@＝＋－＠])""")
_GUARD_INSIDE = re.compile(r"""([;\t\r\n][\s"]*)'('*[=+\-@＝＋－＠])""")


def cell_of(text: str) -> str:
    """A text as it is written into a cell, so that no spreadsheet takes it for a formula."""
    start = "'" if _GUARDED_START.match(text) else ""
    end = "'" if _GUARDED_END.search(text) else ""
    inside = _GUARDED_INSIDE.sub(r"\1'\2", text)
    return f"{start}{inside}{end}"


def text_of(cell: str) -> str:
    """The text a cell stands for."""
    text = cell.strip()
    if _GUARD_AT_START.match(text):
        text = text[1:]
    if _GUARD_AT_END.search(text):
        text = text[:-1]
    return _GUARD_INSIDE.sub(r"\1\2", text)


_EMPTY_TAG = "\\0"


def tags_cell(tags: tuple[str, ...]) -> str:
    """Tags in one cell, with ``|`` between them as Kumu writes them; a bar or backslash in a tag gets a backslash."""
    return "|".join(cell_of(tag.replace("\\", "\\\\").replace("|", "\\|")) if tag else _EMPTY_TAG for tag in tags)


def tags_of(cell: str) -> tuple[str, ...]:
    """The tags in a cell. Other files' backslashes mean themselves."""
    parts = re.findall(r"(?:\\\||\\\\|[^|])+", cell)
    tags = []
    for part in parts:
        if part.strip() == _EMPTY_TAG:
            tags.append("")
        elif part.strip():
            tags.append(re.sub(r"\\([\\|])", r"\1", text_of(part)))
    return tuple(tags)


_TIME_OF_DAY = re.compile(r"^(\d{4}[-/]\d{1,2}[-/]\d{1,2})[T ].*$", re.ASCII)


def date_of(cell: str) -> date | None:
    """The day a cell names, at whatever time of it; None where it names none, or could mean either of two."""
    try:
        return read_date(_TIME_OF_DAY.sub(r"\1", text_of(cell)))
    except ValueError:
        return None


_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,9})?", re.ASCII)
_MONEY_MARKS = re.compile(r"[\s'’_€$£¥]|\b(?:EUR|USD|GBP|CHF)\b", re.IGNORECASE)
_GROUPED = {
    ",": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    ".": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
}


def number_of(cell: str, decimal_comma: bool = False) -> Decimal | None:
    """The number in a cell, exactly, or None where it is none.

    ``12,500`` is twelve thousand five hundred and ``12,5`` twelve and a half, with or without a currency;
    ``decimal_comma`` turns comma and point round.
    """
    text = _MONEY_MARKS.sub("", text_of(cell))
    groups, mark = (".", ",") if decimal_comma else (",", ".")
    if _GROUPED[groups].fullmatch(text):
        text = text.replace(groups, "").replace(mark, ".")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else None


def number_cell(value: float | Decimal | None) -> str:
    """A number so that ``number_of`` gives it back exactly."""
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


_TRUE = frozenset({"yes", "y", "true", "1", "x", "delayed", "||"})
_FALSE = frozenset({"", "no", "n", "false", "0"})


def truth_of(cell: str) -> bool | None:
    """Yes or no, or None where a cell says neither."""
    word = text_of(cell).casefold()
    return True if word in _TRUE else False if word in _FALSE else None


W = TypeVar("W", bound=StrEnum)


def word_of(cell: str, words: type[W]) -> W | None:
    """The member of a vocabulary a cell names, whatever its case or dashes, or None."""
    said = " ".join(text_of(cell).replace("-", " ").replace("_", " ").split()).casefold()
    return next((word for word in words if word.value == said), None)


def element_kind_of(cell: str) -> ElementKind | None:
    """The kind an element's Type names, or None."""
    return word_of(cell, ElementKind) or word_of(text_of(cell).removesuffix("s"), ElementKind)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a cell of a connection says beyond words: its kind, its sign, whether it is delayed."""

    kind: LinkKind | None = None
    sign: Polarity | None = None
    delay: bool = False


_SIGNS = {
    "+": Polarity.PLUS,
    "-": Polarity.MINUS,
    "same": Polarity.PLUS,
    "opposite": Polarity.MINUS,
    "++": Polarity.PLUS,
    "--": Polarity.PLUS,
    "+-": Polarity.MINUS,
    "-+": Polarity.MINUS,
    "?": Polarity.UNKNOWN,
}
"""Kumu writes the sign of both ends: equal signs mean the same way, unequal ones the opposite way."""

_KINDS = {word: kind for kind in LinkKind for word in (kind.value, kind.value.removesuffix("s"))}


def marks_of(cell: str) -> Marks | None:
    """Kind, sign and delay in a cell such as ``+``, ``opposite, delayed``, ``- ||`` or ``requires``.

    None where the cell says anything else, or two signs or kinds at once: then it is words.
    """
    text = text_of(cell).casefold().replace("−", "-").replace("–", "-")
    kind: LinkKind | None = None
    sign: Polarity | None = None
    delay = "||" in text
    for word in re.split(r"[\s,;()\[\]]+", text.replace("||", " ")):
        if word == "delayed":
            delay = True
        elif word in _SIGNS and sign is None:
            sign = _SIGNS[word]
        elif word in _KINDS and kind is None:
            kind = _KINDS[word]
        elif word:
            return None
    return Marks(kind, sign, delay)
