"""Why a line of quick entry, or a pasted text, was not taken: in words for people."""

from __future__ import annotations

from collections.abc import Sequence

from models.limits import MAX_NOTES, MAX_TITLE
from models.strategy_map import StrategyMap
from stratmap.edits.pasted_text import MOST_LINES, TooMuch
from stratmap.edits.quick_entry import Kept
from stratmap.entry_text import MOST_LINES as MOST_LINES_READ
from stratmap.entry_text import MOST_STEPS, NotRead, Trouble, same_title
from stratmap.i18n import _, marked, ngettext
from stratmap.link_words import cannot_join
from stratmap.vocabulary import kind_name, quoted

MOST_OF_A_LINE = 60
"""Characters of a line that a sentence names it by."""

_TROUBLES = {
    Trouble.NOTHING: marked("Write a title, or two with an arrow between them: Raise prices -> Revenue +"),
    Trouble.NO_TITLE_BEFORE: marked("Before {part} a title is missing. Write what it starts from."),
    Trouble.NO_TITLE_AFTER: marked("After {part} a title is missing. Write what it leads to."),
    Trouble.SIGN_ALONE: marked(
        "The sign in {part} belongs to no arrow. Write it after the title the arrow leads to."
    ),
    Trouble.SIGN_TWICE: marked("{part} gives the link two signs. Write one of them."),
    Trouble.SIGN_RUN: marked(
        "{part} has several signs in a row. Write one of +, − and ?, or put “quotation marks” around a title that"
        " has them."
    ),
    Trouble.SIGN_ON_OTHER: marked("Only influences have a sign; {part} says enough. Leave the sign out."),
    Trouble.TITLE_TOO_LONG: marked("The title that begins {part} is longer than {most} characters. Shorten it."),
    Trouble.TOO_MUCH: marked("That is too much for one line ({steps} links are the most). Enter it in parts."),
    Trouble.BACKWARDS: marked(
        "{part} points back. Write first what the link starts from: Raise prices -> Revenue."
        " For both ways write two lines."
    ),
    Trouble.QUOTE: marked("In {part} a quotation mark is opened and not closed. Close it, or leave it out."),
}


def not_read_sentence(error: NotRead) -> str:
    """What was not understood in a line, that nothing was changed, and what to write instead."""
    return _("{sentence} Nothing was changed.").format(sentence=_why_not(error))


def kept_sentence(kept: Sequence[Kept]) -> str:
    """How many pasted lines are but titles, which is the first of them, and why; nothing where none is."""
    if not kept:
        return ""
    words = ngettext(
        "{n} line was kept as a title: {line}. {why}",
        "{n} lines were kept as titles, the first of them {line}. {why}",
        len(kept),
    )
    first = kept[0]
    line = first.line if len(first.line) <= MOST_OF_A_LINE else f"{first.line[: MOST_OF_A_LINE - 1].rstrip()}…"
    return words.format(n=f"{len(kept):,}", line=quoted(line), why=_why_not(first.why))


def doubtful_sentence(map: StrategyMap, cards: Sequence[str]) -> str:
    """Which card was meant by a title that several have, and how to choose another; nothing where there is none."""
    if not cards:
        return ""
    taken = map.elements[cards[0]]
    same = [each for each in map.elements.values() if same_title(each.title) == same_title(taken.title)]
    other = next((each.kind for each in same if each.kind is not taken.kind), None)
    title = quoted(taken.title[:MOST_OF_A_LINE])
    if other is None:
        return _("Several cards are called {title}; one of them was taken. Give them titles of their own.").format(
            title=title
        )
    return _("Several cards are called {title}; the {kind} was taken. For another, write {other}: {plain}").format(
        title=title,
        kind=kind_name(taken.kind).lower(),
        other=kind_name(other),
        plain=taken.title[:MOST_OF_A_LINE],
    )


def unread_sentence() -> str:
    """That pasted lines have arrows and are but titles, as there are too many of them."""
    words = _("Arrows are read in up to {most} lines at once: paste fewer to have links.")
    return words.format(most=f"{MOST_LINES_READ:,}")


def _why_not(error: NotRead) -> str:
    if error.ends is not None:
        words = cannot_join(*error.ends, error.link)
        if error.trouble is Trouble.ITSELF:
            words = _("{title} cannot be linked to itself. Write another title after it.").format(
                title=quoted(error.part)
            )
        return words
    return _(_TROUBLES[error.trouble]).format(part=quoted(error.part[:60]), most=MAX_TITLE, steps=MOST_STEPS)


def too_much_sentence(error: TooMuch) -> str:
    """That a pasted text is more than can become elements, and what to do."""
    words = _(
        "The text on the clipboard is too much for cards: {lines} lines, {characters} characters. Up to {most} lines"
        " and {most_characters} characters can be pasted at once. Nothing was changed."
    )
    return words.format(
        lines=f"{error.lines:,}",
        characters=f"{error.characters:,}",
        most=f"{MOST_LINES:,}",
        most_characters=f"{MAX_NOTES:,}",
    )
