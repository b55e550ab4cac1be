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
from stratmap.i18n import _, marked, ngettext
from stratmap.safekeeping.recovery import Left, working_copy_bytes
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

_WHYS = {
    Why.UNREADABLE: marked("{thing} could not be read."),
    Why.NOT_FITTING: marked("{thing} was left out: what it belongs to is missing, or it is damaged itself."),
    Why.MENDED: marked("{thing} is there, but a damaged value of it had to go."),
}


def salvage_file(path: Path) -> Salvaged:
    """What can still be read of a person's file, which stays as it is. Takes up to a minute. Raises FileError."""
    from models.reader import read_bytes

    return salvaged(read_bytes(path), str(path))


def salvage_left(left: Left) -> Salvaged:
    """What can still be read of a session that does not open. Raises FileError."""
    return salvaged(working_copy_bytes(left), left.title or left.folder.name)


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
    return sentences


def _sentence(left_out: LeftOut) -> str:
    thing = _(_THINGS[left_out.kind]).format(title=quoted(left_out.title))
    return _(_WHYS[left_out.why]).format(thing=thing[:1].upper() + thing[1:])
