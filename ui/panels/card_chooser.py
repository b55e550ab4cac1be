"""Choosing a card by typing a few letters of its title."""

from __future__ import annotations

from collections.abc import Iterable

from models.records import Element
from stratmap.i18n import _
from stratmap.vocabulary import kind_name
from ui.panels.chooser import Chooser, Offer


class CardChooser(Chooser):
    """Cards in the order of their titles, with their kinds."""

    def __init__(self, cards: Iterable[Element]) -> None:
        ordered = sorted(cards, key=lambda each: each.title.casefold())
        offers = (Offer(each.id, each.title, f"({kind_name(each.kind).lower()})") for each in ordered)
        super().__init__(offers, _("Title of the other card"), _("Cards to choose from"))
