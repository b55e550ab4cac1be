"""Words that are read from right to left begin at the right of a field, as they do on the map and on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit


def read_as_written(field: QPlainTextEdit) -> None:
    """Have the paragraphs of a field run as their own words do, from the side on which the first begins."""
    option = field.document().defaultTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    field.document().setDefaultTextOption(option)
    field.textChanged.connect(lambda: _align(field))


def _align(field: QPlainTextEdit) -> None:
    document, sides = field.document(), Qt.AlignmentFlag
    is_rtl = document.firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft
    wanted, option = sides.AlignRight if is_rtl else sides.AlignLeft, document.defaultTextOption()
    if option.alignment() != wanted:
        option.setAlignment(wanted)
        document.setDefaultTextOption(option)
