"""Where the parts of a workspace stand: one above the other in the middle, fields above the tabs at the right.

What holds others is put into its own parent first and filled then: Qt styles all there is in a part anew whenever
that gets another parent.
"""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.selection import Selection
from ui.side_share import SharedSide

_TOOLS, _SIDE, _SIDE_SHARE = 150, 350, 0.32
"""Pixels of the tools and of the side until somebody moves what parts them, and the side's most of a window."""

_LEAST_SIDE = 304
"""Pixels in which all tabs are read, with counts of one figure; longer ones are left away."""


def column(parent: QWidget, *parts: QWidget, grows: QWidget) -> QWidget:
    """These parts one above the other, without gaps; ``grows`` takes what room there is."""
    made = QWidget(parent)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part, int(part is grows))
    return made


def side(parent: QWidget, fields: QWidget, tabs: QWidget, selection: Selection) -> SharedSide:
    """The fields of what is selected above the tabs."""
    made = SharedSide(parent, fields, tabs, selection)
    part_thinly(made)
    made.setMinimumWidth(_LEAST_SIDE)
    return made


def widths(wide: int) -> tuple[int, int, int]:
    """Pixels of the tools, the paper and the side in a window so many pixels wide."""
    beside = min(_SIDE, max(_LEAST_SIDE, round(_SIDE_SHARE * wide)))
    return _TOOLS, max(0, wide - _TOOLS - beside), beside


def close_up(splitter: QSplitter, wide: int) -> None:
    """Have the second part of a splitter begin where the first ends, which has another width in pixels now."""
    first, second, *others = splitter.sizes()
    splitter.setSizes([wide, first + second - wide, *others])


def part_thinly(splitter: QSplitter) -> None:
    """Part what stands in it by a line, and let nothing be pushed away wholly."""
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
