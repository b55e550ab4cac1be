"""One line of a workshop typed as it is said: “Raise prices -> Revenue +”, “Shop requires Loan”, or just a title.

``read_entry`` makes sense of the words, ``enter`` finds the cards that are meant and makes the rest in one step;
``read_lines`` and ``entering`` do so for pasted lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from models.change import Change
from models.errors import StratmapError
from models.kinds import JOINS, ElementKind, LinkKind, Polarity, may_join
from models.limits import MAX_TITLE
from models.records import Element, Key, Link, Placement, new_id
from models.rules import plain
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit, Prepared, prepared
from stratmap.drawing.bands import perspective_at
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import natural_size
from stratmap.edits.places import beside, free_along
from stratmap.i18n import _
from stratmap.layout.snapping import snapped
from stratmap.vocabulary import quoted

MOST_CHARACTERS = 20_000
MOST_IN_A_LABEL = 40
"""Characters of a line that the step of undo is named after."""
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
class Entered:
    """What a line came to: the records it made, all the cards it named, and how many of its links were there."""

    made: frozenset[Key]
    cards: tuple[str, ...]
    already: int = 0


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

_QUOTED = r'"[^"]*"|“[^”]*”'
_ARROW = re.compile(rf"({_QUOTED})|(?:-{{1,3}}|=)>|[→⟶➔]")
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


def _titles(map: StrategyMap) -> frozenset[str]:
    return frozenset(_same(each.title) for each in map.elements.values())


def _read(text: str, known: frozenset[str]) -> Entry:
    if len(text) > MOST_CHARACTERS:
        raise NotRead(Trouble.TOO_MUCH)
    text = " ".join(plain(text).split())
    if not text:
        raise NotRead(Trouble.NOTHING)
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        raise NotRead(Trouble.QUOTE, text)
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


def _split(text: str, known: frozenset[str]) -> list[tuple[str, str]]:
    """The pieces between arrows, each with the arrow after it."""
    if _same(text) in known:
        return [(text, "")]
    pieces, start = [], 0
    for found in _ARROW.finditer(text):
        if found.group(1) is None:
            pieces.append((text[start : found.start()].strip(), found.group()))
            start = found.end()
    return [*pieces, (text[start:].strip(), "")]


def _verbs_in(text: str, known: frozenset[str]) -> list[tuple[str, str]]:
    """The pieces between verbs, each with the verb after it."""
    if _same(text) in known or _same(_SIGN_AFTER.sub("", text)) in known:
        return [(text, "")]
    pieces, start = [], 0
    for found in _VERB.finditer(f" {text}"):
        if found.group(1) is None:
            pieces.append((f" {text}"[start : found.start()].strip(), " ".join(found.group(2).lower().split())))
            start = found.end()
    return [*pieces, (f" {text}"[start:].strip(), "")]


def _signed(piece: str, known: frozenset[str], *, leads_here: bool) -> tuple[str, Polarity | None]:
    """A title, and the sign of the link that leads to it."""
    if _same(piece) in known:
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
    if len(title) > 1 and (title[0], title[-1]) in (('"', '"'), ("“", "”")):
        title = title[1:-1].strip()
    if not title:
        raise NotRead(Trouble.NO_TITLE_BEFORE, text)
    if len(title) > MAX_TITLE:
        raise NotRead(Trouble.TITLE_TOO_LONG, title[:40])
    return Named(title, ElementKind(kind.group(1).lower()) if kind else None)


def _same(title: str) -> str:
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
    wanted = _same(being_written(text)[1])
    if not wanted:
        return []
    titles = dict.fromkeys(" ".join(each.title.split()) for each in map.elements.values())
    first = [each for each in titles if each.casefold().startswith(wanted) and each.casefold() != wanted]
    later = [each for each in titles if f" {wanted}" in each.casefold() and each not in first]
    return [*sorted(first, key=len), *sorted(later, key=len)][:most]


def enter(document: Document, sheet: str, entry: Entry, kind: ElementKind, x: float, y: float) -> Entered:
    """Make what a line says that is not there yet, as one step, as ``entering`` works it out."""
    label = _("Quick entry: {line}").format(line=quoted(_shortened(entry.line)))
    made, entered = entering(document.map, sheet, (entry,), kind, x, y, label)
    document.make_prepared(made)
    return entered


def entering(
    map: StrategyMap, sheet: str, entries: Sequence[Entry], kind: ElementKind, x: float, y: float, label: str
) -> tuple[Prepared, Entered]:
    """Work out what lines say that is not there yet. New cards are of ``kind`` where the links allow it.

    The first new card stands near (``x``, ``y``), the others beside what they are linked with. Raises NotRead where
    two things cannot be joined so, RuleBroken where the map would break a rule.
    """
    now, change = map, Change(label)
    cards: list[str] = []
    already = 0
    there = _meant(map, entries)
    for entry in entries:
        kinds = _kinds(entry, [_card(there, now, sheet, thing) for thing in entry.things], kind)
        for number, thing in enumerate(entry.things):
            edit, before = Edit(now), cards[-1] if number else None
            card = _card(there, now, sheet, thing) or Element(new_id(), kinds[number], thing.title)
            if card.id not in now.elements:
                there[_same(thing.title)].append(card)
            if now.placement(sheet, card.id) is None:
                _place(edit, now, sheet, card, before, (x, y))
            cards.append(card.id)
            step = edit.change(label)
            now, change = now.apply(step), change.then(step)
            if before is not None:
                edit = Edit(now)
                already += not _link(edit, now, entry.steps[number - 1], before, card.id)
                step = edit.change(label)
                now, change = now.apply(step), change.then(step)
    made = frozenset(key for key, old, new in change if old is None and isinstance(new, Element | Link))
    return prepared(map, change), Entered(made, tuple(dict.fromkeys(cards)), already)


def read_lines(lines: Sequence[str], map: StrategyMap) -> tuple[Entry, ...]:
    """What lines say if one has an arrow at least; nothing where all are mere titles, or one is not understood."""
    known = _titles(map)
    if len(lines) > MOST_LINES or not any(len(_split(line, known)) > 1 for line in lines):
        return ()
    try:
        return tuple(_read(line, known) for line in lines)
    except NotRead:
        return ()


def _shortened(line: str) -> str:
    return line if len(line) <= MOST_IN_A_LABEL else f"{line[: MOST_IN_A_LABEL - 1].rstrip()}…"


def _meant(map: StrategyMap, entries: Sequence[Entry]) -> dict[str, list[Element]]:
    """The elements of each title that lines name."""
    found: dict[str, list[Element]] = {_same(thing.title): [] for entry in entries for thing in entry.things}
    for each in map.elements.values():
        if (cards := found.get(_same(each.title))) is not None:
            cards.append(each)
    return found


def _card(there: dict[str, list[Element]], map: StrategyMap, sheet: str, thing: Named) -> Element | None:
    """The element that is meant: one of this title, if there are several one that the sheet shows."""
    found = there[_same(thing.title)]
    found = [each for each in found if thing.kind in (None, each.kind)] or found
    return min(found, key=lambda each: map.placement(sheet, each.id) is None, default=None)


_LIKELY = (
    ElementKind.INITIATIVE,
    ElementKind.OBJECTIVE,
    ElementKind.FACTOR,
    ElementKind.DEPARTMENT,
    ElementKind.MEASURE,
)


def _kinds(entry: Entry, found: list[Element | None], kind: ElementKind) -> list[ElementKind]:
    """What kind each thing is, or is to be: the one asked for where its links allow that."""
    kinds = [card.kind if card else thing.kind for card, thing in zip(found, entry.things, strict=True)]
    for number, known in enumerate(kinds):
        if known is None:
            likely = [each for each in (kind, *_LIKELY) if _fits(entry, kinds, number, each)]
            kinds[number] = next(iter(likely), kind)
    return [each or kind for each in kinds]


def _fits(entry: Entry, kinds: list[ElementKind | None], number: int, kind: ElementKind) -> bool:
    """Whether a thing of this kind can have the links to the things before and after it."""
    fits = True
    if number:
        joins, before = JOINS[entry.steps[number - 1].link], kinds[number - 1]
        fits = kind in joins.targets and (before is None or before in joins.sources)
    if number < len(entry.steps):
        joins, after = JOINS[entry.steps[number].link], kinds[number + 1]
        fits = fits and kind in joins.sources and (after is None or after in joins.targets)
    return fits


def _place(
    edit: Edit, state: StrategyMap, sheet: str, card: Element, before: str | None, at: tuple[float, float]
) -> None:
    """Put a card on the sheet: beside what leads to it, else near a point."""
    size = natural_size(card.kind, card.title)
    spots = state.placements_on(sheet)
    place = beside(state, sheet, before, size, 1) if before else None
    if place is None:
        wanted = Rect(at[0] - size[0] / 2, at[1] - size[1] / 2, *size)
        place = free_along(spots.values(), wanted, (size[0] + 32.0, 0.0), both_ways=True)
    left, above = snapped(place.x), snapped(place.y)
    if card.id not in state.elements:
        edit.put(replace(card, perspective=perspective_at(state, sheet, above + size[1] / 2)))
    top = max((each.z for each in spots.values()), default=-1) + 1
    edit.put(Placement(sheet, card.id, left, above, *size, z=top))


def _link(edit: Edit, map: StrategyMap, step: Step, source: str, target: str) -> bool:
    """Have the edit link two elements as was said; whether that was not there yet.

    An influence whose sign is not known yet is signed rather than doubled.
    """
    ends = (map.elements[source], map.elements[target])
    if source == target:
        raise NotRead(Trouble.ITSELF, ends[0].title, ends, step.link)
    if not may_join(step.link, ends[0].kind, ends[1].kind):
        raise NotRead(Trouble.CANNOT_JOIN, "", ends, step.link)
    ways = {(source, target), (target, source)} if JOINS[step.link].symmetric else {(source, target)}
    there = [each for each in map.links_of(source) if (each.source, each.target) in ways and each.kind is step.link]
    if any(step.polarity in (Polarity.UNKNOWN, each.polarity) for each in there):
        return False
    unsigned = next((each for each in there if each.polarity is Polarity.UNKNOWN), None)
    edit.put(
        replace(unsigned, polarity=step.polarity)
        if unsigned
        else Link(new_id(), step.link, source, target, step.polarity)
    )
    return True
