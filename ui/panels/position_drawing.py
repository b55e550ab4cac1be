"""How a row of a position looks: where its parts stand in a width, how high that is, and how it is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stratmap.analysis.matrix import Net
from stratmap.drawing.matrix_marks import Mark, cell_mark
from stratmap.drawing.theme import Theme
from ui.canvas import player
from ui.guard import guard
from ui.panels.position_model import PositionModel
from ui.panels.position_rows import Line
from ui.panels.wrapped import draw, height_of

Index = QModelIndex | QPersistentModelIndex

_EDGE, _INDENT, _ARROW, _SIGN, _GAP = 10, 14, 16, 20, 6


class PositionDrawing(QStyledItemDelegate):
    """A row: an arrow where it opens, a sign, the words, a figure at the right, and small words under them."""

    def __init__(self, model: PositionModel, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.theme = theme

    def parts(self, line: Line, width: int) -> tuple[QRect, QRect, QRect]:
        """Where text, figure and small words stand in a row so wide, from its top left corner."""
        left = _EDGE + max(line.depth - 1, 0) * _INDENT + _ARROW + (_SIGN + _GAP if line.net is not Net.NONE else 0)
        top = 9 if line.is_section else 4
        value = QFontMetrics(self._font(line)).horizontalAdvance(line.value) if line.value else 0
        own_row = bool(value) and value > (width - left) // 2
        room = max(width - left - _EDGE - (value + 10 if value and not own_row else 0), 40)
        measure = QFontMetrics(self._font(line))
        text = QRect(left, top, room, height_of(line.text, measure, room))
        under = text.bottom() + 1
        if own_row:
            wide = max(width - left - _EDGE, 40)
            high = height_of(line.value, measure, wide)
            figure = QRect(left, under, wide, high)
            under = figure.bottom() + 1
        else:
            figure = QRect(width - _EDGE - value - 2, top, value + 2, measure.height())
        if not line.detail:
            return text, figure, QRect(left, under, 0, 0)
        room = max(width - left - _EDGE, 40)
        small = QFontMetrics(self._small())
        high = height_of(line.detail, small, room)
        return text, figure, QRect(left, under + 1, room, high)

    def _font(self, line: Line) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(13)
        font.setBold(line.is_section)
        return font

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(11)
        return font

    @guard
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        text, figure, small = self.parts(self._model.lines[index.row()], width)
        return QSize(width, max(text.bottom(), figure.bottom(), small.bottom(), 20) + 5)

    @guard
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._draw(painter, option.rect, option.state, self._model.lines[index.row()])

    def _draw(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, line: Line) -> None:
        chrome = self.theme.chrome
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        text, figure, small = (each.translated(rect.topLeft()) for each in self.parts(line, rect.width()))
        with player.saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if chosen or state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, QColor(chrome.selection if chosen else chrome.hover))
            ink, soft = (chrome.selection_text,) * 2 if chosen else (chrome.text, chrome.muted)
            middle = text.top() + QFontMetrics(self._font(line)).height() / 2
            if line.can_open:
                _arrow(painter, text.left() - _ARROW / 2 - sign_room(line), middle, soft, is_open=line.is_open)
            if line.net is not Net.NONE:
                with player.saved(painter):
                    painter.translate(text.left() - _GAP - _SIGN / 2, middle)
                    painter.scale(0.8, 0.8)
                    player.play(painter, cell_mark(Mark(line.net, 1, is_direct=True), 0, 0, self.theme))
            painter.setFont(self._font(line))
            painter.setPen(QColor(ink))
            draw(painter, text, line.text)
            painter.setPen(QColor(soft))
            draw(painter, figure, line.value)
            painter.setFont(self._small())
            draw(painter, small, line.detail)


def sign_room(line: Line) -> float:
    """How much of a row its sign takes before the text, in pixels."""
    return _SIGN + _GAP if line.net is not Net.NONE else 0.0


def _arrow(painter: QPainter, x: float, y: float, color: str, *, is_open: bool) -> None:
    side = 4.0
    if is_open:
        corners = [QPointF(x - side, y - side / 2), QPointF(x + side, y - side / 2), QPointF(x, y + side / 2 + 1)]
    else:
        corners = [QPointF(x - side / 2, y - side), QPointF(x + side / 2 + 1, y), QPointF(x - side / 2, y + side)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawPolygon(QPolygonF(corners))
