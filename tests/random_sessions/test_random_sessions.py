"""Anything a person may do at the window, in any order: whatever it is, the map stays whole and the canvas shows it.

Cards are called by number and every step can be taken at any time, so that a session can be played again just so.

``STRATMAP_LONG=1`` runs many more and longer sessions, other ones each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import Qt

from models.kinds import ElementKind
from models.strategy_map import StrategyMap
from stratmap.safekeeping.recovery import left_behind
from tests.builders import conflicts, department, factor, influences, initiative, map_of, objective, owns, placed
from tests.conftest import Errors
from tests.random_sessions import analysing, keeping, seeing, standing
from tests.random_sessions.session import Session
from tests.strategies import maps
from ui.faults import faults_told
from ui.panels.toolbox import Choice
from ui.tools.dragging import Dragging

LONG = bool(os.environ.get("STRATMAP_LONG"))

TITLES = ("Grow", "", "   ", "two\nlines", "โตอย่างยั่งยืน", "🚀👩‍👩‍👧", "x" * 2_500, '<img src="//h/s">', "&File")
TEXTS = (*TITLES, "2026-05-03", "12 000", "0.5", "-1", "1e999", "nan", "a, b; c", "9" * 70)
KINDS = ("Objective", "Initiative", "Department", "Measure", "Factor", "Note")
TOOLS = ("Supports", "Hurts", "Influences", "Requires", "Conflicts", "Accountable", "Tracks")
SHORTCUTS = (
    *("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+D", "Delete", "Ctrl+A"),
    *("Left", "Right", "Up", "Down", "Shift+Left", "Shift+Down", "Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"),
    *("+", "-", "?", "Ctrl+R", "Ctrl+Alt+D", "Ctrl++", "Ctrl+-", "Ctrl+9", "Ctrl+0", "Escape", "Escape", "F2", "F4"),
    *("Ctrl+1", "Ctrl+3", "Ctrl+6", "Ctrl+Shift+F", "Ctrl+Shift+B", "Ctrl+Shift+L"),
    *("Return", "Tab", "a", "Backspace", "Shift+Tab", "o", "v", "l", "/", "Ctrl+T", "Ctrl+Down", "Alt+Shift+Home"),
    *("Ctrl+Alt+Right", "Ctrl+Alt+Left", "Ctrl+Alt+Down", "Ctrl+Alt+Up", "Ctrl+Alt+L", "Ctrl+Shift+C"),
)
LINES = ("A -> B +", "A -> ->", "grow requires two", "A owns B -> A -", "x" * 2_500, "", '"', "A -> a", "B tracks A")
PASTED = (
    ("Grow\n- Win\n3. Be kind", "", ""),
    ("", "<ul><li>One<li>Two</ul>", ""),
    ("x" * 250_000, "", ""),
    ("   ", "", ""),
    ("Hm", "", '{"stratmap": 1, "elements": [], "links": [], "placements": []}'),
    ("Hm", "", "[" * 5_000),
)
ARRANGING = (
    *("align-left", "align-centre", "align-bottom", "align-middle", "distribute-across", "distribute-down"),
    *("fit-words", "same-width", "same-height", "same-size", "wider", "narrower", "higher", "lower"),
    *("to-front", "to-back", "pin", "layout-flow", "layout-selection", "tidy", "sheet-from-selection"),
    *("remove-from-sheet", "next-sheet-with", "perspective-up", "perspective-down", "rename-perspective"),
    *("select-causes", "select-effects", "select-neighbours", "select-loops", "select-kind", "select-invert"),
)
SHEETS_AND_BANDS = (
    *("add-sheet", "delete-sheet", "next-sheet", "previous-sheet", "sheet-left", "sheet-right", "rename-sheet"),
    *("show-the-rest", "add-perspective", "show-bands", "undo", "undo", "redo"),
)
WALKING = ("Right", "Left", "F7", "Shift+F7", "Return", "F8", "Escape")
FINDING = ("Return", "Shift+Return", "F3", "Shift+F3", "Escape", "Ctrl+F", "Delete", "Ctrl+Z")
numbers = st.integers(0, 59)
places = st.tuples(st.integers(-100, 1300), st.integers(-100, 900))
ways = st.tuples(st.integers(-40, 40).map(lambda n: n * 9), st.integers(-40, 40).map(lambda n: n * 9))


def small_business() -> StrategyMap:
    """A map with a loop, a conflict and parallel links: something to find, select and light."""
    return placed(
        map_of(
            *(objective("o1"), objective("o2"), initiative("i1"), initiative("i2"), factor("f1"), department("d1")),
            *(influences("o1", "o2", "+"), influences("o2", "o1", "-"), influences("o1", "o2", "-", id="second")),
            *(influences("i1", "o1", "+"), influences("i2", "o1", "-"), influences("f1", "o1", "?", delay=True)),
            *(conflicts("i1", "i2"), owns("d1", "i1")),
        )
    )


class Sessions(RuleBasedStateMachine):
    """One window, opened for the session and closed after it."""

    def __init__(self, folder: Path, reported: Errors) -> None:
        super().__init__()
        self.reported = reported
        self.reported.seen.clear()
        self.session = Session(folder)
        self.user = self.session.user
        self.open = ExitStack()
        self.open.enter_context(faults_told(self.user.window.tell_fault))

    @initialize(map=st.one_of(st.none(), st.just(small_business()), maps(max_elements=5)))
    def opens_a_map(self, map: StrategyMap | None) -> None:
        if map is not None:
            self.session.open(map)

    @rule(kind=st.sampled_from(KINDS), title=st.sampled_from(TITLES), at=places, enters=st.booleans())
    def draws(self, kind: str, title: str, at: Any, enters: bool) -> None:
        self.user.takes(kind)
        self.user.clicks(*at)
        self.session.writes(title)
        if enters:
            self.user.presses("Return")

    @rule(one=numbers, other=numbers, tool=st.sampled_from(TOOLS))
    def links_with_a_tool(self, one: int, other: int, tool: str) -> None:
        start, end = (self.session.middle(each) for each in (one, other))
        self.user.takes(tool)
        self.user.drags(start, end)
        if one % 3:
            self.user.takes("Select")

    @rule(one=numbers, other=numbers, side=numbers)
    def links_from_an_edge(self, one: int, other: int, side: int) -> None:
        start, end = self.session.edge(one, side), self.session.middle(other)
        self.user.presses("Escape")
        self.user.drags(start, end)

    @rule(card=numbers, title=st.sampled_from(TITLES), last=st.sampled_from(("Return", "Escape", "Tab", "")))
    def renames(self, card: int, title: str, last: str) -> None:
        self.user.double_clicks(*self.session.middle(card))
        self.session.writes(title)
        if last:
            self.user.presses(last)

    @rule(cards=st.lists(numbers, min_size=1, max_size=3))
    def selects_cards(self, cards: list[int]) -> None:
        self.user.clicks(*self.session.middle(cards[0]))
        for each in cards[1:]:
            self.user.clicks(*self.session.middle(each), Qt.KeyboardModifier.ShiftModifier)

    @rule(line=numbers, adds=st.booleans())
    def selects_a_link(self, line: int, adds: bool) -> None:
        key = Qt.KeyboardModifier.ShiftModifier if adds else Qt.KeyboardModifier.NoModifier
        self.user.clicks(*self.session.line_point(line), key)

    @rule(start=places, end=places)
    def drags_anywhere(self, start: Any, end: Any) -> None:
        self.user.drags(start, end)

    @rule(card=numbers, way=ways)
    def moves(self, card: int, way: Any) -> None:
        x, y = self.session.middle(card)
        self.user.drags((x, y), (x + way[0], y + way[1]))

    @rule(card=numbers, way=ways, middle=numbers)
    def is_interrupted_while_moving(self, card: int, way: Any, middle: int) -> None:
        x, y = self.session.middle(card)
        end = (x + way[0], y + way[1])
        with self.session.dragging((x, y), end):
            self.interruption(middle, end)

    @rule(card=numbers, side=numbers, way=ways, middle=numbers)
    def is_interrupted_while_linking(self, card: int, side: int, way: Any, middle: int) -> None:
        x, y = self.session.edge(card, side)
        end = (x + way[0], y + way[1])
        with self.session.dragging((x, y), end):
            self.interruption(middle, end)

    @rule(start=places, end=places, middle=numbers)
    def is_interrupted_while_banding(self, start: Any, end: Any, middle: int) -> None:
        with self.session.dragging(start, end):
            self.interruption(middle, end)

    @rule(card=numbers, way=st.sampled_from(("Tab", "Shift+Tab", "Return")), title=st.sampled_from(TITLES),
          last=st.sampled_from(("Return", "Escape", "Tab", "Shift+Tab", "Ctrl+Z", "Ctrl+2", "")))  # fmt: skip
    def grows(self, card: int, way: str, title: str, last: str) -> None:
        self.user.presses("Escape")
        self.user.clicks(*self.session.middle(card))
        self.user.presses(way)
        self.session.writes(title)
        if last:
            self.user.presses(last)

    @rule(kind=st.sampled_from(KINDS), at=places, middle=numbers)
    def drags_a_tool(self, kind: str, at: Any, middle: int) -> None:
        self.user.drags_tool(kind, at, lets_go=bool(middle % 3))
        if middle % 3 == 0:
            self.interruption(middle // 3, at)
            button = self.user.workspace.toolbox.buttons[Choice(element=ElementKind(kind.lower()))]
            self.session.lets_go_of(button, at)
        self.session.writes("Dragged")

    @rule(card=numbers, side=numbers, at=places, title=st.sampled_from(TITLES))
    def links_to_the_paper(self, card: int, side: int, at: Any, title: str) -> None:
        start = self.session.edge(card, side)
        self.user.presses("Escape")
        self.user.drags(start, at)
        self.session.writes(title)

    @rule(line=numbers, part=st.sampled_from(("start", "middle", "end")), way=ways, other=numbers, middle=numbers)
    def pulls_at_a_link(self, line: int, part: str, way: Any, other: int, middle: int) -> None:
        start = self.session.grip(line, part)
        end = (start[0] + way[0], start[1] + way[1]) if part == "middle" else self.session.middle(other)
        with self.session.dragging(start, end):
            if middle % 3 == 0:
                self.interruption(middle // 3, end)

    @rule(line=numbers)
    def straightens_a_link(self, line: int) -> None:
        self.user.double_clicks(*self.session.grip(line, "middle"))

    @rule(line=numbers, letters=st.sampled_from(("", "o", "zzz")), keys=st.sampled_from(("Ctrl+Alt+S", "Ctrl+Alt+E")))
    def changes_an_end(self, line: int, letters: str, keys: str) -> None:
        self.user.presses("Escape")
        self.user.clicks(*self.session.line_point(line))
        self.session.changes_an_end(keys, letters, line)

    @rule(line=st.sampled_from(LINES), last=st.sampled_from(("Escape", "Tab", "")))
    def enters_a_line(self, line: str, last: str) -> None:
        self.session.to_the_map()
        self.user.presses("Ctrl+T")
        self.user.composes(line)
        self.user.presses("Return")
        if last:
            self.user.presses(last)

    @rule(copied=st.sampled_from(PASTED))
    def pastes_from_elsewhere(self, copied: tuple[str, str, str]) -> None:
        self.session.copied_elsewhere(*copied)
        self.user.presses("Ctrl+V")

    @rule(cards=st.lists(numbers, min_size=1, max_size=3), actions=st.lists(st.sampled_from(ARRANGING), max_size=3))
    def arranges(self, cards: list[int], actions: list[str]) -> None:
        self.selects_cards(cards)
        for each in actions:
            self.session.does(each)

    @rule(card=numbers, which=numbers, way=ways, middle=numbers)
    def resizes(self, card: int, which: int, way: Any, middle: int) -> None:
        self.user.clicks(*self.session.middle(card))
        x, y = self.session.corner(card, which)
        end = (x + way[0], y + way[1])
        with self.session.dragging((x, y), end):
            if middle % 3 == 0:
                self.interruption(middle // 3, end)

    @rule(band=numbers, way=ways, middle=numbers)
    def drags_a_border(self, band: int, way: Any, middle: int) -> None:
        x, y = self.session.border(band)
        with self.session.dragging((x, y), (x, y + way[1])):
            if middle % 3 == 0:
                self.interruption(middle // 3, (x, y + way[1]))

    @rule(band=numbers, other=numbers, middle=numbers)
    def drags_a_name(self, band: int, other: int, middle: int) -> None:
        end = self.session.band_name(other)
        with self.session.dragging(self.session.band_name(band), end):
            if middle % 3 == 0:
                self.interruption(middle // 3, end)

    @rule(band=numbers, title=st.sampled_from(TITLES), last=st.sampled_from(("Return", "Escape", "Tab", "")))
    def renames_a_band(self, band: int, title: str, last: str) -> None:
        self.user.double_clicks(*self.session.band_name(band))
        self.session.writes(title)
        if last:
            self.user.presses(last)

    @rule(actions=st.lists(st.sampled_from(SHEETS_AND_BANDS), min_size=1, max_size=3))
    def works_on_sheets_and_bands(self, actions: list[str]) -> None:
        for each in actions:
            self.session.does(each)
        if "rename" not in actions[-1] and actions[-1] != "add-perspective":
            self.session.to_the_map()

    @rule(tab=numbers, other=numbers, title=st.sampled_from(TITLES), last=st.sampled_from(("Return", "Escape", "")))
    def goes_to_a_tab(self, tab: int, other: int, title: str, last: str) -> None:
        if other % 3:
            self.session.clicks_a_tab(tab, double=False)
        elif other % 2:
            self.session.drags_a_tab(tab, other)
        else:
            self.session.clicks_a_tab(tab, double=True)
            self.session.writes(title.replace("\n", " "))
            if last:
                self.user.presses(last)

    @rule(keys=st.sampled_from(SHORTCUTS))
    def presses(self, keys: str) -> None:
        self.user.presses(keys)

    @rule(keys=st.lists(st.sampled_from(SHORTCUTS), min_size=1, max_size=4))
    def presses_over_the_map(self, keys: list[str]) -> None:
        self.session.to_the_map()
        self.user.presses(*keys)

    @rule(field=numbers, text=st.sampled_from(TEXTS))
    def fills_a_field(self, field: int, text: str) -> None:
        self.session.fills_a_field(field, text)

    @rule(steps=numbers)
    def changes_the_kind(self, steps: int) -> None:
        self.session.changes_the_kind(steps)

    @rule(card=numbers, letters=st.sampled_from(("", "o", "zzz")), number=numbers)
    def links_by_dialog(self, card: int, letters: str, number: int) -> None:
        self.user.presses("Escape")
        self.user.clicks(*self.session.middle(card))
        self.session.links_by_dialog(letters, number)

    @rule(words=st.sampled_from(("o", "zzz", "", "o1")), keys=st.lists(st.sampled_from(FINDING), max_size=4))
    def finds(self, words: str, keys: list[str]) -> None:
        self.session.to_the_map()
        self.user.presses("Ctrl+F", "Ctrl+A")
        self.user.types(words)
        self.user.presses(*keys)

    @rule(card=numbers, keys=st.sampled_from(("Alt+1", "Alt+2", "Alt+4", "Alt+0")),
          towards=st.sampled_from(("both", "causes", "effects", "")))  # fmt: skip
    def looks_around(self, card: int, keys: str, towards: str) -> None:
        self.user.presses("Escape")
        self.user.clicks(*self.session.middle(card))
        self.user.presses(keys)
        if towards:
            self.user.window.actions_by_id[f"focus-{towards}"].trigger()

    @rule(number=numbers, closes=st.booleans())
    def filters(self, number: int, closes: bool) -> None:
        seeing.ticks_in_the_filter(self.user, number, closes and number % 3 == 0)

    @rule(name=st.sampled_from(("Mine", "mine", " ", "x")))
    def keeps_a_filter(self, name: str) -> None:
        seeing.keeps_the_filter(self.user, name)

    @rule(row=numbers, title=st.sampled_from((None, None, "Written", "a")))
    def uses_the_outline(self, row: int, title: str | None) -> None:
        seeing.clicks_the_outline(self.user, row, title)

    @rule(row=numbers)
    def goes_back_in_history(self, row: int) -> None:
        seeing.clicks_the_history(self.user, row)

    @rule(letters=st.sampled_from(("zoom in", "select all", "o1", "overview map", "presentation", "qqq")),
          last=st.sampled_from(("Return", "Escape")))  # fmt: skip
    def uses_the_palette(self, letters: str, last: str) -> None:
        seeing.uses_the_palette(self.user, letters, last)

    @rule(number=numbers, departments=st.booleans(),
          keys=st.lists(st.sampled_from(standing.KEYS), max_size=5))  # fmt: skip
    def edits_the_matrix(self, number: int, keys: list[str], departments: bool) -> None:
        standing.edits_the_matrix(self.user, number, keys, departments=departments)

    @rule(number=numbers, keys=st.lists(st.sampled_from(("Right", "Left", "Down", "Return", "Escape")), max_size=4))
    def reads_the_position(self, number: int, keys: list[str]) -> None:
        standing.reads_the_position(self.user, number, keys)

    @rule(number=numbers)
    def chooses_a_finding_or_loop(self, number: int) -> None:
        self.session.chooses_a_row(number)

    @rule(number=numbers, letters=st.sampled_from(("", "o", "zzz")))
    def fixes_a_finding(self, number: int, letters: str) -> None:
        analysing.fixes_a_finding(self.user, number, letters)

    @rule(number=numbers, reason=st.sampled_from(("We know", " ", "x" * 2_500)))
    def mutes_a_finding(self, number: int, reason: str) -> None:
        analysing.mutes_a_finding(self.user, number, reason)

    @rule(number=numbers, name=st.sampled_from(("Engine", "  ", "a")),
          keys=st.lists(st.sampled_from(WALKING), max_size=4))  # fmt: skip
    def walks_and_names(self, number: int, name: str, keys: list[str]) -> None:
        analysing.walks_and_names(self.user, number, name, keys)

    @rule(edits=st.lists(st.sampled_from(("Ctrl+Z", "Delete", "Ctrl+D", "Right")), max_size=2))
    def lays_out_and_goes_on(self, edits: list[str]) -> None:
        self.session.to_the_map()
        self.user.presses("Ctrl+Shift+L", *edits)
        self.user.waits()

    @rule(theme=st.sampled_from(("paper", "slate", "system")))
    def changes_the_theme(self, theme: str) -> None:
        self.user.window.actions_by_id[f"theme-{theme}"].trigger()

    @rule(steps=st.integers(-12, 12), at=places, key=st.sampled_from(("Control", "Shift", "No")))
    def turns_the_wheel(self, steps: int, at: Any, key: str) -> None:
        self.user.turns_wheel(steps, *at, Qt.KeyboardModifier[f"{key}Modifier"])

    @rule(at=places)
    def right_clicks(self, at: Any) -> None:
        self.session.right_clicks(at)

    @rule()
    def saves_and_opens(self) -> None:
        self.session.saves_and_opens()

    @rule()
    def closes_and_opens(self) -> None:
        keeping.closes_and_opens(self.user, self.session.file)
        self.session.start = self.user.map

    @rule()
    def thinks_better_of_closing(self) -> None:
        keeping.thinks_better_of_closing(self.user)

    @rule()
    def might_crash(self) -> None:
        self.user.workspace.finish_writing()
        keeping.a_crash_would_lose_nothing(self.user, self.session.file.parent)

    @rule()
    def undoes_everything(self) -> None:
        self.session.undoes_everything()

    @invariant()
    def everything_holds(self) -> None:
        assert self.reported.seen == [], "the window reported an error"
        self.session.holds()

    def teardown(self) -> None:
        try:
            self.session.undoes_everything()
            self.might_crash()
            self.session.saves_and_opens()
            self.might_crash()
        finally:
            self.open.close()
            left = self.user.leaves()
        assert left == [], "something is left of the window"
        assert left_behind(self.user.home) == [], "what was closed as it should be is offered as after a crash"
        assert self.reported.seen == [], "the window reported an error"

    def interruption(self, number: int, at: tuple[float, float]) -> None:
        """Something that happens while the button is held down."""
        keys = ("Escape", "Ctrl+Z", "Ctrl+Y", "Delete", "Ctrl+V", "Ctrl+D", "Ctrl+A", "F2", "Left", "Ctrl+Shift+L")
        happens: list[Callable[[], object]] = [
            self.session.loses_focus,
            lambda: self.session.right_clicks(at),
            lambda: self.user.turns_wheel(3, *at, Qt.KeyboardModifier.ControlModifier),
            lambda: self.changes_the_theme("slate"),
            lambda: self.user.takes("Factor"),
            self.user.waits,
            lambda: keeping.thinks_better_of_closing(self.user),
            lambda: seeing.uses_the_palette(self.user, "zoom", "Escape"),
            lambda: self.user.presses("Down", "Escape"),
            *(lambda each=each: self.user.presses(each) for each in keys),  # type: ignore[misc]
        ]
        happens[number % len(happens)]()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_whatever_a_person_does_the_map_stays_whole_and_is_what_is_shown(
    qapp: object, tmp_path_factory: pytest.TempPathFactory, reported: Errors
) -> None:
    run_state_machine_as_test(
        lambda: Sessions(tmp_path_factory.mktemp("session"), reported),
        settings=settings(
            max_examples=400 if LONG else 12,
            stateful_step_count=50 if LONG else 25,
            deadline=None,
            derandomize=not LONG,
            phases=tuple(Phase) if LONG else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


def test_a_trace_left_by_a_gesture_would_be_seen(
    qapp: object, tmp_path: Path, reported: Errors, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(tmp_path)
    session.open(small_business())
    session.holds()
    monkeypatch.setattr(Dragging, "cancel", lambda drag: None)  # a drag that forgets to take its preview back
    x, y = session.middle(0)
    with session.dragging((x, y), (x + 90, y + 90)):
        session.user.presses("Escape")
    with pytest.raises(AssertionError, match="a trace is left on the canvas"):
        session.holds()
    assert session.user.leaves() == []
