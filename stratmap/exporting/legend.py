"""The legend of a printed map: a sample and a word for each kind of element and link that occurs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType

from models.kinds import ElementKind, LinkKind, Polarity
from models.records import Link
from models.strategy_map import StrategyMap
from stratmap.analysis.finding import Severity
from stratmap.drawing.geometry import placed_segments
from stratmap.drawing.icons import KIND_ICONS
from stratmap.drawing.links import link_drawing
from stratmap.drawing.marks import badge, pin_mark
from stratmap.drawing.outlines import outline
from stratmap.drawing.primitives import Group, Icon, Path, Primitive, TextRun
from stratmap.drawing.routes import straight
from stratmap.drawing.text import baseline, line_height, one_line, width
from stratmap.drawing.theme import Theme
from stratmap.i18n import _
from stratmap.vocabulary import kind_name, link_kind_name

SIZE = 11.0
ROW = 24.0
_GAP = 22.0
_KIND_WIDTH = 32.0
_KIND_HEIGHT = 20.0
_SHRUNK = 0.5
_ICON = 13.0
_LINK_WIDTH = 52.0
_MARK_WIDTH = 20.0
_TO_WORD = 8.0

NO_BADGES: Mapping[str, Severity] = MappingProxyType({})

Item = tuple[tuple[Primitive, ...], float, str]
"""A sample drawn in a row's height, its width, and the word for it."""


def legend(
    map: StrategyMap, sheet_id: str, theme: Theme, room: float, severities: Mapping[str, Severity] = NO_BADGES
) -> tuple[list[Group], float]:
    """The legend set in rows no wider than ``room`` pixels from (0, 0), and its height.

    ``severities`` are the badges on the page, by the elements' ids.
    """
    shown = map.placements_on(sheet_id)
    kinds = {map.elements[id_].kind for id_ in shown}
    links = [link for link in map.links.values() if link.source in shown and link.target in shown]
    badges = {severity for id_, severity in severities.items() if id_ in shown}
    pinned = any(spot.pinned for spot in shown.values())
    marks = _mark_items(badges, pinned=pinned, theme=theme)
    return _in_rows([*_kind_items(kinds, theme), *_link_items(links, theme), *marks], theme, room)


def _mark_items(badges: Container[Severity], *, pinned: bool, theme: Theme) -> list[Item]:
    """What the marks on the corners of cards say."""
    words = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.INFO: _("remark")}
    middle = _MARK_WIDTH / 2
    items: list[Item] = [
        (tuple(badge(severity, middle, ROW / 2, theme)), _MARK_WIDTH, words[severity])
        for severity in Severity
        if severity in badges
    ]
    return [*items, (tuple(pin_mark(middle, ROW / 2, theme)), _MARK_WIDTH, _("pinned"))] if pinned else items


def _kind_items(kinds: Iterable[ElementKind], theme: Theme) -> list[Item]:
    there = set(kinds)
    return [(_kind_sample(kind, theme), _KIND_WIDTH, kind_name(kind)) for kind in ElementKind if kind in there]


def _kind_sample(kind: ElementKind, theme: Theme) -> tuple[Primitive, ...]:
    """A small card of a kind with its icon; bare words for a factor."""
    colors, wide, high = theme.kinds[kind], _KIND_WIDTH, _KIND_HEIGHT
    if kind is ElementKind.FACTOR:
        word = _("Abc")
        return (TextRun((wide - width(word, 12.0)) / 2, ROW / 2 + 4.2, word, 12.0, colors.ink),)
    top = (ROW - high) / 2
    shape = placed_segments(outline(kind, wide / _SHRUNK, high / _SHRUNK).segments, 0.0, top, _SHRUNK)
    body = Path(shape, fill=colors.body, stroke=colors.outline, line_width=1.1)
    if kind is ElementKind.NOTE:
        return (body,)
    x, y = (wide - _ICON) / 2, (ROW - _ICON) / 2
    x, y = (x - 1.5, y) if kind is ElementKind.INITIATIVE else (x, y + 2.0 if kind is ElementKind.DEPARTMENT else y)
    return (body, Icon(KIND_ICONS[kind], x, y, _ICON, colors.outline))


def _link_items(links: Iterable[Link], theme: Theme) -> list[Item]:
    """Influences by their sign and delay, then the other kinds, each once."""
    there = list(links)
    words = {Polarity.PLUS: _("raises"), Polarity.MINUS: _("lowers"), Polarity.UNKNOWN: _("influences")}
    influences = [link for link in there if link.kind is LinkKind.INFLUENCES]
    signs = [sign for sign in Polarity if any(link.polarity is sign for link in influences)]
    items = [_link_item(LinkKind.INFLUENCES, words[sign], theme, sign) for sign in signs]
    if any(link.delay for link in influences):
        items.append(_link_item(LinkKind.INFLUENCES, _("with delay"), theme, delay=True))
    others = [kind for kind in LinkKind if kind is not LinkKind.INFLUENCES]
    used = [kind for kind in others if any(link.kind is kind for link in there)]
    return items + [_link_item(kind, link_kind_name(kind).lower(), theme) for kind in used]


def _link_item(
    kind: LinkKind, word: str, theme: Theme, polarity: Polarity = Polarity.UNKNOWN, delay: bool = False
) -> Item:
    sample = Link("sample", kind, "from", "to", polarity, delay=delay)
    way = straight((0.0, ROW / 2), (_LINK_WIDTH, ROW / 2))
    return (link_drawing(sample, way, theme), _LINK_WIDTH, word)


def _in_rows(items: list[Item], theme: Theme, room: float) -> tuple[list[Group], float]:
    groups: list[Group] = []
    x, y = 0.0, 0.0
    for sample, wide, word in items:
        takes = wide + _TO_WORD + width(word, SIZE)
        if x > 0 and x + takes > room:
            x, y = 0.0, y + ROW
        base = (ROW - line_height(SIZE)) / 2 + baseline(SIZE)
        words = one_line(word, wide + _TO_WORD, base, SIZE, theme.canvas.ink)
        groups.append(Group("legend", x, y, (*sample, *words)))
        x += takes + _GAP
    return groups, y + ROW if items else 0.0
