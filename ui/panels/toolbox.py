"""The tools, at the left: the arrow, one for each kind of element, one for each kind of link."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from models.kinds import ElementKind, LinkKind, Polarity
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, marked
from stratmap.vocabulary import kind_name
from ui.icons import SIZE, icon


@dataclass(frozen=True, slots=True)
class Choice:
    """One tool: the arrow when it has neither an element kind nor a link kind."""

    element: ElementKind | None = None
    link: LinkKind | None = None
    polarity: Polarity = Polarity.UNKNOWN


ARROW = Choice()

_ELEMENTS = {
    ElementKind.OBJECTIVE: marked("What you want to reach. Click on the map to place it."),
    ElementKind.INITIATIVE: marked("What you do to get there. Click on the map to place it."),
    ElementKind.DEPARTMENT: marked("Who is accountable. Click on the map to place it."),
    ElementKind.MEASURE: marked("The number that shows it. Click on the map to place it."),
    ElementKind.FACTOR: marked("Something that plays a part in it. Click on the map to place it."),
    ElementKind.NOTE: marked("A remark. Click on the map to place it."),
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


class Toolbox(QScrollArea):
    """Exactly one tool is in hand; choosing another says so."""

    chosen = Signal(object)
    """A ``Choice``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icons: dict[Choice, str] = {}
        self.buttons: dict[Choice, QToolButton] = {}
        self._group = QButtonGroup(self)
        body = QWidget()
        body.setObjectName("toolbox")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(8, 10, 8, 10)
        self._column.setSpacing(2)
        self._add(ARROW, "select", _("Select"), _("Select and move. Drag from a card's edge to link it."))
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
            button.setIcon(icon(self._icons[choice], theme, color))

    def _section(self, title: str) -> None:
        label = QLabel(title)
        label.setObjectName("section")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setContentsMargins(8, 12, 0, 2)
        self._column.addWidget(label)

    def _add(self, choice: Choice, icon_name: str, text: str, hint: str) -> None:
        button = QToolButton()
        button.setObjectName("tool")
        button.setText(text)
        button.setToolTip(hint)
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
