"""What a check is: a code, words for people, and a function that finds.

To add a check, add a module to ``stratmap.analysis.checks`` with a ``CHECK``; nothing else has to be touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from stratmap.analysis.budget import Meter
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.fix import Fixes, no_fixes
from stratmap.analysis.graph import MapGraphs

Find = Callable[[MapGraphs, Meter], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Words:
    """What is wrong and what to do about it, as templates marked for translation.

    They may name ``{first}``, ``{second}``, ``{third}`` (the titles of the finding's elements), ``{all}`` and
    ``{rest}`` (all of them, or all but the first, the first few by title), ``{circle}`` (all with arrows, back to
    the first), ``{way1}`` and ``{way2}`` (how its paths go: "directly", "through ‘A’") and the finding's facts.
    """

    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Check:
    """One question a map is asked.

    ``find`` yields findings in any order and spends from the meter whatever grows faster than the map.
    ``several`` heads many findings of it, as "Initiatives that serve no objective"; without it the name does.
    ``cases`` words a finding differently when its facts name one of them as ``case``. ``fixes`` are the things that
    can safely be done about a finding, made when somebody looks at it.
    """

    code: str
    name: str
    explanation: str
    severity: Severity
    sentence: str
    advice: str
    find: Find
    several: str = ""
    cases: Mapping[str, Words] = field(default_factory=lambda: MappingProxyType({}))
    fixes: Fixes = no_fixes

    @property
    def heading(self) -> str:
        """What stands above many of its findings."""
        return self.several or self.name

    def words(self, finding: Finding) -> Words | Check:
        """The templates that fit a finding."""
        if finding.facts and self.cases:
            return self.cases.get(str(finding.facts.get("case", "")), self)
        return self
