"""The order of mixed text, compared with the one Qt puts it in."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from stratmap.drawing.bidi import seen_runs


def order_of_qt(text: str, *, rtl: bool) -> str:
    layout = QTextLayout(text, QFont("Fira Sans"))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    places = {at: line.glyphRuns(at, 1)[0].positions()[0].x() for at in range(len(text))}
    return "".join(text[at] for at in sorted(places, key=lambda at: places[at]))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="abאבגעم12 .,%()[]-+/!", min_size=1, max_size=14), rtl=st.booleans())
def test_mixed_text_is_in_the_order_qt_shows_it(qapp: QApplication, text: str, rtl: bool) -> None:
    text = f"{text.strip()}א"  # without a letter from the right Qt does not look at the order at all
    ours = "".join(run[::-1] if backwards else run for run, backwards in seen_runs(text, rtl=rtl))
    assert ours == order_of_qt(text, rtl=rtl)
