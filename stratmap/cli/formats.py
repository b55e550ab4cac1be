"""What the options of the commands take: the forms an answer can be given in, and numbers."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated, Any

import typer

from stratmap.cli.output import NotDone
from stratmap.i18n import _


class Format(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


class CheckFormat(StrEnum):
    """The forms of findings; SARIF is what code hosts and editors show beside a file."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"


class PageFormat(StrEnum):
    """For people, for programs, and for documents."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class TableFormat(StrEnum):
    """The forms of a table."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


def one_of(choices: type[StrEnum], name: str, help: str) -> Any:
    """An option that takes one of these words, and says in a sentence which they are where it gets another."""

    def read(word: str) -> StrEnum:
        try:
            return choices(word)
        except ValueError:
            sentence = _("‘{word}’ is nothing that {name} knows. Give one of these: {words}.")
            raise NotDone(sentence.format(word=word, name=name, words=", ".join(choices))) from None

    return typer.Option(name, parser=read, metavar=f"<{'|'.join(choices)}>", help=help)


def whole_number(names: tuple[str, ...], help: str, most: int | None = None) -> Any:
    """An option that takes a whole number from 1 up, and says so in a sentence where it gets anything else."""

    def read(word: str) -> int:
        try:
            number = int(word)
        except ValueError:
            number = 0
        if number < 1 or (most is not None and number > most):
            sentence = _("{name} takes a whole number from 1 up, not ‘{word}’.")
            if most is not None:
                sentence = _("{name} takes a whole number from 1 to {most}, not ‘{word}’.")
            raise NotDone(sentence.format(name=names[0], word=word, most=most))
        return number

    return typer.Option(*names, parser=read, metavar="N", help=help)


def seconds_number(name: str, help: str) -> Any:
    """An option that takes a number of seconds, and says so in a sentence where it gets anything else."""

    def read(word: str) -> float:
        try:
            number = float(word)
        except ValueError:
            number = math.nan
        if not number >= 0:  # which "nan" is not either
            sentence = _("{name} takes a number of seconds, 0 or more, not ‘{word}’.")
            raise NotDone(sentence.format(name=name, word=word))
        return number

    return typer.Option(name, parser=read, metavar="S", help=help)


FormatOption = Annotated[Format, one_of(Format, "--format", "text for people, json for programs.")]
PageFormatOption = Annotated[
    PageFormat, one_of(PageFormat, "--format", "text for people, json for programs, markdown for documents.")
]
