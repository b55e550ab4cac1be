"""Linking from the keyboard: type a few letters of the other card's title, choose, and say how they are linked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.kinds import LinkKind, kinds_joining
from models.strategy_map import StrategyMap
from stratmap.finding_titles import folded
from stratmap.i18n import _
from stratmap.link_words import cannot_join
from stratmap.vocabulary import link_kind_name, quoted
from ui.dialogs.choose import ChooseDialog
from ui.panels.card_chooser import CardChooser
from ui.panels.choice_box import ChoiceBox
from ui.plain_label import plain_label


class LinkToDialog(ChooseDialog):
    """Offers the cards the source may be linked to, and only the link kinds the two allow."""

    def __init__(
        self, map: StrategyMap, source: str, link: Callable[[str, str, LinkKind | None], None], parent: QWidget
    ) -> None:
        own = map.elements[source].kind
        cards = [each for each in map.elements.values() if each.id != source and kinds_joining(own, each.kind)]
        question = _("Link {title} to:").format(title=quoted(map.elements[source].title))
        self._map = map
        self._own = own
        self._source = map.elements[source]
        self._not_offered = sorted(map.elements.keys() - {each.id for each in cards})
        super().__init__(
            _("Link to"), question, CardChooser(cards), lambda card: link(source, card, self.kinds.value), parent
        )
        self.ok.setText(_("Link"))
        self.kinds = ChoiceBox()
        self.kinds.setAccessibleName(_("How they are linked"))
        self.column.insertWidget(2, self.kinds)
        self.reason = plain_label(wraps=True)
        self.column.insertWidget(3, self.reason)
        self.chooser.chosen_changed.connect(self._offer_kinds)
        self._offer_kinds()

    def _offer_kinds(self) -> None:
        card = self.chooser.chosen
        kinds = kinds_joining(self._own, self._map.elements[card].kind) if card is not None else []
        self.kinds.offer([(kind, link_kind_name(kind)) for kind in kinds])
        self.kinds.setVisible(card is not None)
        self.reason.setText("" if card is not None else self._why_not())
        self.reason.setVisible(card is None)

    def _why_not(self) -> str:
        """Why no card that is called as was typed is offered."""
        typed = folded(self.chooser.search.text().strip())
        if not typed:
            return ""
        others = (self._map.elements[key] for key in self._not_offered)
        named = next((each for each in others if typed in folded(each.title)), None)
        if named is None:
            return _("No card is called like this.")
        if named.id == self._source.id:
            return _("A thing cannot be linked to itself. Type the title of another card.")
        return cannot_join(self._source, named, None)
