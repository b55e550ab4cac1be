"""What was done about a finding, in words: said once it is done, so unlike the button it is no order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from models.change import Change
from models.kinds import Priority, Status
from models.records import Element, Key, Link
from models.strategy_map import StrategyMap
from stratmap.field_text import shown
from stratmap.i18n import _, ngettext
from stratmap.vocabulary import field_name, priority_name, quoted, status_name, thing_words


def fixed_words(change: Change, before: StrategyMap) -> str:
    """What a fix has done to the map that was ``before``: “Linked ‘New shop’ to ‘More revenue’.”"""
    return " ".join(_sentences(change, before))


def made_keys(change: Change) -> frozenset[Key]:
    """What a fix has made or changed, to be looked at: the links it drew, else the elements that are other now."""
    links = {key for key, _before, after in change if isinstance(after, Link)}
    return frozenset(links or (key for key, _before, after in change if isinstance(after, Element)))


def left_keys(change: Change, after: StrategyMap) -> frozenset[Key]:
    """The elements at the ends of the links a fix has taken away, as far as they are still there."""
    gone = [before for _key, before, now in change if isinstance(before, Link) and now is None]
    return frozenset(end for link in gone for end in (link.source, link.target) if end in after.elements)


def _sentences(change: Change, map: StrategyMap) -> Iterator[str]:
    gone = [before for _key, before, after in change if after is None]
    deleted = [each for each in gone if isinstance(each, Element)]
    unlinked = [each for each in gone if isinstance(each, Link)]
    for element in deleted:
        yield _("Deleted {title}.").format(title=quoted(element.title))
    if unlinked and not deleted:
        words = ngettext("Removed {link}.", "Removed {count} links.", len(unlinked))
        yield words.format(link=thing_words(map, unlinked[0].id), count=len(unlinked))
    for _key, before, after in change:
        if isinstance(after, Link):
            ends = (quoted(map.elements[end].title) for end in (after.source, after.target))
            yield _("Linked {source} to {target}.").format(**dict(zip(("source", "target"), ends, strict=True)))
        elif isinstance(before, Element) and isinstance(after, Element):
            yield _changed(before, after)


def _changed(before: Element, after: Element) -> str:
    """What is other about an element now."""
    title = quoted(after.title)
    names = [each.name for each in fields(Element) if getattr(before, each.name) != getattr(after, each.name)]
    if names == ["status"] and after.status is not None:
        return _("{title} is now marked as {status}.").format(title=title, status=status_name(after.status).lower())
    values = ", ".join(f"{field_name(name)} {_value(name, getattr(after, name)) or '–'}" for name in names)
    return _("{title} now has: {values}.").format(title=title, values=values)


def _value(name: str, value: object) -> str:
    if isinstance(value, Status):
        return status_name(value)
    return priority_name(value) if isinstance(value, Priority) else shown(name, value)
