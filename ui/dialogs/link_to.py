"""Linking from the keyboard: type a few letters of the other card's title, choose, and say how they are linked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models.kinds import LinkKind, kinds_joining
from models.strategy_map import StrategyMap
from stratmap.i18n import _
from stratmap.vocabulary import link_kind_name, quoted
from ui.panels.card_chooser import CardChooser
from ui.panels.choice_box import ChoiceBox


class LinkToDialog(QDialog):
    """Offers the cards the source may be linked to, and only the link kinds the two allow."""

    def __init__(
        self, map: StrategyMap, source: str, link: Callable[[str, str, LinkKind | None], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._map = map
        self._source = source
        self._link = link
        self.setWindowTitle(_("Link to"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(420, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        words = QLabel(_("Link {title} to:").format(title=quoted(map.elements[source].title)))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        own = map.elements[source].kind
        self.chooser = CardChooser(
            each for each in map.elements.values() if each.id != source and kinds_joining(own, each.kind)
        )
        self.kinds = ChoiceBox()
        self.kinds.setAccessibleName(_("How they are linked"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(_("Link"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (words, self.chooser, self.kinds, buttons):
            column.addWidget(widget)
        self.chooser.chosen_changed.connect(self._offer_kinds)
        self.chooser.accepted.connect(self.accept)
        self.accepted.connect(self._make)
        self._offer_kinds()
        self.chooser.setFocus()

    def _offer_kinds(self) -> None:
        self.kinds.offer(())
        card = self.chooser.chosen
        self._ok.setEnabled(card is not None)
        if card is not None:
            elements = self._map.elements
            kinds = kinds_joining(elements[self._source].kind, elements[card].kind)
            self.kinds.offer([(kind, link_kind_name(kind)) for kind in kinds])

    def _make(self) -> None:
        card = self.chooser.chosen
        if card is not None:
            self._link(self._source, card, self.kinds.value)
