"""What can be done about a finding in a map as it now stands."""

from __future__ import annotations

from models.strategy_map import StrategyMap
from stratmap.analysis.checks import check_of
from stratmap.analysis.finding import Finding
from stratmap.analysis.fix import Fix


def fixes_for(finding: Finding, map: StrategyMap) -> tuple[Fix, ...]:
    """The fixes of a finding, those that fit best first; none when something it is about is gone.

    ``map`` may be newer than the one the finding is of. Quick enough to be asked when a finding is chosen.
    """
    is_there = all(id_ in map.elements for id_ in finding.elements) and all(id_ in map.links for id_ in finding.links)
    return tuple(check_of(finding.code).fixes(finding, map)) if is_there else ()
