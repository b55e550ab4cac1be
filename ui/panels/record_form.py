"""A form for one record of a kind, or for several: a heading, its kind, and its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.fields import ELEMENT_FIELDS, LINK_FIELDS, MAP_FIELDS
from models.kinds import ElementKind, LinkKind, may_join
from models.records import Element, Link, Record
from models.strategy_map import StrategyMap
from stratmap.i18n import _
from stratmap.link_words import link_sentence
from stratmap.on_sheets import sheets_words
from stratmap.vocabulary import count_of, kind_name, link_kind_name
from ui.panels.choice_box import ChoiceBox
from ui.panels.field_form import Changed, FieldForm
from ui.plain_label import plain_label


@dataclass(frozen=True, slots=True)
class Shape:
    """What a form is built for: the fields, and the kinds that what is shown may become. Records only fill it."""

    type: type[Record]
    is_single: bool
    fields: tuple[str, ...]
    kinds: tuple[ElementKind | LinkKind, ...]


def shape_of(records: Sequence[Record], map: StrategyMap) -> Shape:
    """The shape of the form for these records, which are all elements, all links, or the map's own."""
    kinds: tuple[ElementKind | LinkKind, ...] = ()
    if isinstance(records[0], Element):
        kinds = tuple(ElementKind)
    elif isinstance(records[0], Link):
        kinds = _allowed(records, map)
    return Shape(type(records[0]), len(records) == 1, tuple(_fields(records)), kinds)


class RecordForm(QWidget):
    """Shows records of one shape, and tells what a person does to them."""

    kind_chosen = Signal(object)
    reversed = Signal()

    def __init__(self, shape: Shape, changed: Changed, say: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("panel-body")
        self.kind_box: ChoiceBox | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        self._heading = plain_label("", "heading")
        column.addWidget(self._heading)
        self._sentence = plain_label("", "muted", wraps=True)
        column.addWidget(self._sentence)
        if shape.kinds:
            column.addLayout(self._kind_row(shape))
        self._sheets = plain_label("", "muted", wraps=True)
        column.addWidget(self._sheets)
        self.fields = FieldForm(shape.fields, changed, say)
        column.addWidget(self.fields)
        column.addStretch(1)

    def show_records(self, records: Sequence[Record], map: StrategyMap) -> None:
        """Show the values of these records."""
        self._heading.setText(_heading_of(records))
        self.fields.show_records(records)
        if self.kind_box is not None:
            kinds = {record.kind for record in records if isinstance(record, Element | Link)}
            self.kind_box.show_value(next(iter(kinds)) if len(kinds) == 1 else None)
        first = records[0]
        sentence = link_sentence(first, map) if len(records) == 1 and isinstance(first, Link) else ""
        sheets = sheets_words(map, first.id) if len(records) == 1 and isinstance(first, Element) else ""
        for label, words in ((self._sentence, sentence), (self._sheets, sheets)):
            label.setText(words)
            label.setVisible(bool(words))

    def _kind_row(self, shape: Shape) -> QHBoxLayout:
        row = QHBoxLayout()
        box = ChoiceBox()
        box.setObjectName("field-kind")
        box.setAccessibleName(_("Kind"))
        box.setPlaceholderText(_("several different"))
        box.offer([(kind, _name_of(kind)) for kind in shape.kinds])
        box.chosen.connect(self.kind_chosen)
        self.kind_box = box
        row.addWidget(box, 1)
        if shape.type is Link:
            turn = QPushButton(_("Reverse"))
            turn.setObjectName("reverse")
            turn.setToolTip(_("Make the link run the other way"))
            turn.clicked.connect(self.reversed)
            row.addWidget(turn)
        return row


def _name_of(kind: ElementKind | LinkKind) -> str:
    return kind_name(kind) if isinstance(kind, ElementKind) else link_kind_name(kind)


def _allowed(records: Sequence[Record], map: StrategyMap) -> tuple[LinkKind, ...]:
    """The link kinds all of these links could be."""
    pairs = [
        (map.elements[link.source].kind, map.elements[link.target].kind) for link in records if isinstance(link, Link)
    ]
    return tuple(kind for kind in LinkKind if all(may_join(kind, *pair) for pair in pairs))


def _fields(records: Sequence[Record]) -> list[str]:
    """The fields all of these records have in common, titles only of a single one."""
    tables = [
        ("title", *ELEMENT_FIELDS[record.kind])
        if isinstance(record, Element)
        else LINK_FIELDS[record.kind]
        if isinstance(record, Link)
        else MAP_FIELDS
        for record in records
    ]
    common = [field for field in tables[0] if all(field in table for table in tables)]
    return common if len(records) == 1 else [field for field in common if field != "title"]


def _heading_of(records: Sequence[Record]) -> str:
    first = records[0]
    if len(records) > 1:
        return count_of(len(records), isinstance(first, Element))
    if isinstance(first, Element):
        return kind_name(first.kind)
    return _("Link") if isinstance(first, Link) else _("This map")
