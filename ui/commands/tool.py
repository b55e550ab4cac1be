"""Which tool is in hand: taken from the toolbox or by a letter, dragged over the map, put away when it has done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from models.kinds import ElementKind
from stratmap.document import Document
from stratmap.edits.growing import Growth
from ui.canvas.view import MapView
from ui.commands.band import BandCommands
from ui.commands.making import MakingCommands, PendingLink
from ui.commands.sheet import SheetCommands
from ui.notice import Say
from ui.panels.toolbox import ARROW, Choice, Toolbox
from ui.selection import Selection
from ui.tools.band_grips import BandGrips
from ui.tools.connect_tool import ConnectTool
from ui.tools.create_tool import CreateTool
from ui.tools.link_grips import LinkGrips
from ui.tools.resizing import Corners
from ui.tools.select_tool import SelectTool, Writing


class ToolCommands(QObject):
    """Hands the map view the tool that was chosen; at first, and again after each, the arrow."""

    taken = Signal()
    """A tool is taken in hand, for the paper."""

    def __init__(
        self,
        document: Document,
        view: MapView,
        selection: Selection,
        making: MakingCommands,
        bands: BandCommands,
        sheets: SheetCommands,
        toolbox: Toolbox,
        badge_clicked: Callable[[str], None],
        say: Say,
    ) -> None:
        super().__init__(view)
        self._document = document
        self._view = view
        self._selection = selection
        self._making = making
        self._toolbox = toolbox
        self._say = say
        scene = view.scene
        self._arrow = SelectTool(
            *(document, scene, selection),
            *(Writing(making.rename, self._create, self._write_linked), say),
            above=(
                Corners(document, scene, selection, say),
                LinkGrips(document, scene, selection, say),
                PendingLink(view, making),
            ),
            below=(BandGrips(document, scene, bands.rename, say),),
            badge_clicked=badge_clicked,
            beyond=sheets,
            kept_in_sight=view.looking.keep_in_sight,
        )
        view.hand.take(self._arrow)
        toolbox.chosen.connect(self.take)
        toolbox.dragged.connect(self._drag)
        toolbox.dropped.connect(self._drop)

    def take(self, choice: Choice) -> None:
        """Take a tool in hand."""
        self.taken.emit()
        self._toolbox.show_choice(choice)
        scene = self._view.scene
        if choice.element is not None:
            self._view.hand.take(CreateTool(scene, choice.element, self._create))
        elif choice.link is not None:
            self._view.hand.take(
                ConnectTool(
                    *(self._document, scene, self._selection, self._say, choice.link, choice.polarity),
                    write_linked=self._write_linked,
                )
            )
        else:
            self._view.hand.take(self._arrow)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drag(self, choice: Choice, at: QPointF, begins: bool) -> None:
        """An element is dragged from the toolbox; ``at`` is where on the screen the mouse is."""
        if begins:
            self.take(choice)
        tool = self._view.hand.tool
        if isinstance(tool, CreateTool) and tool.kind is choice.element:
            pointer = self._view.hand.pointer_at(at)
            if pointer is None:
                tool.leave()
            else:
                tool.hover(pointer)
            self._view.update()

    def _drop(self, choice: Choice, at: QPointF) -> None:
        """It is let go of: over the map its title is written there."""
        tool, pointer = self._view.hand.tool, self._view.hand.pointer_at(at)
        if isinstance(tool, CreateTool) and tool.kind is choice.element:
            if pointer is None:
                self.take(ARROW)
            else:
                tool.release(pointer)

    def _create(self, kind: ElementKind, x: float, y: float) -> None:
        """Write a new element there; the arrow is in hand again afterwards."""
        self.take(ARROW)
        self._making.create(kind, x, y)

    def _write_linked(self, growth: Growth, x: float, y: float) -> None:
        """Write a new element there that is linked with another one."""
        self.take(ARROW)
        self._making.write_new(growth, x, y)
