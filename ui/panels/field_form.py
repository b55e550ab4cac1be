"""A form made from field names: one row a field, each edited in the way its type asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from models.records import Record
from stratmap.field_text import FIELD_TYPES, FieldType, NotUnderstood, read, shown
from stratmap.i18n import _
from stratmap.vocabulary import choice_name, field_name, not_understood
from ui.guard import guard
from ui.panels.choice_box import ChoiceBox
from ui.panels.line_field import LineField
from ui.panels.long_text import LongText
from ui.plain_label import plain_label
from ui.tips import tip

Changed = Callable[[Sequence[Record], str, Any], str]
"""Changes a field of these records to a value; why that is refused, or nothing. Others may be selected by then."""

_MIXED = object()
"""Stands for several different values: no choice is shown."""


class FieldForm(QWidget):
    """Edits the same fields of one record or of several; a field on which they differ shows so."""

    def __init__(
        self,
        fields: Sequence[str],
        changed: Changed,
        say: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        super().__init__()
        self._changed = changed
        self._say = say
        self._records: Sequence[Record] = ()
        self.editors: dict[str, QWidget] = {}
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in fields:
            editor = self._editor(field, FIELD_TYPES[field])
            editor.setAccessibleName(field_name(field))
            editor.setObjectName(f"field-{field}")
            self.editors[field] = editor
            label = plain_label(field_name(field), "muted")
            label.setBuddy(editor)
            rows.addRow(label, editor)

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these records' values, keeping what is just being written of them, and what was refused."""
        is_same = [each.key for each in records] == [each.key for each in self._records]
        writing = self._writing()
        self._records = records
        for field, editor in self.editors.items():
            if not is_same or not (editor is writing or _is_wrong(editor)):
                self._show(field)

    def forget(self) -> None:
        """Let go of the records: nothing that is written here is about them any more."""
        self._records = ()

    def keep_pending(self) -> None:
        """Keep what is written in the field the cursor is in."""
        writing = self._writing()
        for field, editor in self.editors.items():
            if editor is writing:
                self._keep(field)

    def _show(self, field: str) -> None:
        """Show the records' value of a field."""
        values = {getattr(record, field) for record in self._records}
        value = next(iter(values)) if len(values) == 1 else None
        self._put(self.editors[field], field, value, mixed=len(values) > 1)

    def _writing(self) -> QWidget | None:
        """The field the cursor is in, when its words are not kept yet; whether or not the window is in front."""
        editor = self.window().focusWidget()
        if isinstance(editor, QLineEdit):
            return editor if editor.isModified() else None
        return editor if isinstance(editor, LongText) and editor.document().isModified() else None

    def _editor(self, field: str, kind: FieldType) -> QWidget:
        if kind.choices:
            return self._choice(field, kind.choices)
        if kind.is_flag:
            box = QCheckBox()
            box.clicked.connect(lambda on: self._choose(field, bool(on)))
            return box
        if kind.long:
            return LongText(lambda: self._keep(field), self._say)
        line = LineField()
        line.editingFinished.connect(lambda: self._keep(field))
        return line

    def _choice(self, field: str, choices: Sequence[StrEnum]) -> ChoiceBox:
        box = ChoiceBox()
        box.setPlaceholderText(_("several different"))
        none = [] if field == "polarity" else [(None, "–")]
        box.offer([*none, *((choice, choice_name(choice)) for choice in choices)])
        box.chosen.connect(lambda value: self._choose(field, value))
        return box

    def _put(self, editor: QWidget, field: str, value: Any, mixed: bool) -> None:
        if isinstance(editor, ChoiceBox):
            editor.show_value(_MIXED if mixed else value)
        elif isinstance(editor, QCheckBox):
            editor.setTristate(mixed)
            state = Qt.CheckState.PartiallyChecked if mixed else Qt.CheckState.Checked
            editor.setCheckState(state if mixed or value else Qt.CheckState.Unchecked)
        elif isinstance(editor, LongText):
            editor.setPlaceholderText(_("several different") if mixed else "")
            if editor.toPlainText() != shown(field, value):
                editor.show_text(shown(field, value))
            _settle(editor)
            self._mark(editor)
        elif isinstance(editor, QLineEdit):
            hint = FIELD_TYPES[field].hint
            editor.setPlaceholderText(_("several different") if mixed else _(hint) if hint else "")
            editor.setText(shown(field, value))
            if not editor.hasFocus():
                editor.setCursorPosition(0)  # what is too long is read from its beginning
            self._mark(editor)

    def _keep(self, field: str) -> None:
        """Read what was written; send it when it says something new."""
        editor = self.editors[field]
        text = editor.toPlainText() if isinstance(editor, LongText) else editor.text()  # type: ignore[attr-defined]
        values = {getattr(record, field) for record in self._records}
        _settle(editor)
        if not self._records or (len(values) > 1 and not text) or values == {_same(field, text, values)}:
            self._mark(editor)
            return
        try:
            why = self._send(field, read(field, text))
        except NotUnderstood as error:
            why = not_understood(error)
        self._mark(editor, why)
        if why:
            self._say(why)
        else:
            self._show(field)

    def _choose(self, field: str, value: Any) -> None:
        """Send what was chosen from what there is; where it is refused, show what it was before."""
        if why := self._send(field, value):
            self._say(why)
            self._show(field)

    def _send(self, field: str, value: Any) -> str:
        """Have the records changed where they say something else; why that is refused, or nothing."""
        if any(getattr(record, field) != value for record in self._records):
            return self._changed(self._records, field, value)
        return ""

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape in a field takes back what is written there and not kept: it shows the value there is."""
        if event.key() == Qt.Key.Key_Escape:
            writing = self._writing()
            for field, editor in self.editors.items():
                if editor is writing or (editor.hasFocus() and _is_wrong(editor)):
                    self._show(field)
                    return
        super().keyPressEvent(event)

    def _mark(self, editor: QWidget, why: str = "") -> None:
        """Have a field be red for as long as it says what is not understood, and say why; or no longer."""
        wrong = bool(why)
        editor.setToolTip(tip(why))
        editor.setAccessibleDescription(why)
        if _is_wrong(editor) != wrong:
            editor.setProperty("wrong", wrong)
            editor.style().unpolish(editor)
            editor.style().polish(editor)


def _is_wrong(editor: QWidget) -> bool:
    return bool(editor.property("wrong"))


def _settle(editor: QWidget) -> None:
    """Have nothing be pending in a field any more."""
    if isinstance(editor, LongText):
        editor.document().setModified(False)
    elif isinstance(editor, QLineEdit):
        editor.setModified(False)


def _same(field: str, text: str, values: set[Any]) -> Any:
    """The one value when the text still says just that; otherwise something that equals no value."""
    if len(values) == 1:
        (value,) = values
        if shown(field, value) == text:
            return value
    return object()
