"""Drawings as text that can be read, compared and reviewed: one primitive a line."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path as FilePath

from stratmap.drawing.primitives import Box, Group, Path, Picture, Primitive, TextRun

UPDATE = "STRATMAP_UPDATE_GOLDEN"
"""Set this environment variable to 1 to accept every drawing as it now is."""

_HERE = FilePath(__file__).parent


def picture_as_text(picture: Picture) -> str:
    bounds = picture.bounds
    lines = [f"picture {_n(bounds.x, bounds.y, bounds.width, bounds.height)} on {picture.background}"]
    for group in picture.groups:
        lines += ["", *_group(group)]
    return "\n".join([*lines, ""])


def primitives_as_text(name: str, primitives: Iterable[Primitive]) -> str:
    return "\n".join([name, *(f"  {_primitive(each)}" for each in primitives), ""])


def difference_to_golden(name: str, text: str) -> str:
    """What differs from the drawing in ``tests/golden``, as a diff; empty when nothing does."""
    file = _HERE / f"{name}.txt"
    if os.environ.get(UPDATE) == "1":
        file.write_text(text, encoding="utf-8")
    golden = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = difflib.unified_diff(golden.splitlines(), text.splitlines(), f"golden/{file.name}", "now", lineterm="")
    return "\n".join(lines)


def _group(group: Group) -> list[str]:
    dimmed = f" at {group.opacity:.0%}" if group.opacity < 1 else ""
    turned = f" turned {_n(group.turn)}" if group.turn else ""
    head = f"{group.key} {_n(group.x, group.y)}{dimmed}{turned}"
    return [head, *(f"  {_primitive(each)}" for each in group.primitives)]


def _primitive(each: Primitive) -> str:
    if isinstance(each, Box):
        where = _n(each.x, each.y, each.width, each.height)
        return f"box {where} r{_n(each.radius)}{_paint(each.fill, each.stroke, each.line_width)}"
    if isinstance(each, Path):
        dash = f" dash {_n(*each.dash)}" if each.dash else ""
        steps = " ".join(step[0] + _n(*step[1:]) for step in each.segments)
        return f"path{_paint(each.fill, each.stroke, each.line_width)}{dash}  {steps}"
    if isinstance(each, TextRun):
        return f"text {_n(each.x, each.y)} {each.face} {each.weight} {_n(each.size)} {each.color}  {each.text}"
    return f"icon {each.name} {_n(each.x, each.y, each.size)} {each.color}"


def _paint(fill: str | None, stroke: str | None, width: float) -> str:
    filled = f" fill {fill}" if fill else ""
    return filled + (f" line {stroke} {_n(width)}" if stroke else "")


def _n(*numbers: float) -> str:
    return " ".join(
        f"{number:.1f}".removesuffix(".0").replace("-0", "0")
        if abs(number) < 0.05
        else f"{number:.1f}".removesuffix(".0")
        for number in numbers
    )
