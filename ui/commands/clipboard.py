"""Copying and pasting: parts of a map, their words, their picture, and words from other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from typing import TypeVar

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from models.errors import RuleBroken, StratmapError
from models.kinds import ElementKind
from models.records import Key
from models.strategy_map import StrategyMap
from stratmap.document import Document, Prepared
from stratmap.drawing.picture import picture
from stratmap.drawing.primitives import Picture, Point, Rect
from stratmap.drawing.theme import Theme
from stratmap.edits import clipboard, pasted_text, quick_entry
from stratmap.edits.pasted_text import Said
from stratmap.entry_text import MOST_LINES as MOST_LINES_READ
from stratmap.entry_text import has_arrows, read_lines
from stratmap.i18n import _
from stratmap.quick_words import kept_sentence, too_much_sentence, unread_sentence
from stratmap.vocabulary import count_of, kind_count, line_count, rule_sentence
from ui.background import Cancelled, Jobs
from ui.canvas.player import image
from ui.canvas.view import MapView
from ui.commands.refusals import refusals_told
from ui.notice import Say
from ui.plain_paste import has_words, plain_words
from ui.selection import Selection

MOST_PICTURED = 150
"""Cards up to which plain copying brings a picture along: more would make the hand wait."""

MOST_AT_ONCE = 100_000
"""Characters of a part of a map that are read without making the hand wait."""

MOST_LINES_AT_ONCE = 100
"""Lines of words the same."""

MOST_LOOKED_AT_AT_ONCE = 100_000
"""Elements that are looked at for them the same: those of the map for each line."""

Worked = TypeVar("Worked")

SCALE = 2.0
"""Pixels of the picture for one at 100 %."""

MOST_PIXELS = 24_000_000
"""Pixels of a copied picture; a larger part of a map is drawn smaller."""


class ClipboardCommands(QObject):
    """The clipboard of the sheet that is shown."""

    def __init__(
        self,
        document: Document,
        view: MapView,
        selection: Selection,
        delete: Callable[[], None],
        jobs: Jobs,
        say: Say,
    ) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._delete = delete
        self._jobs = jobs
        self._say = say
        self._pasted = 0

    def copy(self) -> None:
        """Put what is selected on the clipboard: as a part of a map, as its titles, and as a picture."""
        chosen = self._chosen()
        if not chosen:
            return
        map, sheet = self._document.map, self._view.scene.sheet
        data = QMimeData()
        data.setData(clipboard.MIME, QByteArray(clipboard.copied(map, sheet, chosen).encode()))
        data.setText("\n".join(map.elements[key].title for key in chosen))
        if len(chosen) <= MOST_PICTURED:
            part = clipboard.part_of(map, sheet, chosen)
            _drawn(part, sheet, self._view.scene.theme, map.info.title).add_to(data)
        QGuiApplication.clipboard().setMimeData(data)
        self._pasted = 0

    def copy_picture(self) -> None:
        """Put a picture of what is selected, or of the whole sheet, on the clipboard, and nothing else.

        A large one is drawn aside, and can be cancelled.
        """
        chosen = self._selection.elements
        shown, sheet = self._view.scene.map, self._view.scene.sheet
        if not shown.placements_on(sheet):
            self._say(_("There is nothing to copy yet."))
            return
        part = clipboard.part_of(shown, sheet, chosen) if chosen else shown
        words = (
            _("A picture of the selection is on the clipboard. Paste it into another program.")
            if chosen
            else _("A picture of the whole sheet is on the clipboard. Paste it into another program.")
        )
        theme, title = self._view.scene.theme, shown.info.title
        if len(part.placements_on(sheet)) <= MOST_PICTURED:
            self._put_picture(_drawn(part, sheet, theme, title), words)
            return
        self._jobs.start(
            _("Drawing the picture …"),
            lambda cancelled: _drawn(part, sheet, theme, title),
            lambda drawn: self._put_picture(drawn, words),
            lambda error: self._say(
                _("The picture could not be drawn ({error}). Select fewer cards, and try again.").format(
                    error=type(error).__name__
                )
            ),
        )

    def _put_picture(self, drawn: Drawn, words: str) -> None:
        data = QMimeData()
        drawn.add_to(data)
        QGuiApplication.clipboard().setMimeData(data)
        self._say(words)

    def cut(self) -> None:
        """Copy, then delete what was copied."""
        self.copy()
        elsewhere = frozenset(self._selection.elements).difference(self._chosen())
        if self._selection.keys - elsewhere:
            self._selection.set(self._selection.keys - elsewhere)
            self._delete()

    def duplicate(self) -> None:
        """A copy of what is selected, beside it."""
        self._view.hand.cancel()
        chosen = self._chosen()
        if chosen:
            with refusals_told(self._document, self._say):
                self._selection.set_made(clipboard.duplicate(self._document, self._view.scene.sheet, chosen))

    def paste(self) -> None:
        """Put what was copied on the sheet: a part of a map as it is, lines of words as cards."""
        data = QGuiApplication.clipboard().mimeData()  # None while nothing was ever copied
        self._view.hand.cancel()
        if data is not None and data.hasFormat(clipboard.MIME):
            self._paste_part(bytes(data.data(clipboard.MIME).data()).decode("utf-8", "replace"))
        elif data is not None and has_words(data):
            self._paste_words(plain_words(data))
        else:
            self._say(_("There is nothing on the clipboard that can be pasted here. Copy cards, or lines of text."))

    def _chosen(self) -> tuple[str, ...]:
        """The selected cards of this sheet; in the outline others can be selected too, which have no place on it."""
        map, sheet, chosen = self._document.map, self._view.scene.sheet, self._selection.elements
        there = tuple(key for key in chosen if map.placement(sheet, key) is not None)
        if chosen and not there:
            self._say(_("Nothing that is selected stands on this sheet. Alt+Page down turns to the sheet it is on."))
        return there

    def _paste_part(self, text: str) -> None:
        """Put a part of a map on the sheet; a large one is read and tried aside, and can be cancelled until then."""
        map, sheet, way, aimed = (
            self._document.map,
            self._view.scene.sheet,
            self._way(),
            self._view.hand.menu_asked_at,
        )

        def work(_cancelled: Cancelled) -> clipboard.Pasting:
            part = clipboard.read(text)
            return clipboard.pasting(map, sheet, part, *way(part.center), aimed=aimed is not None)

        self._work(work, lambda worked_out: self._put(sheet, worked_out), aside=len(text) > MOST_AT_ONCE)

    def _put(self, sheet: str, worked_out: clipboard.Pasting) -> None:
        self._view.hand.cancel()
        with refusals_told(self._document, self._say):
            self._document.make_prepared(worked_out.made)
            if sheet == self._view.scene.sheet:
                self._selection.set_made(worked_out.keys)
                if not worked_out.rect.overlaps(self._seen()):
                    self._view.looking.show_rect(worked_out.rect)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self._say(rule_sentence(error.violations[0], self._document.map))
        elif isinstance(error, clipboard.NotPasteable):
            self._say(_("What is on the clipboard cannot be read as part of a map. Nothing was changed."))
        else:
            raise error

    def _paste_words(self, text: str) -> None:
        chosen = self._selection.elements
        kind = self._document.map.elements[chosen[0]].kind if len(chosen) == 1 else ElementKind.OBJECTIVE
        place = self._view.hand.pointed_at or self._seen().center
        try:
            lines = pasted_text.lines_of(text)
        except pasted_text.TooMuch as error:
            self._say(too_much_sentence(error))
            return
        if not lines:
            self._say(_("There are no words on the clipboard. Copy cards, or lines of text."))
            return
        map, sheet = self._document.map, self._view.scene.sheet
        is_much = len(lines) > MOST_LINES_AT_ONCE or len(lines) * len(map.elements) > MOST_LOOKED_AT_AT_ONCE
        work = partial(_pasted, map, sheet, kind, lines, place)
        self._work(lambda _cancelled: work(), lambda pasted: self._put_lines(sheet, pasted), aside=is_much)

    def _put_lines(self, sheet: str, pasted: _Pasted) -> None:
        self._view.hand.cancel()
        with refusals_told(self._document, self._say):
            self._document.make_prepared(pasted.made)
            self._say(pasted.words)  # before the cards are shown: they are shown clear of it
            if sheet == self._view.scene.sheet:
                self._selection.set_made(pasted.keys)
                rect = self._view.scene.rect_around(pasted.keys)
                if rect is not None:
                    self._view.looking.show_rect(rect)

    def _work(self, work: Callable[[Cancelled], Worked], done: Callable[[Worked], None], *, aside: bool) -> None:
        """Work something out and be done with it: at once, or on another thread, where it can be called off."""
        if aside:
            self._jobs.start(_("Pasting …"), work, done, self._refuse)
            return
        try:
            done(work(lambda: False))
        except StratmapError as error:
            self._refuse(error)

    def _seen(self) -> Rect:
        return self._view.camera.seen(self._view.width(), self._view.height())

    def _way(self) -> Callable[[tuple[float, float]], tuple[float, float]]:
        """Says how far from the original a copy goes, by the middle of it.

        To where the menu was asked for; else a step away, or to the middle of the window if that is out of sight.
        """
        aimed, seen = self._view.hand.menu_asked_at, self._seen()
        self._pasted += 1
        step = clipboard.STEP * self._pasted

        def way(center: tuple[float, float]) -> tuple[float, float]:
            x, y = center
            if aimed is None and seen.holds(x + step, y + step):
                return step, step
            to = aimed or seen.center
            return to[0] - x, to[1] - y

        return way


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet as a picture in dots and as one in lines."""

    dots: QImage
    lines: bytes

    def add_to(self, data: QMimeData) -> None:
        """Have it be what is pasted as a picture."""
        data.setImageData(self.dots)
        data.setData("image/svg+xml", QByteArray(self.lines))


@dataclass(frozen=True, slots=True)
class _Pasted:
    """Lines as cards that are about to be there, the keys of what is new or meant, and what is said of it."""

    made: Prepared
    keys: frozenset[Key]
    words: str


def _pasted(map: StrategyMap, sheet: str, kind: ElementKind, lines: Sequence[Said], place: Point) -> _Pasted:
    """Cards and links where the lines have arrows, else a card a line. Raises RuleBroken."""
    more = ""
    if has_arrows([line.title for line in lines], map):
        if len(lines) > MOST_LINES_READ:
            more = unread_sentence()
        else:
            label = _("Paste {what}").format(what=line_count(len(lines)))
            read = read_lines([(line.title, line.notes) for line in lines], map)
            made, entered = quick_entry.entering(map, sheet, read, kind, *place, label)
            more = kept_sentence(entered.kept)
            if entered.steps:
                return _Pasted(made, entered.made or frozenset(entered.cards), _said_of(made, entered, more))
    added = pasted_text.adding(map, kind, lines, sheet, *place)
    words = _("A line each: {what}. What they are can be changed in the fields at the right.")
    if any(line.notes for line in lines):
        words = _("A line each: {what}. Titles that were too long were cut; all of it is in the notes.")
    words = words.format(what=kind_count(kind, len(added.keys)))
    return _Pasted(added.made, added.keys, f"{words} {more}".rstrip())


def _said_of(made: Prepared, entered: quick_entry.Entered, more: str) -> str:
    links = sum(key not in made.after.elements for key in entered.made)
    elements = count_of(len(entered.made) - links, are_elements=True)
    words = _("Cards and links were made as the arrows say: {elements}, {links}.").format(
        elements=elements, links=count_of(links, are_elements=False)
    )
    return f"{words} {more}".rstrip()


def _drawn(map: StrategyMap, sheet: str, theme: Theme, title: str) -> Drawn:
    """A sheet drawn for the clipboard."""
    from stratmap.exporting.svg import export_svg

    drawn = picture(map, sheet, theme)
    return Drawn(image(drawn, _scale_of(drawn)), export_svg(drawn, title).encode())


def _scale_of(drawn: Picture) -> float:
    room = max(drawn.bounds.width * drawn.bounds.height, 1.0)
    return min(SCALE, sqrt(MOST_PIXELS / room))
