"""A matrix as Qt wants it: heads and cells looked up as they come into view, with words for those who hear them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.records import Key
from stratmap.analysis.matrix import Rows
from stratmap.analysis.matrix_table import Head, MatrixTable, cell_name, cell_sentences
from stratmap.analysis.matrix_text import cell_sign
from stratmap.analysis.titles import Titles
from stratmap.i18n import _
from ui.guard import guard
from ui.tips import tip

Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """The cells of one matrix. What is shown stays until the next matrix is there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table: MatrixTable | None = None
        self._titles: Titles | None = None
        self._row_at: dict[str, int] = {}
        self._column_at: dict[str, int] = {}

    def show_table(self, table: MatrixTable) -> bool:
        """Show another matrix; whether its rows or columns are others than before."""
        before = self.table
        others = (
            before is None or _ids(before.rows) != _ids(table.rows) or _ids(before.columns) != _ids(table.columns)
        )
        if others:
            self.beginResetModel()
        self.table, self._titles = table, Titles(table.map)
        self._row_at = {head.id: at for at, head in enumerate(table.rows)}
        self._column_at = {head.id: at for at, head in enumerate(table.columns)}
        if others:
            self.endResetModel()
        elif table.rows and table.columns:
            last = self.index(len(table.rows) - 1, len(table.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return others

    def head(self, orientation: Qt.Orientation, section: int) -> Head | None:
        """The head of a row (vertical) or a column (horizontal); None where there is none."""
        if self.table is None:
            return None
        heads = self.table.columns if orientation == Qt.Orientation.Horizontal else self.table.rows
        return heads[section] if 0 <= section < len(heads) else None

    def index_of(self, row: Key, column: Key) -> QModelIndex:
        """The cell of two elements; an invalid one where there is none."""
        if row in self._row_at and column in self._column_at:
            return self.index(self._row_at[row], self._column_at[column])
        return QModelIndex()

    def row_of(self, element: Key) -> int | None:
        """The row of an element, if it has one."""
        return self._row_at.get(element)

    def column_of(self, element: Key) -> int | None:
        """The column of an element, if it has one."""
        return self._column_at.get(element)

    def ends_of(self, index: Index) -> tuple[Key, Key] | None:
        """The elements of a cell's row and column."""
        if self.table is None or not index.isValid():
            return None
        return self.table.rows[index.row()].id, self.table.columns[index.column()].id

    def count(self, orientation: Qt.Orientation) -> int:
        """How many rows (vertical) or columns there are."""
        if self.table is None:
            return 0
        return len(self.table.columns if orientation == Qt.Orientation.Horizontal else self.table.rows)

    def _cell(self, row: int, column: int, role: int) -> object:
        if self.table is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_sign(self.table.matrix, self.table.cell(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_name(self.table, row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(*cell_sentences(self.table, row, column, self._titles))
        return None

    @guard
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count(Qt.Orientation.Vertical)

    @guard
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count(Qt.Orientation.Horizontal)

    @guard
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._cell(index.row(), index.column(), role)

    @guard
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        head = self.head(orientation, section)
        if head is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return head.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(each for each in (head.title, head.empty) if each)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(head.title, head.perspective, self._meaning(head))
        return None

    def _meaning(self, head: Head) -> str:
        if not head.empty or self.table is None:
            return ""
        if head.id in self._column_at:
            return _("Nothing that is planned leads to this objective: add something that does, or let it go.")
        if self.table.rows_are is Rows.DEPARTMENTS:
            return _("Nothing this department is accountable for leads to an objective.")
        return _("This initiative leads to no objective: link it to one it serves, or let it go.")


def _ids(heads: tuple[Head, ...]) -> list[str]:
    return [head.id for head in heads]
