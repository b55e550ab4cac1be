"""The tools, at the left: the arrow, one for each kind of element, one for each kind of link."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QScrollArea, QToolButton, QVBoxLayout, QWidget

from models.kinds import ElementKind, LinkKind, Polarity
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, marked
from stratmap.vocabulary import kind_name
from ui.guard import guard
from ui.icons import SIZE, button_icon
from ui.plain_label import plain_label


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

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its parts have the focus, and scroll into sight
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icons: dict[Choice, str] = {}
        self.buttons: dict[Choice, ToolButton] = {}
        self._group = QButtonGroup(self)
        body = QWidget()
        body.setObjectName("toolbox")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(8, 10, 8, 10)
        self._column.setSpacing(2)
        hint = _("Select and move. Drag from a card's edge to another card, or to the paper to write the next one.")
        self._add(ARROW, "select", _("Select"), hint)
        self._section(_("DRAW"))
        for kind, hint in _ELEMENTS.items():
            self._add(Choice(element=kind), kind.value, kind_name(kind), _(hint))
        self._section(_("LINK"))
        for choice, name, text, hint in _LINKS:
            self._add(choice, name, _(text), _(hint))
        self._column.addStretch(1)
        self.setWidget(body)
        self.wear(theme)
        self.show_choice(ARROW)
        self.setFixedWidth(body.sizeHint().width() + 12)

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
        self._column.addWidget(label)

    def _add(self, choice: Choice, icon_name: str, text: str, hint: str) -> None:
        button = ToolButton()
        button.setObjectName("tool")
        button.setText(text)
        key = _("Key {letter}, while no card is selected.").format(letter=KEYS[choice])
        button.setToolTip(f"{hint}\n{key}")
        if choice.element is not None:
            button.dragged.connect(lambda at, begins: self.dragged.emit(choice, at, begins))
            button.dropped.connect(lambda at: self.dropped.emit(choice, at))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(SIZE, SIZE))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumWidth(128)
        button.clicked.connect(lambda: self.chosen.emit(choice))
        self._icons[choice] = icon_name
        self.buttons[choice] = button
        self._group.addButton(button)
        self._column.addWidget(button)
