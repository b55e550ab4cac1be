"""What one can do about feedback loops: light one, walk along it, name it, see more or those through a card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from models.records import Key
from stratmap.document import Document
from stratmap.i18n import _
from stratmap.link_words import link_sentence
from ui.commands.loop_search import AT_ONCE, LONGEST, SECONDS, LoopSearch, Through
from ui.commands.refusals import refusals_told
from ui.dialogs.line import LineDialog
from ui.notice import Say
from ui.once import once
from ui.panels.loops import LoopsPanel
from ui.selection import Selection
from ui.spotlight import Spotlight

if TYPE_CHECKING:
    from stratmap.analysis.worded import Worded, WordedLoop

REST = 120
"""Milliseconds the selection has to stay as it is before the loops through it are looked for."""


class LoopCommands(QObject):
    """Acts on the loop that is chosen in the panel."""

    stepped = Signal(str)
    """Where one is now along the chosen loop, in words."""
    loop_chosen = Signal(object)
    """The ``Loop`` that is chosen, or None."""
    wanted = Signal()
    """The loops are to be brought to the front."""

    def __init__(
        self, document: Document, panel: LoopsPanel, selection: Selection, spotlight: Spotlight, say: Say
    ) -> None:
        super().__init__(panel)
        self._document = document
        self._panel = panel
        self._selection = selection
        self._spotlight = spotlight
        self._say = say
        self._worded: Worded | None = None
        self._place: int | None = None
        self._seconds = SECONDS
        self._most = AT_ONCE
        self._search = LoopSearch(self)
        self._search.found.connect(self._found)
        self._search.failed.connect(self._failed)
        self._search.changed.connect(lambda: panel.show_searching(self._search.is_busy))
        self._rest = once(self, self._look_through, REST)
        panel.chosen.connect(self._light)
        panel.opened.connect(self._open)
        panel.more_asked.connect(self.more)
        panel.through.toggled.connect(lambda _on: self._look_through())
        panel.only_lit.toggled.connect(spotlight.show_only_lit)
        spotlight.only_changed.connect(panel.only_lit.setChecked)
        panel.detail.named.connect(self._name)
        panel.detail.step_asked.connect(self.step)
        panel.detail.sign_asked.connect(self._open)
        panel.list.walked.connect(self.step)
        panel.list.typed.connect(lambda key: self.name_chosen() if key == Qt.Key.Key_N else None)
        selection.changed.connect(self._follow_selection)

    @property
    def chosen(self) -> WordedLoop | None:
        """The loop that is chosen."""
        from stratmap.analysis.worded import WordedLoop

        thing = self._panel.thing
        return thing if isinstance(thing, WordedLoop) else None

    @property
    def is_busy(self) -> bool:
        """Whether loops are being looked for."""
        return self._search.is_busy or self._rest.isActive()

    def show(self, worded: Worded) -> None:
        """Show the loops of a map that was just analysed."""
        self._worded = worded
        self._seconds, self._most = SECONDS, AT_ONCE
        self._panel.show_loops(worded)
        if self._panel.through.isChecked():
            self._look_through()

    def forget(self) -> None:
        """The map has changed: what is being looked for is of the map before."""
        self._search.stop()

    def close(self) -> None:
        """Stop looking, and wait until that has stopped."""
        self._rest.stop()
        self._search.close()

    def through_selected(self) -> None:
        """Show only the loops through what is selected; asked for already, all of them again."""
        self.wanted.emit()
        self._panel.through.toggle()

    def more(self) -> None:
        """Look for more loops; while that goes on, stop it."""
        if self._worded is None:
            return
        if self._search.is_busy:
            self._search.stop()
            return
        self.wanted.emit()
        if self._panel.through.isChecked():
            self._most += AT_ONCE
            self._look_through()
        else:
            self._search.more(self._worded, self._seconds)
        self._seconds = min(LONGEST, self._seconds * 2)

    def step(self, by: int) -> None:
        """Go one link along the chosen loop, on or back, and look at it."""
        words = self.chosen
        if words is None:
            self.wanted.emit()
            self._panel.step(1)  # the first loop there is
            words = self.chosen
        if words is None:
            self._say(_("There is no feedback loop to walk along."))
            return
        from stratmap.analysis.wording import loop_start

        count = len(words.loop.links)
        start = self._place if self._place is not None else (-1 if by > 0 else 0)
        self._place = (start + by) % count
        at = (loop_start(words.loop, self._document.map) + self._place) % count
        link = self._document.map.links.get(words.loop.links[at])
        if link is None:
            self._say(_("This loop has changed. A moment, and it is shown as it is."))
            return
        self._spotlight.look_along({link.id, link.source, link.target}, link.id)
        sentence = link_sentence(link, self._document.map)
        said = _("{place} of {count}: {sentence}").format(place=self._place + 1, count=count, sentence=sentence)
        self._panel.detail.show_step(said)
        self.stepped.emit(said)

    def name_chosen(self) -> None:
        """Put the keyboard where the name of the chosen loop is written."""
        if self.chosen is None:
            self.wanted.emit()
            self._panel.step(1)
        field, words = self._panel.detail.name, self.chosen
        if words is None or field is None:
            self._say(_("There is no feedback loop to name."))
            return
        if self._spotlight.is_presented:  # the field is in a panel that is away
            called = partial(self._name, words)
            asked = _("Name of this loop")
            dialog = LineDialog(_("Name the loop"), words.headline, asked, field.text(), called, self._panel)
            self._spotlight.open(dialog)
            return
        self.wanted.emit()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _light(self, thing: object) -> None:
        from stratmap.analysis.worded import WordedLoop

        self._place = None
        self._panel.detail.show_step("")
        if isinstance(thing, WordedLoop):
            keys = {*thing.loop.elements, *thing.loop.links}
            self._let_go(keys)
            self._spotlight.light(keys, thing.loop.polarity)
            self.loop_chosen.emit(thing.loop)
        else:
            keys = self._link_of(thing)
            if keys:
                self._let_go(keys)
            self._spotlight.light(keys or None)
            self.loop_chosen.emit(None)

    def _let_go(self, keys: set[Key]) -> None:
        """Select nothing that is not lit, unless the loops are looked for through what is selected."""
        if not self._panel.through.isChecked():
            self._spotlight.let_go(keys)

    def _link_of(self, thing: object) -> set[Key]:
        """The link that is to be signed, with its ends."""
        from stratmap.analysis.worded import WordedSign

        link = self._document.map.links.get(thing.link) if isinstance(thing, WordedSign) else None
        return {link.id, link.source, link.target} if link is not None else set()

    def _open(self, thing: object) -> None:
        """Select a loop, or the link that is to be signed, and put the keyboard into the map."""
        from stratmap.analysis.worded import WordedLoop, WordedSign

        if isinstance(thing, WordedLoop):
            self._spotlight.jump({*thing.loop.elements, *thing.loop.links})
        elif isinstance(thing, WordedSign):
            self._spotlight.jump({thing.link})

    def _name(self, words: WordedLoop, name: str) -> None:
        from stratmap.edits.loop_names import name_loop

        with refusals_told(self._document, self._say):
            name_loop(self._document, words.loop.links, name)

    def _follow_selection(self) -> None:
        if self._panel.through.isChecked():
            self._rest.start()

    def _look_through(self) -> None:
        """Look for the loops through what is selected, if they are asked for."""
        self._rest.stop()
        if self._worded is None or not self._panel.through.isChecked():
            self._search.stop()
            self._panel.show_all()
            return
        links = self._document.map.links
        elements = [*self._selection.elements, *(links[key].source for key in self._selection.links)]
        if not elements:
            from stratmap.analysis.loops import NO_LOOPS

            self._search.stop()
            words = _("Select a card or a link, and the loops through it are shown here.")
            self._panel.show_through((), NO_LOOPS, words)
            return
        among = self._selection.keys
        self._search.through(self._worded, elements[0], among, self._most, self._seconds)

    def _found(self, answer: object) -> None:
        if isinstance(answer, Through):
            if self._panel.through.isChecked():
                self._panel.show_through(answer.loops, answer.report, answer.summary)
        else:
            self._show_more(answer)

    def _show_more(self, answer: object) -> None:
        from stratmap.analysis.worded import Worded

        if isinstance(answer, Worded):
            self._worded = answer
            self._panel.show_loops(answer)

    def _failed(self, error: object) -> None:
        words = _("Looking for loops failed ({error}). Your map is as it was; try again.")
        self._say(words.format(error=type(error).__name__))
