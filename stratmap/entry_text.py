"""What a line of quick entry says: “Raise prices -> Revenue +”, “Shop requires Loan”, or just a title.

Words become things and the links between them, or the reason why not. Which cards are meant, and making the rest, is
an edit: ``edits.quick_entry``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from models.errors import StratmapError
from models.kinds import ElementKind, LinkKind, Polarity
from models.limits import MAX_TITLE
from models.records import Element
from models.rules import plain
from models.strategy_map import StrategyMap

MOST_CHARACTERS = 20_000
MOST_STEPS = 50
"""Links one line may hold."""
MOST_LINES = 100
"""Lines that are entered at once."""


class Trouble(Enum):
    """Why a line makes no sense. The value says it in English for the log."""

    NOTHING = "nothing is written"
    NO_TITLE_BEFORE = "a title is missing before"
    NO_TITLE_AFTER = "a title is missing after"
    SIGN_ALONE = "a sign belongs to no link"
    SIGN_TWICE = "a link is signed in two ways"
    SIGN_RUN = "several signs stand together"
    SIGN_ON_OTHER = "only influences are signed"
    TITLE_TOO_LONG = "a title is too long"
    TOO_MUCH = "the line is too long"
    BACKWARDS = "an arrow points back"
    QUOTE = "a quotation mark is not closed"
    CANNOT_JOIN = "these two cannot be joined so"
    ITSELF = "a thing cannot be linked to itself"


class NotRead(StratmapError):
    """A line that is not understood, or says what cannot be; ``part`` is the piece it is about."""

    def __init__(
        self,
        trouble: Trouble,
        part: str = "",
        ends: tuple[Element, Element] | None = None,
        link: LinkKind | None = None,
    ) -> None:
        super().__init__(f"{trouble.value}: {part}")
        self.trouble = trouble
        self.part = part
        self.ends = ends
        self.link = link


@dataclass(frozen=True, slots=True)
class Named:
    """A title, and the kind when one was written before it (“Measure: Sales”)."""

    title: str
    kind: ElementKind | None = None
    notes: str = ""
    """What a new card of it says beside the title."""


@dataclass(frozen=True, slots=True)
class Step:
    """A link from the ``n``-th named thing to the next."""

    link: LinkKind
    polarity: Polarity = Polarity.UNKNOWN


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says: things in a row, and the links from each to the next, one fewer."""

    things: tuple[Named, ...]
    steps: tuple[Step, ...] = ()
    line: str = ""
    """As it was written, on one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of many: what it says, or why that is not understood; and the title it is where that cannot be made."""

    said: Entry | NotRead
    title: Entry


_VERBS: dict[str, Step] = {
    "requires": Step(LinkKind.REQUIRES),
    "supports": Step(LinkKind.INFLUENCES, Polarity.PLUS),
    "hurts": Step(LinkKind.INFLUENCES, Polarity.MINUS),
    "influences": Step(LinkKind.INFLUENCES),
    "conflicts with": Step(LinkKind.CONFLICTS),
    "owns": Step(LinkKind.OWNS),
    "is accountable for": Step(LinkKind.OWNS),
    "tracks": Step(LinkKind.TRACKS),
}
_SIGNS = {"+": Polarity.PLUS, "-": Polarity.MINUS, "−": Polarity.MINUS, "–": Polarity.MINUS, "?": Polarity.UNKNOWN}

_QUOTES = {('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»")}
"""What may stand around a whole title; between the first two, arrows and verbs are but words."""
_LOW = re.compile(r"„([^„“”]*)“")
_QUOTED = r'"[^"]*"|“[^”]*”'
_ARROW = re.compile(rf"({_QUOTED})|(?:-{{1,3}}|=)>|[→⟶➔➜➡⇒⟹]")
_BACK = re.compile(rf"({_QUOTED})|(?<=\s)<-{{1,3}}>?(?=\s)|[←⟵↔⟷]")
_SAID = "|".join(verb.replace(" ", "[ ]+") for verb in _VERBS)
_VERB = re.compile(rf"({_QUOTED})|(?<=\s)({_SAID})(?=\s|$)", re.IGNORECASE)
_KIND = re.compile(rf"({'|'.join(ElementKind)})\s*:\s*(?=\S)", re.IGNORECASE)
_SIGN_AFTER = re.compile(r"\s([+\-−–?])$")
_SIGN_BEFORE = re.compile(r"^([+\-−–?])\s+")


def read_entry(text: str, map: StrategyMap | None = None) -> Entry:
    """What a line says. Words in “quotation marks” are a title whatever they hold, and so is a title of the map.

    Raises NotRead.
    """
    return _read(text, _titles(map) if map is not None else frozenset())


def has_arrows(lines: Sequence[str], map: StrategyMap) -> bool:
    """Whether one of these lines at least is more than a title."""
    known = _titles(map)
    return any(len(_split(line, known)) > 1 for line in lines)


def read_lines(lines: Sequence[tuple[str, str]], map: StrategyMap) -> tuple[Line, ...]:
    """What lines say, each for itself. A line is its title and, where that had to be cut, the whole of it."""
    known = _titles(map)
    return tuple(
        Line(_said_by(whole or title, known), Entry((Named(title, notes=whole),), line=title))
        for title, whole in lines
    )


def _said_by(line: str, known: frozenset[str]) -> Entry | NotRead:
    try:
        return _read(line, known)
    except NotRead as error:
        return error


def _titles(map: StrategyMap) -> frozenset[str]:
    return frozenset(same_title(each.title) for each in map.elements.values())


def _read(text: str, known: frozenset[str]) -> Entry:
    if len(text) > MOST_CHARACTERS:
        raise NotRead(Trouble.TOO_MUCH)
    text = _LOW.sub(r"“\1”", " ".join(plain(text).split()))
    if not text:
        raise NotRead(Trouble.NOTHING)
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        raise NotRead(Trouble.QUOTE, text)
    _refuse_backwards(text, known)
    things: list[Named] = []
    steps: list[Step] = []
    arrow = ""
    for written, next_arrow in _split(text, known):
        own = _verbs_in(written, known)
        for index, (piece, verb) in enumerate(own):
            arrows = arrow if index == 0 else ""
            before = own[index - 1][1] if index else None
            title, sign = _signed(piece, known, leads_here=bool(arrows or before))
            if not title:
                missing = Trouble.NO_TITLE_AFTER if arrows or before else Trouble.NO_TITLE_BEFORE
                raise NotRead(missing, arrows or before or next_arrow or verb or piece)
            if arrows:
                steps.append(Step(LinkKind.INFLUENCES, sign or Polarity.UNKNOWN))
            elif before:
                steps.append(_said(before, sign))
            things.append(_named(title))
        arrow = next_arrow
    if len(steps) > MOST_STEPS:
        raise NotRead(Trouble.TOO_MUCH)
    return Entry(tuple(things), tuple(steps), text)


def _refuse_backwards(text: str, known: frozenset[str]) -> None:
    """An arrow to the left, or both ways: who means a link writes it from what it starts at."""
    back = next((found.group() for found in _BACK.finditer(text) if found.group(1) is None), None)
    if back is not None and same_title(text) not in known:
        raise NotRead(Trouble.BACKWARDS, back)


def _split(text: str, known: frozenset[str]) -> list[tuple[str, str]]:
    """The pieces between arrows, each with the arrow after it."""
    if same_title(text) in known:
        return [(text, "")]
    pieces, start = [], 0
    for found in _ARROW.finditer(text):
        if found.group(1) is None:
            pieces.append((text[start : found.start()].strip(), found.group()))
            start = found.end()
    return [*pieces, (text[start:].strip(), "")]


def _verbs_in(text: str, known: frozenset[str]) -> list[tuple[str, str]]:
    """The pieces between verbs, each with the verb after it."""
    if same_title(text) in known or same_title(_SIGN_AFTER.sub("", text)) in known:
        return [(text, "")]
    pieces, start = [], 0
    for found in _VERB.finditer(f" {text}"):
        if found.group(1) is None:
            pieces.append((f" {text}"[start : found.start()].strip(), " ".join(found.group(2).lower().split())))
            start = found.end()
    return [*pieces, (f" {text}"[start:].strip(), "")]


def _signed(piece: str, known: frozenset[str], *, leads_here: bool) -> tuple[str, Polarity | None]:
    """A title, and the sign of the link that leads to it."""
    if same_title(piece) in known:
        return piece, None
    if _has_sign_run(piece, leads_here=leads_here):
        raise NotRead(Trouble.SIGN_RUN, piece)
    before, after = _SIGN_BEFORE.match(piece), _SIGN_AFTER.search(piece)
    if before and after:
        raise NotRead(Trouble.SIGN_TWICE, piece)
    found = before or after
    if found is None:
        return ("", None) if piece in _SIGNS else (piece, None)
    if not leads_here:
        raise NotRead(Trouble.SIGN_ALONE, piece)
    title = piece[found.end() :] if before else piece[: found.start()]
    return title.strip(), _SIGNS[found.group(1)]


def _has_sign_run(piece: str, *, leads_here: bool) -> bool:
    """Whether “++”, “+ -” or the like stands apart from the title, where one sign may stand; “C++” is a title."""
    signs = "".join(_SIGNS)
    words = piece.split(" ")
    last = len(words)
    while last and not words[last - 1].strip(signs):
        last -= 1
    at_end = "".join(words[last:])
    at_start = words[0] if leads_here and not words[0].strip(signs) else ""
    return len(at_end) > 1 or len(at_start) > 1


def _said(verb: str, sign: Polarity | None) -> Step:
    step = _VERBS[verb]
    if sign is None:
        return step
    if step.link is not LinkKind.INFLUENCES:
        raise NotRead(Trouble.SIGN_ON_OTHER, verb)
    if step.polarity not in (Polarity.UNKNOWN, sign):
        raise NotRead(Trouble.SIGN_TWICE, verb)
    return replace(step, polarity=sign)


def _named(text: str) -> Named:
    kind = _KIND.match(text)
    title = text[kind.end() :] if kind else text
    if len(title) > 1 and (title[0], title[-1]) in _QUOTES:
        title = title[1:-1].strip()
    if not title:
        raise NotRead(Trouble.NO_TITLE_BEFORE, text)
    if len(title) > MAX_TITLE:
        raise NotRead(Trouble.TITLE_TOO_LONG, title[:40])
    return Named(title, ElementKind(kind.group(1).lower()) if kind else None)


def same_title(title: str) -> str:
    """What two titles have in common that mean the same card."""
    return " ".join(title.split()).casefold()


def being_written(text: str) -> tuple[str, str]:
    """What stands before the last title of a line that is being written, and as much of that title as there is."""
    ends = [found.end() for pattern in (_ARROW, _VERB) for found in pattern.finditer(text) if found.group(1) is None]
    start = max(ends, default=0)
    start += len(text[start:]) - len(text[start:].lstrip())
    return text[:start], text[start:]


def completions(map: StrategyMap, text: str, most: int = 3) -> list[str]:
    """The titles a line's last one may be meant as: those that begin so before those that hold a word that does."""
    wanted = same_title(being_written(text)[1])
    if not wanted:
        return []
    titles = dict.fromkeys(" ".join(each.title.split()) for each in map.elements.values())
    first = [each for each in titles if each.casefold().startswith(wanted) and each.casefold() != wanted]
    later = [each for each in titles if f" {wanted}" in each.casefold() and each not in first]
    return [*sorted(first, key=len), *sorted(later, key=len)][:most]
