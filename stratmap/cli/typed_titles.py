"""Elements by the title somebody types, or by their id where several have one title."""

from __future__ import annotations

from models.records import Element
from models.strategy_map import StrategyMap
from stratmap.cli.output import NotDone
from stratmap.i18n import _

MOST_NAMED = 5
"""Titles that are named when what was typed fits several."""


def elements_titled(map: StrategyMap, title: str) -> list[Element]:
    """The elements of this title, more than one where several have it, in the order they were made.

    Upper and lower case need not match; if no title fits, an id or a part of one title will do. Raises NotDone where
    nothing fits, or a part fits several titles.
    """
    wanted = _folded(title)
    found = [each for each in map.elements.values() if _folded(each.title) == wanted]
    if found:
        return found
    if title in map.elements:
        return [map.elements[title]]
    titles: dict[str, list[Element]] = {}
    for each in map.elements.values():
        if wanted and wanted in _folded(each.title):
            titles.setdefault(each.title, []).append(each)
    if len(titles) == 1:
        return next(iter(titles.values()))
    if not titles:
        raise NotDone(_("Nothing in the map is called ‘{title}’.").format(title=title))
    names = ", ".join(f"‘{each}’" for each in sorted(titles)[:MOST_NAMED])
    if len(titles) > MOST_NAMED:
        names += ", …"
    raise NotDone(
        _("‘{title}’ is part of several titles: {names}. Write one of them.").format(title=title, names=names)
    )


def element_titled(map: StrategyMap, title: str) -> Element:
    """The one element of this title or id. Raises NotDone where it is not just one."""
    from stratmap.vocabulary import kind_name, quoted

    found = elements_titled(map, title)
    if len(found) == 1:
        return found[0]
    ids = ", ".join(f"{each.id} ({kind_name(each.kind)})" for each in found[:MOST_NAMED])
    if len(found) > MOST_NAMED:
        ids += ", …"
    sentence = _("{n} elements are called {title}. Write the id of one instead: {ids}.")
    raise NotDone(sentence.format(n=len(found), title=quoted(found[0].title), ids=ids))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
