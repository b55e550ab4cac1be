"""Going from card to card by keyboard: along links, and by direction."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from models.records import Key
from stratmap.i18n import _
from ui.canvas.view import MapView
from ui.notice import Say
from ui.selection import Selection


@dataclass(frozen=True, slots=True)
class Fork:
    """Where one could have gone from a card, along its links one way, and which of them was taken."""

    start: str
    outwards: bool
    cards: tuple[str, ...]
    taken: int

    @property
    def card(self) -> str:
        """The card one is at."""
        return self.cards[self.taken]


class WalkingCommands(QObject):
    """Selects the next card, or one of the links on the way, and brings it into view."""

    def __init__(self, view: MapView, selection: Selection, say: Say) -> None:
        super().__init__(view)
        self._view = view
        self._selection = selection
        self._say = say
        self._fork: Fork | None = None

    def along(self, *, outwards: bool) -> None:
        """Go to the first card the selected one leads to, or that leads to it; from a link, to its end or start."""
        map = self._view.scene.map
        if len(self._selection.keys) == 1:
            (key,) = self._selection.keys
            if key in map.links:
                self._fork = None
                self._show(map.links[key].target if outwards else map.links[key].source)
                return
        start = self._start()
        if start is None:
            return
        cards = self._next_to(start, outwards)
        if not cards:
            self._say(self._why_not_on(start, outwards))
            return
        back = self._fork
        taken = cards.index(back.start) if back is not None and back.card == start and back.start in cards else 0
        self._fork = Fork(start, outwards, cards, taken)
        self._show(cards[taken])

    def aside(self, step: int) -> None:
        """Go to the next, or last, of the cards one could have gone to instead."""
        fork = self._fork
        if fork is None or self._selection.keys != {fork.card} or fork.card not in self._next_to(*_way(fork)):
            self._say(_("First go along a link, with Ctrl+Alt+Right or Ctrl+Alt+Left; then this goes to the others."))
            return
        cards = self._next_to(*_way(fork))
        taken = (cards.index(fork.card) + step) % len(cards)
        self._fork = Fork(fork.start, fork.outwards, cards, taken)
        self._show(cards[taken])

    def next_link(self) -> None:
        """Select the next of a card's links; from a link, the next one of the card it was reached from."""
        map, sheet = self._view.scene.map, self._view.scene.sheet
        spots = map.placements_on(sheet)
        card, now = self._link_card()
        links = [each.id for each in map.links_of(card) if {each.source, each.target} <= spots.keys()] if card else []
        if not links:
            self._say(_("Select a card that has links."))
            return
        self._card_of_links = card
        link = links[(links.index(now) + 1) % len(links)] if now in links else links[0]
        self._selection.set({link})
        rect = self._view.scene.rect_around((link,))
        if rect is not None:
            self._view.looking.show_rect(rect)

    def go(self, dx: int, dy: int) -> None:
        """Select the nearest card in a direction, or any to begin with."""
        chosen = self._selection.elements
        found = self._view.scene.places.neighbour(chosen[-1] if chosen else None, dx, dy)
        if found is not None:
            self._show(found)

    _card_of_links: str | None = None

    def _link_card(self) -> tuple[str | None, Key | None]:
        """The card whose links are gone through, and the link one is at."""
        map = self._view.scene.map
        if len(self._selection.keys) != 1:
            return None, None
        (key,) = self._selection.keys
        link = map.links.get(key)
        if link is None:
            return (key if key in map.elements else None), None
        kept = self._card_of_links
        return (kept if kept in (link.source, link.target) else link.source), key

    def _why_not_on(self, card: str, outwards: bool) -> str:
        """Why one cannot go on from a card along its links one way."""
        if any((link.source if outwards else link.target) == card for link in self._view.scene.map.links_of(card)):
            return (
                _("What it leads to is not on this sheet.")
                if outwards
                else _("What leads here is not on this sheet.")
            )
        return _("No link leads on from here.") if outwards else _("No link leads here.")

    def _start(self) -> str | None:
        """The card to go from; without one, any is gone to."""
        chosen = self._selection.elements
        if len(chosen) == 1:
            return chosen[0]
        self.go(1, 0)
        return None

    def _next_to(self, card: str, outwards: bool) -> tuple[str, ...]:
        """The cards on the sheet a card's links lead to, or come from, from left to right."""
        map, spots = self._view.scene.map, self._view.scene.map.placements_on(self._view.scene.sheet)
        found = {
            link.target if outwards else link.source
            for link in map.links_of(card)
            if (link.source if outwards else link.target) == card
        }
        return tuple(sorted(found & spots.keys(), key=lambda each: (spots[each].x, spots[each].y, each)))

    def _show(self, card: str) -> None:
        self._selection.set({card})
        rect = self._view.scene.rect_of(card)
        if rect is not None:
            self._view.looking.reveal(rect)


def _way(fork: Fork) -> tuple[str, bool]:
    return fork.start, fork.outwards
