"""The tools, at the left: the arrow, one for each kind of element, one for each kind of link."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QScrollArea, QToolButton, QWidget

from models.kinds import ElementKind, LinkKind, Polarity
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, marked
from stratmap.vocabulary import kind_name
from ui.guard import guard
from ui.icons import SIZE, button_icon
from ui.once import once
from ui.plain_label import plain_label

ROOMY, CLOSE = (2, 10), (0, 4)
"""Pixels between two tools, and above and below all of them: where there is room, and where there is little."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One tool: the arrow when it has neither an element kind nor a link kind."""

    element: ElementKind | None = None
    link: LinkKind | None = None
    polarity: Polarity = Polarity.UNKNOWN


ARROW = Choice()

_ELEMENTS = {
    ElementKind.OBJECTIVE: marked("What you want to reach. Click on the map to place it, or drag it there."),
    ElementKind.INITIATIVE: marked("What you do to get there. Click on the map to place it, or drag it there."),
    ElementKind.DEPARTMENT: marked("Who is accountable. Click on the map to place it, or drag it there."),
    ElementKind.MEASURE: marked("The number that shows it. Click on the map to place it, or drag it there."),
    ElementKind.FACTOR: marked("Something that plays a part in it. Click on the map to place it, or drag it there."),
    ElementKind.NOTE: marked("A remark. Click on the map to place it, or drag it there."),
}
_LINKS = (
    (Choice(link=LinkKind.INFLUENCES, polarity=Polarity.PLUS), "influences-plus", marked("Supports"),
     marked("More of one means more of the other. Drag from card to card.")),
    (Choice(link=LinkKind.INFLUENCES, polarity=Polarity.MINUS), "influences-minus", marked("Hurts"),
     marked("More of one means less of the other. Drag from card to card.")),
    (Choice(link=LinkKind.INFLUENCES), "influences", marked("Influences"),
     marked("It plays a part; which way is not known. Drag from card to card.")),
    (Choice(link=LinkKind.REQUIRES), "requires", marked("Requires"),
     marked("The second must be there before the first. Drag from card to card.")),
    (Choice(link=LinkKind.CONFLICTS), "conflicts", marked("Conflicts"),
     marked("The two cannot both be had. Drag from card to card.")),
    (Choice(link=LinkKind.OWNS), "owns", marked("Accountable"),
     marked("A department answers for it. Drag from the department.")),
    (Choice(link=LinkKind.TRACKS), "tracks", marked("Tracks"),
     marked("A measure shows whether an objective is reached. Drag from the measure.")),
)  # fmt: skip

KEYS: dict[Choice, str] = {
    ARROW: "V",
    **{Choice(element=kind): kind.name[0] for kind in ElementKind},
    Choice(link=LinkKind.INFLUENCES, polarity=Polarity.PLUS): "S",
    Choice(link=LinkKind.INFLUENCES, polarity=Polarity.MINUS): "H",
    Choice(link=LinkKind.INFLUENCES): "L",
    Choice(link=LinkKind.REQUIRES): "R",
    Choice(link=LinkKind.CONFLICTS): "C",
    Choice(link=LinkKind.OWNS): "A",
    Choice(link=LinkKind.TRACKS): "T",
}
"""The letter that takes each tool while no card is selected. Over a selected card letters write its title."""


class ToolButton(QToolButton):
    """A tool to click, or to drag somewhere."""

    dragged = Signal(QPointF, bool)
    """The mouse moves with it: where on the screen, and whether that is the beginning."""
    dropped = Signal(QPointF)

    def __init__(self) -> None:
        super().__init__()
        self._pressed_at: QPointF | None = None
        self._is_dragged = False

    def _take_up(self, at: QPointF) -> None:
        self._pressed_at = at
        self._is_dragged = False

    def _carry(self, at: QPointF, screen: QPointF) -> None:
        if self._pressed_at is None:
            return
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        begins = far and not self._is_dragged
        if begins or self._is_dragged:
            self._is_dragged = True
            self.dragged.emit(screen, begins)

    def _let_go(self, at: QPointF, screen: QPointF) -> None:
        dragged, self._is_dragged, self._pressed_at = self._is_dragged, False, None
        if dragged and not self.rect().contains(at.toPoint()):
            self.dropped.emit(screen)

    @guard
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._take_up(event.position())

    @guard
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._carry(event.position(), event.globalPosition())

    @guard
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._let_go(event.position(), event.globalPosition())


class Toolbox(QScrollArea):
    """Exactly one tool is in hand; choosing another says so."""

    chosen = Signal(object)
    """A ``Choice``."""
    dragged = Signal(object, QPointF, bool)
    """A ``Choice`` of an element is dragged: where on the screen, and whether that is the beginning."""
    dropped = Signal(object, QPointF)
    refitted = Signal()
    """It takes another width than before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts have the focus, and scroll into sight
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icons: dict[Choice, str] = {}
        self._tips: dict[Choice, str] = {}
        self._parts: list[QWidget] = []
        self._has_words = True
        self._high: tuple[int, int] | None = None
        """How high all tools are with their words, close together and with room between them."""
        self._soon = once(self, self.fit)
        self._is_stopped = False
        self.buttons: dict[Choice, ToolButton] = {}
        self._group = QButtonGroup(self)
        self._body = body = QWidget()
        body.setObjectName("toolbox")
        self._grid = QGridLayout(body)
        self._space(ROOMY)
        hint = _("Select and move. Drag from a card's edge to another card, or to the paper to write the next one.")
        self._add(ARROW, "select", _("Select"), hint)
        self._section(_("DRAW"))
        for kind, hint in _ELEMENTS.items():
            self._add(Choice(element=kind), kind.value, kind_name(kind), _(hint))
        self._section(_("LINK"))
        for choice, name, text, hint in _LINKS:
            self._add(choice, name, _(text), _(hint))
        self._arrange()
        self.setWidget(body)
        self.wear(theme)
        self.show_choice(ARROW)
        self.fit()

    def fit(self) -> None:
        """Name the tools where all have room with their words below one another; else icons stand in pairs."""
        if self._high is None and self.isVisible():
            self._high = self._measured(CLOSE), self._measured(ROOMY)
        if self._high is not None:
            close, roomy = self._high
            self._space(ROOMY if self.height() >= roomy else CLOSE)
            if self._has_words is not (self.height() >= close):
                self._has_words = not self._has_words
                self._arrange()
        width = self._body.sizeHint().width() + 12
        if width != self.maximumWidth():
            self.setFixedWidth(width)
            self.refitted.emit()

    def _space(self, room: tuple[int, int]) -> None:
        """Leave so many pixels between the tools, and above and below all of them."""
        between, around = room
        self._grid.setSpacing(between)
        self._grid.setContentsMargins(8, around, 8, around)

    def _measured(self, room: tuple[int, int]) -> int:
        """How high all tools are with their words."""
        self._space(room)
        return self._body.sizeHint().height()

    def fit_soon(self) -> None:
        """The same once what holds it is no longer in the middle of giving its parts their places."""
        if not self._is_stopped:
            self._soon.start()

    def stop(self) -> None:
        """Stay as it is from now on."""
        self._is_stopped = True
        self._soon.stop()

    def show_choice(self, choice: Choice) -> None:
        """Show which tool is in hand."""
        self.buttons[choice].setChecked(True)

    def wear(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        for choice, button in self.buttons.items():
            color = theme.kinds[choice.element].outline if choice.element else ""
            if choice.element is ElementKind.FACTOR:
                color = theme.kinds[choice.element].ink
            button.setIcon(button_icon(self._icons[choice], theme, color))

    def _section(self, title: str) -> None:
        label = plain_label(title, "section")
        label.setContentsMargins(8, 12, 0, 2)
        self._parts.append(label)

    def _add(self, choice: Choice, icon_name: str, text: str, hint: str) -> None:
        button = ToolButton()
        button.setObjectName("tool")
        button.setText(text)
        key = _("Key {letter}, while no card is selected.").format(letter=KEYS[choice])
        self._tips[choice] = f"{hint}\n{key}"
        if choice.element is not None:
            button.dragged.connect(lambda at, begins: self.dragged.emit(choice, at, begins))
            button.dropped.connect(lambda at: self.dropped.emit(choice, at))
        button.setIconSize(QSize(SIZE, SIZE))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.chosen.emit(choice))
        self._icons[choice] = icon_name
        self.buttons[choice] = button
        self._group.addButton(button)
        self._parts.append(button)

    def _arrange(self) -> None:
        """Put the tools one below the other with their words, or two in a row without."""
        columns, row, column = (1 if self._has_words else 2), 0, 0
        for part in self._parts:
            self._grid.removeWidget(part)
        for part in self._parts:
            is_tool = isinstance(part, ToolButton)
            if column == columns or (column and not is_tool):
                row, column = row + 1, 0
            self._grid.addWidget(part, row, column, 1, 1 if is_tool else columns)
            column += 1 if is_tool else columns
        for number in range(len(self._parts) + 1):
            self._grid.setRowStretch(number, int(number == row + 1))
        style = Qt.ToolButtonStyle
        for choice, button in self.buttons.items():
            words = self._has_words
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
            button.setMinimumWidth(128 if words else 36)
            button.setToolTip(self._tips[choice] if words else f"{button.text()}. {self._tips[choice]}")

    @guard
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_soon()
