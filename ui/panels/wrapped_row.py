"""Parts side by side, broken into as many rows as it takes where there is no room for all of them in one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.guard import guard

GAP = 10
"""Pixels between two parts of a row."""

BELOW = 6
"""Pixels between two rows."""


class WrappedRow(QWidget):
    """Holds the ``first`` parts from the left on, and the ``last`` ones at the right end of their row."""

    def __init__(self, first: Sequence[QWidget], last: Sequence[QWidget]) -> None:
        super().__init__()
        self._first, self._last = list(first), list(last)
        for part in (*first, *last):
            part.setParent(self)
        self.fit()

    def fit(self) -> None:
        """Put the parts where they are in this width, and be as high as that takes."""
        rows: list[list[QWidget]] = [[]]
        for part in (*self._first, *self._last):
            if rows[-1] and _wide([*rows[-1], part]) > self.width():
                rows.append([])
            rows[-1].append(part)
        top = 0
        for row in rows:
            top = self._place(row, top) + BELOW
        if self.minimumHeight() != top - BELOW:
            self.setFixedHeight(top - BELOW)

    def _place(self, row: Sequence[QWidget], top: int) -> int:
        """Put the parts of a row where they are; where the row ends."""
        high = max(_size(part).height() for part in row)
        spare, left = max(0, self.width() - _wide(row)), 0
        for part in row:
            size = _size(part)
            if part in self._last and spare:
                left, spare = left + spare, 0
            part.setGeometry(left, top + (high - size.height()) // 2, min(size.width(), self.width()), size.height())
            left += size.width() + GAP
        return top + high

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def _size(part: QWidget) -> QSize:
    part.ensurePolished()  # without its style sheet it is smaller than it is going to be
    return part.sizeHint()


def _wide(row: Sequence[QWidget]) -> int:
    return sum(_size(part).width() + GAP for part in row) - GAP
