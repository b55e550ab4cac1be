"""What is said of copies to be sent and of versions kept in a map, in the window and on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.errors import FileError, FileTrouble
from stratmap.i18n import _, ngettext
from stratmap.vocabulary import file_error_sentence, quoted, size_words

if TYPE_CHECKING:
    from stratmap.safekeeping.clean_copy import Contents

MOST_NAMED = 3
"""Names that a sentence lists."""

LONGEST = 40
"""Letters of each of them."""


def contents_words(found: Contents) -> dict[str, str]:
    """How much there is to decide about, by the names of the fields of ``Sharing``: “12 owners”."""
    return {
        "owners": ngettext("{n} owner", "{n} owners", found.owners).format(n=found.owners),
        "notes": _notes_words(found.notes - found.reasons, found.reasons),
        "budgets": ngettext("{n} amount", "{n} amounts", found.budgets).format(n=found.budgets),
        "versions": ngettext("{n} version", "{n} versions", found.versions).format(n=found.versions),
        "history": ngettext("{n} save", "{n} saves", found.history).format(n=found.history),
    }


def _notes_words(notes: int, reasons: int) -> str:
    """How many notes, and how many reasons: “2 notes, 1 reason”."""
    counts = [ngettext("{n} note", "{n} notes", notes).format(n=notes)] if notes or not reasons else []
    if reasons:
        counts.append(ngettext("{n} reason", "{n} reasons", reasons).format(n=reasons))
    return ", ".join(counts)


def still_named_sentence(names: Iterable[str]) -> str:
    """That people who are not named as owners are named all the same; empty where nobody is."""
    names = list(names)
    if not names:
        return ""
    shown, more = ", ".join(quoted(each[:LONGEST]) for each in names[:MOST_NAMED]), len(names) - MOST_NAMED
    if more > 0:
        words = ngettext("{names} and {n} more", "{names} and {n} more", more)
        shown = words.format(names=shown, n=more)
    return _("Titles, notes or tags that go along still name {names}.").format(names=shown)


def sent_sentence(name: str, size: int, missing: int) -> str:
    """That the copy is there, and how large; how many versions are not in it because nobody could read them."""
    words = _("{name} is ready to be sent: {size}.").format(name=quoted(name), size=size_words(size))
    if missing <= 0:
        return words
    left = ngettext(
        "{n} version stayed away: it is damaged, so nobody knows what is in it.",
        "{n} versions stayed away: they are damaged, so nobody knows what is in them.",
        missing,
    )
    return " ".join((words, left.format(n=missing)))


def own_file_sentence(name: str) -> str:
    """That a copy may not go over the map it is of, or another that is open."""
    words = _("{name} is a map that is open here, and the copy has less in it. Give the copy another name.")
    return words.format(name=quoted(name))


def version_error_sentence(error: FileError) -> str:
    """Why a version kept in a map cannot be looked at, or the map not be kept as one; that nothing was lost."""
    if error.trouble is FileTrouble.TOO_LARGE and error.path == "version":
        return _(
            "The map is too large to be kept in itself as a version. It is as it was."
            " Save it as a file of its own instead: File › Save as."
        )
    if error.trouble in (FileTrouble.DAMAGED, FileTrouble.CHANGED, FileTrouble.NOT_OURS, FileTrouble.TOO_LARGE):
        words = _("The version {name} is damaged and cannot be read. The map itself is as it was.")
        return words.format(name=quoted(error.path))
    return file_error_sentence(error)
