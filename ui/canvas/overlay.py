"""What lies over the map and is not part of it, in window coordinates: bands' names, lit ways and loops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from models.kinds import Polarity
from stratmap.drawing.clear_spot import DISTANCES, clear_spot
from stratmap.drawing.inside_loop import spot_inside
from stratmap.drawing.links import link_color
from stratmap.drawing.marks import loop_mark
from stratmap.drawing.primitives import Point, Rect, TextRun
from stratmap.drawing.text import run_width
from stratmap.drawing.theme import Theme
from ui.canvas import player
from ui.canvas.camera import Camera
from ui.canvas.scene import Scene

WAY_ALPHA = 105
"""How much of the line that marks a way is seen, of 255."""

LOOP_SCALE = 1.3
"""How much larger than on paper a lit loop's mark is, to be read from the back of the room."""

LOOP_DISC = 23.0
"""Half of how wide the mark is on paper, arrow and all."""

LOOP_RADIUS = 30.0
"""Half of how wide the mark is on paper, with room for the sign of a link beside it."""


def band_names(painter: QPainter, camera: Camera, scene: Scene) -> None:
    """The names of the bands, at the left edge of the window wherever it looks from."""
    for group in scene.bands_in(Rect(camera.x, 0, 0, 0)):
        _x, y = camera.to_window(0, group.y)
        with player.saved(painter):
            painter.translate(0, y)
            painter.scale(camera.scale, camera.scale)
            player.play(painter, [each for each in group.primitives if isinstance(each, TextRun)])


WAY_WIDTH = 9.0
"""Window pixels of the line that marks a way."""


def lit_ways(painter: QPainter, camera: Camera, scene: Scene, ways: Iterable[Iterable[str]]) -> None:
    """A broad line along each of the ways that are told apart, the first solid, the second dashed."""
    for number, way in enumerate(ways):
        for key in way:
            link, line = scene.map.links.get(key), scene.line_of(key)
            if link is None or not line:
                continue
            color = QColor(link_color(link, scene.theme))
            color.setAlpha(WAY_ALPHA)
            pen = QPen(color, WAY_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
            if number % 2:
                pen.setDashPattern([1.2, 0.8])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(*camera.to_window(*point)) for point in line]))
            with player.saved(painter):  # its sign and head stand on the line
                painter.scale(camera.scale, camera.scale)
                painter.translate(-camera.x, -camera.y)
                player.play_groups(painter, scene.groups_of((), (key,)))


def lit_loop(painter: QPainter, camera: Camera, scene: Scene, polarity: Polarity | None) -> None:
    """R, B or U in a turning arrow inside the loop that is lit; beside its cards where there is no room in it."""
    rects = [rect for key in scene.lit or () if (rect := scene.rect_of(key)) is not None]
    if polarity is None or not rects:
        return
    (x, y), share = loop_spot(camera, scene, rects)
    painter.save()
    painter.translate(QPointF(*camera.to_window(x, y)))
    painter.scale(LOOP_SCALE * share, LOOP_SCALE * share)
    player.play(painter, loop_mark(polarity, 0, 0, scene.theme))
    painter.restore()


def loop_spot(camera: Camera, scene: Scene, rects: Sequence[Rect]) -> tuple[Point, float]:
    """Where the mark of the loop that is lit stands, and how much of its size it has. ``rects`` are the lit cards."""
    lit = sorted(scene.lit or ())
    links = [scene.map.links[key] for key in lit if key in scene.map.links]
    ways = {link.id: way for link in links if (way := scene.route_of(link.id)) is not None}
    if len(ways) == len(links) > 1:
        around = reduce(Rect.united, rects)
        others = (scene.rect_of(key) for key in scene.near(around)[0] if key not in (scene.lit or ()))
        radius = LOOP_SCALE * LOOP_DISC / camera.scale
        found = spot_inside(links, ways, rects, [each for each in others if each is not None], radius)
        if found is not None:
            return found[0], found[1] / radius
    x = sum(rect.center[0] for rect in rects) / len(rects)
    y = sum(rect.center[1] for rect in rects) / len(rects)
    radius = LOOP_SCALE * LOOP_RADIUS / camera.scale
    about = Rect(x, y, 0.0, 0.0).grown(radius * (DISTANCES[-1] + 1))
    cards = tuple(rect for key in scene.near(about)[0] if (rect := scene.rect_of(key)) is not None)
    return clear_spot((x, y), radius, cards, tuple(way.points for way in ways.values())), 1.0


def focus_frame(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """A frame round the whole map, when Tab brought the keyboard here."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.chrome.focus), 2))
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))


LEAST_WORDS = 240
"""Window pixels that words in the middle of an empty map always have."""


def names_end(camera: Camera, scene: Scene) -> int:
    """Where the longest of the bands' names in view ends, in window pixels; 0 where there are none."""
    runs = [
        (run.x + run_width(run)) * camera.scale
        for group in scene.bands_in(Rect(camera.x, 0, 0, 0))
        for run in group.primitives
        if isinstance(run, TextRun)
    ]
    return ceil(max(runs, default=0.0))


def words(painter: QPainter, rect: QRect, text: str, theme: Theme, beside: int = 0) -> None:
    """A few words in the middle of an empty map that say what to do; ``beside`` so many pixels from the left on."""
    font = QFont(painter.font())
    font.setPixelSize(16)
    painter.setFont(font)
    painter.setPen(QColor(theme.canvas.muted))
    room = rect.adjusted(max(48, min(beside + 32, rect.width() - 48 - LEAST_WORDS)), 48, -48, -48)
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    behind = painter.boundingRect(room, flags, text).adjusted(-20, -14, 20, 14)
    with player.saved(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas.paper))
        painter.drawRoundedRect(behind, 10, 10)  # no line of a band runs through the words
    painter.drawText(room, flags, text)
