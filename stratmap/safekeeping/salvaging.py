"""Asking for what can still be read of a damaged file or session, and saying what could not."""

from __future__ import annotations

from pathlib import Path

from models.records import (
    Band,
    Bend,
    Element,
    Link,
    LoopName,
    MapInfo,
    Mute,
    Perspective,
    Placement,
    Record,
    SavedFilter,
    Sheet,
    Version,
)
from models.salvage import LeftOut, Salvaged, Why, salvaged
from models.strategy_map import StrategyMap
from stratmap.i18n import _, marked, ngettext
from stratmap.safekeeping.recovery import Left, working_copy_bytes
from stratmap.safekeeping.resettling import resettled
from stratmap.vocabulary import quoted

_THINGS: dict[type[Record], str] = {
    MapInfo: marked("what the map says of itself, {title}"),
    Perspective: marked("the perspective {title}"),
    Element: marked("the element {title}"),
    Link: marked("the link {title}"),
    Sheet: marked("the sheet {title}"),
    Placement: marked("where a sheet shows {title}"),
    Band: marked("the height of a band"),
    Bend: marked("the bend of a link"),
    LoopName: marked("the loop name {title}"),
    Mute: marked("a finding you decided to live with"),
    SavedFilter: marked("the filter {title}"),
    Version: marked("the version {title}"),
}

_MANY: dict[type[Record], str] = {
    MapInfo: marked("what the map says of itself"),
    Perspective: marked("perspectives"),
    Element: marked("elements"),
    Link: marked("links"),
    Sheet: marked("sheets"),
    Placement: marked("places of cards"),
    Band: marked("heights of bands"),
    Bend: marked("bends of links"),
    LoopName: marked("loop names"),
    Mute: marked("findings you decided to live with"),
    SavedFilter: marked("filters"),
    Version: marked("versions"),
}

_WHYS = {
    Why.UNREADABLE: marked("{thing} could not be read."),
    Why.NOT_FITTING: marked("{thing} was left out: what it belongs to is missing, or it is damaged itself."),
    Why.MENDED: marked("{thing} is there, but a damaged value of it had to go."),
}


def salvage_file(path: Path) -> Salvaged:
    """What can still be read of a person's file, which stays as it is. Takes up to a minute. Raises FileError.

    Elements whose place is lost stand on the first sheet.
    """
    from models.reader import read_bytes

    return resettled(salvaged(read_bytes(path), str(path)))


def salvage_left(left: Left) -> Salvaged:
    """What can still be read of a session that does not open, as for a file. Raises FileError."""
    return resettled(salvaged(working_copy_bytes(left), left.title or left.folder.name))


def salvaged_words(found: Salvaged) -> str:
    """How much could be read, what became of the places, what may be missing, and what to do now."""
    return f"{read_words(found)} {_('Look it over, and save it under a new name.')}"


def read_words(found: Salvaged) -> str:
    """How much could be read, what became of the places, and what may be missing."""
    words = [_count_sentence(found.map), _places_sentence(found), _missing_sentence(found)]
    return " ".join(each for each in words if each)


def _count_sentence(map: StrategyMap) -> str:
    if not map.elements:
        return _("No element could be read, only {parts}.").format(parts=_parts_words(map))
    elements = ngettext("{count} element", "{count} elements", len(map.elements)).format(count=len(map.elements))
    links = ngettext("{count} link", "{count} links", len(map.links)).format(count=len(map.links))
    return _("{elements} and {links} could be read.").format(elements=elements, links=links)


def _parts_words(map: StrategyMap) -> str:
    """What there is of a map without elements: “its title, its vision and 2 versions kept in it”."""
    info = map.info
    parts = [words for words, text in ((_("its title"), info.title), (_("its vision"), info.vision)) if text]
    parts += [_("its mission")] if info.mission else []
    if map.versions:
        words = ngettext("{n} version kept in it", "{n} versions kept in it", len(map.versions))
        parts.append(words.format(n=len(map.versions)))
    if not parts:
        return _("how it was set up")
    if len(parts) == 1:
        return parts[0]
    return _("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])


def shown_sentence(found: Salvaged, name: str) -> str:
    """The line over a map made of what could be read, for as long as it is not saved."""
    if found.map.elements:
        words = _(
            "This is what could be read of {name}, which is damaged. It stays as it is. An older copy may hold more:"
            " File › Earlier versions."
        )
        return words.format(name=quoted(name))
    words = _(
        "Of {name}, which is damaged, no card could be read, only {parts}. It stays as it is. An older copy may hold"
        " more: File › Earlier versions."
    )
    return words.format(name=quoted(name), parts=_parts_words(found.map))


def empty_words(found: Salvaged, name: str) -> str:
    """What the empty sheet of such a map says: lines. Empty where it has elements, and need not say anything."""
    if found.map.elements:
        return ""
    lines = [_("No card could be read of {name}.").format(name=quoted(name))]
    if found.map.versions:
        lines.append(_("A version kept in the map may hold them: File › Versions."))
    if found.map.info.title or found.map.info.vision or found.map.info.mission:
        lines.append(_("What the map says of itself stands on the right, under ‘This map’."))
    return "\n".join(lines)


def _places_sentence(found: Salvaged) -> str:
    count = found.resettled
    if not count:
        return ""
    if count == len(found.map.elements):
        return _("Where the cards stood could not be read; they were laid out anew.")
    words = ngettext(
        "Where {count} card stood could not be read; it was put on the first sheet.",
        "Where {count} cards stood could not be read; they were put on the first sheet.",
        count,
    )
    return words.format(count=count)


def _missing_sentence(found: Salvaged) -> str:
    """What nobody can count; what can be counted is in the list (``left_out_sentences``)."""
    if found.is_whole:
        return _("Nothing seems to be missing.")
    elements = Element in found.gaps or (found.torn and not found.gaps)
    links = Link in found.gaps or (found.torn and not found.gaps)
    if elements and links:
        return _("Elements, links and other things may be missing.")
    if elements:
        return _("Elements and other things may be missing.")
    if links:
        return _("Links and other things may be missing.")
    return _("Some things may be missing.")


def left_out_sentences(found: Salvaged) -> list[str]:
    """What is missing or not as it was, a sentence each; none where everything seems to be there."""
    sentences = [_sentence(each) for each in found.left_out]
    if found.lost:
        words = ngettext(
            "{count} entry was too damaged to say what it was.",
            "{count} entries were too damaged to say what they were.",
            found.lost,
        )
        sentences.append(words.format(count=found.lost))
    for kind in found.gaps:
        if kind is Placement and found.resettled:
            continue  # ``read_words`` says so, and there are others now
        things = _(_MANY[kind])
        words = _("{things}: more may be missing. A part of the file that held them cannot be read.")
        if not found.map.table(kind):
            words = _("{things}: none could be read. The part of the file that held them cannot be read.")
        sentences.append(words.format(things=things[:1].upper() + things[1:]))
    if found.torn:
        sentences.append(_("A part of the file is missing, or says no more what it held."))
    return sentences


def _sentence(left_out: LeftOut) -> str:
    thing = _(_THINGS[left_out.kind]).format(title=quoted(left_out.title))
    return _(_WHYS[left_out.why]).format(thing=thing[:1].upper() + thing[1:])
