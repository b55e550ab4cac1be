"""The map for screen readers: the view is a list, every card on the sheet an item of it, made when it is asked for.

Qt owns an interface as long as the object it speaks for lives, and Python may not let go of it before. So each card
that was asked for has a small object that is the view's child, and holds its own interface.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from models.records import Placement
from stratmap.card_words import card_description, card_name
from stratmap.vocabulary import count_of
from ui.canvas.view import MapView
from ui.guard import guard

_ROW = 48.0
"""Cards whose tops are no further apart, in pixels at 100 %, are read as one row."""


@lru_cache(maxsize=1)
def install() -> None:
    """Have Qt ask here how to speak of the map. Does nothing the second time."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_key: str, thing: QObject | None) -> QAccessibleInterface | None:
    """How to speak of a thing; None leaves it to Qt, which asks for every widget there is."""
    if isinstance(thing, MapView):
        return Cards(thing).interface
    return thing.interface if isinstance(thing, CardHandle) else None


class CardHandle(QObject):
    """Stands for one card that a screen reader asked for."""

    def __init__(self, cards: Cards, key: str) -> None:
        super().__init__(cards)
        self.key = key
        self.interface = AccessibleCard(self, cards)


class Cards(QObject):
    """The cards of a view in the order they are read: rows from the top, each from the left."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view = view
        self._spots: object = None
        self._order: list[str] = []
        self._places: dict[str, int] = {}
        self._handles: dict[str, CardHandle] = {}
        self._told: tuple[str | None, str] = (None, "")
        self.interface = AccessibleMap(view, self)
        view.selection.changed.connect(self.tell_focus)
        view.scene.changed.connect(self._map_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keyboard_moved)

    def keys(self) -> list[str]:
        """The cards' ids in reading order."""
        spots = self.view.scene.map.placements_on(self.view.scene.sheet)
        if spots is not self._spots:
            self._spots = spots
            self._order = sorted(spots, key=lambda key: _reading_order(spots[key]))
            self._places = {key: at for at, key in enumerate(self._order)}
            for key in [key for key in self._handles if key not in spots]:
                self._handles.pop(key).deleteLater()
        return self._order

    def place(self, key: str) -> int:
        """The card's place in reading order, or -1."""
        self.keys()
        return self._places.get(key, -1)

    def card(self, key: str) -> QAccessibleInterface | None:
        """How to speak of a card that is on the sheet."""
        if self.place(key) < 0:
            return None
        if key not in self._handles:
            self._handles[key] = CardHandle(self, key)
        return QAccessible.queryAccessibleInterface(self._handles[key])

    def whole(self) -> QAccessibleInterface | None:
        """How to speak of the map that the cards are on."""
        return QAccessible.queryAccessibleInterface(self.view)

    def card_at(self, x: int, y: int) -> QAccessibleInterface | None:
        """The card at a point of the screen."""
        at = self.view.mapFromGlobal(QPoint(x, y))
        key = self.view.scene.places.element_at(*self.view.camera.to_map(at.x(), at.y()))
        return self.card(key) if key is not None else None

    def focused(self) -> str | None:
        """The card the keyboard is at: the one that is selected."""
        chosen = self.view.selection.elements
        return chosen[0] if len(chosen) == 1 and self.place(chosen[0]) >= 0 else None

    def name(self, key: str) -> str:
        """What a card is called; nothing when it is gone."""
        map = self.view.scene.map
        return card_name(map, key, self.view.scene.severities.get(key)) if key in map.elements else ""

    def description(self, key: str) -> str:
        """What else there is to say of a card."""
        map = self.view.scene.map
        return card_description(map, key) if key in map.elements else ""

    def summary(self) -> str:
        """The whole map in a few words."""
        map = self.view.scene.map
        sheet = map.sheets[self.view.scene.sheet].title
        counts = f"{count_of(len(self.keys()), True)}, {count_of(len(map.links), False)}"
        return f"{' '.join(sheet.split())}: {counts}" if len(map.sheets) > 1 else counts

    def parts(self) -> tuple[QAccessibleInterface, ...]:
        """What a card has inside it: nothing, it is read as a whole."""
        return ()

    def role(self) -> QAccessible.Role:
        """What a card is to a screen reader."""
        return QAccessible.Role.ListItem

    def rect(self, key: str) -> QRect:
        """Where a card is on the screen."""
        rect = self.view.scene.rect_of(key)
        if rect is None:
            return QRect()
        seen = self.view.window_rect(rect)
        corner = self.view.mapToGlobal(seen.topLeft())
        return QRect(round(corner.x()), round(corner.y()), round(seen.width()), round(seen.height()))

    def state(self, key: str) -> QAccessible.State:
        """How a card is at the moment."""
        state = QAccessible.State()
        rect = self.view.scene.rect_of(key)
        if rect is None:
            state.invalid = True
            return state
        state.focusable = state.selectable = state.multiSelectable = state.movable = True
        state.selected = key in self.view.selection.keys
        state.focused = self.view.hasFocus() and self.focused() == key
        seen = self.view.camera.seen(self.view.width(), self.view.height())
        state.offscreen = not rect.touches(seen)
        return state

    def tell_focus(self) -> None:
        """Say which card the keyboard is at now, if somebody listens."""
        if not QAccessible.isActive() or not self.view.hasFocus():
            return
        key = self.focused()
        if key is not None and key != self._told[0]:
            self._tell(key, QAccessible.Event.Focus)
        self._told = (key, self.name(key) if key else "")

    def _keyboard_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is self.view:
            self._told = (None, "")
            self.tell_focus()

    def _map_changed(self, _parts: object) -> None:
        if not QAccessible.isActive():
            return
        before = len(self._order)
        if len(self.keys()) != before:
            QAccessible.updateAccessibility(QAccessibleEvent(self.view, QAccessible.Event.ObjectReorder))
        key, name = self._told
        if key is not None and self.place(key) >= 0 and self.name(key) != name:
            self._told = (key, self.name(key))
            self._tell(key, QAccessible.Event.NameChanged)

    def _tell(self, key: str, what: QAccessible.Event) -> None:
        card = self.card(key)
        if card is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(card, what))


def _reading_order(spot: Placement) -> tuple[float, float, str]:
    return (spot.y // _ROW, spot.x, spot.element)


class AccessibleMap(QAccessibleWidget):
    """The map view as a list: its cards, then the widgets in it."""

    def __init__(self, view: MapView, cards: Cards) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._cards = cards

    @guard
    def childCount(self) -> int:
        return len(self._cards.keys()) + super().childCount()

    @guard
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        keys = self._cards.keys()
        return self._cards.card(keys[index]) if 0 <= index < len(keys) else super().child(index - len(keys))

    @guard
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        count = len(self._cards.keys())
        thing = child.object()
        if isinstance(thing, CardHandle):
            return self._cards.place(thing.key)
        at = super().indexOfChild(child)
        return at if at < 0 else at + count

    @guard
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        return self._cards.card_at(x, y) or super().childAt(x, y)

    @guard
    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        key = self._cards.focused()
        return self._cards.card(key) if key is not None else super().focusChild()

    @guard
    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Description:
            return self._cards.summary()
        return super().text(kind)


class AccessibleCard(QAccessibleObject):
    """One card as an item of the list. It knows nothing itself: cards change."""

    def __init__(self, handle: CardHandle, cards: Cards) -> None:
        super().__init__(handle)
        self._key = handle.key
        self._cards = cards

    @guard
    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        return self._cards.whole()

    @guard
    def childCount(self) -> int:
        return len(self._cards.parts())

    @guard
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        return next(iter(self._cards.parts()[index : index + 1]), None)

    @guard
    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return len(self._cards.parts()) - 1

    @guard
    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._cards.name(self._key)
        return self._cards.description(self._key) if kind == QAccessible.Text.Description else ""

    @guard
    def rect(self) -> QRect:
        return self._cards.rect(self._key)

    @guard
    def role(self) -> QAccessible.Role:
        return self._cards.role()

    @guard
    def state(self) -> QAccessible.State:
        return self._cards.state(self._key)
