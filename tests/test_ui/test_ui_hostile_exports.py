"""A stranger's words in every export and every answer at the command line: they stay words, and reach nothing.

A new command or form of answer is found here by itself; a new command says in ``COMMANDS`` how it is called.
"""

from __future__ import annotations

import base64
import csv
import inspect
import io
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from models.records import RECORD_TYPES, Record, Version
from models.rules import violations
from models.store import open_map, save_map
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.analysis.matrix import Rows
from stratmap.analysis.matrix_table import Wanted, matrix_table
from stratmap.cli import app as cli
from stratmap.cli.surface import Surface
from stratmap.exporting import by_ending, matrix_file
from stratmap.exporting.tables import export_tables
from stratmap.importing.tables import import_tables
from tests.safety.hostile import FREE_TEXTS, MARK, NAMES, Trap, hostile_map, hostile_texts, trap_set
from ui.canvas import fonts
from ui.png import export_png, write_picture

SVG = "{http://www.w3.org/2000/svg}"
PLAIN_SVG = {
    "svg": {"viewBox", "width", "height", "font-family"},
    "title": set(),
    "g": {"stroke-linecap", "stroke-linejoin", "fill", "transform", "opacity"},
    "rect": {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width"},
    "path": {"d", "fill", "stroke", "stroke-width", "stroke-dasharray"},
    "text": {
        *("x", "y", "font-family", "font-size", "font-weight", "direction", "unicode-bidi", "text-anchor"),
        *("style", "fill", "textLength", "lengthAdjust", "{http://www.w3.org/XML/1998/namespace}space"),
    },
}
"""The elements a drawing is made of, and their attributes: none can name anything outside the file."""

REACHING_IN_PDF = (
    *("URI", "JS", "JavaScript", "Launch", "OpenAction", "AA", "GoToR", "GoToE", "SubmitForm", "ImportData"),
    *("EmbeddedFile", "Filespec", "RichMedia", "Annots", "XFA", "AcroForm", "Movie", "Rendition"),
)
"""Names of ISO 32000-1 by which a page opens, fetches, sends or runs something."""

PNG_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"bKGD", b"tRNS", b"sBIT"}
FORMULA = tuple("=+-@＝＋－＠")
NUMBER = re.compile(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?")


@pytest.fixture
def trap(qapp: object, tmp_path: Path) -> Iterator[Trap]:
    fonts.register()
    with trap_set(tmp_path / "trap") as trap:
        yield trap
        assert trap.reached() == []


@pytest.fixture
def hostile(trap: Trap) -> StrategyMap:
    return hostile_map(hostile_texts(trap))


def test_every_word_a_map_holds_is_hostile_here(hostile: StrategyMap) -> None:
    """A new field of words goes into ``FREE_TEXTS`` and ``hostile_map``, the program's own into ``NAMES``."""
    for kind in RECORD_TYPES:
        words = {each.name for each in fields(kind) if each.type in ("str", "tuple[str, ...]", "str | None")}
        assert words == {*FREE_TEXTS.get(kind, ()), *NAMES[kind]}, kind.__name__
        for name in FREE_TEXTS.get(kind, ()):
            said = [getattr(each, name) for each in hostile.table(kind).values()]
            assert name == "currency" or any(MARK in str(each) for each in said), f"{kind.__name__}.{name}"
    assert violations(hostile) == []


def shown(map: StrategyMap) -> by_ending.Shown:
    badges = dict(zip(map.elements, Severity, strict=False))
    note = map.info.title
    return by_ending.Shown(map, (), "first", export_png, severities=badges, note=note, every_sheet=True)


def matrix_shown(map: StrategyMap) -> matrix_file.ShownMatrix:
    return matrix_file.ShownMatrix(
        matrix_table(map, Wanted(Rows.INITIATIVES)), (), write_picture, note=map.info.title
    )


def written(map: StrategyMap, folder: Path) -> Iterator[Path]:
    """Every file that every export writes."""
    for ending in by_ending._WRITERS:
        yield from by_ending.export(shown(map), folder / f"map{ending}")
    for ending in matrix_file._WRITERS:
        yield from matrix_file.export_matrix(matrix_shown(map), folder / f"matrix{ending}")


def is_plain_svg(data: bytes) -> None:
    text = data.decode()
    assert "<!" not in text
    assert "<?" not in text
    assert "url(" not in re.sub(r">[^<]*<", "><", text)
    for each in ElementTree.fromstring(text).iter():
        tag = each.tag.removeprefix(SVG)
        assert set(each.attrib) <= PLAIN_SVG[tag], tag
        assert each.get("style", "font-variant-ligatures:none") == "font-variant-ligatures:none"


def is_plain_pdf(data: bytes) -> None:
    """Neither the objects of a PDF nor what its streams hold can do anything but show."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    outside = re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.DOTALL)
    without_strings = re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", outside)
    for name in REACHING_IN_PDF:
        assert not re.search(rb"/" + name.encode() + rb"\b", without_strings), name
    operators = 0
    for each in streams:
        content = _unpacked(each)
        if b" BT" in content or b"\nBT" in content:
            operators += 1
            assert b" Do" not in re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", content), "a picture from somewhere"
    assert operators


def _unpacked(stream: bytes) -> bytes:
    """What a stream holds: ReportLab packs pages, and writes what is packed in letters; a font stays as it is."""
    for packed in (stream, _from_letters(stream)):
        with suppress(zlib.error):
            return zlib.decompress(packed)
    return b""


def _from_letters(stream: bytes) -> bytes:
    with suppress(ValueError):
        return base64.a85decode(stream.strip().removesuffix(b"~>"))
    return b""


def is_plain_png(data: bytes) -> None:
    at, chunks = 8, set()
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunks.add(data[at + 4 : at + 8])
        at += length + 12
    assert chunks <= PNG_CHUNKS


def is_plain_csv(data: bytes) -> None:
    """No cell is a formula, wherever a spreadsheet of another country ends a cell: at commas, semicolons, tabs."""
    text = data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    for mark in (";", "\t"):
        cells += [cell for line in text.splitlines() for cell in line.split(mark)]
    for cell in cells:
        bare = cell.strip(' "\t\n\r')
        begins = bare.split(",")[0].strip('"')
        assert not bare.startswith(FORMULA) or begins in ("+", "-") or NUMBER.fullmatch(begins), cell


def is_plain_markdown(data: bytes) -> None:
    """To CommonMark and GitHub it has no picture, no HTML, and no link but one that shows where it goes."""
    text = data.decode()
    for token in _tokens(MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)):
        assert token.type not in ("image", "html_block", "html_inline", "link_open"), token
    document = Unreaching()
    document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    block = document.begin()
    while block.isValid():
        for each in block:
            form = each.fragment().charFormat()
            assert not form.isImageFormat()
            assert not form.isAnchor() or form.anchorHref().split("://")[-1] in each.fragment().text()
        block = block.next()
    assert document.asked == []


def _tokens(tokens: list[Any]) -> Iterator[Any]:
    for each in tokens:
        yield each
        yield from _tokens(each.children or [])


class Unreaching(QTextDocument):
    """A document that keeps what it would have fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, kind: int, url: QUrl | str) -> object:  # noqa: N802  (Qt's own name)
        self.asked.append(str(url))
        return None


def is_plain_json(data: bytes) -> None:
    json.loads(data)


PLAIN: dict[str, Callable[[bytes], None]] = {
    ".svg": is_plain_svg,
    ".pdf": is_plain_pdf,
    ".png": is_plain_png,
    ".csv": is_plain_csv,
    ".md": is_plain_markdown,
}
"""What proves that a file of this ending shows words and does nothing. A new export belongs in here."""


def test_every_export_of_hostile_words_is_words(hostile: StrategyMap, trap: Trap, tmp_path: Path) -> None:
    files = list(written(hostile, tmp_path))
    assert {each.suffix for each in files} == set(PLAIN)
    for each in files:
        PLAIN[each.suffix](each.read_bytes())


def sarif(text: str) -> bytes:
    log = {"results": [{"message": {"text": text}}], "invocations": [{"toolExecutionNotifications": []}]}
    return json.dumps({"runs": [log]}).encode()


def test_the_proofs_see_what_they_look_for() -> None:
    for plain, data in (
        (is_plain_svg, b'<svg xmlns="http://www.w3.org/2000/svg"><image href="x"/></svg>'),
        (is_plain_svg, b'<svg xmlns="http://www.w3.org/2000/svg"><rect onload="x"/></svg>'),
        (is_plain_pdf, b"<< /S /URI /URI (http://host/) >>"),
        (is_plain_csv, b"a,=1+cmd\r\n"),
        (is_plain_csv, b'a,"b;=1+cmd"\r\n'),
        (is_plain_csv, b'a,"b\n=1+cmd"\r\n'),
        (is_plain_markdown, b"![x](file:///x)"),
        (is_plain_markdown, b"[x](file:///x)"),
        (is_plain_markdown, b"<img src='file:///x'>"),
        (is_plain_sarif, sarif("{0}")),
        (is_plain_sarif, sarif("[a](b)")),
        (is_plain_text, b"\x1b[2J"),
        (is_plain_png, b"\x89PNG\r\n\x1a\n\0\0\0\0tEXt\0\0\0\0"),
    ):
        with pytest.raises((AssertionError, KeyError)):
            plain(data)


def test_tables_of_hostile_words_come_back_as_they_were(hostile: StrategyMap, trap: Trap, tmp_path: Path) -> None:
    result = import_tables(export_tables(hostile, tmp_path / "out.csv"))
    assert result.problems == ()
    assert result.map == StrategyMap(each for each in hostile.records() if not isinstance(each, Version))


COMMANDS: dict[str, list[list[str]]] = {
    "check": [["check", "MAP"]],
    "loops": [["loops", "MAP"], ["loops", "MAP", "--through", "TITLE"]],
    "matrix": [["matrix", "MAP"], ["matrix", "MAP", "--rows", "departments"]],
    "effects": [["effects", "MAP", "TITLE"]],
    "export": [["export", "MAP", f"again{ending}"] for ending in by_ending._WRITERS]
    + [["export", "MAP", f"matrix{ending}", "--matrix", "initiatives"] for ending in matrix_file._WRITERS],
    "info": [["info", "MAP"], ["info", "missing " + MARK]],
    "import": [["import", "out-elements.csv", "out-connections.csv", "new.stratmap", "--title", "TITLE"]],
    "send": [["send", "MAP", "-o", "sent.stratmap"]],
    "salvage": [["salvage", "DAMAGED", "-o", "new.stratmap"]],
    "demo": [],
    "open": [["TITLE"], ["open", "TITLE"]],
}
"""Each command as it is called with a hostile map and title; ``demo`` has words of its own alone."""

MADE = ("again*", "matrix*", "new*", "sent*")
"""The files they write; the first two are exports."""


def calls(name: str) -> Iterator[tuple[list[str], str]]:
    """A command's calls, each in every form it can answer in."""
    (function,) = [each.callback for each in cli.app.registered_commands if name_of(each) == name]
    form = inspect.signature(function).parameters.get("format")
    for call in COMMANDS[name]:
        if form is None:
            yield call, "text"
        else:
            yield from (([*call, "--format", each.value], each.value) for each in type(form.default))


def name_of(command: Any) -> str:
    return str(command.name or command.callback.__name__.strip("_"))


def is_plain_text(data: bytes) -> None:
    """What a terminal shows: nothing it obeys, and nothing that turns the direction of writing."""
    obeyed = {each for each in data.decode() if unicodedata.category(each) in ("Cc", "Cf", "Cs")}
    assert obeyed <= {"\n", "\u200b", "\u200d"}


def is_plain_sarif(data: bytes) -> None:
    """No title is a link or a placeholder of its messages (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    (run,) = json.loads(data)["runs"]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    for each in (*run["results"], *notes):
        text = each["message"]["text"]
        assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", text), text
        assert not re.search(r"(?<!\\)(?:\\\\)*\[[^\]]*\]\(", text), text


ANSWERS: dict[str, Callable[[bytes], None]] = {
    "text": is_plain_text,
    "json": is_plain_json,
    "markdown": is_plain_markdown,
    "csv": is_plain_csv,
    "sarif": is_plain_sarif,
}


def test_every_command_is_called_with_hostile_words_here() -> None:
    there = {name_of(each) for each in cli.app.registered_commands}
    assert set(COMMANDS) == there, "a new command belongs into COMMANDS"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_answer_to_hostile_words_is_words(
    hostile: StrategyMap,
    trap: Trap,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    surface = Surface(lambda *_: 0, export_png, lambda: False, write_picture)
    export_tables(hostile, tmp_path / "out.csv")
    titles = [each.title for each in hostile.elements.values()]
    save_map(hostile, (), tmp_path / "map.stratmap")
    spoilt = (tmp_path / "map.stratmap").read_bytes().replace(b"factor", b"fact\xffr")
    (tmp_path / "damaged.stratmap").write_bytes(spoilt)
    for call, form in calls(name):
        for title in titles[:6] if "TITLE" in call else [""]:
            stands_for = {"MAP": "map.stratmap", "DAMAGED": "damaged.stratmap", "TITLE": title}
            words = [stands_for.get(each, each) for each in call]
            for made in (each for name in MADE for each in tmp_path.glob(name)):
                made.unlink()
            code = cli.run(surface, words)
            out, err = capfd.readouterr()
            assert code in (0, 1) or "TITLE" in call or "missing" in str(call), (words, err)
            if out or code in (0, 1):
                ANSWERS[form](out.encode())
            is_plain_text(err.encode())
            for made in (each for name in MADE[:2] for each in tmp_path.glob(name)):
                PLAIN[made.suffix](made.read_bytes())
    assert open_map(tmp_path / "map.stratmap").map == hostile


def test_a_record_can_have_any_words_as_its_names(hostile: StrategyMap) -> None:
    known: set[type[Record]] = set(NAMES)
    assert known == set(RECORD_TYPES), "say in NAMES and FREE_TEXTS which of its fields are words"
