"""A whole answer in words, ready to be shown: made where the analysis is made, so that a window only has to show it.

Everything here is frozen text beside the finding or loop it is about. Nothing is looked up in the map later, so a
list never waits for words, and what it shows belongs to the one map that was analysed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from models.collecting import collecting_later
from models.strategy_map import StrategyMap
from stratmap.analysis.budget import never
from stratmap.analysis.checks import check_of
from stratmap.analysis.finding import Finding, Severity
from stratmap.analysis.loops import Loop
from stratmap.analysis.report import Analysis
from stratmap.analysis.signs import signs_wanted, undecided
from stratmap.analysis.summary import badges, findings_report
from stratmap.analysis.titles import Titles
from stratmap.analysis.wording import (
    advice,
    loop_headline,
    loop_meaning,
    loop_reason,
    loops_summary,
    sentence,
    sign_sentence,
    signs_summary,
)
from stratmap.i18n import _

T = TypeVar("T")

MOST_LOOPS = 1_000
"""Loops that are put into words; whoever reads on asks for more."""

STRIDE = 64
"""Findings or loops between two questions whether it is called off."""


@dataclass(frozen=True, slots=True)
class WordedFinding:
    """A finding as it is read: what is wrong, what that means in general, and what to do.

    ``name`` is the check's, for a filter. ``reason`` is why somebody decided to live with it, where somebody did.
    """

    finding: Finding
    key: str
    name: str
    sentence: str
    meaning: str
    advice: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WordedLoop:
    """A loop as it is read: its name and way round, and why it is reinforcing or balancing, with its delays.

    ``meaning`` says in general what its letter stands for.
    """

    loop: Loop
    key: str
    headline: str
    reason: str
    meaning: str


@dataclass(frozen=True, slots=True)
class WordedSign:
    """A link that had better be signed, and what that decides."""

    link: str
    words: str


@dataclass(frozen=True, slots=True)
class OldMute:
    """A mute of something that is not found any more: by its key, with the check's name and the reason given."""

    key: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Worded:
    """An analysis in words.

    ``findings`` and ``muted`` in the order of the analysis. ``independent`` are the loops of the independent set,
    ``loops`` the others, both the shortest first. ``summary`` and ``loops_summary`` stand above the two lists;
    ``badges`` is the worst severity by element id. ``counts`` is how many findings each check has, by its code.
    ``signs`` are the links to sign first where loops are undecided, with ``signs_summary`` above them; ``old_mutes``
    are mutes of what is not found any more, to be lifted or kept for when it comes back.
    """

    map: StrategyMap
    analysis: Analysis
    findings: tuple[WordedFinding, ...] = ()
    muted: tuple[WordedFinding, ...] = ()
    independent: tuple[WordedLoop, ...] = ()
    loops: tuple[WordedLoop, ...] = ()
    old_mutes: tuple[OldMute, ...] = ()
    signs: tuple[WordedSign, ...] = ()
    signs_summary: str = ""
    summary: str = ""
    loops_summary: str = ""
    badges: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def worded(
    map: StrategyMap,
    analysis: Analysis,
    cancelled: Callable[[], bool] = never,
    most_loops: int = MOST_LOOPS,
    before: Worded | None = None,
) -> Worded:
    """An analysis of this map in words; of the loops the independent set and ``most_loops`` of the others.

    ``before`` is what was said of an earlier step of the same analysis, whose words need not be found again.
    Called off, it ends soon and leaves out the rest: nobody will read that answer.
    """
    with collecting_later():
        said = before if before is not None and before.analysis.findings is analysis.findings else None
        return _worded(map, analysis, cancelled, most_loops, said)


def _worded(
    map: StrategyMap, analysis: Analysis, cancelled: Callable[[], bool], most_loops: int, before: Worded | None
) -> Worded:
    titles = Titles(map)
    reasons = {mute.finding: mute.reason for mute in map.mutes.values()}
    report = analysis.loops
    independent = report.independent_loops()
    others = [loop for loop in report.loops if loop.links not in report.independent][:most_loops]
    counts: dict[str, int] = {}
    for finding in _looking(analysis.findings, cancelled):
        counts[finding.code] = counts.get(finding.code, 0) + 1
    wanted = signs_wanted(map, report, cancelled=cancelled)
    return Worded(
        map=map,
        analysis=analysis,
        findings=before.findings if before else _findings(analysis.findings, titles, {}, cancelled),
        muted=_findings(analysis.muted, titles, reasons, cancelled),
        independent=loops_in_words(independent, titles, cancelled),
        loops=loops_in_words(others, titles, cancelled),
        old_mutes=_old_mutes(analysis, reasons),
        signs=tuple(WordedSign(each.link, sign_sentence(each, titles)) for each in wanted),
        signs_summary=signs_summary(wanted, undecided(report)),
        summary=findings_report(analysis, is_empty=not map.elements),
        loops_summary=loops_summary(report, len(independent) + len(others)),
        badges=MappingProxyType(badges(_looking(analysis.findings, cancelled))),
        counts=MappingProxyType(counts),
    )


def _findings(
    findings: tuple[Finding, ...], titles: Titles, reasons: Mapping[str, str], cancelled: Callable[[], bool]
) -> tuple[WordedFinding, ...]:
    made: list[WordedFinding] = []
    for finding in _looking(findings, cancelled):
        check, key = check_of(finding.code), finding.key
        made.append(
            WordedFinding(
                finding,
                key,
                _(check.name),
                sentence(finding, titles),
                _(check.explanation),
                advice(finding, titles),
                reasons.get(key, ""),
            )
        )
    return tuple(made)


def _old_mutes(analysis: Analysis, reasons: Mapping[str, str]) -> tuple[OldMute, ...]:
    """The mutes without a finding, where their check was asked and came to its end."""
    whole = set(analysis.checked) - set(analysis.incomplete)
    found = {finding.key for finding in analysis.muted} if reasons else set()
    left = sorted((key, reason) for key, reason in reasons.items() if key not in found)
    codes = {key: key.partition(":")[0] for key, _reason in left}
    return tuple(OldMute(key, _(check_of(codes[key]).name), reason) for key, reason in left if codes[key] in whole)


def loops_in_words(
    loops: Iterable[Loop], of: StrategyMap | Titles, cancelled: Callable[[], bool] = never
) -> tuple[WordedLoop, ...]:
    """Loops as they are read, in their order; of more loops, or of those through an element."""
    titles = of if isinstance(of, Titles) else Titles(of)
    return tuple(
        WordedLoop(loop, ",".join(loop.links), loop_headline(loop, titles), loop_reason(loop), loop_meaning(loop))
        for loop in _looking(loops, cancelled)
    )


def _looking(things: Iterable[T], cancelled: Callable[[], bool]) -> Iterator[T]:
    """The things one after the other, as long as nobody calls it off."""
    for number, thing in enumerate(things):
        if number % STRIDE == 0 and cancelled():
            break
        yield thing
