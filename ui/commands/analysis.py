"""What one can do about findings: light and jump, fix, mute with a reason, bring back, have the check explained."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from models.change import Change
from models.records import Key
from stratmap.document import Document
from stratmap.i18n import _
from ui.commands.refusals import refusals_told
from ui.dialogs.choose import ChooseDialog
from ui.dialogs.mute import MuteDialog
from ui.notice import Say
from ui.panels.chooser import Chooser, Offer
from ui.panels.findings import FindingsPanel
from ui.spotlight import Spotlight

if TYPE_CHECKING:
    from stratmap.analysis.fix import Fix
    from stratmap.analysis.worded import WordedFinding


class AnalysisCommands(QObject):
    """Acts on the finding that is chosen in the panel, or on the one the panel asks about."""

    explain_asked = Signal(str)
    """The code of a check that is to be explained."""
    wanted = Signal()
    """The findings are to be brought to the front."""

    def __init__(self, document: Document, panel: FindingsPanel, spotlight: Spotlight, say: Say) -> None:
        super().__init__(panel)
        self._document = document
        self._panel = panel
        self._spotlight = spotlight
        self._say = say
        panel.chosen.connect(self._light)
        panel.opened.connect(self._jump)
        panel.detail.fix_asked.connect(self._fix_numbered)
        panel.detail.mute_asked.connect(self._ask_reason)
        panel.detail.lift_asked.connect(self._lift)
        panel.detail.explain_asked.connect(self.explain_asked)
        panel.list.typed.connect(self._typed)
        panel.list.customContextMenuRequested.connect(self._menu)

    @property
    def chosen(self) -> WordedFinding | None:
        """The finding that is chosen."""
        from stratmap.analysis.worded import WordedFinding

        thing = self._panel.thing
        return thing if isinstance(thing, WordedFinding) else None

    def step(self, by: int) -> None:
        """Choose the next finding, or the one before, from wherever the keyboard is."""
        self.wanted.emit()
        if not self._panel.step(by):
            self._say(_("There is no finding to go to."))

    def about_selected(self) -> None:
        """Show only the findings about what is selected; what is asked for already is given up again."""
        self.wanted.emit()
        self._panel.show_about(selected=not self._panel.only_selected.isChecked())

    def about(self, element: str) -> None:
        """Show the findings about one card and choose the first."""
        self.wanted.emit()
        self._panel.show_about(selected=True)
        self._panel.drop_choice()
        self._panel.step(1)

    def fix_chosen(self) -> None:
        """Do what there is to do about the chosen finding; of several things one is chosen from a menu."""
        words = self.chosen
        fixes = self._fixes(words) if words is not None else ()
        if words is None:
            self._say(_("Choose a finding first: F8 goes from one to the next."))
        elif not fixes:
            self._say(_("Nothing can be done here with one press. {advice}").format(advice=words.advice))
        elif len(fixes) == 1:
            self.fix(words, fixes[0])
        else:
            menu = self._new_menu()
            self._add_fixes(menu, words, fixes)
            self._open(menu, self._beside_the_row())

    def fix(self, words: WordedFinding, fix: Fix) -> None:
        """Apply a fix; first ask with which of its choices, if it has any."""
        if fix.choices:
            offers = [Offer(each.key, each.label) for each in fix.choices]
            chooser = Chooser(offers, _("Title"), fix.ask)
            dialog = ChooseDialog(fix.label, fix.ask, chooser, partial(self._apply, fix), self._panel)
            self._spotlight.open(dialog)
        else:
            self._apply(fix, "")

    def _fix_numbered(self, words: WordedFinding, number: int) -> None:
        """A button was pressed; what it does is made for the map as it stands now."""
        fixes = self._fixes(words)
        if number < len(fixes):
            self.fix(words, fixes[number])

    def mute_chosen(self) -> None:
        """Ask why the chosen finding can be lived with, and mute it; one that is muted is brought back."""
        words = self.chosen
        if words is None:
            self._say(_("Choose a finding first: F8 goes from one to the next."))
        elif self._panel.is_muted(words):
            self._lift(words.key)
        else:
            self._ask_reason(words)

    def explain_chosen(self) -> None:
        """Open the guide where the check of the chosen finding is explained."""
        if self.chosen is None:
            self._say(_("Choose a finding first: F8 goes from one to the next."))
        else:
            self.explain_asked.emit(self.chosen.finding.code)

    def _light(self, thing: object) -> None:
        from stratmap.analysis.worded import WordedFinding

        if isinstance(thing, WordedFinding):
            finding, keys = thing.finding, self._keys(thing)
            if not self._panel.only_selected.isChecked():  # there the list is about what is selected
                self._spotlight.let_go(keys)
            ways = finding.paths if len(finding.paths) > 1 else ()
            self._spotlight.light(keys, ways=ways)
        else:
            self._spotlight.light(None)

    def _keys(self, words: WordedFinding) -> set[Key]:
        """Everything a finding is about: its elements, links and ways, with the ends of the links."""
        finding, map = words.finding, self._document.map
        links = {*finding.links, *(link for path in finding.paths for link in path)}
        ends = {end for key in links if (link := map.links.get(key)) for end in (link.source, link.target)}
        return {*finding.elements, *links, *ends}

    def _jump(self, thing: object) -> None:
        """Select what a finding is about, and put the keyboard into the map."""
        from stratmap.analysis.worded import WordedFinding

        if isinstance(thing, WordedFinding):
            self._spotlight.jump(thing.finding.elements or thing.finding.links)

    def _fixes(self, words: WordedFinding) -> tuple[Fix, ...]:
        from stratmap.analysis.fixing import fixes_for

        return fixes_for(words.finding, self._document.map) if not self._panel.is_muted(words) else ()

    def _apply(self, fix: Fix, choice: str) -> None:
        from stratmap.edits import fixes
        from stratmap.fixed_words import fixed_words

        before = self._document.map
        try:
            with refusals_told(self._document, self._say):
                change = fixes.apply(self._document, fix, choice)
                self._panel.leave()
                keys = self._show_made(change)
                done = fixed_words(change, before)
                self._say(_("{done} Ctrl+Z takes it back.").format(done=done))
                self._spotlight.look(keys)  # clear of what was just said
        except (fixes.FixOutdated, fixes.ChoiceMissing) as error:
            self._say(str(error))

    def _show_made(self, change: Change) -> frozenset[Key]:
        """Show what was done: select what is new or other, or look at what was left behind; what is looked at."""
        from stratmap.fixed_words import left_keys, made_keys

        made = made_keys(change)
        shown = made or left_keys(change, self._document.map)
        if made and not self._panel.only_selected.isChecked():  # there the list is about what is selected
            self._spotlight.show_made(made)
        else:
            self._spotlight.look(shown)
        return shown

    def _ask_reason(self, words: WordedFinding) -> None:
        dialog = MuteDialog(words.sentence, words.reason, partial(self._mute, words.key), self._panel)
        self._spotlight.open(dialog)

    def _mute(self, key: str, reason: str) -> None:
        from stratmap.edits import mutes

        self._panel.go_on()
        try:
            with refusals_told(self._document, self._say):
                mutes.mute(self._document, [key], reason)
        except mutes.ReasonMissing as error:
            self._say(str(error))

    def _lift(self, key: str) -> None:
        from stratmap.edits import mutes

        mutes.lift(self._document, [key])

    def _typed(self, key: object) -> None:
        keys = {
            Qt.Key.Key_F: self.fix_chosen,
            Qt.Key.Key_M: self.mute_chosen,
            Qt.Key.Key_E: self.explain_chosen,
        }
        if isinstance(key, Qt.Key) and key in keys and self.chosen is not None:
            keys[key]()

    def _menu(self, at: QPoint) -> None:
        """What can be done about the finding that was clicked, or at which the keyboard is."""
        words = self.chosen
        if words is None:
            return
        menu = self._new_menu()
        menu.addAction(_("Jump to it\tEnter")).triggered.connect(lambda: self._jump(words))
        menu.addSeparator()
        self._add_fixes(menu, words, self._fixes(words))
        menu.addSeparator()
        mute = _("Bring it back\tM") if self._panel.is_muted(words) else _("Mute with a reason …\tM")
        menu.addAction(mute).triggered.connect(self.mute_chosen)
        only = _("Only: {name}").format(name=words.name)
        menu.addAction(only).triggered.connect(lambda: self._panel.choose_code(words.finding.code))
        menu.addAction(_("Explain this check\tE")).triggered.connect(self.explain_chosen)
        under_mouse = self._panel.list.viewport().rect().contains(at)
        self._open(menu, self._panel.list.viewport().mapToGlobal(at) if under_mouse else self._beside_the_row())

    def _add_fixes(self, menu: QMenu, words: WordedFinding, fixes: tuple[Fix, ...]) -> None:
        for fix in fixes:
            label = (f"{fix.label} …" if fix.choices else fix.label).replace("&", "&&")
            menu.addAction(label).triggered.connect(lambda _on=False, fix=fix: self.fix(words, fix))

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _beside_the_row(self) -> QPoint:
        sentences = self._panel.list
        return sentences.viewport().mapToGlobal(sentences.visualRect(sentences.currentIndex()).bottomLeft())

    def _open(self, menu: QMenu, at: QPoint) -> None:
        if self._spotlight.is_presented:
            self._spotlight.popup(menu)
        else:
            menu.popup(at)
        enabled = [action for action in menu.actions() if not action.isSeparator()]
        if enabled:
            menu.setActiveAction(enabled[0])
