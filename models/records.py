"""The records a map holds: frozen, compared by value, each with a key that never changes.

Meaning (``Element``, ``Link``, ``Perspective``, ``MapInfo``) and picture (``Sheet``, ``Placement``, ``Band``,
``Bend``, ``SavedFilter``) are apart: a move is never a change of meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import uuid4

from models.kinds import ENDED, ElementKind, LinkKind, Polarity, Priority, Status

Key = str
"""Names one record in its map. For most records it is their id."""


def new_id() -> str:
    """A fresh record id (uuid4 as text)."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class MapInfo:
    """What the map as a whole is called and stands for. There is exactly one in a map.

    ``id`` stays with the map through every save and copy, so that two files can be known as one map.
    """

    id: str
    title: str = ""
    vision: str = ""
    mission: str = ""
    currency: str = "EUR"

    @property
    def key(self) -> Key:
        return self.id


@dataclass(frozen=True, slots=True)
class Perspective:
    """A point of view the strategy is seen from. ``position`` counts from 0, the top, which is the goal."""

    id: str
    title: str
    position: int = 0

    @property
    def key(self) -> Key:
        return self.id


@dataclass(frozen=True, slots=True)
class Element:
    """An objective, initiative, department, measure, factor or note: what it is, not where it is drawn.

    ``budget`` is in the map's currency, ``effort`` in person-days, ``capacity`` (of a department) in
    person-days a month. ``perspective`` is the id of a ``Perspective``.
    """

    id: str
    kind: ElementKind
    title: str
    notes: str = ""
    owner: str = ""
    status: Status | None = None
    priority: Priority | None = None
    start: date | None = None
    end: date | None = None
    budget: Decimal | None = None
    effort: float | None = None
    capacity: float | None = None
    perspective: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.id

    @property
    def is_active(self) -> bool:
        """Whether it still counts: neither done nor dropped."""
        return self.status not in ENDED


@dataclass(frozen=True, slots=True)
class Link:
    """What one element is to another. ``polarity``, ``strength`` (0 < s ≤ 1) and ``delay`` belong to influences."""

    id: str
    kind: LinkKind
    source: str
    target: str
    polarity: Polarity = Polarity.UNKNOWN
    strength: float | None = None
    delay: bool = False
    notes: str = ""
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.id


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing of the map. ``position`` orders the sheets; ``shows_bands`` draws the perspectives as bands."""

    id: str
    title: str = ""
    position: int = 0
    shows_bands: bool = True

    @property
    def key(self) -> Key:
        return self.id


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one sheet shows an element: top left corner and size in pixels at 100 %, y pointing down.

    A pinned card stays where it is when the sheet is laid out. Higher ``z`` is drawn later, that is above.
    """

    sheet: str
    element: str
    x: float
    y: float
    width: float
    height: float
    pinned: bool = False
    z: int = 0

    @property
    def key(self) -> Key:
        return placement_key(self.sheet, self.element)


@dataclass(frozen=True, slots=True)
class Band:
    """How high one sheet draws a perspective, in pixels at 100 %. Bands are stacked from y = 0 downwards."""

    sheet: str
    perspective: str
    height: float

    @property
    def key(self) -> Key:
        return placement_key(self.sheet, self.perspective)


@dataclass(frozen=True, slots=True)
class Bend:
    """How far one sheet pulls the middle of a link away from where it would run by itself, in pixels."""

    sheet: str
    link: str
    dx: float
    dy: float

    @property
    def key(self) -> Key:
        return placement_key(self.sheet, self.link)


@dataclass(frozen=True, slots=True)
class LoopName:
    """A person's own name for a feedback loop, known by its link ids in order from the smallest."""

    links: tuple[str, ...]
    name: str

    @property
    def key(self) -> Key:
        return "loop:" + ",".join(self.links)


@dataclass(frozen=True, slots=True)
class Mute:
    """A finding somebody decided to live with, known by the finding's key, and why."""

    finding: str
    reason: str

    @property
    def key(self) -> Key:
        return "mute:" + self.finding


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A choice of what to look at, kept under a name. Not a hidden thing of the map: only a way to look at it.

    Each criterion lists values as texts, any of which will do; an empty one asks for nothing, and the empty text
    among its values stands for having none. ``departments`` are ids of elements, which may be gone.
    """

    id: str
    title: str = ""
    kinds: tuple[str, ...] = ()
    link_kinds: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.id


@dataclass(frozen=True, slots=True)
class Revision:
    """One save of a map: what a later merge finds the common ancestor by. Not undoable, so not in the map.

    ``saved`` is an ISO 8601 time in UTC.
    """

    id: str
    saved: str


@dataclass(frozen=True, slots=True)
class Version:
    """The whole map as it once was, kept in the map under a person's own name for it: “as agreed on 3 May”.

    ``saved`` is an ISO 8601 time in UTC, ``content`` what ``models.versions`` makes and reads.
    """

    id: str
    name: str
    saved: str
    content: bytes = field(repr=False)

    @property
    def key(self) -> Key:
        return self.id


Record = (
    MapInfo | Perspective | Element | Link | Sheet | Placement | Band | Bend | LoopName | Mute | SavedFilter | Version
)

RECORD_TYPES: tuple[type[Record], ...] = (
    MapInfo,
    Perspective,
    Element,
    Link,
    Sheet,
    Placement,
    Band,
    Bend,
    LoopName,
    Mute,
    SavedFilter,
    Version,
)
"""Every record type, each after the types it refers to."""

PICTURE_TYPES: tuple[type[Record], ...] = (Sheet, Placement, Band, Bend, SavedFilter)
"""The records that say where things are drawn and how they are looked at; neither is what they mean."""

BESIDE_TYPES: tuple[type[Record], ...] = (*PICTURE_TYPES, Version)
"""The records that say nothing of what the map means: a change of them alone starts no analysis."""


def placement_key(sheet: str, thing: str) -> Key:
    """Key of the placement, band or bend of one thing on one sheet."""
    return f"{sheet}:{thing}"
