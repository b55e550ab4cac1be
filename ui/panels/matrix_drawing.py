"""How the cells and heads of a matrix look: as on paper, in the size and colours they are shown in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from models.records import Key
from stratmap.drawing.matrix_marks import (
    TURNED_HEAD,
    Mark,
    cell_ground,
    cell_mark,
    column_badge,
    column_head,
    mark_of,
    row_head,
)
from stratmap.drawing.theme import Theme
from ui.canvas import player
from ui.guard import guard
from ui.panels.matrix_model import MatrixModel

Index = QModelIndex | QPersistentModelIndex

MOST_KEPT = 512
"""Drawn cells that are kept; most cells look like others."""


@dataclass(slots=True)
class Appearance:
    """What the whole matrix looks like now. The grid sets it, cells and heads go by it.

    ``scale`` is how much larger than on paper it is; ``is_upright`` says that the column heads do not lie on their
    side, ``long`` how long they are where they do; the heads of the elements in ``marked`` are lit.
    """

    theme: Theme
    scale: float = 1.0
    is_upright: bool = True
    long: float = TURNED_HEAD
    marked: Collection[Key] = frozenset()


class MatrixCells(QStyledItemDelegate):
    """Draws cells; each look is drawn once and then only copied."""

    def __init__(self, model: MatrixModel, view: QTableView, appearance: Appearance) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._appearance = appearance
        self._drawn: dict[object, QPixmap] = {}

    def forget(self) -> None:
        """Draw every cell anew: the colours or the size are others."""
        self._drawn.clear()

    @guard
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, theme = self._model.table, self._appearance.theme
        if table is None:
            return
        rect: QRect = option.rect
        mark = mark_of(table.cell(index.row(), index.column()), table.rows_are)
        empty = bool(table.rows[index.row()].empty or table.columns[index.column()].empty)
        painter.drawPixmap(rect.topLeft(), self._look(mark, empty, rect.size(), painter.device().devicePixelRatioF()))
        if index == self._view.currentIndex():
            thick = 3 if self._view.hasFocus() else 2
            painter.setPen(QPen(QColor(theme.chrome.focus), thick))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(thick / 2, thick / 2, -thick / 2 - 1, -thick / 2 - 1))

    def _look(self, mark: Mark, empty: bool, size: QSize, ratio: float) -> QPixmap:
        key = (mark, empty, size.width(), size.height(), ratio)
        found = self._drawn.get(key)
        if found is not None:
            return found
        if len(self._drawn) >= MOST_KEPT:
            self._drawn.clear()
        theme, scale = self._appearance.theme, self._appearance.scale
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(cell_ground(mark, theme, is_empty=empty)))
        painter = QPainter(made)
        try:
            painter.setPen(QColor(theme.canvas.band_line))
            painter.drawLine(size.width() - 1, 0, size.width() - 1, size.height())
            painter.drawLine(0, size.height() - 1, size.width(), size.height() - 1)
            painter.scale(scale, scale)
            player.play(painter, cell_mark(mark, size.width() / scale / 2, size.height() / scale / 2, theme))
        finally:
            painter.end()
        self._drawn[key] = made
        return made


class MatrixHeads(QHeaderView):
    """Row or column heads, as the page draws them; a column's lie on their side where there are many."""

    def __init__(
        self, orientation: Qt.Orientation, model: MatrixModel, view: QTableView, appearance: Appearance
    ) -> None:
        super().__init__(orientation, view)
        self._matrix = model
        self._view = view
        self._appearance = appearance
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setHighlightSections(False)

    @guard
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, scale = self._appearance, self._appearance.scale
        head = self._matrix.head(self.orientation(), section)
        if head is None:
            return
        chosen = head.id in look.marked or section == self._current()
        with player.saved(painter):
            painter.setClipRect(rect)
            painter.translate(rect.topLeft())
            if self.orientation() == Qt.Orientation.Vertical:
                painter.scale(scale, scale)
                player.play(painter, row_head(head, look.theme, chosen=chosen, wide=rect.width() / scale))
            elif look.is_upright:
                painter.scale(scale, scale)
                wide = rect.width() / scale
                player.play(painter, column_head(head, look.theme, upright=True, chosen=chosen, wide=wide))
            else:
                painter.scale(scale, scale)
                with player.saved(painter):
                    painter.translate(0, look.long)
                    painter.rotate(-90)
                    lying = column_head(head, look.theme, upright=False, chosen=chosen, long=look.long)
                    player.play(painter, lying)
                player.play(painter, column_badge(head, look.theme, look.long))
        painter.setPen(QColor(look.theme.canvas.band_line))
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def _current(self) -> int:
        """The row or column of the current cell; -1 for none."""
        index = self._view.currentIndex()
        return index.column() if self.orientation() == Qt.Orientation.Horizontal else index.row()
