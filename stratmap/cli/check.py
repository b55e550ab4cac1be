"""``stratmap check``: where maps do not hang together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import FileError
from stratmap.cli.findings_out import Answer, answers_data, answers_markdown, say_answer
from stratmap.cli.formats import CheckFormat, one_of
from stratmap.cli.output import NotDone, file_sentence, say_json, say_lines, tell, working
from stratmap.i18n import _

if TYPE_CHECKING:
    from stratmap.analysis.check import Check

FOUND, UNREADABLE = 1, 2

CodesOption = Annotated[
    list[str],
    typer.Option(metavar="CODES", help="Only these checks: codes or how they begin, with commas (SM101,SM2)."),
]
IgnoreOption = Annotated[
    list[str], typer.Option(metavar="CODES", help="Without these checks: codes or how they begin, with commas.")
]


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Maps to check.")],
    format: Annotated[
        CheckFormat,
        one_of(CheckFormat, "--format", "text for people, json and sarif for programs, markdown for documents."),
    ] = CheckFormat.TEXT,
    select: CodesOption = [],  # noqa: B006  (Typer copies it)
    ignore: IgnoreOption = [],  # noqa: B006
) -> None:
    """Say where maps do not hang together. Exit code 0: nothing found, 1: findings, 2: a file cannot be read."""
    checks = chosen_checks(select, ignore)
    answers: list[Answer] = []
    for file in files:
        answers.append(_answer(file, checks))
        if answers[-1].error:
            tell(answers[-1].error)
        elif format is CheckFormat.TEXT:
            say_answer(answers[-1], many=len(files) > 1)
    if format is CheckFormat.JSON:
        say_json(answers_data(answers))
    elif format is CheckFormat.SARIF:
        from stratmap.cli.sarif import sarif_log

        say_json(sarif_log(answers, checks))
    elif format is CheckFormat.MARKDOWN:
        say_lines(answers_markdown(answers))
    if any(answer.error for answer in answers):
        raise typer.Exit(UNREADABLE)
    if any(answer.findings for answer in answers):
        raise typer.Exit(FOUND)


def chosen_checks(select: list[str], ignore: list[str]) -> tuple[Check, ...]:
    """The checks that are to be asked. Raises NotDone for a code that no check has, and when none is left."""
    from stratmap.analysis.checks import CHECKS

    wanted, unwanted = _codes(select), _codes(ignore)
    for code in (*wanted, *unwanted):
        if not any(check.code.startswith(code) for check in CHECKS):
            codes = ", ".join(check.code for check in CHECKS)
            raise NotDone(_("There is no check ‘{code}’. There are: {codes}.").format(code=code, codes=codes))
    chosen = tuple(
        check
        for check in CHECKS
        if (not wanted or check.code.startswith(wanted)) and not (unwanted and check.code.startswith(unwanted))
    )
    if not chosen:
        raise NotDone(_("That leaves no check to be asked."))
    return chosen


def _codes(options: list[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for option in options for code in option.split(",") if code.strip())


def _answer(file: Path, checks: tuple[Check, ...]) -> Answer:
    """What there is to say about one file."""
    from models.store import open_map
    from stratmap.analysis.budget import CHECKS_ONLY
    from stratmap.analysis.report import analyse
    from stratmap.analysis.worded import worded

    try:
        with working(_("Checking {name} …").format(name=file.name)):
            map = open_map(file).map
            return Answer(file, worded(map, analyse(map, CHECKS_ONLY, checks)))
    except FileError as error:
        return Answer(file, error=file_sentence(error))
