"""What somebody does in a random session about findings and loops, and what must hold of both lists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from stratmap.analysis.fixing import fixes_for
from tests.user import User
from ui.dialogs.choose import ChooseDialog
from ui.dialogs.mute import MuteDialog


def fixes_a_finding(user: User, number: int, letters: str) -> None:
    """Chooses a finding and presses one of its buttons, choosing by some letters where that is asked."""
    finding = _chooses(user, number)
    if finding is None:
        return
    detail = user.workspace.findings.detail
    count = len(fixes_for(finding.finding, user.map)) if not finding.reason else 0
    buttons = list(detail.buttons.values())[:count]
    if buttons:
        QTest.mouseClick(buttons[number % len(buttons)], Qt.MouseButton.LeftButton)
        QApplication.processEvents()
    for dialog in user.workspace.findChildren(ChooseDialog):
        QTest.keyClicks(dialog.chooser.search, letters)
        _answers(dialog, takes=number % 4 > 0)
    _comes_back(user)


def mutes_a_finding(user: User, number: int, reason: str) -> None:
    """Chooses a finding and mutes it with a reason; or brings one back."""
    if user.workspace.tabs.currentWidget() is not user.workspace.findings:
        user.workspace.tabs.show_findings()
    if number % 3 == 0:
        user.workspace.findings.press("muted")
    if _chooses(user, number) is None:
        return
    user.workspace.analysis.mute_chosen()
    for dialog in user.workspace.findChildren(MuteDialog):
        dialog.field.setText(reason)
        _answers(dialog, takes=number % 5 > 0)
    _comes_back(user)


def walks_and_names(user: User, number: int, name: str, keys: list[str]) -> None:
    """Chooses a loop, walks along it, and writes a name for it."""
    user.waits()
    work = user.workspace
    work.tabs.show_loops()
    QApplication.processEvents()
    if work.loops.sentences:
        row = work.loops.sentence_rows[number % len(work.loops.sentence_rows)]
        work.loops.list.choose(row)
        user.presses(*keys)
        if number % 2:
            user.presses("N")
            user.types(name)
            user.presses("Return" if number % 4 == 1 else "Escape")
    if number % 7 == 0:
        work.loops.only_lit.toggle()
    if number % 11 == 0:
        work.loops.through.toggle()


def findings_hold(user: User) -> None:
    """Nothing is marked that is not lit, and what is chosen is one of the things that are shown."""
    work = user.workspace
    lit = work.selection.lit
    assert lit is not None or work.selection.ways == (), "ways are marked and nothing is lit"
    if work.spotlight.is_only_lit:
        assert work.sight.only == lit, "something else is shown than what is lit"
    else:
        assert work.sight.only is None, "things are hidden that nobody hid"
    assert work.loops.only_lit.isChecked() == work.spotlight.is_only_lit
    for panel in (work.findings, work.loops):
        assert panel.detail.isHidden() == (panel.thing is None), "what is said is not of what is chosen"


def _chooses(user: User, number: int) -> object:
    user.waits()
    user.workspace.tabs.show_findings()
    QApplication.processEvents()
    panel = user.workspace.findings
    rows = panel.sentence_rows
    if rows:
        panel.list.choose(rows[number % len(rows)])
    return user.workspace.analysis.chosen


def _answers(dialog: QDialog, *, takes: bool) -> None:
    if takes:
        dialog.accept()
    else:
        dialog.reject()
    QApplication.processEvents()


def _comes_back(user: User) -> None:
    user.window.activateWindow()  # a window manager would
    QApplication.processEvents()
