"""Words for people: the names of things, and a sentence for everything that can be refused.

The rest of the program deals in facts. Every text here goes through gettext; titles stand in ‘quotation marks’.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePath

from models import limits
from models.errors import FileError, FileTrouble, Rule, Violation
from models.kinds import ElementKind, LinkKind, Polarity, Priority, Status
from models.records import (
    Band,
    Bend,
    Element,
    Key,
    Link,
    LoopName,
    MapInfo,
    Mute,
    Perspective,
    Placement,
    SavedFilter,
    Sheet,
    Version,
)
from models.strategy_map import StrategyMap
from stratmap.field_text import NotUnderstood
from stratmap.i18n import _, grouped, marked, ngettext

KIND_NAMES = {
    ElementKind.OBJECTIVE: marked("Objective"),
    ElementKind.INITIATIVE: marked("Initiative"),
    ElementKind.DEPARTMENT: marked("Department"),
    ElementKind.MEASURE: marked("Measure"),
    ElementKind.FACTOR: marked("Factor"),
    ElementKind.NOTE: marked("Note"),
}
LINK_KIND_NAMES = {
    LinkKind.INFLUENCES: marked("Influences"),
    LinkKind.REQUIRES: marked("Requires"),
    LinkKind.CONFLICTS: marked("Conflicts with"),
    LinkKind.OWNS: marked("Is accountable for"),
    LinkKind.TRACKS: marked("Tracks"),
}
STATUS_NAMES = {
    Status.PLANNED: marked("Planned"),
    Status.ON_TRACK: marked("On track"),
    Status.AT_RISK: marked("At risk"),
    Status.OFF_TRACK: marked("Off track"),
    Status.DONE: marked("Done"),
    Status.DROPPED: marked("Dropped"),
}
_PRIORITIES = {
    Priority.LOW: marked("Low"),
    Priority.MEDIUM: marked("Medium"),
    Priority.HIGH: marked("High"),
}


def kind_name(kind: ElementKind) -> str:
    """An element kind as a label: “Objective”."""
    return _(KIND_NAMES[kind])


def link_kind_name(kind: LinkKind) -> str:
    """A link kind as a label: “Requires”."""
    return _(LINK_KIND_NAMES[kind])


def status_name(status: Status) -> str:
    """A status as a label: “On track”."""
    return _(STATUS_NAMES[status])


def priority_name(priority: Priority) -> str:
    """A priority as a label: “High”."""
    return _(_PRIORITIES[priority])


def kind_count(kind: ElementKind, n: int) -> str:
    """How many of a kind: “1 objective”, “3 objectives”."""
    words = {
        ElementKind.OBJECTIVE: ngettext("{n} objective", "{n} objectives", n),
        ElementKind.INITIATIVE: ngettext("{n} initiative", "{n} initiatives", n),
        ElementKind.DEPARTMENT: ngettext("{n} department", "{n} departments", n),
        ElementKind.MEASURE: ngettext("{n} measure", "{n} measures", n),
        ElementKind.FACTOR: ngettext("{n} factor", "{n} factors", n),
        ElementKind.NOTE: ngettext("{n} note", "{n} notes", n),
    }
    return words[kind].format(n=grouped(n))


def size_words(size: int) -> str:
    """Bytes as a person reads them: “36 KB”, “1.2 MB”."""
    if size < 1000 * 1024:
        return _("{n} KB").format(n=max(1, -(-size // 1024)))
    return _("{n} MB").format(n=f"{size / 1024 / 1024:.1f}")


_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of all that follows, by which one name can pass for another."""

_HALVES = re.compile("[\ud800-\udfff]")
"""What names of files have in the place of bytes that are no text."""


def in_line(name: str) -> str:
    """A name as it stands in a sentence: on one line, and read in the order in which it is written."""
    return " ".join(_HALVES.sub("\ufffd", _TURNING.sub("", name)).split())


def quoted(title: str) -> str:
    """A title as it stands in a sentence, on one line."""
    return _("‘{title}’").format(title=in_line(title) or _("(no title)"))


_FILE_TROUBLES = {
    FileTrouble.NOT_FOUND: marked(
        "{name} cannot be found, or the folder it belongs in is gone. Nothing was changed."
        " Check the name, and whether the disk or share it is on is connected."
    ),
    FileTrouble.NO_FOLDER: marked(
        "There is no folder {folder} to write {name} into. Nothing was changed."
        " Choose another folder, or check whether the disk or share it is on is connected."
    ),
    FileTrouble.NOT_A_FILE: marked("{name} is a folder or a device, not a file. Nothing was changed. Choose a file."),
    FileTrouble.BAD_NAME: marked(
        "{name} is no name that this disk takes: it is too long, or has a character in it that may not be there."
        " Nothing was changed. Choose a shorter name of plain letters."
    ),
    FileTrouble.NOT_OURS: marked(
        "{name} is not a strategy map. It was left as it is."
        " Choose a file that stratmap saved, or import it if it is a table (CSV)."
    ),
    FileTrouble.NEWER: marked(
        "{name} was saved by a newer version of stratmap (file format {detail}). It was left as it is."
        " Update stratmap to open it."
    ),
    FileTrouble.DAMAGED: marked(
        "{name} is damaged or was changed by another program, so it was not opened. It was left as it is."
        " Open an older copy, or ask whoever sent it to send it again."
    ),
    FileTrouble.NOTHING_LEFT: marked(
        "Nothing of the map in {name} could be read, so nothing was opened. It was left as it is."
        " Open an older copy, or ask whoever sent it to send it again."
    ),
    FileTrouble.CHANGED: marked(
        "What {name} holds is not what was saved: it was damaged on the way or changed by another program,"
        " so it was not opened. It was left as it is. Open an older copy, or ask whoever sent it to send it again."
    ),
    FileTrouble.TOO_LARGE: marked(
        "{name} is larger than a strategy map can be ({megabytes} MB). Nothing was changed."
        " If you were saving, shorten long notes and save again."
    ),
    FileTrouble.NOT_ALLOWED: marked(
        "You are not allowed to use {name}, or it may only be read. Nothing was changed."
        " If you were saving, save under another name or in another folder."
    ),
    FileTrouble.CLOSED_FOLDER: marked(
        "You are not allowed to put {name} into the folder {folder}. Nothing was changed. Choose another folder."
    ),
    FileTrouble.BUSY: marked(
        "Another program keeps {name} to itself: often one that checks for viruses or keeps folders in step."
        " What was on the disk before is still there. Wait a little and save again, or save under another name."
    ),
    FileTrouble.DISK_FULL: marked(
        "There is no room left on the disk for {name}. What was on the disk before is still there."
        " Make room, or save on another disk."
    ),
    FileTrouble.FAILED: marked(
        "{name} could not be read or written. What was on the disk before is still there."
        " Try again, or use another folder. (The system says: {detail}.)"
    ),
}


MOST_OF_NAME = 80
"""Letters of a file's name in a sentence."""


def _in_short(name: str) -> str:
    half = MOST_OF_NAME // 2
    return name if len(name) <= MOST_OF_NAME else f"{name[:half]}…{name[-half:]}"


def file_error_sentence(error: FileError) -> str:
    """What went wrong with a file, that nothing was lost, and what to do."""
    return _(_FILE_TROUBLES[error.trouble]).format(
        name=quoted(_in_short(PurePath(error.path).name or error.path)),
        folder=quoted(_in_short(PurePath(error.path).parent.name or str(PurePath(error.path).parent))),
        detail=error.detail.rstrip(".") or _("no more is known"),
        megabytes=limits.MAX_FILE_BYTES // 2**20,
    )


_RULES: dict[Rule, str] = {
    Rule.ONE_INFO: marked(
        "A map has a title and purpose of its own exactly once; here they are there {count} times."
    ),
    Rule.ONE_SHEET: marked("A map needs at least one sheet to be drawn on. Keep one, or add another first."),
    Rule.UNIQUE_ID: marked(
        "Two things in the map would carry the same internal name ({thing}). Make a new one instead."
    ),
    Rule.BAD_ID: marked(
        "{thing} has an internal name that a map cannot use: it must be short, on one line and without ‘:’ and ‘,’."
    ),
    Rule.TITLE_TOO_LONG: marked(
        "A text of {thing} is {length} characters long; titles, names and tags may have {most}. Shorten it,"
        " or put the rest into the notes."
    ),
    Rule.NOTES_TOO_LONG: marked(
        "The notes of {thing} are {length} characters long; {most} is the most. Shorten them."
    ),
    Rule.CONTROL_CHARACTER: marked(
        "A text of {thing} holds a character that cannot be shown. Type the text again, or paste it as plain text."
    ),
    Rule.TOO_MANY_TAGS: marked("{thing} would have {count} tags; {most} is the most. Take some away."),
    Rule.NUMBER_OUT_OF_RANGE: marked("{field} of {thing} cannot be {value}. Use a smaller number, of fewer digits."),
    Rule.OUT_OF_PLACE: marked("{thing} would lie too far out on the sheet to be found again. Move it nearer."),
    Rule.NO_SIZE: marked("{thing} would have no width or height, or too much of it. Give it another size."),
    Rule.STRENGTH: marked(
        "The strength of {thing} is {strength}. Use a number above 0 and up to 1, or leave it empty."
    ),
    Rule.SELF_LINK: marked(
        "A link needs two ends, and this one leads from {title} back to itself. Choose another end."
    ),
    Rule.MISSING_END: marked("{thing} would lose one of its ends. Delete the link as well."),
    Rule.NOT_JOINABLE: marked(
        "The link ‘{kind}’ cannot lead from the kind ‘{source}’ to the kind ‘{target}’."
        " Choose another kind of link, or other ends."
    ),
    Rule.INFLUENCE_ONLY: marked("Sign, strength and delay belong to influences; {thing} is of the kind ‘{kind}’."),
    Rule.MISSING_PART: marked("{thing} refers to something that is not in the map any more. Choose another."),
    Rule.TOO_MANY: marked("The map would hold {count} {what}; {most} is the most. Split it into two maps."),
    Rule.VERSION_TOO_LARGE: marked(
        "This version would take {count} bytes, and {most} is the most a map keeps. Save it as a file of its own:"
        " File › Save as."
    ),
    Rule.VERSIONS_TOO_LARGE: marked(
        "The versions kept in this map would take {count} bytes together, and {most} is the most."
        " Remove one that nobody needs any more: File › Versions."
    ),
    Rule.UNKNOWN_CHOICE: marked(
        "The filter {thing} asks for something a map does not know ({value}). Save it again."
    ),
    Rule.TOO_MANY_CHOICES: marked(
        "The filter {thing} would list {count} values of one kind; {most} is the most. Tick fewer."
    ),
}


_TOO_MANY_VERSIONS = marked(
    "A map keeps {most} versions at most. Remove one that nobody needs any more: File › Versions."
)

_BELOW_ZERO = marked("{field} of {thing} cannot be {value}. Use a number that is not below 0.")

_COUNTED = {
    "elements": marked("elements"),
    "links": marked("links"),
    "sheets": marked("sheets"),
    "perspectives": marked("perspectives"),
    "placed cards": marked("placed cards"),
    "bent links": marked("bent links"),
    "named loops": marked("named loops"),
    "accepted findings": marked("accepted findings"),
    "saved filters": marked("saved filters"),
    "kept versions": marked("kept versions"),
}


def rule_sentence(violation: Violation, map: StrategyMap) -> str:
    """What a map would not let happen and why, that nothing was changed, and what to do. ``map`` gives the titles."""
    facts = {name: _fact_words(fact) for name, fact in violation.facts.items()}
    facts["title"] = quoted(facts.get("title", ""))
    facts["field"] = field_name(facts["field"]) if facts.get("field") in _FIELDS else _("A number")
    words = _RULES[violation.rule]
    if violation.facts.get("what") == "kept versions":
        words = _TOO_MANY_VERSIONS
    elif violation.rule is Rule.NUMBER_OUT_OF_RANGE and facts["value"].startswith("-"):
        words = _BELOW_ZERO
    sentence = _(words).format_map({"thing": thing_words(map, violation.key), **facts})
    return _("{sentence} Nothing was changed.").format(sentence=sentence[:1].upper() + sentence[1:])


def thing_words(map: StrategyMap, key: Key) -> str:
    """What a record is called inside a sentence: its title, the ends of a link, or what it is the picture of."""
    if not key:
        return _("the map")
    record = map.get(key) or map.get(key.rpartition(":")[2])
    if isinstance(record, Placement | Band | Bend):
        record = map.get(key.rpartition(":")[2])
    if isinstance(record, Link):
        ends = (map.elements.get(record.source), map.elements.get(record.target))
        source, target = (quoted(end.title) if end else _("something that is gone") for end in ends)
        return _("the link from {source} to {target}").format(source=source, target=target)
    if isinstance(record, Element | Perspective | Sheet | MapInfo | SavedFilter):
        return quoted(record.title)
    if isinstance(record, Version):
        return _("the version {name}").format(name=quoted(record.name))
    if isinstance(record, LoopName):
        return _("the loop {name}").format(name=quoted(record.name))
    if isinstance(record, Mute):
        return _("a finding you decided to live with")
    return _("something new")


def _fact_words(fact: object) -> str:
    if isinstance(fact, ElementKind):
        return kind_name(fact)
    if isinstance(fact, LinkKind):
        return link_kind_name(fact)
    if isinstance(fact, int):
        return f"{fact:,}"
    if isinstance(fact, float | Decimal):
        return f"{fact:,.15g}"
    return _(_COUNTED.get(str(fact), str(fact)))


_FIELDS = {
    "title": marked("Title"),
    "vision": marked("Vision"),
    "mission": marked("Mission"),
    "currency": marked("Currency"),
    "notes": marked("Notes"),
    "owner": marked("Owner"),
    "status": marked("Status"),
    "priority": marked("Priority"),
    "start": marked("Start"),
    "end": marked("End"),
    "budget": marked("Budget"),
    "effort": marked("Effort (days)"),
    "capacity": marked("Days a month"),
    "tags": marked("Tags"),
    "polarity": marked("Sign"),
    "strength": marked("Strength"),
    "delay": marked("Delay"),
}
_POLARITIES = {
    Polarity.PLUS: marked("+  the same way"),
    Polarity.MINUS: marked("−  the opposite way"),
    Polarity.UNKNOWN: marked("?  not known"),
}


def field_name(field: str) -> str:
    """A field as a label: “Owner”."""
    return _(_FIELDS[field])


def choice_name(choice: StrEnum) -> str:
    """One of the values a field may have, as a label."""
    if isinstance(choice, Status):
        return status_name(choice)
    if isinstance(choice, Priority):
        return priority_name(choice)
    if isinstance(choice, Polarity):
        return _(_POLARITIES[choice])
    raise TypeError(choice)


def line_count(n: int) -> str:
    """How many lines of text: “3 lines”."""
    return ngettext("{n} line", "{n} lines", n).format(n=grouped(n))


def count_of(n: int, are_elements: bool) -> str:
    """How many things are selected: “3 elements”."""
    if are_elements:
        return ngettext("{n} element", "{n} elements", n).format(n=grouped(n))
    return ngettext("{n} link", "{n} links", n).format(n=grouped(n))


def not_understood(error: NotUnderstood) -> str:
    """That a field was left as it was because what was written is not of its kind, and what would be."""
    words = _("‘{text}’ is not understood as {field}. Write {hint}. Nothing was changed.")
    return words.format(text=error.text.strip()[:60], field=field_name(error.field), hint=_(error.hint))
