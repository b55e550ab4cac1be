"""The line under the map: how much is in it, what goes on beside, and how large it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar

from models.strategy_map import StrategyMap
from stratmap.i18n import _
from stratmap.vocabulary import count_of
from ui.background import Jobs
from ui.plain_label import plain_label


class StatusLine(QObject):
    """Fills the status bar of a window."""

    def __init__(self, bar: QStatusBar, jobs: Jobs) -> None:
        super().__init__(bar)
        self._jobs = jobs
        bar.setSizeGripEnabled(False)
        self._counts = plain_label()
        self._work = plain_label()
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self.stop = QPushButton(_("Cancel"))
        self.stop.clicked.connect(jobs.cancel)
        self._scale = plain_label()
        bar.addWidget(self._counts)
        for widget in (self._work, self._progress, self.stop, self._scale):
            bar.addPermanentWidget(widget)
        self._show_work()
        jobs.changed.connect(self._show_work)

    def show_counts(self, map: StrategyMap | None) -> None:
        """Say how much is in a map; nothing where there is none."""
        counts = (count_of(len(map.elements), True), count_of(len(map.links), False)) if map is not None else ()
        self._counts.setText(", ".join(counts))

    def show_scale(self, scale: float | None) -> None:
        """Say how large the map is shown, 1 being as on paper; nothing where there is none."""
        self._scale.setText(f"{scale:.0%}".replace("%", " %") if scale is not None else "")

    def _show_work(self) -> None:
        words = self._jobs.words
        self._work.setText(words)
        for widget in (self._work, self._progress):
            widget.setVisible(bool(words))
        self.stop.setVisible(bool(words) and self._jobs.can_cancel)
