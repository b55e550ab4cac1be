"""The user guide in a window: the pages of ``resources/guide``, with what the program knows best about itself."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from stratmap.i18n import _
from ui.actions import ACTIONS
from ui.on_screen import fitting

CHECKS_HERE = "<!-- checks -->"
"""Where in the pages the table of checks goes."""


class GuideWindow(QDialog):
    """Our own Markdown, nothing from outside: links to the web are shown but not followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("User guide"))
        self.resize(fitting(self, 780, 800))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setMarkdown(guide())
        self.text.document().setDocumentMargin(28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)

    def show_check(self, code: str) -> None:
        """Turn to the row of a check, and mark its code."""
        found = self.text.document().find(code, 0, QTextDocument.FindFlag.FindWholeWords)
        while not found.isNull() and found.currentTable() is None:
            found = self.text.document().find(code, found, QTextDocument.FindFlag.FindWholeWords)
        if not found.isNull():
            self.text.setTextCursor(found)
            top = self.text.cursorRect().top() + self.text.verticalScrollBar().value()
            self.text.verticalScrollBar().setValue(max(0, top - self.text.viewport().height() // 3))


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
