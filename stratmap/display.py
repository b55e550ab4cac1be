"""Whether a window can be shown here, found out without starting Qt, which ends the whole process where it cannot."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from stratmap.i18n import _

TIMEOUT = 1.0
"""Seconds a display has to answer."""

_WITHOUT_A_SCREEN = frozenset({"offscreen", "minimal", "minimalegl", "vnc", "eglfs", "linuxfb", "vkkhrdisplay"})
_UNSEEN = frozenset({"offscreen", "minimal", "minimalegl"})

QT_LIBRARIES: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""System libraries Qt cannot be loaded without, → the Debian packages that hold them and bring the others along."""

XCB_LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on an X display needs besides. Tried on a Debian 12 with nothing but Python."""

WAYLAND_LIBRARIES: Mapping[str, str] = {
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What a window on a Wayland display needs besides."""


def display_trouble() -> str | None:
    """Why no window can be shown here, in a sentence or two, or None where one can."""
    if not sys.platform.startswith("linux"):
        return None
    chosen = _chosen_platform()
    if chosen in _WITHOUT_A_SCREEN:
        return _library_sentence(missing_packages(QT_LIBRARIES))
    environment = os.environ
    x, wayland = environment.get("DISPLAY", ""), environment.get("WAYLAND_DISPLAY", "")
    if not x and not wayland:
        return _(
            "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. The commands check,"
            " loops, matrix, effects, import, export, send, salvage, info and demo work without one;"
            " ‘stratmap --help’ lists them."
        )
    answering = [
        libraries
        for name, answers, libraries in (
            (wayland, wayland_answers, WAYLAND_LIBRARIES),
            (x, x_answers, XCB_LIBRARIES),
        )
        if name and answers(name)
    ]
    if not answering:
        names = " / ".join(each for each in (wayland, x) if each)
        return _("The display ‘{name}’ does not answer, so no window can be opened on it.").format(name=names)
    missing = [missing_packages({**QT_LIBRARIES, **libraries}) for libraries in answering]
    if [] not in missing:
        return _library_sentence(missing[0])
    if answering == [XCB_LIBRARIES] and not x_lets_in():
        return _("The display ‘{name}’ does not let this account open a window.").format(name=x)
    return None


def window_is_seen() -> bool:
    """Whether a window would be in front of somebody's eyes rather than in memory only."""
    return _chosen_platform() not in _UNSEEN


def import_trouble(error: ImportError) -> str:
    """What to install where Qt cannot be loaded, in a sentence."""
    if not sys.platform.startswith("linux"):
        return _("The window cannot be opened: {detail}.").format(detail=error)
    packages = missing_packages(QT_LIBRARIES) or sorted(set(QT_LIBRARIES.values()))
    return _("The window cannot be opened ({detail}). {advice}").format(
        detail=error, advice=_library_sentence(packages) or ""
    )


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """The Debian packages of those libraries that cannot be loaded."""
    missing = set()
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.add(package)
    return sorted(missing)


def _library_sentence(packages: list[str]) -> str | None:
    if not packages:
        return None
    return _(
        "The window needs system libraries that are not here. On Debian and Ubuntu, install them with: "
        "apt-get install {packages}"
    ).format(packages=" ".join(packages))


def _chosen_platform() -> str:
    """What QT_QPA_PLATFORM asks for first, without its options."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]


def x_answers(display: str) -> bool:
    """Whether anything listens where an X display of this name (``:0``, ``host:10.0``) has to be."""
    host, _colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return False
    if host not in ("", "unix"):
        return _listens(socket.AF_INET, (host, 6000 + int(number)))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  (where every X server puts it)
    return _listens(socket.AF_UNIX, "\0" + path) or _listens(socket.AF_UNIX, path)


def wayland_answers(display: str) -> bool:
    """Whether anything listens on the socket of a Wayland display."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not Path(display).is_absolute() and not folder:
        return False
    return _listens(socket.AF_UNIX, str(Path(folder) / display))


def _listens(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(TIMEOUT)
        try:
            probe.connect(address)
        except (OSError, UnicodeError):
            return False
    return True


def x_lets_in() -> bool:
    """Whether the X server of DISPLAY accepts this account: the same greeting Qt begins with."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    accepted = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return accepted
