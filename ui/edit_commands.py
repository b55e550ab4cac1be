"""What Edit, Insert and Arrange do in the window: find out what is meant, make one call into ``stratmap.edits``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from models.errors import RuleBroken
from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Record
from stratmap.document import Document
from stratmap.drawing.primitives import Rect
from stratmap.drawing.shapes import natural_size
from stratmap.edits import arrange, clipboard, elements, links
from stratmap.i18n import _
from stratmap.layout.snapping import GRID
from stratmap.vocabulary import rule_sentence
from ui.background import Jobs
from ui.canvas.title_editor import TitleEditor
from ui.canvas.view import PAN, MapView
from ui.selection import Selection
from ui.tools.gestures import Say
from ui.tools.linking import make_link

FINE, STEP = 1.0, GRID
"""Pixels at 100 % an arrow key moves what is selected by, with Shift and without."""

_SIGNS = {"+": Polarity.PLUS, "-": Polarity.MINUS, "−": Polarity.MINUS, "?": Polarity.UNKNOWN}


class EditCommands(QObject):
    """The edits of the sheet that is shown, at the keyboard's and the menus' disposal."""

    def __init__(
        self,
        document: Document,
        view: MapView,
        selection: Selection,
        editor: TitleEditor,
        jobs: Jobs,
        say: Say,
    ) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._editor = editor
        self._jobs = jobs
        self._say = say
        self._pasted = 0
        view.typed.connect(self._typed)
        view.arrow_pressed.connect(self._arrow)

    @property
    def _sheet(self) -> str:
        return self._view.scene.sheet

    def undo(self) -> None:
        """Take the last edit back."""
        self._view.cancel()
        self._document.undo()

    def redo(self) -> None:
        """Make it again."""
        self._view.cancel()
        self._document.redo()

    def delete(self) -> None:
        """Delete what is selected, elements with their links."""
        self._view.cancel()
        elements.delete(self._document, self._selection.keys)

    def select_all(self) -> None:
        """Select every card and link on the sheet."""
        map = self._document.map
        self._selection.set({*map.placements_on(self._sheet), *map.links})

    def copy(self) -> None:
        """Put what is selected on the clipboard: as a part of a map, and as its plain titles."""
        chosen = self._selection.elements
        if not chosen:
            return
        data = QMimeData()
        text = clipboard.copied(self._document.map, self._sheet, chosen)
        data.setData(clipboard.MIME, QByteArray(text.encode()))
        data.setText("\n".join(self._document.map.elements[key].title for key in chosen))
        QGuiApplication.clipboard().setMimeData(data)
        self._pasted = 0

    def cut(self) -> None:
        """Copy, then delete."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Put what was copied on the sheet: a step away from the original, or in view if that is out of sight."""
        data = QGuiApplication.clipboard().mimeData()  # None while nothing was ever copied
        if not data or not data.hasFormat(clipboard.MIME):
            self._say(_("There is nothing from a strategy map on the clipboard. Select cards and copy them first."))
            return
        text = bytes(data.data(clipboard.MIME).data()).decode("utf-8", "replace")
        try:
            dx, dy = self._paste_offset(clipboard.center_of(text))
            keys = clipboard.paste(self._document, self._sheet, text, dx, dy)
        except clipboard.NotPasteable:
            self._say(_("What is on the clipboard cannot be read as part of a map. Nothing was changed."))
        except RuleBroken as broken:
            self._say(rule_sentence(broken.violations[0], self._document.map))
        else:
            self._selection.set(keys)

    def _paste_offset(self, center: tuple[float, float]) -> tuple[float, float]:
        self._pasted += 1
        step = clipboard.STEP * self._pasted
        seen = self._view.camera.seen(self._view.width(), self._view.height())
        x, y = center
        if seen.x <= x + step <= seen.right and seen.y <= y + step <= seen.bottom:
            return step, step
        return seen.center[0] - x, seen.center[1] - y

    def duplicate(self) -> None:
        """A copy of what is selected, beside it."""
        chosen = self._selection.elements
        if chosen:
            self._try(lambda: self._selection.set(clipboard.duplicate(self._document, self._sheet, chosen)))

    def rename_selected(self) -> None:
        """Write the title of the one card that is selected."""
        if len(self._selection.elements) == 1:
            self.rename(self._selection.elements[0])

    def rename(self, element: str) -> None:
        """Write a card's title right on the map."""
        rect = self._view.scene.rect_of(element)
        if rect is None:
            return
        self._selection.set({element})
        self._view.reveal(rect)
        title = self._document.map.elements[element].title
        self._write(rect, title, lambda text: self._try(lambda: elements.rename(self._document, element, text)))

    def create(self, kind: ElementKind, x: float, y: float) -> None:
        """Write the title of a new element at a place on the map; it is there once a title is."""
        width, height = natural_size(kind, "")
        self._write(Rect(x - width / 2, y - height / 2, width, height), "", lambda text: self._add(kind, text, x, y))

    def insert(self, kind: ElementKind) -> None:
        """Write a new element in a free place in view: beside what is selected, or in the middle."""
        width, height = natural_size(kind, "")
        chosen = [rect for key in self._selection.elements if (rect := self._view.scene.rect_of(key)) is not None]
        seen = self._view.camera.seen(self._view.width(), self._view.height())
        x, y = (chosen[-1].center[0], chosen[-1].bottom + 48 + height / 2) if chosen else seen.center
        x, y = self._view.scene.free_spot(x, y, width, height)
        self._view.reveal(Rect(x - width / 2, y - height / 2, width, height))
        self.create(kind, x, y)

    def _add(self, kind: ElementKind, title: str, x: float, y: float) -> None:
        self._try(lambda: self._selection.set({elements.add(self._document, kind, title, self._sheet, x, y)}))

    def _write(self, rect: Rect, text: str, keep: Callable[[str], None]) -> None:
        place = self._view.window_rect(rect).toAlignedRect()
        done = self._view.setFocus
        self._editor.open(place, text, self._view.camera.scale, keep, done)

    def link(self, source: str, target: str, kind: LinkKind | None) -> None:
        """Link two cards, as the dialog asked."""
        make_link(self._document, self._selection, self._say, source, target, kind)

    def sign(self, polarity: Polarity) -> None:
        """Sign the selected influences."""
        links.set_polarity(self._document, self._selection.links, polarity)

    def reverse(self) -> None:
        """Turn the selected links round."""
        self._try(lambda: links.reverse(self._document, self._selection.links))

    def toggle_delay(self) -> None:
        """Mark the selected influences as delayed, or no longer."""
        map = self._document.map
        chosen = [key for key in self._selection.links if map.links[key].kind is LinkKind.INFLUENCES]
        if chosen:
            elements.set_field(self._document, chosen, "delay", not all(map.links[key].delay for key in chosen))

    def lay_out(self) -> None:
        """Work the layout out aside, then put it on the sheet as one step."""
        from stratmap.layout.placing import layout_records

        self._view.cancel()
        map, sheet = self._document.map, self._sheet
        if not map.placements_on(sheet):
            self._say(_("There is nothing to lay out yet."))
            return
        self._jobs.start(
            _("Laying out …"),
            lambda cancelled: layout_records(map, sheet, cancelled=cancelled),
            lambda records: self._laid_out(sheet, records),
            lambda error: self._say(_("The layout failed: {error}. Nothing was changed.").format(error=error)),
        )

    def _laid_out(self, sheet: str, records: list[Record]) -> None:
        self._try(lambda: arrange.lay_out(self._document, sheet, records))
        self._view.fit()

    def _arrow(self, dx: int, dy: int, fine: bool) -> None:
        chosen = self._selection.elements
        if chosen:
            step = FINE if fine else STEP
            self._try(lambda: arrange.nudge(self._document, self._sheet, chosen, dx * step, dy * step))
        else:
            self._view.set_camera(self._view.camera.panned(-dx * PAN, -dy * PAN))

    def _typed(self, letters: str) -> None:
        if letters in _SIGNS and self._selection.links and not self._selection.elements:
            self.sign(_SIGNS[letters])
        elif letters in _SIGNS:
            self._say(_("+, − and ? sign a link. Click the link first."))
        elif len(self._selection.elements) == 1:
            self.rename_selected()
            self._editor.begin_with(letters)

    def go(self, dx: int, dy: int) -> None:
        """Select the nearest card in a direction, or any to begin with."""
        chosen = self._selection.elements
        found = self._view.scene.neighbour(chosen[-1] if chosen else None, dx, dy)
        if found is not None:
            self._selection.set({found})
            rect = self._view.scene.rect_of(found)
            if rect is not None:
                self._view.reveal(rect)

    def _try(self, edit: Callable[[], None]) -> None:
        try:
            edit()
        except RuleBroken as broken:
            self._say(rule_sentence(broken.violations[0], self._document.map))


def suggested_name(document: Document, path: Path | None, suffix: str) -> str:
    """A file name made of the map's title, beside the file it came from."""
    title = "".join(each if each.isalnum() or each in " -_" else " " for each in document.map.info.title)
    name = " ".join(title.split())[:80] or _("Strategy map")
    folder = path.parent if path else Path.home()
    return str(folder / f"{path.stem if path else name}{suffix}")
