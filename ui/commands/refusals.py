"""What is said when a rule of the map refuses an edit: one place, for every command, gesture and field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from models.errors import RuleBroken
from stratmap.document import Document
from stratmap.vocabulary import rule_sentence


@contextmanager
def refusals_told(document: Document, say: Callable[[str], None]) -> Iterator[None]:
    """Say which rule was in the way of an edit made within; the map is then as it was, and the rest is left out."""
    try:
        yield
    except RuleBroken as broken:
        say(rule_sentence(broken.violations[0], document.map))
