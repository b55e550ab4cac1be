"""What can go wrong with a map or its file, as facts. ``stratmap.vocabulary`` puts them into sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.records import Key


class Rule(StrEnum):
    """What every map keeps to."""

    ONE_INFO = "one info"
    ONE_SHEET = "one sheet"
    UNIQUE_ID = "unique id"
    BAD_ID = "bad id"
    TITLE_TOO_LONG = "title too long"
    NOTES_TOO_LONG = "notes too long"
    CONTROL_CHARACTER = "control character"
    TOO_MANY_TAGS = "too many tags"
    NUMBER_OUT_OF_RANGE = "number out of range"
    OUT_OF_PLACE = "out of place"
    NO_SIZE = "no size"
    STRENGTH = "strength"
    SELF_LINK = "self link"
    MISSING_END = "missing end"
    NOT_JOINABLE = "not joinable"
    INFLUENCE_ONLY = "influence only"
    MISSING_PART = "missing part"
    TOO_MANY = "too many"
    VERSION_TOO_LARGE = "version too large"
    VERSIONS_TOO_LARGE = "versions too large"
    UNKNOWN_CHOICE = "unknown choice"
    TOO_MANY_CHOICES = "too many choices"


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule one record breaks, with what is needed to say so."""

    rule: Rule
    key: Key
    facts: dict[str, Any] = field(default_factory=dict)


class StratmapError(Exception):
    """Anything stratmap itself refuses; never a bug."""


class RuleBroken(StratmapError):
    """An edit would leave the map breaking its rules. Nothing was changed."""

    def __init__(self, violations: list[Violation]) -> None:
        super().__init__("; ".join(f"{each.rule} ({each.key})" for each in violations[:5]))
        self.violations = violations


class FileTrouble(StrEnum):
    """Why a file could not be read or written."""

    NOT_FOUND = "not found"
    NO_FOLDER = "no folder"
    NOT_A_FILE = "not a file"
    BAD_NAME = "bad name"
    NOT_OURS = "not ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    NOTHING_LEFT = "nothing left"
    CHANGED = "changed"
    TOO_LARGE = "too large"
    NOT_ALLOWED = "not allowed"
    CLOSED_FOLDER = "closed folder"
    BUSY = "busy"
    DISK_FULL = "disk full"
    FAILED = "failed"


class FileError(StratmapError):
    """A file could not be read or written. What was on the disk before is still there."""

    def __init__(self, trouble: FileTrouble, path: str, detail: str = "") -> None:
        super().__init__(f"{trouble}: {path} {detail}".strip())
        self.trouble = trouble
        self.path = path
        self.detail = detail
