"""A card in words, for whoever does not see the map: what it is, how it is linked and how it stands."""

from __future__ import annotations

from itertools import islice

from models.kinds import LinkKind
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.i18n import _, grouped, marked, ngettext
from stratmap.link_words import link_sentence
from stratmap.vocabulary import kind_name, quoted, status_name

MOST_LINKS = 12
"""Links of a card that are told one by one."""

_TITLE = 200
"""Characters of a title that are read out."""

_BADGES = {
    Severity.ERROR: marked("has an error"),
    Severity.WARNING: marked("has a warning"),
    Severity.INFO: marked("has a remark"),
}


def card_name(map: StrategyMap, element_id: str, severity: Severity | None = None) -> str:
    """A card in a few words: “Objective ‘Grow revenue’, 2 causes, 1 effect, on track”."""
    element, links = map.elements[element_id], map.links_of(element_id)
    influences = [link for link in links if link.kind is LinkKind.INFLUENCES]
    causes = len({link.source for link in influences} - {element_id})
    effects = len({link.target for link in influences} - {element_id})
    others = len(links) - len(influences)
    words = [f"{kind_name(element.kind)} {quoted(_short(element.title))}"]
    if causes:
        words.append(ngettext("{n} cause", "{n} causes", causes).format(n=grouped(causes)))
    if effects:
        words.append(ngettext("{n} effect", "{n} effects", effects).format(n=grouped(effects)))
    if others:
        words.append(ngettext("{n} other link", "{n} other links", others).format(n=grouped(others)))
    if not links:
        words.append(_("not linked"))
    if element.status is not None:
        words.append(status_name(element.status).lower())
    if severity is not None:
        words.append(_(_BADGES[severity]))
    return ", ".join(words)


def card_description(map: StrategyMap, element_id: str) -> str:
    """The rest that the map shows of a card: its owner, its perspective, and what each of its links says."""
    element, links = map.elements[element_id], map.links_of(element_id)
    words = []
    if element.owner.strip():
        words.append(_("Owner: {name}.").format(name=_short(element.owner)))
    if element.perspective is not None and element.perspective in map.perspectives:
        words.append(
            _("In {perspective}.").format(perspective=quoted(_short(map.perspectives[element.perspective].title)))
        )
    words += [link_sentence(link, map) for link in islice(links, MOST_LINKS)]
    if len(links) > MOST_LINKS:
        words.append(_("And {n} more links.").format(n=grouped(len(links) - MOST_LINKS)))
    return " ".join(words)


def _short(text: str) -> str:
    words = " ".join(text[: 2 * _TITLE].split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1] + "…"
