"""Cards and links made of a line of a workshop typed as it is said, in one step; so too of lines that are pasted.

What the words of a line mean stands in ``stratmap.entry_text``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.change import Change
from models.kinds import JOINS, ElementKind, Polarity, may_join
from models.records import Element, Key, Link, Placement, new_id
from models.strategy_map import StrategyMap
from stratmap.document import Document, Edit, Prepared, prepared
from stratmap.drawing.bands import bands, perspective_at
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import natural_size
from stratmap.edits.places import beside, free_along, in_band, off_borders
from stratmap.entry_text import Entry, Line, Named, NotRead, Step, Trouble, same_title
from stratmap.i18n import _
from stratmap.layout.snapping import snapped
from stratmap.vocabulary import quoted

MOST_IN_A_LABEL = 40
"""Characters of a line that the step of undo is named after."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line that became a mere title, and why."""

    line: str
    why: NotRead


@dataclass(frozen=True, slots=True)
class Entered:
    """What lines came to: the records made, all the cards named, how many of the links said were there already.

    ``steps`` is how many links were said in what was entered, ``kept`` the lines that became titles. ``signed`` are
    the links that were there and have a sign now; ``doubtful`` the cards meant by a title that others have as well.
    """

    made: frozenset[Key]
    cards: tuple[str, ...]
    already: int = 0
    steps: int = 0
    kept: tuple[Kept, ...] = ()
    signed: frozenset[Key] = frozenset()
    doubtful: tuple[str, ...] = ()


def enter(document: Document, sheet: str, entry: Entry, kind: ElementKind, x: float, y: float) -> Entered:
    """Make what a line says that is not there yet, as one step. New cards are of ``kind`` where the links allow it.

    The first new card stands near (``x``, ``y``), the others beside what they are linked with. Raises NotRead where
    two things cannot be joined so, RuleBroken where the map would break a rule.
    """
    label = _("Quick entry: {line}").format(line=quoted(_shortened(entry.line)))
    place = _Place(sheet, kind, (x, y), label)
    so_far = _entered(_begun(document.map, label), entry, place, _meant(document.map, (entry,)))
    document.make_prepared(prepared(document.map, so_far.change))
    return _summed_up(so_far)


def entering(
    map: StrategyMap, sheet: str, lines: Sequence[Line], kind: ElementKind, x: float, y: float, label: str
) -> tuple[Prepared, Entered]:
    """Work out what lines say that is not there yet, as ``enter`` does; what cannot be made is but a title.

    Raises RuleBroken where the map would break a rule.
    """
    place, so_far = _Place(sheet, kind, (x, y), label), _begun(map, label)
    there = _meant(map, [entry for line in lines for entry in (line.said, line.title) if isinstance(entry, Entry)])
    kept = []
    for line in lines:
        try:
            if isinstance(line.said, NotRead):
                raise line.said
            so_far = _entered(so_far, line.said, place, there)
        except NotRead as why:
            so_far = _entered(so_far, line.title, place, there)
            kept.append(Kept(line.title.line, why))
    return prepared(map, so_far.change), replace(_summed_up(so_far), kept=tuple(kept))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where new cards go, what they are unless their links ask for another kind, and what the step is called."""

    sheet: str
    kind: ElementKind
    at: tuple[float, float]
    label: str


@dataclass(frozen=True, slots=True)
class _SoFar:
    """The map with what was entered so far, and the change to it."""

    map: StrategyMap
    change: Change
    cards: tuple[str, ...] = ()
    already: int = 0
    steps: int = 0
    doubtful: tuple[str, ...] = ()

    def then(self, edit: Edit, label: str) -> _SoFar:
        step = edit.change(label)
        return replace(self, map=self.map.apply(step), change=self.change.then(step))


def _begun(map: StrategyMap, label: str) -> _SoFar:
    return _SoFar(map, Change(label))


def _summed_up(so_far: _SoFar) -> Entered:
    made = frozenset(key for key, old, new in so_far.change if old is None and isinstance(new, Element | Link))
    signed = frozenset(key for key, old, new in so_far.change if isinstance(old, Link) and isinstance(new, Link))
    cards, doubtful = tuple(dict.fromkeys(so_far.cards)), tuple(dict.fromkeys(so_far.doubtful))
    return Entered(made, cards, so_far.already, so_far.steps, signed=signed, doubtful=doubtful)


def _entered(so_far: _SoFar, entry: Entry, place: _Place, there: dict[str, list[Element]]) -> _SoFar:
    """The same with one line more. Raises NotRead; ``there`` may then name cards that never came to be."""
    kinds = _kinds(entry, [_card(there, so_far.map, place.sheet, thing) for thing in entry.things], place.kind)
    before: str | None = None
    for number, thing in enumerate(entry.things):
        edit, now = Edit(so_far.map), so_far.map
        card = _card(there, now, place.sheet, thing)
        if len(_called(there, now, thing)) > 1 and card is not None:
            so_far = replace(so_far, doubtful=(*so_far.doubtful, card.id))
        if card is None:
            card = Element(new_id(), kinds[number], thing.title, thing.notes)
            there[same_title(thing.title)].append(card)
        if now.placement(place.sheet, card.id) is None:
            after = _card(there, now, place.sheet, entry.things[number + 1]) if number + 1 < len(kinds) else None
            _place(edit, now, place.sheet, card, (before, after.id if after else None), place.at)
        so_far = replace(so_far.then(edit, place.label), cards=(*so_far.cards, card.id))
        if before is not None:
            edit = Edit(so_far.map)
            is_new = _link(edit, so_far.map, entry.steps[number - 1], before, card.id)
            so_far = so_far.then(edit, place.label)
            so_far = replace(so_far, already=so_far.already + (not is_new), steps=so_far.steps + 1)
        before = card.id
    return so_far


def _shortened(line: str) -> str:
    return line if len(line) <= MOST_IN_A_LABEL else f"{line[: MOST_IN_A_LABEL - 1].rstrip()}…"


def _meant(map: StrategyMap, entries: Sequence[Entry]) -> dict[str, list[Element]]:
    """The elements of each title that lines name."""
    found: dict[str, list[Element]] = {same_title(thing.title): [] for entry in entries for thing in entry.things}
    for each in map.elements.values():
        if (cards := found.get(same_title(each.title))) is not None:
            cards.append(each)
    return found


def _card(there: dict[str, list[Element]], map: StrategyMap, sheet: str, thing: Named) -> Element | None:
    """The element that is meant: one of this title, if there are several one that the sheet shows."""
    return min(_called(there, map, thing), key=lambda each: map.placement(sheet, each.id) is None, default=None)


def _called(there: dict[str, list[Element]], map: StrategyMap, thing: Named) -> list[Element]:
    """The elements that may be meant: those of this title and, where a kind is said, of this kind if there is one."""
    found = [each for each in there[same_title(thing.title)] if each.id in map.elements]
    return [each for each in found if thing.kind in (None, each.kind)] or found


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
    edit: Edit,
    state: StrategyMap,
    sheet: str,
    card: Element,
    joined: tuple[str | None, str | None],
    at: tuple[float, float],
) -> None:
    """Put a card on the sheet: beside what leads to it or what it leads to, else in the band near a point.

    ``joined`` are the two where there are any. It does not stand across a border of bands.
    """
    size = natural_size(card.kind, card.title)
    spots = state.placements_on(sheet)
    near = (beside(state, sheet, other, size, ahead) for other, ahead in zip(joined, (1, -1), strict=True) if other)
    place = next((each for each in near if each is not None), None)
    if place is None:
        wanted = in_band(state, sheet, Rect(at[0] - size[0] / 2, at[1] - size[1] / 2, *size))
        place = free_along(spots.values(), wanted, (size[0] + 32.0, 0.0), both_ways=True)
    stacked = [rect for _, rect in bands(state, sheet)]
    settled = off_borders(stacked, replace(place, x=snapped(place.x), y=snapped(place.y)))
    if card.id not in state.elements:
        edit.put(replace(card, perspective=perspective_at(state, sheet, settled.center[1])))
    top = max((each.z for each in spots.values()), default=-1) + 1
    edit.put(Placement(sheet, card.id, settled.x, settled.y, *size, z=top))


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
