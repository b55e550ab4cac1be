"""Findings as a SARIF 2.1.0 log (OASIS), which code hosts and editors show beside a file.

A map has no lines, so a finding names its file and, as logical locations, its elements. What was accepted is there
as suppressed; what could not be finished or read is a notification, so that no log looks better than it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from stratmap import __version__
from stratmap.i18n import _

if TYPE_CHECKING:
    from stratmap.analysis.check import Check
    from stratmap.analysis.worded import Worded, WordedFinding
    from stratmap.cli.findings_out import Answer

_LINK = re.compile(r"(\[[^\[\]]*)(\])\(")
"""The beginning of a link in a plain text message: words in brackets, before a parenthesis."""

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif_log(answers: Sequence[Answer], checks: Sequence[Check]) -> dict[str, Any]:
    """One run over all the files."""
    index = {check.code: number for number, check in enumerate(checks)}
    results = [
        _result(answer.file, answer.words, each, index[each.finding.code])
        for answer in answers
        if answer.words is not None
        for each in (*answer.words.findings, *answer.words.muted)
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "stratmap",
                        "version": __version__,
                        "rules": [_rule(check) for check in checks],
                    }
                },
                "invocations": [
                    {
                        "executionSuccessful": not any(answer.error for answer in answers),
                        "toolExecutionNotifications": [note for answer in answers for note in _notifications(answer)],
                    }
                ],
                "results": results,
            }
        ],
    }


def _message(text: str) -> dict[str, str]:
    """A text as a message that says just that: braces are doubled, for one in a title is no placeholder (3.11.5), and
    what looks like a link is none (3.11.6).
    """
    doubled = text.replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\\1\\\2(", doubled)}


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": "".join(word.capitalize() for word in check.name.replace("-", " ").split()),
        "shortDescription": {"text": _(check.name)},
        "fullDescription": {"text": _(check.explanation)},
        "defaultConfiguration": {"level": _LEVELS[check.severity.value]},
    }


def _result(file: Path, words: Worded, each: WordedFinding, rule: int) -> dict[str, Any]:
    elements = words.map.elements
    result: dict[str, Any] = {
        "ruleId": each.finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[each.finding.severity.value],
        "message": _message(f"{each.sentence} {each.advice}"),
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(file)}},
                "logicalLocations": [
                    {"name": elements[id].title, "fullyQualifiedName": id, "kind": elements[id].kind.value}
                    for id in each.finding.elements
                ],
            }
        ],
        "partialFingerprints": {"findingKey/v1": each.key},
    }
    if each.reason:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": each.reason}]
    return result


def _uri(file: Path) -> str:
    """Where a file is; of a name that is no text the bytes."""
    return file.as_uri() if file.is_absolute() else quote(os.fsencode(file.as_posix()))


def _notifications(answer: Answer) -> list[dict[str, Any]]:
    where = [{"physicalLocation": {"artifactLocation": {"uri": _uri(answer.file)}}}]
    if answer.words is None:
        return [{"level": "error", "message": _message(answer.error), "locations": where}]
    text = _("The map is too large to ask everything; there may be more of {codes}.")
    return [
        {"level": "warning", "message": _message(text.format(codes=code)), "locations": where}
        for code in answer.words.analysis.incomplete
    ]
