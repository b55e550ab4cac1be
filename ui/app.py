"""Starts the window: builds the objects and hands each one what it needs."""

from __future__ import annotations

import atexit
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from stratmap.logbook import Logbook
from stratmap.safekeeping.home import Home, usual_home
from stratmap.settings import SettingsFile
from ui import interpreter
from ui.canvas import accessible, fonts
from ui.faults import faults_told, qt_messages_noted
from ui.leaving import end_at_once_if_busy
from ui.window.main_window import MainWindow
from ui.window.windows import Windows

log = logging.getLogger("stratmap")


def application() -> QApplication:
    """The one QApplication, with our fonts, made if there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("stratmap")
        app.setApplicationDisplayName("")
        app.setDesktopFileName("stratmap")
    fonts.register()
    accessible.install()
    atexit.unregister(_hand_over_clipboard)
    atexit.register(_hand_over_clipboard)
    return app


def _hand_over_clipboard() -> None:
    """Leave plain words on the clipboard: Qt would free what Python made after Python is gone, and crash."""
    if QGuiApplication.instance() is None:
        return
    clipboard = QGuiApplication.clipboard()
    kept_by_qt = QGuiApplication.platformName() in ("offscreen", "minimal")  # these never say that they own it
    if kept_by_qt or clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())


def run(paths: Sequence[Path], example: str | None = None) -> int:
    """Show a window for each of these files, or one with an example; the exit code when all are closed."""
    interpreter.keep_memory_together()
    home = usual_home()
    _speak_on_console()
    logbook = Logbook(home.logs)
    try:
        with qt_messages_noted():
            code = _run(paths, example, home, logbook)
    except Exception:
        log.info("ended by an error", exc_info=True)  # the console gets it from Python itself
        raise
    finally:
        logbook.close()
    _hand_over_clipboard()
    end_at_once_if_busy(code)
    return code


def _speak_on_console() -> None:
    """Warnings and worse are for whoever started the program from a console; the rest is in the log alone."""
    logging.basicConfig(format="stratmap: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.WARNING)


def _one_more(windows: Windows, settings: SettingsFile, home: Home) -> MainWindow:
    """A window beside the others, not shown yet."""
    window = MainWindow(settings, home, windows=windows)
    window.is_smooth = True
    window.map_shown.connect(interpreter.settle)
    return window


def _run(paths: Sequence[Path], example: str | None, home: Home, logbook: Logbook) -> int:
    if logbook.last_crash:
        log.info("stratmap died the last time it ran: %s", logbook.last_crash)
    interpreter.be_quick()
    app = application()
    settings = SettingsFile()
    windows = Windows(lambda own: _one_more(own, settings, home))
    window = _one_more(windows, settings, home)
    window.appear(None)
    if logbook.last_crash:
        window.log.tell_crash()
    if paths:
        QTimer.singleShot(0, window, lambda: window.files.open_paths(paths))
    elif example:
        QTimer.singleShot(0, window, lambda: window.files.open_example(example))
    QTimer.singleShot(0, window, window.recovering.look)
    app.commitDataRequest.connect(lambda _manager: windows.session_ends())
    # Python handles a signal between any two steps, in the middle of a paint event if need be: not there
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, app, windows.quit))
    signal.signal(signal.SIGTERM, lambda *_: QTimer.singleShot(0, app, windows.end_now))
    wake = QTimer()  # lets Python see Ctrl+C while Qt waits
    wake.start(250)
    wake.timeout.connect(lambda: None)
    with faults_told(windows.tell_fault):
        return app.exec()
