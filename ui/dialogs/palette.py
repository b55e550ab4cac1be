"""The command palette: type a few letters of anything one can do, or of a card's title, and press Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from stratmap.drawing.theme import Theme
from stratmap.finding_titles import folded
from stratmap.fuzzy import Named, ranked
from stratmap.i18n import _
from ui.guard import guard

MOST_SHOWN = 60
WIDE, HIGH = 620, 420
RECENT, COMMAND = 0.6, 0.4
"""Head starts: what was done before comes before what was not, and a command before a card."""

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: its name, where else it is found, its keys, and whether it can be done now.

    ``words`` are others that somebody may look for it by.
    """

    id: str
    name: str
    place: str
    keys: str
    enabled: bool
    run: Callable[[], object]
    words: str = ""


class Palette(QDialog):
    """Offers commands, and once something is typed also cards. What cannot be done now is grey, and does nothing."""

    def __init__(
        self,
        commands: Sequence[Entry],
        cards: Callable[[], Sequence[Entry]],
        recent: Sequence[str],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._recent = list(recent)
        order = {id: number for number, id in enumerate(recent)}
        self._commands = sorted(commands, key=lambda each: order.get(each.id, len(order)))
        self._cards = cards
        self._names: dict[str, str] = {}
        self._chosen: Entry | None = None
        self._muted = QBrush(QColor(theme.chrome.muted))
        self._disabled = QBrush(QColor(theme.chrome.disabled))
        self.entries: list[Entry] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle(_("Commands"))
        self._make_field()
        self._make_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.finished.connect(self._run)
        self._place(parent)
        self._offer("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_field(self) -> None:
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(_("Type what you want to do, or the title of a card"))
        self.field.setAccessibleName(_("Command or card"))
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)

    def _make_list(self) -> None:
        self.list = QTreeWidget()
        self.list.setAccessibleName(_("What can be done"))
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(self._take)

    def _place(self, parent: QWidget) -> None:
        """Below the top of the window, in its middle, and within it."""
        width, height = min(WIDE, parent.width() - 40), min(HIGH, parent.height() - 100)
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.setGeometry(corner.x() + (parent.width() - width) // 2, corner.y() + 70, width, height)

    def _offer(self, letters: str) -> None:
        if letters.strip():
            things = [self._command(each) for each in self._commands]
            things += [Named(each, self._name(each), by_letters=False) for each in self._cards()]
            self.entries = ranked(letters, things, MOST_SHOWN)
        else:
            self.entries = list(self._commands)
        self.list.clear()
        self.list.addTopLevelItems([self._item(each) for each in self.entries])
        if not self.entries:
            self._say_nothing_found(letters)
        self._stand_on(0)

    def _name(self, entry: Entry) -> str:
        """What an entry is searched by first."""
        if entry.id not in self._names:
            self._names[entry.id] = folded(entry.name)
        return self._names[entry.id]

    def _command(self, entry: Entry) -> Named[Entry]:
        """A command is found by its name, else by its menu, or by what it is also called."""
        start = COMMAND + (RECENT if entry.id in self._recent else 0.0)
        return Named(entry, self._name(entry), start, folded(f"{entry.place} {entry.words}"))

    def _say_nothing_found(self, letters: str) -> None:
        item = QTreeWidgetItem([_("Nothing found for ‘{words}’").format(words=" ".join(letters.split()))])
        item.setForeground(0, self._muted)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)

    def _item(self, entry: Entry) -> QTreeWidgetItem:
        item = QTreeWidgetItem([entry.name, entry.place, entry.keys])
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for each in range(3):
            item.setForeground(each, self._muted if each else item.foreground(each))
            if not entry.enabled:
                item.setForeground(each, self._disabled)
        return item

    def _take(self, *_clicked: object) -> None:
        row = self._row
        if 0 <= row < len(self.entries) and self.entries[row].enabled:
            self._chosen = self.entries[row]
            self.accept()

    def _run(self) -> None:
        """Do it once the palette is out of the way."""
        chosen, self._chosen = self._chosen, None
        if chosen is not None:
            chosen.run()

    def _step(self, by: int) -> None:
        count = self.list.topLevelItemCount()
        if count:
            row = self._row + by
            self._stand_on(row % count if abs(by) == 1 else max(0, min(count - 1, row)))

    @property
    def _row(self) -> int:
        """The row that Enter takes; -1 where there is none."""
        return self.list.currentIndex().row()

    def _stand_on(self, row: int) -> None:
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    @guard
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the field that belong to the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)
