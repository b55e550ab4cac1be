from __future__ import annotations

import socket
import sys

import pytest

from stratmap import display
from stratmap.cli.app import app

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has displays to look for")


@pytest.fixture
def nowhere(monkeypatch):
    """No display is named and every library is there."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(display, "missing_packages", lambda libraries: [])
    return monkeypatch


@pytest.fixture
def listening(tmp_path):
    """A socket on which something like a Wayland display answers, and its folder."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        yield tmp_path


def test_without_a_display_there_is_a_sentence(nowhere):
    trouble = display.display_trouble()
    assert trouble is not None
    assert "no display" in trouble


def test_every_command_that_needs_no_display_is_named(nowhere):
    trouble = display.display_trouble()
    assert trouble is not None
    named = trouble.partition("The commands ")[2].partition(" work without one")[0].replace(" and ", ", ")
    commands = {each.name or each.callback.__name__ for each in app.registered_commands if each.callback}
    assert set(named.split(", ")) == commands - {"open"}


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "offscreen;xcb"])
def test_platforms_that_need_no_display_are_let_through(nowhere, platform):
    nowhere.setenv("QT_QPA_PLATFORM", platform)
    assert display.display_trouble() is None


def test_an_x_display_that_is_gone_is_noticed(nowhere):
    nowhere.setenv("DISPLAY", ":7777")
    trouble = display.display_trouble()
    assert trouble is not None
    assert "‘:7777’ does not answer" in trouble


@pytest.mark.parametrize("name", ["", "nonsense", ":", ":x", "localhost:59535", "no such host:1"])
def test_no_display_name_upsets_the_question(name):
    assert not display.x_answers(name)


def test_a_display_on_another_machine_is_asked_over_the_network():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        if port >= 6000:
            assert display.x_answers(f"127.0.0.1:{port - 6000}.0")


def test_a_wayland_display_that_answers_will_do(nowhere, listening):
    nowhere.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert not display.wayland_answers("wayland-7")
    nowhere.setenv("XDG_RUNTIME_DIR", str(listening))
    assert display.wayland_answers("wayland-7")
    assert display.display_trouble() is None


def test_a_wayland_display_that_is_gone_is_noticed(nowhere, tmp_path):
    nowhere.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    nowhere.setenv("WAYLAND_DISPLAY", "wayland-8")
    trouble = display.display_trouble()
    assert trouble is not None
    assert "wayland-8" in trouble


def test_missing_libraries_are_named_by_their_packages(nowhere, listening):
    nowhere.setenv("XDG_RUNTIME_DIR", str(listening))
    nowhere.setenv("WAYLAND_DISPLAY", "wayland-7")
    nowhere.setattr(display, "missing_packages", lambda libraries: ["libegl1", "libgl1"])
    trouble = display.display_trouble()
    assert trouble is not None
    assert "apt-get install libegl1 libgl1" in trouble


def test_only_the_libraries_that_cannot_be_loaded_are_missing():
    libraries = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9", "libnowhere2.so.9": "libnowhere9"}
    assert display.missing_packages(libraries) == ["libnowhere9"]


def test_a_display_that_refuses_is_noticed(nowhere):
    nowhere.setenv("DISPLAY", ":7")
    nowhere.setattr(display, "x_answers", lambda name: True)
    nowhere.setattr(display, "x_lets_in", lambda: False)
    trouble = display.display_trouble()
    assert trouble is not None
    assert "does not let this account" in trouble
    nowhere.setattr(display, "x_lets_in", lambda: True)
    assert display.display_trouble() is None


def test_what_qt_says_is_passed_on_with_what_to_install(monkeypatch):
    monkeypatch.setattr(display, "missing_packages", lambda libraries: ["libegl1"])
    sentence = display.import_trouble(ImportError("libEGL.so.1: cannot open shared object file"))
    assert "libEGL.so.1" in sentence
    assert "apt-get install libegl1" in sentence


def test_a_window_in_memory_is_not_seen(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not display.window_is_seen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert display.window_is_seen()


def test_elsewhere_than_on_linux_there_is_nothing_to_find_out(nowhere):
    nowhere.setattr(sys, "platform", "win32")
    assert display.display_trouble() is None
    assert "DLL load failed" in display.import_trouble(ImportError("DLL load failed"))
