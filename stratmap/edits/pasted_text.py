"""What text from other programs says: plain words out of HTML, and a title a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from models.errors import StratmapError
from models.kinds import ElementKind
from models.limits import MAX_NOTES, MAX_TITLE
from models.records import Element, Key, Placement, new_id
from models.rules import plain
from models.strategy_map import StrategyMap
from stratmap.document import Edit, Prepared, prepared
from stratmap.drawing.bands import perspective_at
from stratmap.drawing.shapes import natural_size
from stratmap.edits.places import room_for_block
from stratmap.i18n import _
from stratmap.layout.snapping import snapped
from stratmap.vocabulary import kind_count

MOST_LINES = 1_000
"""Elements one paste may make."""

MOST_HTML = 1_000_000
"""Characters of HTML that are looked at."""

_BULLET = re.compile(r"(?:[-*+•‣◦–—·●○■□▪▸►➢✓✔]\s+|o\t\s*|\(?\d{1,3}[.)]\s+|\(?[a-zA-Z]\)\s+|\[[ xX]?\]\s+)")
_TAG = re.compile(r"<(!--|[!?/]?[a-zA-Z][a-zA-Z0-9]*)")
_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table")
_BREAKS = frozenset((*_BLOCKS, *(f"/{name}" for name in _BLOCKS)))
_SILENT = frozenset(("script", "style", "head", "title", "template", "svg", "noscript"))


class TooMuch(StratmapError):
    """More text than can become elements at once: ``lines`` lines, ``characters`` characters."""

    def __init__(self, lines: int, characters: int) -> None:
        super().__init__(f"{lines} lines, {characters} characters")
        self.lines = lines
        self.characters = characters


@dataclass(frozen=True, slots=True)
class Said:
    """One line: the title, and the whole line as notes where the title had to be cut."""

    title: str
    notes: str = ""


def words_of(html: str) -> str:
    """The plain words of a piece of HTML, a block a line. Nothing is fetched or run, and each letter read once."""
    html = html[:MOST_HTML]
    found, at = [], 0
    while (opens := html.find("<", at)) >= 0:
        found.append(" ".join(html[at:opens].split("\n")))
        tag = _TAG.match(html, opens)
        if tag is None:
            found.append("<")
            at = opens + 1
            continue
        name = tag.group(1).lower()
        if name in _BREAKS:
            found.append("\n")
        closes = _end_of(html, tag.end(), name)
        if closes < 0:
            at = len(html)
            break
        at = closes
    found.append(" ".join(html[at:].split("\n")))
    try:
        text = unescape("".join(found))
    except ValueError:  # a number of thousands of digits for a character
        text = "".join(found)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _end_of(html: str, at: int, name: str) -> int:
    """Where a tag of this name ends, with everything in it where that is nothing to read; -1 where it does not."""
    if name == "!--":
        end = html.find("-->", at)
        return end + 3 if end >= 0 else -1
    end = html.find(">", at)
    if end >= 0 and name in _SILENT:
        closing = re.compile(f"</{name}", re.IGNORECASE).search(html, end)
        end = html.find(">", closing.end()) if closing else -1
    return end + 1 if end >= 0 else -1


def lines_of(text: str) -> list[Said]:
    """A title for each line that says something, without bullets and numbers. Raises TooMuch."""
    if len(text) > MAX_NOTES:
        raise TooMuch(text.count("\n") + 1, len(text))
    lines = [said for line in plain(text).splitlines() if (said := _without_bullets(line))]
    if len(lines) > MOST_LINES:
        raise TooMuch(len(lines), len(text))
    return [Said(line) if len(line) <= MAX_TITLE else Said(_cut(line), line) for line in lines]


def _without_bullets(line: str) -> str:
    line = line.strip()
    for _twice in range(2):  # "- [ ] Buy milk"
        bullet = _BULLET.match(line)
        if bullet is None or not line[bullet.end() :].strip():
            return line if bullet is None else ""
        line = line[bullet.end() :].strip()
    return line


def _cut(line: str) -> str:
    """As many whole words as a title may have."""
    short = line[: MAX_TITLE - 1]
    head, space, _rest = short.rpartition(" ")
    return (head if space and len(head) > MAX_TITLE // 2 else short) + "…"


@dataclass(frozen=True, slots=True)
class Added:
    """Lines as elements that are about to be added: the change, tried, and their ids."""

    made: Prepared
    keys: frozenset[Key]


def adding(map: StrategyMap, kind: ElementKind, lines: Sequence[Said], sheet: str, x: float, y: float) -> Added:
    """Work out an element for each line, in a neat block centred near (``x``, ``y``) on a sheet.

    There is at least one line. Raises RuleBroken where the map would hold too many.
    """
    sizes = [natural_size(kind, line.title) for line in lines]
    corners, place = room_for_block(map, sheet, sizes, x, y)
    top = max((each.z for each in map.placements_on(sheet).values()), default=-1) + 1
    ids = []
    edit = Edit(map)
    for number, (line, size, corner) in enumerate(zip(lines, sizes, corners, strict=True)):
        left, above = snapped(place.x + corner[0]), snapped(place.y + corner[1])
        perspective = perspective_at(map, sheet, above + size[1] / 2)
        element = Element(new_id(), kind, line.title, line.notes, perspective=perspective)
        edit.put(element)
        edit.put(Placement(sheet, element.id, left, above, *size, z=top + number))
        ids.append(element.id)
    label = _("Paste {what}").format(what=kind_count(kind, len(lines)))
    return Added(prepared(map, edit.change(label)), frozenset(ids))
