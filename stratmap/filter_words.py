"""A filter and a focus in words: the line over the map, the page that is printed, the values that are offered."""

from __future__ import annotations

from models.kinds import ElementKind, LinkKind, Status
from models.records import SavedFilter
from models.strategy_map import StrategyMap
from stratmap.filtering import CRITERIA, NONE, Focus, Towards, departments_of, same
from stratmap.i18n import _, grouped, marked, ngettext
from stratmap.vocabulary import kind_name, link_kind_name, quoted, status_name

MOST_NAMED = 4
"""Values of one criterion that are named; of more it is said how many there are."""

_NAMES = {
    "kinds": marked("Kind"),
    "link_kinds": marked("Links"),
    "owners": marked("Owner"),
    "departments": marked("Department"),
    "statuses": marked("Status"),
    "tags": marked("Tag"),
}
_NOBODY = {
    "owners": marked("No owner"),
    "departments": marked("No department"),
    "statuses": marked("No status"),
    "tags": marked("No tag"),
}


def criterion_name(criterion: str) -> str:
    """A criterion as a label: “Owner”."""
    return _(_NAMES[criterion])


def value_name(map: StrategyMap, criterion: str, value: str) -> str:
    """One value of a criterion as a label."""
    if value == NONE:
        return _(_NOBODY[criterion])
    if criterion == "kinds":
        return kind_name(ElementKind(value))
    if criterion == "link_kinds":
        return link_kind_name(LinkKind(value))
    if criterion == "statuses":
        return status_name(Status(value))
    if criterion == "departments":
        element = map.elements.get(value)
        value = element.title if element is not None else _("something that is gone")
    return " ".join(value.split()) or _("(no title)")


def offered(map: StrategyMap, criterion: str) -> list[str]:
    """The values of a criterion there are in a map, in the order a person looks for them."""
    elements = map.elements.values()
    if criterion == "kinds":
        there = {each.kind for each in elements}
        return [kind.value for kind in ElementKind if kind in there]
    if criterion == "link_kinds":
        drawn = {each.kind for each in map.links.values()}
        return [kind.value for kind in LinkKind if kind in drawn]
    if criterion == "statuses":
        statuses = {each.status for each in elements}
        known = [status.value for status in Status if status in statuses]
        return [*known, NONE] if known and None in statuses else known
    if criterion == "departments":
        departments = [each for each in elements if each.kind is ElementKind.DEPARTMENT]
        ids = [each.id for each in sorted(departments, key=lambda each: same(each.title))]
        without = ids and any(not departments_of(map, each) for each in elements)
        return [*ids, NONE] if without else ids
    found: dict[str, str] = {}
    missing = False
    for element in elements:
        words = {same(word): word for word in ((element.owner,) if criterion == "owners" else element.tags)}
        words.pop(NONE, None)
        missing = missing or not words
        for key, word in words.items():
            found.setdefault(key, word)
    known = [found[key] for key in sorted(found)]
    return [*known, NONE] if known and missing else known


def filter_words(map: StrategyMap, filter: SavedFilter) -> str:
    """What a filter asks for, in a line: “Kind: Objective, Initiative · Status: At risk”."""
    parts = []
    for criterion in CRITERIA:
        values = getattr(filter, criterion)
        if not values:
            continue
        names = [value_name(map, criterion, value) for value in values[:MOST_NAMED]]
        if len(values) > MOST_NAMED:
            names.append(_("{n} more").format(n=grouped(len(values) - MOST_NAMED)))
        parts.append(_("{criterion}: {values}").format(criterion=criterion_name(criterion), values=", ".join(names)))
    return " · ".join(parts)


def focus_words(map: StrategyMap, focus: Focus) -> str:
    """What a focus shows, in a line: “Showing 2 steps of causes of ‘Trust’”."""
    titles = [map.elements[each].title for each in focus.around if each in map.elements]
    what = quoted(titles[0]) if len(titles) == 1 else ngettext("{n} card", "{n} cards", len(titles))
    facts = {"n": focus.steps or 0, "what": what.format(n=grouped(len(titles))) if len(titles) != 1 else what}
    if focus.steps is None:
        sentence = {
            Towards.CAUSES: _("Showing all causes of {what}"),
            Towards.EFFECTS: _("Showing all effects of {what}"),
            Towards.BOTH: _("Showing all that is linked with {what}"),
        }[focus.towards]
    else:
        sentence = {
            Towards.CAUSES: ngettext(
                "Showing {n} step of causes of {what}", "Showing {n} steps of causes of {what}", focus.steps
            ),
            Towards.EFFECTS: ngettext(
                "Showing {n} step of effects of {what}", "Showing {n} steps of effects of {what}", focus.steps
            ),
            Towards.BOTH: ngettext("Showing {n} step around {what}", "Showing {n} steps around {what}", focus.steps),
        }[focus.towards]
    return sentence.format(**facts)
