"""The icons, read from ``resources/icons`` into segments, so that every player draws them as lines.

Each is drawn on a grid of 24 × 24 with lines 1.6 wide, in one ``path`` of the commands M, L, C and Z only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from models.kinds import ElementKind, LinkKind
from stratmap.drawing.geometry import placed_segments
from stratmap.drawing.primitives import Icon, Path, Segment

GRID = 24.0
LINE_WIDTH = 1.6

KIND_ICONS: dict[ElementKind | LinkKind, str] = {kind: str(kind) for kind in (*ElementKind, *LinkKind)}
"""The icon of each kind of element and link."""

_PATH = re.compile(r'<path d="([^"]+)"')
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_FOREIGN = re.compile(r"[^MLCZ\d\s.,-]")


def icon_names() -> list[str]:
    """Every icon there is."""
    folder = files("resources") / "icons"
    return sorted(each.name.removesuffix(".svg") for each in folder.iterdir() if each.name.endswith(".svg"))


@lru_cache(maxsize=256)
def icon_segments(name: str) -> tuple[Segment, ...]:
    """The lines of an icon on its grid. Raises FileNotFoundError for a name there is no icon of."""
    text = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return tuple(segment for data in _PATH.findall(text) for segment in segments_of(data))


def segments_of(data: str) -> list[Segment]:
    """The segments of SVG path data made of absolute M, L, C and Z. Raises ValueError for anything else."""
    if foreign := _FOREIGN.search(data) or re.match(r"\s*[^M\s]", data):
        raise ValueError(f"cannot read {foreign[0]!r} in path data")
    segments: list[Segment] = []
    for command, numbers in _STEP.findall(data):
        values = [float(number) for number in re.split(r"[\s,]+", numbers.strip()) if number]
        match command, values:
            case "Z", []:
                segments.append(("Z",))
            case "M", [x, y]:
                segments.append(("M", x, y))
            case "L", [x, y]:
                segments.append(("L", x, y))
            case "C", [x1, y1, x2, y2, x, y]:
                segments.append(("C", x1, y1, x2, y2, x, y))
            case _:
                raise ValueError(f"cannot read {command} {numbers}")
    return segments


@lru_cache(maxsize=512)
def icon_path(icon: Icon) -> Path:
    """The icon as a path where it stands. Small icons get lines no thinner than a pixel."""
    scale = icon.size / GRID
    segments = placed_segments(icon_segments(icon.name), icon.x, icon.y, scale)
    return Path(segments, stroke=icon.color, line_width=max(LINE_WIDTH * scale, 1.2))
