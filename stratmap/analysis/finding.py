"""What a check says of a map: facts only; ``stratmap.vocabulary`` and the check's own words make the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

LONGEST_KEY = 10_000
"""Characters of ids that a key spells out; a map keeps no key without end."""


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for info."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hang together.

    ``elements`` are ids in the order the sentence names them; ``links`` the ids of the links it is about.
    ``facts`` fill the sentence beyond the titles. ``paths`` are link ids of the paths to light, each in order
    (a mixed effect has two).
    """

    code: str
    severity: Severity
    elements: tuple[str, ...]
    links: tuple[str, ...] = ()
    facts: Mapping[str, str | int | float] = field(default_factory=lambda: MappingProxyType({}))
    paths: tuple[tuple[str, ...], ...] = ()

    @property
    def key(self) -> str:
        """What a mute knows it by: the code and the sorted ids it is about, or a digest of very many."""
        ids = ",".join(sorted((*self.elements, *self.links)))
        if len(ids) > LONGEST_KEY:
            ids = "sha256-" + sha256(ids.encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self.code}:{ids}"
