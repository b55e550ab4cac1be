"""Findings taken together: the one line above them, and the badges they put on the map."""

from __future__ import annotations

from collections.abc import Iterable

from stratmap.analysis.checks import CHECKS
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.report import Analysis
from stratmap.analysis.wording import findings_summary
from stratmap.i18n import _, grouped, ngettext


def findings_report(analysis: Analysis, is_empty: bool = False) -> str:
    """How many findings of each severity; with none, what was checked; and what could not be finished."""
    if is_empty:
        return _("Draw something, and what does not hang together will be said here.")
    names = {check.code: _(check.name) for check in CHECKS}
    parts = [findings_summary(analysis.findings) + "."]
    if not analysis.findings:
        checked = ", ".join(names[code] for code in analysis.checked)
        parts = [_("Nothing found. Checked for: {checked}.").format(checked=checked)]
    if analysis.muted:
        count = len(analysis.muted)
        parts.append(ngettext("{count} muted.", "{count} muted.", count).format(count=grouped(count)))
    if analysis.incomplete:
        unfinished = ", ".join(names[code] for code in analysis.incomplete)
        parts.append(_("The map is too dense to finish: {unfinished}.").format(unfinished=unfinished))
    return " ".join(parts)


MOST_MARKED = 6
"""Elements of a finding that all get its badge; of one about more, as an island may be, the first stands for all."""


def badges(findings: Iterable[Finding]) -> dict[str, Severity]:
    """The worst severity of what was found about each element, by the element's id."""
    worst: dict[str, Severity] = {}
    for finding in findings:
        marked = finding.elements if len(finding.elements) <= MOST_MARKED else finding.elements[:1]
        for element in marked:
            if element not in worst or finding.severity.rank < worst[element].rank:
                worst[element] = finding.severity
    return worst
