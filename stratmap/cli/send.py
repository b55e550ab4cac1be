"""``stratmap send``: a clean copy of a map for somebody else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stratmap import SUFFIX
from stratmap.cli.output import NotDone, say, tell, working
from stratmap.i18n import _


def send(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    copy: Annotated[Path, typer.Option("-o", "--out", metavar="COPY.stratmap", help="The file to write.")],
    owners: Annotated[bool, typer.Option("--owners/--no-owners", help="The names beside elements.")] = True,
    notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help="Notes, note cards and reasons for living with findings.")
    ] = True,
    budgets: Annotated[bool, typer.Option("--budgets/--no-budgets", help="Amounts of money.")] = True,
    versions: Annotated[bool, typer.Option("--versions/--no-versions", help="Versions kept in the map.")] = False,
    history: Annotated[bool, typer.Option("--history/--no-history", help="The times it was saved.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a file that is there.")] = False,
) -> None:
    """Write a copy of a map to be sent: nothing deleted is in it, and only what you want others to see."""
    from models.store import open_map
    from stratmap.safekeeping.clean_copy import Sharing, clean_copy, is_one_of, save_clean_copy
    from stratmap.safekeeping.sending_words import still_named_sentence
    from stratmap.vocabulary import size_words

    if copy.suffix.casefold() != SUFFIX:
        raise NotDone(_("‘{name}’ should end in .stratmap: a copy to send is a map, too.").format(name=copy))
    if is_one_of(copy, (file,)):
        raise NotDone(_("A copy cannot go over the map it is of. Give another name."))
    if copy.exists() and not force:
        sentence = _("‘{name}’ is already there. Give another name, or --force to put the copy in its place.")
        raise NotDone(sentence.format(name=copy))
    with working(_("Writing {name} …").format(name=copy.name)):
        opened = open_map(file)
        made = clean_copy(opened.map, opened.lineage, Sharing(owners, notes, budgets, versions, history))
        save_clean_copy(made, copy, (file,))
    if made.still_named:
        tell(still_named_sentence(made.still_named))
    say(f"{copy}: {size_words(made.size)}")
