"""What is selected, field by field; with nothing selected, the map itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from models.kinds import ElementKind, LinkKind
from models.records import Element, Record
from stratmap.document import Document
from stratmap.edits import elements, links
from ui.commands.refusals import refusals_told
from ui.document_signals import DocumentSignals
from ui.notice import Say
from ui.panels.choice_box import ChoiceBox
from ui.panels.field_form import FieldForm
from ui.panels.record_form import RecordForm, Shape, shape_of
from ui.selection import Selection


class Inspector(QScrollArea):
    """A form for whatever is selected. Each is built when it is first needed, and refilled from then on."""

    def __init__(self, document: Document, signals: DocumentSignals, selection: Selection, say: Say) -> None:
        super().__init__()
        self._document = document
        self._selection = selection
        self._say = say
        self._forms: dict[Shape, RecordForm] = {}
        self._shown: RecordForm | None = None
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts have the focus, and scroll into sight
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("panel-body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(body)
        signals.changed.connect(self.refresh)
        selection.changed.connect(self._selected_anew)
        self.refresh()

    @property
    def form(self) -> FieldForm | None:
        """The fields that are shown."""
        return self._shown.fields if self._shown is not None else None

    @property
    def kind_box(self) -> ChoiceBox | None:
        """Where the kind of what is selected is chosen; None for the map itself."""
        return self._shown.kind_box if self._shown is not None else None

    def records(self) -> list[Record]:
        """The records whose fields are shown."""
        map = self._document.map
        chosen: list[Record] = [map.elements[key] for key in self._selection.elements]
        if not chosen:
            chosen = [map.links[key] for key in self._selection.links]
        return chosen or [map.info]

    def refresh(self, *_: object) -> None:
        """Show the values as they now are."""
        records, map = self.records(), self._document.map
        form = self._form_for(shape_of(records, map))
        form.show_records(records, map)
        if form is not self._shown:
            if self._shown is not None:
                self._shown.fields.forget()
                self._shown.hide()
            self._shown = form
            form.show()
            self.verticalScrollBar().setValue(0)

    def focus_field(self, field: str) -> None:
        """Put the cursor into a field."""
        if self.form is not None and field in self.form.editors:
            self.form.editors[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _form_for(self, shape: Shape) -> RecordForm:
        found = self._forms.get(shape)
        if found is None:
            found = self._forms[shape] = RecordForm(shape, self._changed, self._say)
            found.kind_chosen.connect(self._change_kind)
            found.reversed.connect(self._reverse)
            found.hide()
            self._column.addWidget(found)
        return found

    def _selected_anew(self) -> None:
        if self.form is not None:
            self.form.keep_pending()
        self.refresh()

    def _changed(self, records: Sequence[Record], field: str, value: Any) -> str:
        """Change a field of records; why a rule does not let it, or nothing."""
        refused: list[str] = []
        keys = [record.key for record in records if self._document.map.get(record.key) is not None]
        with refusals_told(self._document, refused.append):
            if keys and field == "title" and isinstance(records[0], Element):
                elements.rename(self._document, keys[0], value)
            elif keys:
                elements.set_field(self._document, keys, field, value)
        return "".join(refused)

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
        with refusals_told(self._document, self._say):
            edit()
            return
        self.refresh()
