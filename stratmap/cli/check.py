"""``stratmap check``: where maps do not hang together."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import FileError
from models.strategy_map import StrategyMap
from stratmap.cli.output import say, say_json, tell, working
from stratmap.i18n import _

if TYPE_CHECKING:
    from stratmap.analysis.report import Analysis

FOUND, UNREADABLE = 1, 2


class Format(StrEnum):
    """How an answer is given."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Maps to check.")],
    format: FormatOption = Format.TEXT,
) -> None:
    """Say where maps do not hang together. Exit code 0: nothing found, 1: findings, 2: a file cannot be read."""
    answers = [_answer(file, format) for file in files]
    if format is Format.JSON:
        say_json(answers[0] if len(answers) == 1 else {"files": answers})
    if any("error" in answer for answer in answers):
        raise typer.Exit(UNREADABLE)
    if any(answer["findings"] for answer in answers):
        raise typer.Exit(FOUND)


def _answer(file: Path, format: Format) -> dict[str, Any]:
    """What there is to say about one file, which as text is said at once."""
    try:
        with working(_("Checking {name} …").format(name=file.name)):
            map, analysis = _analysed(file)
    except FileError as error:
        from stratmap.vocabulary import file_error_sentence

        tell(file_error_sentence(error))
        return {"file": str(file), "error": file_error_sentence(error)}
    if format is Format.TEXT:
        say_findings(file.name, map, analysis)
    return {"file": str(file), "title": map.info.title, **findings_data(map, analysis)}


def _analysed(file: Path) -> tuple[StrategyMap, Analysis]:
    from models.store import open_map
    from stratmap.analysis.budget import Budget
    from stratmap.analysis.report import analyse

    map = open_map(file).map
    return map, analyse(map, Budget(seconds=0.0))


def findings_data(map: StrategyMap, analysis: Analysis) -> dict[str, Any]:
    """The findings as data. ``complete`` is false where a check had to stop before its end."""
    from stratmap.analysis.wording import sentence

    return {
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "message": sentence(finding, map),
                "elements": [map.elements[id].title for id in finding.elements],
                "links": len(finding.links),
            }
            for finding in analysis.findings
        ],
        "accepted": len(analysis.muted),
        "checked": list(analysis.checked),
        "complete": not analysis.incomplete,
    }


def say_findings(name: str, map: StrategyMap, analysis: Analysis) -> None:
    """The findings as sentences, each with what to do about it."""
    from stratmap.analysis.wording import advice, findings_summary, sentence

    say(f"{name}: {findings_summary(analysis.findings)}")
    for finding in analysis.findings:
        say(f"  {finding.code} {finding.severity.value}: {sentence(finding, map)}")
        say(f"      {advice(finding, map)}")
    if analysis.muted:
        say(_("  Findings that were accepted and are not shown: {count}").format(count=len(analysis.muted)))
    if analysis.incomplete:
        codes = ", ".join(analysis.incomplete)
        say(_("  The map is too large to ask everything; there may be more of {codes}.").format(codes=codes))
