"""Whatever fails, wherever: the window lives, the map is whole, it is told in a sentence and noted, and work goes on.

Every action is made to fail by itself, in its command and in the middle of its edit; a new one is found. Work that is
done aside is made to fail in ``ASIDE``, where a new kind of it belongs. Qt overrides are in ``test_ui_faults``.
"""

from __future__ import annotations

import ast
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from models.rules import violations
from models.store import open_map
from models.working_copy import WorkingCopy
from stratmap.document import Document
from stratmap.exporting import by_ending, matrix_file
from stratmap.safekeeping.session import Session
from tests.conftest import LONG, Errors
from tests.test_architecture import name_of, sources
from tests.test_ui.test_ui_faults import KINDS, Broken
from tests.user import User
from ui.actions import ACTIONS
from ui.faults import faults_told

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SORRY = "Something went wrong inside stratmap"


@pytest.fixture
def bakery(user: User, reported: Errors) -> Iterator[User]:
    """Somebody with a map in a file, a card selected in it, who is told of faults as in the running program."""
    user.draws("Objective", "Bread", at=(300, 300))
    user.draws("Initiative", "Oven", at=(600, 300))
    user.connects("Oven", "Bread", tool="Supports")
    user.saves_as(user.folder / "bakery.stratmap")
    user.selects("Bread")
    user.waits()
    with faults_told(user.window.tell_fault):
        yield user


def broken(kind: type[Exception]) -> Broken:
    made = Broken()
    made.kind = kind
    return made


def puts_away(user: User) -> None:
    """Closes what came up, and waits for what was begun."""
    user._until(lambda: not user.window.recovering.is_busy, "looking for unsaved work never ended")
    user.waits()
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()
        elif isinstance(top, QMenu):
            top.close()
    user.workspace.editor.drop()
    if user.window.presentation.is_on:
        user.window.presentation.toggle()
    user.workspace.matrix.close()
    QApplication.processEvents()


def lives_on(user: User, before: object) -> None:
    """The window is there, the map as it was; the next edit works, and is saved and read again."""
    puts_away(user)
    assert user.window.isVisible()
    assert user.map == before
    assert violations(user.map) == []
    assert not user.workspace.view.grab().isNull()
    user.window.activateWindow()
    user.workspace.see.show_all()
    user.draws("Objective", "Cake", at=(300, 600))
    user.saves()
    assert user.element("Cake")
    assert open_map(user.folder / "bakery.stratmap").map == user.map
    assert not user.document.is_modified


def test_every_action_whose_command_fails_is_told_and_noted_and_leaves_everything_as_it_was(
    bakery: User, reported: Errors
) -> None:
    before = bakery.map
    for row in ACTIONS:
        runs, action = row.runs, bakery.window.actions_by_id[row.id]
        bakery.workspace.notice.say("")
        for kind in KINDS:
            object.__setattr__(row, "runs", broken(kind))
            try:
                action.setEnabled(True)
                action.trigger()
            finally:
                object.__setattr__(row, "runs", runs)
            assert reported.seen == [f"not caught: {kind('on purpose')!r}"], row.id
            reported.seen.clear()
        QApplication.processEvents()
        bakery.sees_notice(SORRY)
    bakery.window.refresh()
    lives_on(bakery, before)


LEAVING = ("new", "open", "import", "close", "quit", "recent", "window", "revert", "undo", "redo")
"""Beginnings of the actions that make way for another map, or are no edits of this one."""


def test_every_action_whose_edit_fails_in_the_middle_leaves_the_map_and_its_history_as_they_were(
    bakery: User, reported: Errors, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, labels = bakery.map, list(bakery.document.history.undo_labels)
    failed: set[str] = set()
    kinds = cycle(KINDS)
    for row in ACTIONS:
        if row.id.startswith(LEAVING):
            continue
        for kind in KINDS if LONG else [next(kinds)]:
            bakery.workspace.selection.set([bakery.element("Bread").id, bakery.element("Oven").id])
            bakery.window.refresh()
            action = bakery.window.actions_by_id[row.id]
            with monkeypatch.context() as patch:
                patch.setattr(Document, "make", broken(kind))
                patch.setattr(Document, "make_prepared", broken(kind), raising=False)
                if action.isEnabled():
                    action.trigger()
                puts_away(bakery)
            if reported.seen:
                failed.add(row.id)
                assert f"{kind('on purpose')!r}" in reported.seen[0], row.id
                assert SORRY in bakery.workspace.notice.text(), row.id
            reported.seen.clear()
            assert bakery.map is before, row.id
            assert list(bakery.document.history.undo_labels) == labels, row.id
    assert len(failed) > 15, "nearly nothing was an edit"
    lives_on(bakery, before)


@dataclass(frozen=True, slots=True)
class Aside:
    """Work done on a thread: what of it fails, what begins it, and where the person reads of it."""

    fails: str
    begins: Callable[[User], object]
    tells: Callable[[User], str]


def told(user: User) -> str:
    return "\n".join(user.answers.told)


def said(user: User) -> str:
    return user.workspace.notice.text()


def exports(user: User, ending: str) -> None:
    user.answers.paths = [user.folder / f"out{ending}"]
    user.window.actions_by_id["export"].trigger()


def exports_matrix(user: User, ending: str) -> None:
    user.answers.paths = [user.folder / f"matrix{ending}"]
    user.window.actions_by_id["export-matrix"].trigger()


def edits(user: User) -> None:
    user.workspace.runner.start()


def begins(action: str) -> Callable[[User], object]:
    return lambda user: user.window.actions_by_id[action].trigger()


def imports(user: User) -> None:
    table = user.folder / "table.csv"
    table.write_text("Label,Type\nBun,objective\n")
    user.answers.paths = [table]
    user.window.actions_by_id["import"].trigger()


def opens(user: User) -> None:
    user.answers.paths = [user.folder / "bakery.stratmap"]
    user.window.actions_by_id["open"].trigger()


def saves(user: User) -> None:
    user.window.actions_by_id["save"].trigger()


def asks_for_matrix(user: User) -> None:
    user.workspace.matrix.close()
    user.workspace.matrix.open()


ASIDE: dict[str, Aside] = {
    "saving": Aside("stratmap.safekeeping.keeper.publish", saves, told),
    "opening": Aside("stratmap.safekeeping.opening.find_map", opens, told),
    "importing": Aside("stratmap.importing.tables.import_tables", imports, told),
    "earlier versions": Aside("stratmap.safekeeping.backups.generations", begins("earlier"), told),
    "unsaved work": Aside("ui.files.recovery_commands.left_behind", begins("recover"), told),
    "findings": Aside("ui.analysis_runner._analysed", edits, lambda user: user.workspace.findings.summary.text()),
    "matrix": Aside(
        "ui.commands.matrix.matrix_table", asks_for_matrix, lambda user: user.workspace.matrix.panel.summary.text()
    ),
    "layout": Aside("stratmap.layout.placing.layout_records", begins("layout"), said),
    "drawing a page": Aside("stratmap.exporting.pdf.export_pdf", lambda user: exports(user, ".pdf"), told),
    "drawing a picture": Aside("ui.png.export_png", lambda user: exports(user, ".png"), told),
    **{
        f"export as {ending}": Aside(f"export{ending}", lambda user, ending=ending: exports(user, ending), told)
        for ending in by_ending._WRITERS
    },
    **{
        f"matrix as {ending}": Aside(
            f"matrix{ending}", lambda user, ending=ending: exports_matrix(user, ending), told
        )
        for ending in matrix_file._WRITERS
    },
}
"""Everything that is worked out, read or written aside. Each fails in six ways."""


def breaks(patch: pytest.MonkeyPatch, fails: str, with_what: Broken) -> None:
    """Has something fail: a function by its full name, or what writes files of an ending."""
    kind, dot, ending = fails.partition(".")
    tables: dict[str, dict[str, Any]] = {"export": by_ending._WRITERS, "matrix": matrix_file._WRITERS}
    if kind in tables:
        patch.setitem(tables[kind], dot + ending, with_what)
    else:
        patch.setattr(fails, with_what)


@pytest.mark.parametrize("name", ASIDE)
def test_work_that_fails_aside_is_told_in_a_sentence_and_noted(
    bakery: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    work, before = ASIDE[name], bakery.map
    for kind in KINDS:
        bakery.answers.told.clear()
        bakery.workspace.notice.say("")
        caplog.clear()
        with monkeypatch.context() as patch:
            breaks(patch, work.fails, broken(kind))
            work.begins(bakery)
            bakery._until(lambda: not bakery.window.recovering.is_busy, "looking for unsaved work never ended")
            bakery.waits()
        words = work.tells(bakery)
        assert words.count(". ") + words.endswith(".") >= 1, (kind.__name__, words)
        noted = [each for each in caplog.records if each.name.startswith("stratmap") and each.exc_info]
        assert {each.exc_info[1].args for each in noted if each.exc_info and each.exc_info[1]} == {("on purpose",)}
        assert {each.levelno for each in noted} == {logging.WARNING}
    lives_on(bakery, before)


@pytest.mark.parametrize("method", ["write", "__init__"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_working_copy_that_fails_is_told_and_made_good_with_the_next_edit(
    bakery: User, reported: Errors, monkeypatch: pytest.MonkeyPatch, kind: type[Exception], method: str
) -> None:
    keeping = bakery.window.keeping
    assert keeping is not None
    session: Session = keeping.keeper.session
    with monkeypatch.context() as patch:
        patch.setattr(WorkingCopy, "write", broken(kind))
        if method == "__init__":
            patch.setattr(WorkingCopy, "__init__", broken(kind))
        bakery.draws("Objective", "Roll", at=(300, 500))
        session.flush()
        QApplication.processEvents()
        assert session.trouble is not None or method == "write"
        assert any(repr(kind("on purpose")) in each for each in reported.seen)
        assert bakery.element("Roll"), "work goes on in memory"
    reported.seen.clear()
    before = bakery.map
    bakery.draws("Objective", "Bun", at=(600, 500))
    assert session.flush()
    assert session.acknowledged == session.handed_over
    QApplication.processEvents()
    assert not bakery.workspace.safety_banner.isVisible()
    bakery.presses("Ctrl+Z")
    lives_on(bakery, before)


@pytest.mark.parametrize("kind", KINDS)
def test_a_clipboard_that_fails_is_told_and_leaves_the_map(
    bakery: User, reported: Errors, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    before = bakery.map
    bakery.presses("Ctrl+C")
    for function, keys in (("copied", "Ctrl+C"), ("read", "Ctrl+V"), ("duplicate", "Ctrl+D")):
        with monkeypatch.context() as patch:
            patch.setattr(f"stratmap.edits.clipboard.{function}", broken(kind))
            bakery.presses(keys)
            QApplication.processEvents()
        bakery.sees_notice(SORRY)
        assert reported.seen == [f"not caught: {kind('on purpose')!r}"], function
        reported.seen.clear()
        bakery.workspace.notice.say("")
    lives_on(bakery, before)


def test_nothing_but_what_keeps_faults_catches_everything_without_a_word() -> None:
    """Whoever catches any exception there is tells or notes it: a bare ``except`` that passes hides faults."""
    silent = [
        f"{name_of(path)}:{node.lineno}"
        for path in sources("ui", "stratmap", "models")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and catches_all(node) and does_nothing(node.body)
    ]
    assert silent == []


def does_nothing(body: list[ast.stmt]) -> bool:
    return all(isinstance(each, ast.Pass | ast.Continue) for each in body)


def catches_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException")
    )
