"""Rows of a Connections table, or of an edge list, into links.

A connection the kinds do not allow is not forced: it is reported, and kept as words in the notes of its first end.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.kinds import JOINS, ElementKind, LinkKind, Polarity, kinds_joining, may_join
from models.records import Element, Link
from stratmap.importing.cells import Marks, marks_of, number_of, tags_of, text_of, truth_of
from stratmap.importing.columns import Column
from stratmap.importing.draft import Draft
from stratmap.importing.elements import Reader
from stratmap.importing.reading import Table
from stratmap.importing.result import Trouble

_FORWARD = frozenset({"", "directed", "forward", "->", "→"})
_BOTH = frozenset({"mutual", "both", "bidirectional", "<->", "↔"})
_NONE = frozenset({"undirected", "none", "--", "-", "—"})


def read_connections(table: Table, draft: Draft, *, has_elements: bool) -> None:
    """Add the links of a table to the draft, and the elements only it names.

    ``has_elements`` says that some table lists the elements, so that one it does not list is worth a word.
    """
    for row in table.rows:
        reader = Reader(draft, row, table.decimal_comma)
        if _has_end(reader, Column.FROM, Column.FROM_ID) and _has_end(reader, Column.TO, Column.TO_ID):
            source = _end(reader, Column.FROM, Column.FROM_ID, has_elements)
            target = _end(reader, Column.TO, Column.TO_ID, has_elements)
            _read_connection(reader, source, target, tags_mark_delays=Column.DELAY not in table.columns)
        else:
            words = "; ".join(text_of(cell) for cell in row.cells.values() if cell.strip())
            draft.report(row, Trouble.NO_END, words=words)


def _has_end(reader: Reader, named: Column, by_id: Column) -> bool:
    """Whether a row says what is at one end: a row that is left out makes no element of its other end either."""
    return bool(reader.text(named)) or reader.text(by_id) in reader.draft.elements


def _end(reader: Reader, named: Column, by_id: Column, has_elements: bool) -> Element:
    """The element at one end: by id, else by name; a new factor where no element has the name."""
    draft, row = reader.draft, reader.row
    id_, label = reader.text(by_id), reader.text(named)
    if id_ in draft.elements:
        return draft.elements[id_]
    if id_ and label:
        draft.report(row, Trouble.UNKNOWN_ID, id=id_)
    known = draft.labels.get(label)
    if known:
        if len(known) > 1:
            draft.report(row, Trouble.AMBIGUOUS, title=label, count=len(known))
        return draft.elements[known[0]]
    if has_elements:
        draft.report(row, Trouble.CREATED, title=label)
    element = Element(draft.take_id(row, ""), ElementKind.FACTOR, draft.short(row, label, named))
    draft.add(element, label)
    return element


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row says of its link, before it is known whether the two ends allow it."""

    kind: LinkKind | None
    sign: Polarity | None
    delay: bool
    words: str
    tags: tuple[str, ...]


def _said(reader: Reader, tags_mark_delays: bool) -> _Said:
    """Read kind, sign and delay from the first of Sign, Polarity, Type and Label that gives each."""
    tags = tags_of(reader.row.cell(Column.TAGS))
    marks: list[tuple[Column, Marks]] = []
    words = ""
    for column in (Column.SIGN, Column.POLARITY, Column.TYPE, Column.LABEL):
        found = marks_of(reader.row.cell(column))
        if found is not None:
            marks.append((column, found))
        elif column is Column.TYPE:
            tags = (*tags, reader.text(column))
        elif column is Column.LABEL:
            words = reader.text(column)
        else:
            reader.keep(column, Trouble.UNKNOWN_WORD)
    delay = any(each.delay for _, each in marks) or bool(reader.value(Column.DELAY, truth_of, Trouble.UNKNOWN_WORD))
    if tags_mark_delays:
        delay = delay or any(tag.casefold() in ("delayed", "||") for tag in tags)
    kind = next((each.kind for column, each in marks if each.kind and column is not Column.LABEL), None)
    label = next((each for column, each in marks if column is Column.LABEL), None)
    if label is not None and label.kind is not None:
        kind = kind or label.kind
    return _Said(kind, _sign(reader, marks), delay, words, tags)


def _sign(reader: Reader, marks: list[tuple[Column, Marks]]) -> Polarity | None:
    signs = [(column, each.sign) for column, each in marks if each.sign is not None]
    for column, sign in signs[1:]:
        if sign is not signs[0][1]:
            reader.draft.report(reader.row, Trouble.TWO_SIGNS, column=signs[0][0].value, other=column.value)
            reader.kept.append(f"{column.value}: {reader.text(column)}")
    return signs[0][1] if signs else None


def _read_connection(reader: Reader, source: Element, target: Element, *, tags_mark_delays: bool) -> None:
    draft, row = reader.draft, reader.row
    said = _said(reader, tags_mark_delays)
    direction = _direction(reader)
    if source.id == target.id:
        draft.report(row, Trouble.SELF_LINK, title=source.title)
        _keep_as_words(reader, source, target, said)
        return
    fit = _fit(said.kind, source.kind, target.kind, has_direction=direction == "directed")
    if fit is None:
        draft.report(
            row,
            Trouble.NOT_JOINABLE,
            kind=(said.kind or LinkKind.INFLUENCES).value,
            source=source.title,
            target=target.title,
            source_kind=source.kind.value,
            target_kind=target.kind.value,
        )
        _keep_as_words(reader, source, target, said)
        return
    kind, turned = fit
    if turned:
        draft.report(row, Trouble.TURNED, source=source.title, target=target.title, kind=kind.value)
        source, target = target, source
    elif said.kind is None and kind is not LinkKind.INFLUENCES:
        draft.report(row, Trouble.OTHER_KIND, source=source.title, target=target.title, kind=kind.value)
    elif direction == "undirected" and not JOINS[kind].symmetric and kind not in (LinkKind.OWNS, LinkKind.TRACKS):
        draft.report(row, Trouble.NO_DIRECTION, source=source.title, target=target.title)
    link = _link(reader, kind, source, target, said)
    draft.links[link.id] = link
    if direction == "mutual" and not JOINS[kind].symmetric and may_join(kind, target.kind, source.kind):
        back = Link(draft.take_id(row, ""), kind, target.id, source.id, *_rest(link))
        draft.links[back.id] = back


def _rest(link: Link) -> tuple[Polarity, float | None, bool, str, tuple[str, ...]]:
    return link.polarity, link.strength, link.delay, link.notes, link.tags


def _link(reader: Reader, kind: LinkKind, source: Element, target: Element, said: _Said) -> Link:
    draft, row = reader.draft, reader.row
    strength = _strength(reader)
    sign, delay = said.sign or Polarity.UNKNOWN, said.delay
    if kind is not LinkKind.INFLUENCES and (sign is not Polarity.UNKNOWN or delay or strength is not None):
        draft.report(row, Trouble.INFLUENCE_ONLY, kind=kind.value)
        reader.kept.extend(_marks_in_words(sign, delay, strength))
        sign, delay, strength = Polarity.UNKNOWN, False, None
    return Link(
        id=draft.take_id(row, reader.text(Column.ID)),
        kind=kind,
        source=source.id,
        target=target.id,
        polarity=sign,
        strength=strength,
        delay=delay,
        tags=draft.tags(row, said.tags),
        notes=reader.notes(said.words, reader.text(Column.DESCRIPTION)),
    )


def _marks_in_words(sign: Polarity, delay: bool, strength: float | None) -> list[str]:
    return [
        *([f"{Column.SIGN.value}: {sign.value}"] if sign is not Polarity.UNKNOWN else []),
        *([f"{Column.DELAY.value}: delayed"] if delay else []),
        *([f"{Column.STRENGTH.value}: {strength}"] if strength is not None else []),
    ]


def _strength(reader: Reader) -> float | None:
    value = reader.value(Column.STRENGTH, lambda cell: number_of(cell, reader.decimal_comma), Trouble.NOT_A_NUMBER)
    if value is not None and not 0 < float(value) <= 1:
        reader.keep(Column.STRENGTH, Trouble.OUT_OF_RANGE)
        return None
    return None if value is None else float(value)


def _direction(reader: Reader) -> str:
    """One of directed, mutual and undirected."""
    word = reader.text(Column.DIRECTION).casefold()
    if word in _BOTH:
        return "mutual"
    if word in _NONE:
        return "undirected"
    if word not in _FORWARD:
        reader.keep(Column.DIRECTION, Trouble.UNKNOWN_WORD)
    return "directed"


def _fit(
    said: LinkKind | None, source: ElementKind, target: ElementKind, *, has_direction: bool
) -> tuple[LinkKind, bool] | None:
    """The kind a link can have between two elements and whether it must be turned round, or None.

    What the row says comes first, then an influence. Who owns and what tracks can be read from the kinds of the
    ends alone, so these two are also turned round, where the row says so or has no direction of its own.
    """
    if may_join(said or LinkKind.INFLUENCES, source, target):
        return said or LinkKind.INFLUENCES, False
    if said is None:
        forward = kinds_joining(source, target)
        backward = kinds_joining(target, source) if not has_direction else []
        return (forward[0], False) if forward else (backward[0], True) if backward else None
    if said in (LinkKind.OWNS, LinkKind.TRACKS) and may_join(said, target, source):
        return said, True
    return None


def _keep_as_words(reader: Reader, source: Element, target: Element, said: _Said) -> None:
    """Put a connection that cannot be a link into the notes of the element it starts at."""
    kind = said.kind or LinkKind.INFLUENCES
    strength = _strength(reader)
    said_of = [
        *_marks_in_words(said.sign or Polarity.UNKNOWN, said.delay, strength),
        *([f"{Column.TAGS.value}: {', '.join(said.tags)}"] if said.tags else []),
        said.words,
        reader.text(Column.DESCRIPTION),
        *reader.leftovers(),
    ]
    words = "; ".join(word for word in said_of if word)
    reader.draft.remark(source.id, f"{kind.value} → {target.title}" + (f" ({words})" if words else ""))
