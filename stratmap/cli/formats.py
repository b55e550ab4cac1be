"""The forms an answer can be given in, as options of the commands."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


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


FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]
PageFormatOption = Annotated[
    PageFormat, typer.Option("--format", help="text for people, json for programs, markdown for documents.")
]
