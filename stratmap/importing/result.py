"""What an import gives back: a map, and everything in the files that could not be taken as it stood.

Nothing is dropped silently: what has no place of its own is kept in notes or tags, and what was read otherwise
than written is a ``Problem`` with its file and row. A file that cannot be read at all raises ``ImportFailed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.errors import StratmapError
from models.strategy_map import StrategyMap
from stratmap.i18n import _, grouped, marked, ngettext

Fact = str | int


class Trouble(StrEnum):
    """What a row said that could not be taken as it stood."""

    NO_LABEL = "no label"
    NO_END = "no end"
    CREATED = "created"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_ID = "unknown id"
    BAD_ID = "bad id"
    ID_TAKEN = "id taken"
    SELF_LINK = "self link"
    NOT_JOINABLE = "not joinable"
    OTHER_KIND = "other kind"
    TURNED = "turned"
    NO_DIRECTION = "no direction"
    UNKNOWN_WORD = "unknown word"
    TWO_SIGNS = "two signs"
    INFLUENCE_ONLY = "influence only"
    NOT_A_DATE = "not a date"
    NOT_A_NUMBER = "not a number"
    OUT_OF_RANGE = "out of range"
    CUT = "cut"
    TOO_MANY_TAGS = "too many tags"
    TOO_MANY_PERSPECTIVES = "too many perspectives"
    CONTROL_CHARACTERS = "control characters"
    NO_COLUMN = "no column"
    UNKNOWN_FIELD = "unknown field"
    MISSING_PART = "missing part"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in one row, counted as a spreadsheet counts it: the header is usually row 1."""

    file: str
    row: int
    what: Trouble
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The map that was read, laid out, and what to tell about it, file by file and row by row."""

    map: StrategyMap
    problems: tuple[Problem, ...] = ()


class ImportTrouble(StrEnum):
    """Why a file cannot be imported at all."""

    NO_FILES = "no files"
    NOT_TEXT = "not text"
    NO_HEADER = "no header"
    BROKEN = "broken"
    TOO_MANY = "too many"


class ImportFailed(StratmapError):
    """A file holds nothing that can be imported. Files that are not there at all raise ``FileError``."""

    def __init__(self, trouble: ImportTrouble, path: str = "", **facts: Fact) -> None:
        super().__init__(f"{trouble}: {path} {facts or ''}".strip())
        self.trouble = trouble
        self.path = path
        self.facts: Mapping[str, Fact] = facts


_SENTENCES: dict[Trouble, str] = {
    Trouble.NO_LABEL: marked("the element has no label; it was imported without a title."),
    Trouble.NO_END: marked("the connection needs both From and To; it was left out: {words}."),
    Trouble.CREATED: marked("‘{title}’ is not among the elements; it was added as a factor."),
    Trouble.AMBIGUOUS: marked("{count} elements are called ‘{title}’; the first of them was connected."),
    Trouble.UNKNOWN_ID: marked("no element has the id ‘{id}’; its name was used instead."),
    Trouble.BAD_ID: marked("‘{id}’ cannot be an id; a new one was given."),
    Trouble.ID_TAKEN: marked("the id ‘{id}’ is already taken; a new one was given."),
    Trouble.SELF_LINK: marked("‘{title}’ is connected to itself; the connection was kept as words in its notes."),
    Trouble.NOT_JOINABLE: marked(
        "the connection ‘{kind}’ cannot lead from the kind ‘{source_kind}’ to the kind ‘{target_kind}’; "
        "‘{source}’ to ‘{target}’ was kept as words in the notes of ‘{source}’."
    ),
    Trouble.OTHER_KIND: marked("‘{source}’ to ‘{target}’ has no usable type; it was read as ‘{kind}’."),
    Trouble.TURNED: marked("‘{source}’ to ‘{target}’ was turned round, so that ‘{target}’ {kind} ‘{source}’."),
    Trouble.NO_DIRECTION: marked("‘{source}’ and ‘{target}’ have no direction; it was read as from → to."),
    Trouble.UNKNOWN_WORD: marked("‘{words}’ is not known in the column {column}; it was kept in the notes."),
    Trouble.TWO_SIGNS: marked("the columns {column} and {other} give different signs; {column} was believed."),
    Trouble.INFLUENCE_ONLY: marked("the connection ‘{kind}’ has no sign, strength or delay; they went to its notes."),
    Trouble.NOT_A_DATE: marked("‘{words}’ in the column {column} is not a clear date; it was kept in the notes."),
    Trouble.NOT_A_NUMBER: marked("‘{words}’ in the column {column} is not a number; it was kept in the notes."),
    Trouble.OUT_OF_RANGE: marked("{words} in the column {column} is out of range; it was kept in the notes."),
    Trouble.CUT: marked("the text in the column {column} is longer than {most} characters; the rest was cut off."),
    Trouble.TOO_MANY_TAGS: marked("there are {count} tags; the first {most} were kept."),
    Trouble.TOO_MANY_PERSPECTIVES: marked("‘{title}’ is one perspective too many; it was kept in the notes."),
    Trouble.CONTROL_CHARACTERS: marked("there were control characters in the text; they were left out."),
    Trouble.NO_COLUMN: marked("there are more cells than columns; they were kept in the notes."),
    Trouble.UNKNOWN_FIELD: marked("the field ‘{field}’ is not known; it was left out: {words}."),
    Trouble.MISSING_PART: marked("‘{id}’ is not in the map; the row was left out."),
}

_FAILURES: dict[ImportTrouble, str] = {
    ImportTrouble.NO_FILES: marked("There is nothing to import."),
    ImportTrouble.NOT_TEXT: marked("‘{path}’ is not a text file. Save it as CSV from the program it comes from."),
    ImportTrouble.NO_HEADER: marked(
        "‘{path}’ has no first row that says what its columns are. "
        "Elements need a column Label; connections need From and To, or source and target."
    ),
    ImportTrouble.BROKEN: marked("‘{path}’ cannot be read as a table: {detail}."),
    ImportTrouble.TOO_MANY: marked("‘{path}’ holds {count} {what}; a map can hold {most}."),
}


MOST_CHARACTERS = 80
"""A longer text is cut off in a sentence."""


def _short(fact: Fact) -> Fact:
    if isinstance(fact, int):
        return fact
    words = " ".join(fact.split())
    return words if len(words) <= MOST_CHARACTERS else words[: MOST_CHARACTERS - 1].rstrip() + "…"


def problems_sentence(problems: Sequence[Problem]) -> str:
    """How much could not be taken over, and in how many rows: one row may say several such things."""
    rows = {(each.file, each.row) for each in problems}
    count = len(problems)
    if all(each.row for each in problems) and len(rows) == count:
        words = ngettext(
            "The map was imported, but {count} row could not be taken over as it stands.",
            "The map was imported, but {count} rows could not be taken over as they stand.",
            count,
        )
    elif all(each.row for each in problems):
        words = ngettext(
            "The map was imported, but {count} things in {rows} row could not be taken over as they stand.",
            "The map was imported, but {count} things in {rows} rows could not be taken over as they stand.",
            len(rows),
        )
    else:
        words = ngettext(
            "The map was imported, but {count} thing could not be taken over as it stands.",
            "The map was imported, but {count} things could not be taken over as they stand.",
            count,
        )
    return words.format(count=grouped(count), rows=grouped(len(rows)))


def problem_sentence(problem: Problem) -> str:
    """The problem in a sentence that begins with where it is."""
    what = _(_SENTENCES[problem.what]).format(**{name: _short(fact) for name, fact in problem.facts.items()})
    if problem.row:
        return _("{file}, row {row}: {what}").format(file=problem.file, row=problem.row, what=what)
    return _("{file}: {what}").format(file=problem.file, what=what)


def failure_sentence(failed: ImportFailed) -> str:
    """Why nothing could be imported, in a sentence or two."""
    return _(_FAILURES[failed.trouble]).format(path=failed.path, **failed.facts)
