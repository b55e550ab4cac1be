"""The user guide in a window: the pages of ``resources/guide``, read offline."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from stratmap.i18n import _


class GuideWindow(QDialog):
    """Our own Markdown, nothing from outside: links to the web are shown but not followed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("User guide"))
        self.resize(760, 780)
        pages = sorted(
            (page for page in (files("resources") / "guide").iterdir() if page.name.endswith(".md")),
            key=lambda page: page.name,
        )
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setMarkdown("\n\n".join(page.read_text(encoding="utf-8") for page in pages))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
