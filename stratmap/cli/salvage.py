"""``stratmap salvage``: what can still be read of a damaged file, as a new map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import FileError, FileTrouble
from stratmap import SUFFIX
from stratmap.cli.formats import Format, FormatOption
from stratmap.cli.output import NotDone, say, say_json, working
from stratmap.i18n import _

if TYPE_CHECKING:
    from models.salvage import Salvaged
INCOMPLETE = 1


def salvage(
    damaged: Annotated[Path, typer.Argument(metavar="DAMAGED", help="The damaged map; it stays as it is.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="NEW.stratmap", help="The map to write.")],
    format: FormatOption = Format.TEXT,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a file that is there.")] = False,
) -> None:
    """Make a new map of what can still be read of a damaged one, and say what was left out.

    Exit code 0: nothing seems to be missing, 1: something is or may be missing, 2: no map was written.
    """
    from models.store import save_map
    from stratmap.safekeeping.places import is_same_file

    if out.suffix.casefold() != SUFFIX:
        raise NotDone(_("‘{name}’ should end in .stratmap: what is left of a map is a map, too.").format(name=out))
    if is_same_file(out, damaged):
        raise NotDone(_("What is left of a map cannot go over the map it is of. Give another name."))
    if out.exists() and not force:
        sentence = _("‘{name}’ is already there. Give another name, or --force to put the new map in its place.")
        raise NotDone(sentence.format(name=out))
    with working(_("Reading what is left of {name} …").format(name=damaged.name)):
        trouble = _trouble_with(damaged)
        found = _what_is_left(damaged, trouble)
        save_map(found.map, (), out)
    changed = trouble.trouble is FileTrouble.CHANGED
    if format is Format.JSON:
        say_json(_data(damaged, out, found, changed))
    else:
        _say(out, found, changed)
    if changed or not found.is_whole:
        raise typer.Exit(INCOMPLETE)


def _trouble_with(file: Path) -> FileError:
    """Why a file does not open. Raises NotDone where it does: nothing has to be salvaged then."""
    from models.store import open_map

    try:
        open_map(file)
    except FileError as error:
        return error
    raise NotDone(_("‘{name}’ is not damaged: open it as it is. Nothing was written.").format(name=file))


def _what_is_left(file: Path, trouble: FileError) -> Salvaged:
    """What can be read of a file that is damaged, even where it no longer looks like a map. Raises FileError."""
    from stratmap.safekeeping.salvaging import salvage_file

    if trouble.trouble not in (FileTrouble.DAMAGED, FileTrouble.CHANGED, FileTrouble.NOT_OURS):
        raise trouble
    try:
        return salvage_file(file)
    except FileError as error:
        raise (trouble if trouble.trouble is FileTrouble.NOT_OURS else error) from None


def _say(out: Path, found: Salvaged, changed: bool) -> None:
    from stratmap.safekeeping.salvaging import left_out_sentences, read_words

    say(f"{out}: {read_words(found)}")
    for sentence in [*left_out_sentences(found), *([_changed_sentence()] if changed else [])]:
        say(f"  {sentence}")


def _changed_sentence() -> str:
    return _("Some of it is not what was saved: it was damaged on the way or changed by another program.")


def _data(damaged: Path, out: Path, found: Salvaged, changed: bool) -> dict[str, Any]:
    """What became of it as data. ``complete`` says that nothing seems to be missing or to be other than it was."""
    from stratmap.safekeeping.salvaging import left_out_sentences

    return {
        "file": str(damaged),
        "out": str(out),
        "title": found.map.info.title,
        "elements": len(found.map.elements),
        "links": len(found.map.links),
        "placed_anew": found.resettled,
        "complete": found.is_whole and not changed,
        "changed": changed,
        "left_out": left_out_sentences(found),
    }
