"""What the quick-entry line does to the map."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from models.errors import RuleBroken
from models.kinds import ElementKind
from stratmap.document import Document
from stratmap.edits import quick_entry
from stratmap.entry_text import NotRead, read_entry
from stratmap.i18n import _
from stratmap.quick_words import doubtful_sentence, not_read_sentence
from stratmap.vocabulary import rule_sentence
from ui.canvas.view import MapView
from ui.notice import Say
from ui.panels.quick_entry import QuickEntry
from ui.selection import Selection


class QuickEntryCommands(QObject):
    """Opens the line, and makes what is written in it."""

    def __init__(self, document: Document, view: MapView, selection: Selection, say: Say) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._say = say
        self.panel = QuickEntry(lambda: document.map, self.enter, view)

    def open(self) -> None:
        """Put the keyboard into the line."""
        self.panel.open(lambda: self._view.setFocus(Qt.FocusReason.OtherFocusReason))

    def enter(self, line: str, kind: ElementKind) -> str:
        """Make what a line says, and show it; why not, where it cannot be."""
        self._view.hand.cancel()
        sheet = self._view.scene.sheet
        seen = self._view.camera.seen(self._view.width(), self._view.height())
        try:
            entry = read_entry(line, self._document.map)
            entered = quick_entry.enter(self._document, sheet, entry, kind, *seen.center)
        except NotRead as error:
            return not_read_sentence(error)
        except RuleBroken as broken:
            return rule_sentence(broken.violations[0], self._document.map)
        self._selection.set_made(entered.made or entered.signed or entered.cards)
        rect = self._view.scene.rect_around(entered.cards)
        if rect is not None:
            self._view.looking.show_rect(rect)
        doubtful = doubtful_sentence(self._document.map, entered.doubtful)
        if entered.made or doubtful:
            self._say(doubtful)
        elif entered.signed:
            self._say(_("The link was there already; it has its sign now."))
        else:
            self._say(_("All of that is on the map already; it is selected."))
        return ""
