"""A map of which every word tries to get out of the program, and a trap that notices when one does.

The words name a file in the trap's folder and a server of its own, in every way of naming things that some program
follows: HTML, links, style sheets, formulas, page markup, entities, Markdown.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.request import pathname2url

from models.kinds import ElementKind, LinkKind, Polarity
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
from models.strategy_map import StrategyMap
from models.versions import packed

MARK = "R&D"
"""Is in every hostile text: what shows it as ``RD`` or underlines a letter has taken it for a mnemonic."""

_REACHES = frozenset(
    {
        *("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "os.spawn"),
        *("webbrowser.open", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"),
    }
)
"""What Python announces (PEP 578) before it reaches out; nothing that shows or exports a map does any of it."""

_OPENED, _ACCESSED = 0x20, 0x01
_listening: list[Trap] = []


class Trap:
    """A folder and a server that nobody has any business with."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.picture = folder / "x.png"
        self.picture.write_bytes(_PNG)
        self.heard: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.host = f"127.0.0.1:{self._server.getsockname()[1]}"
        self._watch = _watched(folder)

    @property
    def file_url(self) -> str:
        """The picture in the trap, as an address."""
        return "file://" + pathname2url(str(self.picture))

    def reached(self) -> list[str]:
        """What got out since the last time somebody asked."""
        found, self.heard[:] = list(self.heard), []
        with suppress(BlockingIOError):
            while True:
                self._server.accept()[0].close()
                found.append(f"somebody connected to {self.host}")
        if self._watch is not None:
            with suppress(BlockingIOError):
                while events := os.read(self._watch, 65536):
                    found += [f"{name} was opened" for name in _names(events)]
        return found

    def close(self) -> None:
        self._server.close()
        if self._watch is not None:
            os.close(self._watch)

    @property
    def tells_of_qt(self) -> bool:
        """Whether it notices what Qt opens by itself, without Python."""
        return self._watch is not None

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """One of Python's announcements."""
        if event in _REACHES or (event == "open" and str(self.folder) in str(arguments[0])):
            self.heard.append(f"{event} {arguments!r:.200} on {threading.current_thread().name}")


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    for trap in _listening:
        trap.hear(event, arguments)


@contextmanager
def trap_set(folder: Path) -> Iterator[Trap]:
    """A trap that is set; at the end nothing may have gone into it."""
    if not _hooked:
        sys.addaudithook(_hear)
        _hooked.append(True)
    trap = Trap(folder)
    trap.reached()
    _listening.append(trap)
    try:
        yield trap
    finally:
        _listening.remove(trap)
        trap.close()


_hooked: list[bool] = []


def _watched(folder: Path) -> int | None:
    """What tells of a file being opened by anything, Qt's own C++ among it: Linux's inotify, None elsewhere."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    watch: int = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if watch < 0 or libc.inotify_add_watch(watch, os.fsencode(folder), _OPENED | _ACCESSED) < 0:
        raise OSError(ctypes.get_errno(), "inotify")
    return watch


def _names(events: bytes) -> Iterator[str]:
    at = 0
    while at < len(events):
        _watch, _mask, _cookie, length = struct.unpack_from("iIII", events, at)
        yield events[at + 16 : at + 16 + length].rstrip(b"\0").decode() or "the folder"
        at += 16 + length


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def hostile_texts(trap: Trap) -> list[str]:
    """Words that reach for the trap, in every language that something on the way might understand."""
    file, host, path = trap.file_url, trap.host, trap.picture
    return [
        f'<img src="http://{host}/{MARK}">',
        f'<img src="{file}"> {MARK}',
        f'{MARK} <b>bold</b><img src="{path}">',
        f'<a href="{file}">{MARK}</a>',
        f'<link rel="stylesheet" href="{file}">{MARK}',
        f"<style>@import url({file}); body {{ background: url({file}) }}</style>{MARK}",
        f'<html><body background="{file}">{MARK}</body></html>',
        f"<table background='{file}'><tr><td>{MARK}</td></tr></table>",
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{file}">]>&x; {MARK}',
        f'<?xml-stylesheet href="{file}"?>{MARK}',
        f"]]></text></svg><script>alert(1)</script><image href='{file}'/> {MARK}",
        f'" onload="alert(1)" x="{MARK}',
        f"javascript:alert('{MARK}')",
        f"\\\\host.invalid\\share\\{MARK}",
        f"//host.invalid/share/{MARK}",
        f"=cmd|' /C calc'!A0 {MARK}",
        f'+{MARK}+HYPERLINK("{file}")',
        f"-2+3+cmd|' /C calc'!{MARK}",
        f"@SUM(1+1)*{MARK}",
        f"a;=cmd|' /C calc'!A0;{MARK}",
        f"a\n=cmd|' /C calc'!A0\n{MARK}",
        f"a\t=cmd|' /C calc'!A0\t{MARK}",
        f"%s %d %n %(title)s {{0}} {{title}} {{title.__class__}} {MARK}",
        f'<para><img src="{file}"/><a href="{file}">{MARK}</a></para>',
        f"[{MARK}]({file}) ![{MARK}]({file}) <{file}>",
        f"[{MARK}](http://{host}/x) `code` **bold** | cell |",
        f"{MARK} ![x](file://{path}) [*] [[*]*]",
        f"\u202e{MARK} gnp.x \u2066\u200f\u061c",
        f"{MARK} &amp; &Save &&Quit && \\&",
        MARK + "W" * 400,
        f"{MARK} " + "ʤ̷̧̛̲̈́" * 60,
        f"{MARK}\n\n\n<br>\n",
        f"$(touch {path}) `touch {path}` ; rm -rf {MARK}",
        f"{MARK} /Type /Action /S /URI /URI (http://{host}/) >> endobj",
    ]


FREE_TEXTS: dict[type[Record], tuple[str, ...]] = {
    MapInfo: ("title", "vision", "mission", "currency"),
    Perspective: ("title",),
    Element: ("title", "notes", "owner", "tags"),
    Link: ("notes", "tags"),
    Sheet: ("title",),
    LoopName: ("name",),
    Mute: ("reason",),
    SavedFilter: ("title", "owners", "tags"),
    Version: ("name",),
}
"""Where a record holds a person's own words. A test sees that no field of words is missing."""

NAMES: dict[type[Record], tuple[str, ...]] = {
    MapInfo: ("id",),
    Perspective: ("id",),
    Element: ("id", "perspective"),
    Link: ("id", "source", "target"),
    Sheet: ("id",),
    Placement: ("sheet", "element"),
    Band: ("sheet", "perspective"),
    Bend: ("sheet", "link"),
    LoopName: ("links",),
    Mute: ("finding",),
    SavedFilter: ("id", "kinds", "link_kinds", "departments", "statuses"),
    Version: ("id", "saved"),
}
"""Where a record holds a name that only the program reads, and that is checked when a file is opened."""


def hostile_map(texts: list[str]) -> StrategyMap:
    """A map in which each of these texts is the title of a card, and all other words are hostile, too.

    It has every kind of element and link, loops, several sheets, bands, a filter, and what no check likes.
    """
    word = itertools.cycle(texts)
    kinds = list(ElementKind)
    lanes = [Perspective(f"lane{n}", next(word), n) for n in range(3)]
    sheets = [Sheet("first", next(word), 0), Sheet("second", next(word), 1)]
    elements = [
        Element(
            f"e{n}",
            kinds[n % len(kinds)],
            text,
            notes=next(word),
            owner=next(word) if n % 3 else "",
            perspective=f"lane{n % 3}" if n % 2 else None,
            tags=(next(word), next(word)),
        )
        for n, text in enumerate([*texts, *texts][: max(len(texts), 18)])
    ]
    links = list(_links(elements, word))
    map = StrategyMap(
        [
            MapInfo("map", next(word), next(word), next(word), next(word)[:12]),
            *lanes,
            *sheets,
            *elements,
            *links,
            *(Band("first", each.id, 300.0) for each in lanes),
            *_placements(elements),
            SavedFilter("filter", next(word), owners=(elements[1].owner,), tags=elements[0].tags),
            SavedFilter("another", next(word), kinds=("objective",)),
        ]
    )
    return _with_words_of_its_analysis(map, word)


def _links(elements: list[Element], word: Iterator[str]) -> Iterator[Link]:
    of: dict[ElementKind, list[Element]] = {
        kind: [each for each in elements if each.kind is kind] for kind in ElementKind
    }
    factors, aims, steps = of[ElementKind.FACTOR], of[ElementKind.OBJECTIVE], of[ElementKind.INITIATIVE]
    ring = [factors[0], factors[1], aims[0], steps[0]]

    def link(number: str, kind: LinkKind, source: Element, target: Element, sign: str = "?") -> Link:
        return Link(number, kind, source.id, target.id, Polarity(sign), notes=next(word), tags=(next(word),))

    for n, (source, target) in enumerate(itertools.pairwise([*ring, ring[0]])):
        yield link(f"ring{n}", LinkKind.INFLUENCES, source, target, "+-"[n % 2])
        yield link(f"back{n}", LinkKind.INFLUENCES, target, source, "+")
    yield link("needs", LinkKind.REQUIRES, steps[0], steps[1])
    yield link("needed", LinkKind.REQUIRES, steps[1], steps[0])
    yield link("rivals", LinkKind.CONFLICTS, steps[0], steps[1])
    yield link("owns", LinkKind.OWNS, of[ElementKind.DEPARTMENT][0], steps[0])
    yield link("tracks", LinkKind.TRACKS, of[ElementKind.MEASURE][0], aims[0])


def _placements(elements: list[Element]) -> Iterator[Placement]:
    for n, each in enumerate(elements):
        yield Placement("first", each.id, 230.0 * (n % 7), 110.0 * (n // 7), 200.0, 80.0)
        if n % 4 == 0:
            yield Placement("second", each.id, 230.0 * (n % 7), 110.0 * (n // 7), 200.0, 80.0)


def _with_words_of_its_analysis(map: StrategyMap, word: Iterator[str]) -> StrategyMap:
    """With a loop that has a name, findings that are muted for a reason, and a version that is kept."""
    from stratmap.analysis.report import analyse
    from stratmap.analysis.worded import worded

    analysis = analyse(map)
    muted = [Mute(each.key, next(word)) for each in worded(map, analysis).findings[:2]]
    loops = [LoopName(_from_smallest(each.links), next(word)) for each in analysis.loops.loops[:2]]
    bend = Bend("first", "ring0", 20.0, 30.0)
    version = Version("version", next(word), "2026-05-03T10:00:00+00:00", packed(map))
    return StrategyMap([*map.records(), *muted, *loops, bend, version])


def _from_smallest(links: tuple[str, ...]) -> tuple[str, ...]:
    at = links.index(min(links))
    return (*links[at:], *links[:at])


def renamed_to(map: StrategyMap, text: str) -> StrategyMap:
    """The map with one text as all its titles."""
    return StrategyMap(replace(each, title=text) if hasattr(each, "title") else each for each in map.records())
