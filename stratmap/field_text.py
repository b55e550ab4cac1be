"""Field values as a person writes and reads them: dates, amounts of money, days, lists of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import isfinite
from typing import Any

from models.errors import StratmapError
from models.kinds import Polarity, Priority, Status
from models.rules import plain
from stratmap.date_text import Ambiguous, read_date
from stratmap.i18n import _, marked


class NotUnderstood(StratmapError):
    """What was written is no value of its field. ``hint`` says what is."""

    def __init__(self, field: str, text: str, hint: str) -> None:
        super().__init__(f"{field}: {text!r}")
        self.field = field
        self.text = text
        self.hint = hint


@dataclass(frozen=True, slots=True)
class FieldType:
    """How one field is written: its choices where it has any, its way in and out of text, and an example."""

    read: Callable[[str], Any]
    show: Callable[[Any], str]
    hint: str = ""
    choices: tuple[StrEnum, ...] = ()
    long: bool = False
    is_flag: bool = False


def _read_date(text: str) -> date | None:
    return read_date(text) if text else None


def _read_amount(text: str) -> Decimal | None:
    return Decimal(_number(text)) if text else None


def _read_days(text: str) -> float | None:
    return float(_number(text)) if text else None


def _read_strength(text: str) -> float | None:
    value = _read_days(text)
    if value is not None and not 0 < value <= 1:
        raise ValueError(text)
    return value


def _number(text: str) -> str:
    """A number without the marks people group thousands with; a lone comma is a decimal one."""
    text = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace("’", "")
    if "," in text and "." in text:
        return (
            text.replace(",", "") if text.rindex(".") > text.rindex(",") else text.replace(".", "").replace(",", ".")
        )
    head, comma, tail = text.partition(",")
    return head + tail if comma and len(tail) == 3 and head.isdigit() else text.replace(",", ".")


def _read_tags(text: str) -> tuple[str, ...]:
    words = (plain(word).strip() for word in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _show_number(value: Any) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", " ")


_TEXT = FieldType(plain, str)
_LONG = FieldType(plain, str, long=True)
_DATE = FieldType(_read_date, lambda day: str(day.isoformat()), marked("a date like 2026-05-03"))
_DAYS = FieldType(_read_days, _show_number, marked("a number of person-days like 12.5"))

FIELD_TYPES: dict[str, FieldType] = {
    "title": _TEXT,
    "owner": _TEXT,
    "currency": _TEXT,
    "notes": _LONG,
    "vision": _LONG,
    "mission": _LONG,
    "tags": FieldType(_read_tags, ", ".join, marked("words with commas between them")),
    "status": FieldType(Status, str, choices=tuple(Status)),
    "priority": FieldType(Priority, str, choices=tuple(Priority)),
    "polarity": FieldType(Polarity, str, choices=tuple(Polarity)),
    "start": _DATE,
    "end": _DATE,
    "budget": FieldType(_read_amount, _show_number, marked("an amount like 12 000")),
    "effort": _DAYS,
    "capacity": _DAYS,
    "strength": FieldType(_read_strength, lambda value: f"{value:g}", marked("a number above 0, at most 1")),
    "delay": FieldType(lambda text: text == "yes", lambda value: "yes" if value else "", is_flag=True),
}
"""Field name → how a person writes it."""


_EITHER = marked("{} or {}, whichever is meant")


def shown(field: str, value: Any) -> str:
    """A field's value as text; nothing for no value."""
    return "" if value is None else FIELD_TYPES[field].show(value)


def read(field: str, text: str) -> Any:
    """The value a person wrote into a field. Raises NotUnderstood with a hint of what would be understood."""
    kind = FIELD_TYPES[field]
    words = text if kind.long else text.strip()
    try:
        value = kind.read(words)
    except Ambiguous as error:
        raise NotUnderstood(field, text, _(_EITHER).format(*error.readings)) from error
    except (ValueError, InvalidOperation) as error:
        raise NotUnderstood(field, text, kind.hint) from error
    if isinstance(value, float | Decimal) and not isfinite(value):
        raise NotUnderstood(field, text, kind.hint)
    return value
