"""Findings as the command line gives them: as text for people, as data, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stratmap.cli.output import say
from stratmap.i18n import _, ngettext

if TYPE_CHECKING:
    from stratmap.analysis.worded import Worded, WordedFinding


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say about one file: an analysis in words, or why there is none."""

    file: Path
    words: Worded | None = None
    error: str = ""

    @property
    def findings(self) -> tuple[WordedFinding, ...]:
        """The findings that are not muted."""
        return self.words.findings if self.words else ()


def say_answer(answer: Answer, many: bool = False) -> None:
    """The findings of one file as sentences; of many files each is called by its path."""
    if answer.words is not None:
        say_findings(str(answer.file) if many else answer.file.name, answer.words)


def say_findings(name: str, words: Worded) -> None:
    """The findings as sentences, each with what to do about it."""
    from stratmap.analysis.wording import findings_summary

    say(f"{name}: {findings_summary(words.analysis.findings)}")
    for each in words.findings:
        say(f"  {each.finding.code} {each.finding.severity.value}: {each.sentence}")
        say(f"      {each.advice}")
    for line in _beside(words):
        say(f"  {line}")


def _beside(words: Worded) -> Iterator[str]:
    """What has to be said besides: what was accepted, and what is not finished."""
    if words.muted:
        count = len(words.muted)
        yield _("Findings that were accepted and are not shown: {count}").format(count=count)
    if words.analysis.incomplete:
        codes = ", ".join(words.analysis.incomplete)
        yield _("The map is too large to ask everything; there may be more of {codes}.").format(codes=codes)


def answers_data(answers: Sequence[Answer]) -> dict[str, Any]:
    """The answers as data; of one file without a list around it."""
    data = [_answer_data(answer) for answer in answers]
    return data[0] if len(data) == 1 else {"files": data}


def _answer_data(answer: Answer) -> dict[str, Any]:
    if answer.words is None:
        return {"file": str(answer.file), "error": answer.error}
    return {"file": str(answer.file), "title": answer.words.map.info.title, **findings_data(answer.words)}


def findings_data(words: Worded) -> dict[str, Any]:
    """The findings as data, by ids as well as by titles, since several elements may have one title.

    ``incomplete`` are the checks that had to stop early, ``complete`` that none did.
    """
    return {
        "findings": [_finding_data(words, each) for each in words.findings],
        "accepted": len(words.muted),
        "muted": [{**_finding_data(words, each), "reason": each.reason} for each in words.muted],
        "checked": list(words.analysis.checked),
        "complete": not words.analysis.incomplete,
        "incomplete": list(words.analysis.incomplete),
    }


def _finding_data(words: Worded, each: WordedFinding) -> dict[str, Any]:
    return {
        "code": each.finding.code,
        "key": each.key,
        "severity": each.finding.severity.value,
        "message": each.sentence,
        "advice": each.advice,
        "elements": [words.map.elements[id].title for id in each.finding.elements],
        "element_ids": list(each.finding.elements),
        "links": len(each.finding.links),
        "link_ids": list(each.finding.links),
    }


def answers_markdown(answers: Iterable[Answer]) -> Iterator[str]:
    """The answers as a Markdown document, a heading for each file."""
    from stratmap.analysis.matrix_text import markdown_text
    from stratmap.analysis.wording import findings_summary

    for answer in answers:
        yield f"## {markdown_text(str(answer.file))}"
        yield ""
        if answer.words is None:
            yield markdown_text(answer.error)
            yield ""
            continue
        yield f"{findings_summary(answer.words.analysis.findings)}."
        yield ""
        for each in answer.words.findings:
            said = f"{markdown_text(each.sentence)} {markdown_text(each.advice)}"
            yield f"- **{each.finding.code} {each.name}:** {said}"
        if answer.words.muted:
            count = len(answer.words.muted)
            words = ngettext("{n} finding was accepted:", "{n} findings were accepted:", count)
            yield ""
            yield words.format(n=count)
            yield ""
            for each in answer.words.muted:
                yield f"- {each.finding.code}: {markdown_text(each.sentence)} ({markdown_text(each.reason)})"
        if answer.words.analysis.incomplete:
            yield ""
            yield list(_beside(answer.words))[-1]
        yield ""
