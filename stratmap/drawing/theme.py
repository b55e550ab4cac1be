"""Themes: every colour there is, read from ``resources/themes``. A theme that lacks one does not load."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from models.kinds import ElementKind, Status
from stratmap.analysis.finding import Severity
from stratmap.drawing.primitives import Color

T = TypeVar("T")

THEMES = ("paper", "slate", "contrast-light", "contrast-dark")
"""The themes there are, the usual one first."""


def fitting_theme(*, dark: bool, high_contrast: bool) -> str:
    """The name of the theme that suits what the system asks for."""
    if high_contrast:
        return "contrast-dark" if dark else "contrast-light"
    return "slate" if dark else "paper"


@dataclass(frozen=True, slots=True)
class CanvasColors:
    """The paper and what lies on it beside cards and links. ``guide`` is the line that shows things aligned."""

    paper: Color
    ink: Color
    muted: Color
    grid: Color
    band_tint: Color
    band_line: Color
    band_ink: Color
    selection: Color
    hover: Color
    guide: Color


@dataclass(frozen=True, slots=True)
class KindColors:
    """One kind of element: its body, its outline and icon, its title, its details."""

    body: Color
    outline: Color
    ink: Color
    muted: Color


@dataclass(frozen=True, slots=True)
class LinkColors:
    """Influences by their sign, and the other link kinds."""

    plus: Color
    minus: Color
    unknown: Color
    requires: Color
    conflicts: Color
    owns: Color
    tracks: Color


@dataclass(frozen=True, slots=True)
class MarkColors:
    """A filled mark and the sign on it."""

    fill: Color
    ink: Color


@dataclass(frozen=True, slots=True)
class LoopColors:
    """Feedback loops by what they do."""

    reinforcing: Color
    balancing: Color
    undetermined: Color


@dataclass(frozen=True, slots=True)
class ChromeColors:
    """The window around the map. ``accent_text`` stands on ``accent`` and on ``accent_hover``."""

    window: Color
    panel: Color
    text: Color
    muted: Color
    disabled: Color
    border: Color
    accent: Color
    accent_text: Color
    accent_hover: Color
    hover: Color
    pressed: Color
    input: Color
    input_border: Color
    focus: Color
    selection: Color
    selection_text: Color
    danger: Color
    tooltip: Color
    tooltip_text: Color
    scrollbar: Color


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one look."""

    name: str
    dark: bool
    canvas: CanvasColors
    kinds: Mapping[ElementKind, KindColors]
    links: LinkColors
    severities: Mapping[Severity, MarkColors]
    statuses: Mapping[Status, Color]
    loops: LoopColors
    chrome: ChromeColors


@lru_cache(maxsize=8)
def theme(name: str) -> Theme:
    """The theme of this name, one of ``THEMES``. Raises KeyError for any other."""
    if name not in THEMES:
        raise KeyError(name)
    return theme_from((files("resources") / "themes" / f"{name}.toml").read_text(encoding="utf-8"))


def theme_from(text: str) -> Theme:
    """A theme out of the text of its file. Raises TypeError or KeyError when a colour is missing or unknown."""
    data = tomllib.loads(text)
    return Theme(
        name=data["name"],
        dark=data["dark"],
        canvas=_colors(CanvasColors, data["canvas"]),
        kinds=MappingProxyType({kind: _colors(KindColors, data["kinds"][kind]) for kind in ElementKind}),
        links=_colors(LinkColors, data["links"]),
        severities=MappingProxyType({each: _colors(MarkColors, data["severities"][each]) for each in Severity}),
        statuses=MappingProxyType({each: _color(data["statuses"][each]) for each in Status}),
        loops=_colors(LoopColors, data["loops"]),
        chrome=_colors(ChromeColors, data["chrome"]),
    )


def contrast(first: Color, second: Color) -> float:
    """How well one colour reads on the other, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(color: Color, with_: Color, share: float) -> Color:
    """``share`` (0 to 1) of the first colour, the rest of the second."""
    pairs = zip(_channels(color), _channels(with_), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _colors(kind: type[T], values: Mapping[str, Any]) -> T:
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if names != set(values):
        raise KeyError(f"{kind.__name__}: {sorted(names ^ set(values))}")
    return kind(**{name: _color(value) for name, value in values.items()})


def _color(value: object) -> Color:
    if not isinstance(value, str) or len(value) != 7 or value[0] != "#":
        raise TypeError(f"{value!r} is no colour")
    _channels(value)
    return value


def _channels(color: Color) -> tuple[int, int, int]:
    return (int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16))


def _luminance(color: Color) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in _channels(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
