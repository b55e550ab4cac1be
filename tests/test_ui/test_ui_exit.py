"""How the program ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_COPY_AND_QUIT = """
import sys
from pathlib import Path
from models.kinds import ElementKind
from models.strategy_map import new_map
from stratmap.document import Document
from stratmap.edits import elements
from stratmap.safekeeping.home import home_in
from stratmap.settings import SettingsFile
from ui.app import application
from ui.window.main_window import MainWindow

app = application()
window = MainWindow(SettingsFile(Path(sys.argv[1])), home_in(Path(sys.argv[1]).parent / "home"))
document = Document(new_map("Test"))
elements.add(document, ElementKind.FACTOR, "Rain", document.map.first_sheet().id, 0, 0)
document.mark_saved(())
window.show_map(document, None)
window.workspace.edit.select_all()
window.workspace.clipboard.copy()
assert app.clipboard().text() == "Rain"
window.close()
"""


def test_quitting_after_copying_ends_cleanly(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _COPY_AND_QUIT, str(tmp_path / "settings.json")]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
