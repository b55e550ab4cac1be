"""How a row of a list of sentences looks: its mark, its wrapped words, and how high that is.

Each row has to be measured before a list knows how long it is, so heights and fonts are kept.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stratmap.drawing.theme import Theme
from ui.canvas import player
from ui.guard import guard
from ui.panels.sentence_model import Row, SentenceModel, Sort
from ui.panels.wrapped import draw, height_of

Index = QModelIndex | QPersistentModelIndex

PADDING = 10
MARK = 24
PALE = 0.5

MOST_KNOWN = 2_000
"""Sentences whose height is kept: an analysis after an edit says nearly the same as the one before."""


class SentenceDrawing(QStyledItemDelegate):
    """Paints rows in the list's own font; nothing before there is a theme."""

    def __init__(self, model: SentenceModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.theme: Theme | None = None
        self.is_stale = False
        self._base = QFont()
        self._fonts: dict[tuple[int, QFont.Weight], tuple[QFont, QFontMetrics]] = {}
        self._known: dict[tuple[str, str, Sort, int], tuple[QRect, QRect]] = {}

    def _parts(self, row: Row, width: int) -> tuple[QRect, QRect]:
        """Where the two texts stand when the row is ``width`` pixels wide, from its top left corner."""
        key = (row.headline, row.detail, row.sort, width)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._measured(row, width)
        return known

    def _measured(self, row: Row, width: int) -> tuple[QRect, QRect]:
        left = PADDING if row.sort is not Sort.SENTENCE else MARK + 2 * PADDING
        room = max(60, width - left - PADDING)
        head = height_of(row.headline, self._font(row)[1], room)
        first = QRect(left, PADDING if row.sort is Sort.SENTENCE else PADDING - 2, room, head)
        if not row.detail:
            return first, QRect(left, first.bottom(), room, 0)
        tail = height_of(row.detail, self._detail_font()[1], room)
        return first, QRect(left, first.bottom() + 4, room, tail)

    def _font(self, row: Row) -> tuple[QFont, QFontMetrics]:
        size = 12 if row.sort is Sort.HEADING else 13
        return self._sized(size, QFont.Weight.Normal if row.sort is Sort.SENTENCE else QFont.Weight.DemiBold)

    def _detail_font(self) -> tuple[QFont, QFontMetrics]:
        return self._sized(12, QFont.Weight.Normal)

    def _sized(self, size: int, weight: QFont.Weight) -> tuple[QFont, QFontMetrics]:
        """The list's font in a size; made once, as long as the list has the same one."""
        base = self._view.font()
        if base != self._base:
            self._base = base
            self._fonts.clear()
            self._known.clear()
        if (size, weight) not in self._fonts:
            font = QFont(base)
            font.setPixelSize(size)
            font.setWeight(weight)
            self._fonts[size, weight] = font, QFontMetrics(font)
        return self._fonts[size, weight]

    @guard
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, row = self._view.viewport().width(), self._model.row(index.row())
        _, second = self._parts(row, width)
        return QSize(width, second.bottom() + (PADDING if row.sort is not Sort.HEADING else 2))

    @guard
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.theme is None:
            return
        row, chrome = self._model.row(index.row()), self.theme.chrome
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and row.sort is not Sort.HEADING
        with player.saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if chosen or hovered:
                painter.fillRect(rect, QColor(chrome.selection if chosen else chrome.hover))
            first, second = self._parts(row, rect.width())
            ink = chrome.accent if row.sort is Sort.BUTTON else chrome.muted if self._is_quiet(row) else chrome.text
            with player.saved(painter):
                if self._is_quiet(row):
                    painter.setOpacity(PALE)
                if row.mark:
                    painter.translate(rect.left() + PADDING + MARK / 2, rect.top() + PADDING + MARK / 2 - 2)
                    painter.scale(MARK / row.mark_width, MARK / row.mark_width)
                    player.play(painter, row.mark)
            painter.setPen(QColor(chrome.selection_text if chosen else ink))
            painter.setFont(self._font(row)[0])
            draw(painter, first.translated(rect.topLeft()), row.headline)
            painter.setPen(QColor(chrome.selection_text if chosen else chrome.muted))
            painter.setFont(self._detail_font()[0])
            draw(painter, second.translated(rect.topLeft()), row.detail)

    def _is_quiet(self, row: Row) -> bool:
        return self.is_stale or row.is_pale or row.sort is Sort.HEADING
