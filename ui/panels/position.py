"""Where the selected element stands: causes, effects, loops and figures, each with its formula."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stratmap.analysis.matrix import Net
from stratmap.analysis.position_report import Overview, PositionReport
from stratmap.drawing.matrix_marks import Mark, cell_mark
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, ngettext
from ui.canvas import player
from ui.guard import guard
from ui.panels.choice_box import ChoiceBox
from ui.panels.position_rows import Line, PositionRows

Index = QModelIndex | QPersistentModelIndex

STEPS = (1, 2, 3, 4, 5, 6)
_EDGE, _INDENT, _ARROW, _SIGN, _GAP = 10, 14, 16, 20, 6
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class _Lines(QAbstractListModel):
    """The rows as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def count(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def put(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    @guard
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count()

    @guard
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Drawn(QStyledItemDelegate):
    """A row: an arrow where it opens, a sign, the words, a figure at the right, and small words under them."""

    def __init__(self, model: _Lines, view: QListView, theme: Theme) -> None:
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
        text = QRect(left, top, room, measure.boundingRect(QRect(0, 0, room, 10_000), _WRAP, line.text).height())
        under = text.bottom() + 1
        if own_row:
            wide = max(width - left - _EDGE, 40)
            high = measure.boundingRect(QRect(0, 0, wide, 10_000), _WRAP, line.value).height()
            figure = QRect(left, under, wide, high)
            under = figure.bottom() + 1
        else:
            figure = QRect(width - _EDGE - value - 2, top, value + 2, measure.height())
        if not line.detail:
            return text, figure, QRect(left, under, 0, 0)
        room = max(width - left - _EDGE, 40)
        small = QFontMetrics(self._small())
        high = small.boundingRect(QRect(0, 0, room, 10_000), _WRAP, line.detail).height()
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
                _arrow(painter, text.left() - _ARROW / 2 - _shift(line), middle, soft, is_open=line.is_open)
            if line.net is not Net.NONE:
                with player.saved(painter):
                    painter.translate(text.left() - _GAP - _SIGN / 2, middle)
                    painter.scale(0.8, 0.8)
                    player.play(painter, cell_mark(Mark(line.net, 1, is_direct=True), 0, 0, self.theme))
            painter.setFont(self._font(line))
            painter.setPen(QColor(ink))
            painter.drawText(text, _WRAP, line.text)
            painter.setPen(QColor(soft))
            painter.drawText(figure, _WRAP, line.value)
            painter.setFont(self._small())
            painter.drawText(small, _WRAP, line.detail)


def _shift(line: Line) -> float:
    return _SIGN + _GAP if line.net is not Net.NONE else 0.0


def _arrow(painter: QPainter, x: float, y: float, color: str, *, is_open: bool) -> None:
    from PySide6.QtCore import QPointF

    side = 4.0
    if is_open:
        corners = [QPointF(x - side, y - side / 2), QPointF(x + side, y - side / 2), QPointF(x, y + side / 2 + 1)]
    else:
        corners = [QPointF(x - side / 2, y - side), QPointF(x + side / 2 + 1, y), QPointF(x - side / 2, y + side)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawPolygon(QPolygonF(corners))


class PositionList(QListView):
    """The rows. Choosing one says so; Enter goes to what it is about; left and right close and open it."""

    chosen = Signal(object)
    """A ``Line``, or None when none is chosen any more."""
    entered = Signal(object)
    """Enter or a double click on a ``Line``."""
    folded = Signal(object)
    """A ``Line`` is to be opened, or closed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Position"))
        self._lines = _Lines(self)
        self.drawn = _Drawn(self._lines, self, theme)
        self.setModel(self._lines)
        self.setItemDelegate(self.drawn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self._enter())
        self._is_told = False

    @property
    def current(self) -> Line | None:
        """The row that is chosen."""
        index = self.currentIndex()
        return self._lines.lines[index.row()] if index.isValid() else None

    @property
    def lines(self) -> list[Line]:
        """All rows."""
        return self._lines.lines

    def show_lines(self, lines: list[Line]) -> None:
        """Show these rows; the one that was chosen stays so, if it is among them."""
        key = self.current.key if self.current is not None else ""
        at = self.verticalScrollBar().value()
        self._is_told = True
        try:
            self._lines.put(lines)
            row = next((number for number, line in enumerate(lines) if line.key == key), -1)
            if row >= 0:
                self.setCurrentIndex(self._lines.index(row))
        finally:
            self._is_told = False
        self.verticalScrollBar().setValue(at)

    def drop_choice(self) -> None:
        """Choose no row, and tell nobody."""
        self._is_told = True
        try:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        finally:
            self._is_told = False

    def _moved(self, current: QModelIndex) -> None:
        if not self._is_told:
            self.chosen.emit(self.current if current.isValid() else None)

    def _enter(self) -> None:
        if self.current is not None:
            self.entered.emit(self.current)

    def _fold(self, *, opens: bool) -> None:
        line = self.current
        if line is not None and line.can_open and line.is_open is not opens:
            self.folded.emit(line)
        elif line is not None and not opens:
            above = [number for number, each in enumerate(self.lines) if _holds(each, line)]
            if above:
                self.setCurrentIndex(self._lines.index(above[-1]))

    @guard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self._fold(opens=key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            super().keyPressEvent(event)

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        before = self.currentIndex()
        super().mousePressEvent(event)
        if not index.isValid():
            return
        line = self.lines[index.row()]
        text = self.drawn.parts(line, self.viewport().width())[0]
        if line.can_open and (line.is_section or event.position().x() < text.left() - _shift(line)):
            self.folded.emit(line)
        elif index == before:
            self.chosen.emit(line)

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _holds(above: Line, line: Line) -> bool:
    """Whether a row stands over another in the tree."""
    return line.key != above.key and (line.key.startswith(above.key + "/"))


class PositionPanel(QWidget):
    """The position of one element, or of all when none is selected."""

    steps_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("panel-body")
        self.rows = PositionRows()
        self.summary = QLabel(_("Select a card, and where it stands will be said here."))
        self.summary.setObjectName("summary")
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.steps = ChoiceBox()
        self.steps.setAccessibleName(_("How far causes and effects are followed"))
        self.steps.setToolTip(_("How far causes and effects are followed"))
        self.steps.offer([(n, ngettext("{n} step", "{n} steps", n).format(n=n)) for n in STEPS])
        self.steps.show_value(self.rows.steps)
        self.steps.chosen.connect(self._choose_steps)
        self.list = PositionList(theme, self)
        self.list.folded.connect(self._fold)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 12, 6)
        top.addWidget(self.summary, 1)
        top.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def wear(self, theme: Theme) -> None:
        """Show the same in another theme."""
        self.list.drawn.theme = theme
        self.list.viewport().update()

    def show_position(self, shown: PositionReport | Overview) -> None:
        """Show where an element stands, or what stands out in the map."""
        self.rows.show(shown)
        if isinstance(shown, PositionReport):
            self.summary.setText(shown.sentence)
        elif shown.standing.influences.elements:
            self.summary.setText(_("What stands out in the map. Select a card to see where it stands."))
        else:
            self.summary.setText(_("Nothing influences anything yet. Draw what supports or hurts what."))
        self.steps.setVisible(isinstance(shown, PositionReport))
        self.list.show_lines(self.rows.lines())

    def mark_stale(self) -> None:
        """Say that a newer answer is on its way."""
        self.summary.setText(_("Working it out …"))

    def _fold(self, line: Line) -> None:
        self.rows.toggle(line)
        self.list.show_lines(self.rows.lines())

    def _choose_steps(self, steps: int) -> None:
        self.rows.steps = steps
        self.list.show_lines(self.rows.lines())
        self.steps_chosen.emit(steps)
