"""The outline's rows as Qt wants them: only what is seen is asked for, and an edit moves only its own rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QWidget

from models.change import Change
from models.kinds import ElementKind
from models.records import Element, Perspective, Placement
from models.strategy_map import StrategyMap
from stratmap.drawing.theme import Theme
from stratmap.i18n import _, ngettext
from ui.guard import guard
from ui.icons import row_icon
from ui.panels.outline_rows import Grouping, GroupRows, OutlineRows, RowAt

Index = QModelIndex | QPersistentModelIndex

MOST_MOVED = 200
"""Elements changed at once beyond which all rows are made anew."""


class OutlineModel(QAbstractTableModel):
    """One column: group titles, and below each its elements. Writing into a row renames the element."""

    columns = ("title",)

    def __init__(
        self, map: StrategyMap, shows: Callable[[str], bool], rename: Callable[[str, str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._map = map
        self._shows = shows
        self._rename = rename
        self._placed: dict[str, int] = {}
        self._icons: dict[ElementKind, QIcon] = {}
        self._theme: Theme | None = None
        self.rows = OutlineRows()
        self.show_all(map)

    def wear(self, theme: Theme) -> None:
        """Show the rows in a theme's colours."""
        self._theme = theme
        for kind in ElementKind:
            colors = theme.kinds[kind]
            ink = colors.ink if kind is ElementKind.FACTOR else colors.outline
            self._icons[kind] = row_icon(kind.value, theme, ink)

    def show_all(self, map: StrategyMap) -> None:
        """List everything anew."""
        self.beginResetModel()
        self._map = map
        self._placed = {}
        for placement in map.placements.values():
            self._placed[placement.element] = self._placed.get(placement.element, 0) + 1
        self.rows.fill(map, (each for each in map.elements.values() if self._shows(each.id)))
        self.endResetModel()

    def group_by(self, grouping: Grouping) -> None:
        """Put other things together."""
        if grouping != self.rows.grouping:
            self.rows.grouping = grouping
            self.show_all(self._map)

    def follow(self, map: StrategyMap, change: Change) -> None:
        """Have the rows say what a change made of the map."""
        elements: list[tuple[str, Element | None]] = []
        for key, before, after in change:
            if isinstance(before, Perspective) or isinstance(after, Perspective):
                self.show_all(map)
                return
            if isinstance(before, Element) or isinstance(after, Element):
                elements.append((key, after if isinstance(after, Element) else None))
        groups = {group.key for group in self.rows.groups}
        if len(elements) > MOST_MOVED or any(
            after is not None and self._is_new_group(after, groups) for _key, after in elements
        ):
            self.show_all(map)
            return
        self._map = map
        self._count_cards(change)
        for key, after in elements:
            self._take_over(key, after)

    def element_at(self, index: Index) -> str | None:
        """The id of the element a row shows; None for a group."""
        found = self.rows.at(index.row()) if index.isValid() else None
        return found.element if found is not None else None

    def group_at(self, index: Index) -> GroupRows | None:
        """The group whose title a row shows, or which the element of the row is in."""
        found = self.rows.at(index.row()) if index.isValid() else None
        return found.group if found is not None else None

    def index_of(self, element: str) -> QModelIndex:
        """The row of an element; an invalid one where it is not to be seen."""
        row = self.rows.row_of(element)
        return self.index(row, 0) if row is not None else QModelIndex()

    def toggle(self, group: GroupRows) -> None:
        """Show a group's elements, or no longer."""
        top, count = self.rows.top_of(group), len(group.spots)
        if not count:
            self.rows.toggle(group)
        elif group.is_open:
            self.beginRemoveRows(QModelIndex(), top + 1, top + count)
            self.rows.toggle(group)
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), top + 1, top + count)
            self.rows.toggle(group)
            self.endInsertRows()
        self._say_again(top)

    def _is_new_group(self, element: Element, groups: set[str]) -> bool:
        key = element.kind.value if self.rows.grouping is Grouping.KIND else element.perspective or ""
        return key not in groups and self._shows(element.id)

    def _count_cards(self, change: Change) -> None:
        """Keep count of how often each element is drawn, and say so where that became none, or no longer is."""
        for _key, before, after in change:
            for record, by in ((before, -1), (after, 1)):
                if isinstance(record, Placement):
                    self._placed[record.element] = self._placed.get(record.element, 0) + by
        told = {each.element for _key, *both in change for each in both if isinstance(each, Placement)}
        if len(told) <= MOST_MOVED:
            for element in told:
                row = self.rows.row_of(element)
                if row is not None:
                    self._say_again(row)

    def _take_over(self, key: str, after: Element | None) -> None:
        shown = after is not None and self._shows(key)
        if after is not None and shown and self.rows.is_in_place(after):
            row = self.rows.row_of(key)
            if row is not None:
                self._say_again(row)
            return
        touched: list[GroupRows] = []
        if self.rows.holds(key):
            row = self.rows.row_of(key)
            touched += [
                group for group in self.rows.groups if row is not None and self.rows.at(row) == RowAt(group, key)
            ]
            if row is not None:
                self.beginRemoveRows(QModelIndex(), row, row)
            self.rows.take_out(key)
            if row is not None:
                self.endRemoveRows()
        if after is not None and shown:
            row = self.rows.row_for(after)
            if row is not None:
                self.beginInsertRows(QModelIndex(), row, row)
            self.rows.put_in(after)
            if row is not None:
                self.endInsertRows()
            group = self.rows.group_for(after)
            touched += [group] if group is not None else []
        for group in touched:
            self._say_again(self.rows.top_of(group))

    def _say_again(self, row: int) -> None:
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def _words(self, found: RowAt) -> str:
        if found.element is None:
            mark = "▾" if found.group.is_open else "▸"
            return f"{mark}  {found.group.title}  ({len(found.group.spots)})"
        return " ".join(self._map.elements[found.element].title.split()) or _("(no title)")

    def _element_data(self, element: Element, role: int) -> object:
        drawn = self._placed.get(element.id, 0) > 0
        if role == Qt.ItemDataRole.EditRole:
            return element.title
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons.get(element.kind)
        if role == Qt.ItemDataRole.ForegroundRole and not drawn and self._theme is not None:
            return QColor(self._theme.chrome.muted)
        if role == Qt.ItemDataRole.FontRole and not drawn:
            font = QFont()
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = " ".join(element.title.split())
            return title if drawn else _("{title}, on no sheet").format(title=title)
        return None

    @guard
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.rows.count

    @guard
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    @guard
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.rows.at(index.row())
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(found)
        if found.element is not None:
            return self._element_data(self._map.elements[found.element], role)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = len(found.group.spots)
            words = ngettext("{title}, {n} element", "{title}, {n} elements", count)
            return words.format(title=found.group.title, n=count)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    @guard
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        element = self.element_at(index)
        if element is None or role != Qt.ItemDataRole.EditRole:
            return False
        if " ".join(str(value).split()) != " ".join(self._map.elements[element].title.split()):
            self._rename(element, str(value))
        return True

    @guard
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled
        if self.element_at(index) is None:
            return usual
        return usual | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
