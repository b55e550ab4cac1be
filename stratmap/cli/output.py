"""What the commands say: data to standard output, progress and trouble to standard error, all of it harmless.

Titles come from other people's files. A line is printed as it is, never as markup, and without the characters a
terminal obeys or that turn the direction of writing.
"""

from __future__ import annotations

import json
import sys
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from models.errors import FileError, FileTrouble, StratmapError
from stratmap.i18n import _


class NotDone(StratmapError):
    """A command that was understood and refused. The text is the sentence that says why."""


def file_sentence(error: FileError) -> str:
    """What is wrong with a file, and the command that helps where it is damaged."""
    from stratmap.vocabulary import file_error_sentence

    sentence = file_error_sentence(error)
    if error.trouble in (FileTrouble.DAMAGED, FileTrouble.CHANGED):
        sentence += " " + _("‘stratmap salvage’ makes a new map of what can still be read.")
    return sentence


PATIENCE = 1.0
"""Seconds of work before a word about it is due."""

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """A text on one line, without control characters and without marks that turn the direction of writing."""
    return _harmless(" ".join(text.split()))


def _harmless(words: str) -> str:
    """A text without what a terminal obeys; the marks that turn the direction of writing are not printable either."""
    if words.isprintable():  # nearly always, and many times quicker
        return words
    return "".join(each for each in words if unicodedata.category(each) not in ("Cc", "Cs") and each not in _TURNING)


def say(text: str = "") -> None:
    """A line of the answer."""
    typer.echo(_indent(text) + one_line(text))


def tell(text: str) -> None:
    """A line beside the answer: trouble, or how it goes."""
    typer.echo(_indent(text) + one_line(text), err=True)


def _indent(text: str) -> str:
    return " " * (len(text) - len(text.lstrip(" ")))


def say_lines(lines: Iterable[str]) -> None:
    """Lines of an answer in a fixed form: what stands at their beginning and between words stays."""
    for line in lines:
        typer.echo(_harmless(line))


def say_json(data: dict[str, Any]) -> None:
    """The answer for a program. ASCII only where standard output cannot hold more."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").casefold().replace("-", "")
    typer.echo(json.dumps(data, indent=2, ensure_ascii=not encoding.startswith("utf")))


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show that the block is at work once it takes longer than ``PATIENCE``, where somebody sits at a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    shown = threading.Thread(target=_show, args=(words, done), daemon=True)
    shown.start()
    try:
        yield
    finally:
        done.set()
        shown.join()


def _show(words: str, done: threading.Event) -> None:
    if done.wait(PATIENCE):
        return
    from rich.console import Console
    from rich.text import Text

    stop = _("Ctrl+C stops it.")
    with Console(stderr=True).status(Text(one_line(f"{words} {stop}"))):
        done.wait()
