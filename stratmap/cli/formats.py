"""The forms an answer can be given in, as options of the commands."""

from __future__ import annotations

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


FormatOption = Annotated[Format, one_of(Format, "--format", "text for people, json for programs.")]
PageFormatOption = Annotated[
    PageFormat, one_of(PageFormat, "--format", "text for people, json for programs, markdown for documents.")
]
