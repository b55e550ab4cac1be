"""What is selected, field by field; with nothing selected, the map itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.errors import RuleBroken
from models.fields import ELEMENT_FIELDS, LINK_FIELDS, MAP_FIELDS
from models.kinds import ElementKind, LinkKind, may_join
from models.records import Element, Link, Record
from stratmap.document import Document
from stratmap.edits import elements, links
from stratmap.field_text import NotUnderstood
from stratmap.i18n import _
from stratmap.link_words import link_sentence
from stratmap.on_sheets import sheets_words
from stratmap.vocabulary import count_of, kind_name, link_kind_name, not_understood, rule_sentence
from ui.document_signals import DocumentSignals
from ui.panels.choice_box import ChoiceBox
from ui.panels.field_form import FieldForm
from ui.selection import Selection

Say = Callable[[str], None]


class Inspector(QScrollArea):
    """A form for whatever is selected. It is rebuilt when other kinds are selected, and refilled when values do."""

    def __init__(self, document: Document, signals: DocumentSignals, selection: Selection, say: Say) -> None:
        super().__init__()
        self._document = document
        self._selection = selection
        self._say = say
        self._shape: tuple[str, ...] = ()
        self.kind_box: ChoiceBox | None = None
        self._sentence = QLabel()
        self._sheets = QLabel()
        self.form: FieldForm | None = None
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts have the focus, and scroll into sight
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        signals.changed.connect(self.refresh)
        selection.changed.connect(self._selected_anew)
        self.refresh()

    def records(self) -> list[Record]:
        """The records whose fields are shown."""
        map = self._document.map
        chosen: list[Record] = [map.elements[key] for key in self._selection.elements]
        if not chosen:
            chosen = [map.links[key] for key in self._selection.links]
        return chosen or [map.info]

    def refresh(self, *_: object) -> None:
        """Show the values as they now are."""
        records = self.records()
        shape = _shape(records)
        if shape != self._shape:
            self._shape = shape
            self._build(records)
        if self.form is not None:
            self.form.show_records(records)
        if self.kind_box is not None:
            kinds = {record.kind for record in records if isinstance(record, Element | Link)}
            self.kind_box.show_value(next(iter(kinds)) if len(kinds) == 1 else None)
        if len(records) == 1 and isinstance(records[0], Link):
            self._sentence.setText(link_sentence(records[0], self._document.map))
        if len(records) == 1 and isinstance(records[0], Element):
            words = sheets_words(self._document.map, records[0].id)
            self._sheets.setText(words)
            self._sheets.setVisible(bool(words))

    def focus_field(self, field: str) -> None:
        """Put the cursor into a field."""
        if self.form is not None and field in self.form.editors:
            self.form.editors[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _selected_anew(self) -> None:
        if self.form is not None:
            self.form.keep_pending()
        self._shape = ()
        self.refresh()

    def _build(self, records: Sequence[Record]) -> None:
        body = QWidget()
        body.setObjectName("panel-body")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        heading = QLabel(_heading(records))
        heading.setObjectName("heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(heading)
        self.kind_box = None
        if isinstance(records[0], Link):
            self._sentence = _small_words()
            column.addWidget(self._sentence)
        if isinstance(records[0], Element | Link):
            column.addLayout(self._kind_row(records))
        if len(records) == 1 and isinstance(records[0], Element):
            self._sheets = _small_words()
            column.addWidget(self._sheets)
        self.form = FieldForm(_fields(records), self._changed, self._wrong, self._say)
        column.addWidget(self.form)
        column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: one of its own fields may be asking for this
        self.setWidget(body)

    def _kind_row(self, records: Sequence[Record]) -> QHBoxLayout:
        row = QHBoxLayout()
        box = ChoiceBox()
        box.setObjectName("field-kind")
        box.setAccessibleName(_("Kind"))
        box.setPlaceholderText(_("several different"))
        if isinstance(records[0], Element):
            box.offer([(kind, kind_name(kind)) for kind in ElementKind])
        else:
            box.offer([(kind, link_kind_name(kind)) for kind in _allowed(records, self._document)])
        box.chosen.connect(self._change_kind)
        self.kind_box = box
        row.addWidget(box, 1)
        if isinstance(records[0], Link):
            turn = QPushButton(_("Reverse"))
            turn.setObjectName("reverse")
            turn.setToolTip(_("Make the link run the other way"))
            turn.clicked.connect(self._reverse)
            row.addWidget(turn)
        return row

    def _changed(self, field: str, value: Any) -> None:
        records = self.records()
        keys = [record.key for record in records]
        if field == "title" and isinstance(records[0], Element):
            self._try(lambda: elements.rename(self._document, keys[0], value))
        else:
            self._try(lambda: elements.set_field(self._document, keys, field, value))

    def _change_kind(self, kind: ElementKind | LinkKind) -> None:
        keys = [record.key for record in self.records()]
        if isinstance(kind, ElementKind):
            self._try(lambda: elements.change_kind(self._document, keys, kind))
        else:
            self._try(lambda: links.change_kind(self._document, keys, kind))

    def _reverse(self) -> None:
        self._try(lambda: links.reverse(self._document, [record.key for record in self.records()]))

    def _try(self, edit: Callable[[], None]) -> None:
        """Make an edit; where a rule is in the way, say so and show the old value again."""
        try:
            edit()
        except RuleBroken as broken:
            self._say(rule_sentence(broken.violations[0], self._document.map))
            self.refresh()

    def _wrong(self, error: NotUnderstood) -> None:
        self._say(not_understood(error))


def _small_words() -> QLabel:
    """A line of plain words in small."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setObjectName("muted")
    return label


def _allowed(records: Sequence[Record], document: Document) -> list[LinkKind]:
    """The link kinds all of these links could be."""
    map = document.map
    pairs = [
        (map.elements[link.source].kind, map.elements[link.target].kind) for link in records if isinstance(link, Link)
    ]
    return [kind for kind in LinkKind if all(may_join(kind, *pair) for pair in pairs)]


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


def _shape(records: Sequence[Record]) -> tuple[str, ...]:
    """What a form is rebuilt for when it changes: the kinds shown, and which single record it is."""
    kinds = {str(record.kind) if isinstance(record, Element | Link) else "map" for record in records}
    return (type(records[0]).__name__, str(len(records)), *sorted(kinds))


def _heading(records: Sequence[Record]) -> str:
    first = records[0]
    if len(records) > 1:
        return count_of(len(records), isinstance(first, Element))
    if isinstance(first, Element):
        return kind_name(first.kind)
    return _("Link") if isinstance(first, Link) else _("This map")
