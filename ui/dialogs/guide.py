"""The user guide in a window: the pages of ``resources/guide``, with what the program knows best about itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from ui.actions import ACTIONS
from ui.dialogs.guide_finding import GuideFinding, show_at
from ui.on_screen import place_over

CHECKS_HERE = "<!-- checks -->"
"""Where in the pages the table of checks goes."""


CONTENTS_WIDTH = 210
"""Pixels of the list of headings to begin with."""


class GuideWindow(QDialog):
    """Our own Markdown, nothing from outside: links to the web are shown but not followed.

    At the left is what it is about, a heading a row, to go there; Ctrl+F finds words.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("User guide"))
        place_over(self, parent, 980, 800)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setMarkdown(guide())
        self.text.document().setDocumentMargin(28)
        self.finding = GuideFinding(self.text, theme)
        self._headings = list(_headings(self.text.document()))
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.contents.addItems([each.text() for each in self._headings])
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setMinimumWidth(100)
        self.contents.currentRowChanged.connect(self._go_to)
        self.contents.itemClicked.connect(lambda _item: self._go_to(self.contents.currentRow()))
        self.contents.itemActivated.connect(lambda _item: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.contents)
        parts.addWidget(self.text)
        parts.setStretchFactor(1, 1)
        parts.setSizes([CONTENTS_WIDTH, self.width() - CONTENTS_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        QShortcut(QKeySequence.StandardKey.Find, self, self.finding.open)
        self.text.setFocus()

    def wear(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        self.finding.bar.wear(theme)

    def show_check(self, code: str) -> None:
        """Turn to the row of a check, and mark its code."""
        found = self.text.document().find(code, 0, QTextDocument.FindFlag.FindWholeWords)
        while not found.isNull() and found.currentTable() is None:
            found = self.text.document().find(code, found, QTextDocument.FindFlag.FindWholeWords)
        if not found.isNull():
            show_at(self.text, found)

    def _go_to(self, row: int) -> None:
        """Have a heading at the top."""
        if 0 <= row < len(self._headings):
            block = self._headings[row]
            self.text.setTextCursor(QTextCursor(block))
            top = self.text.document().documentLayout().blockBoundingRect(block).top()
            self.text.verticalScrollBar().setValue(round(top))


def _headings(document: QTextDocument) -> Iterator[QTextBlock]:
    """The headings of a text, in its order, but for its title."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() > 1:
            yield block
        block = block.next()


def guide() -> str:
    """The whole guide as Markdown: the pages, the checks there are, the keys there are."""
    pages = sorted(
        (page for page in (files("resources") / "guide").iterdir() if page.name.endswith(".md")),
        key=lambda page: page.name,
    )
    text = "\n\n".join(page.read_text(encoding="utf-8") for page in pages)
    return f"{text.replace(CHECKS_HERE, _checks())}\n\n{_keys()}"


def _checks() -> str:
    from stratmap.analysis.checks import CHECKS

    severities = {"error": _("error"), "warning": _("warning"), "info": _("remark")}
    rows = [
        f"| {check.code} | {_(check.name)} | {severities[check.severity]} | {_(check.explanation)} |"
        for check in CHECKS
    ]
    head = f"| {_('code')} | {_('name')} | {_('kind')} | {_('what it means')} |"
    return "\n".join([head, "|---|---|---|---|", *rows])


def _keys() -> str:
    rows = [f"| {_(row.text)} | {', '.join(row.shortcuts)} |" for row in ACTIONS if row.shortcuts]
    return "\n".join([f"## {_('Keys')}", "", f"| {_('to')} | {_('press')} |", "|---|---|", *rows])
