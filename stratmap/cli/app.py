"""The program's commands in one place, and how their failures become sentences and exit codes.

0: all is well. 1: findings, or something may be missing from what was salvaged. 2: a file cannot be read or written,
or the command was not understood. 3: there is no display. 130: stopped by Ctrl+C. 141: nobody reads the answer to its
end (``… | head``).
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from models.errors import FileError, FileTrouble, RuleBroken, StratmapError
from stratmap import __version__
from stratmap.cli.check import check
from stratmap.cli.demo import demo
from stratmap.cli.effects import effects
from stratmap.cli.exchange import export, import_
from stratmap.cli.info import info
from stratmap.cli.loops import loops
from stratmap.cli.matrix import matrix
from stratmap.cli.output import NotDone, file_sentence, tell
from stratmap.cli.salvage import salvage
from stratmap.cli.send import send
from stratmap.cli.surface import NoWindow, Surface, surface_of
from stratmap.i18n import _
from stratmap.importing.result import ImportFailed, failure_sentence

FAILED, NO_DISPLAY, STOPPED, UNREAD = 2, 3, 130, 141

MOST_WINDOWS = 20
"""Maps opened at once, each in a window: more is a slip of the hand."""


class FilesOrCommand(TyperGroup):
    """The group of commands, in which anything that is no command is a file to open in the window."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            tell(_("Stopped."))
            raise typer.Exit(STOPPED) from None
        except NoWindow as trouble:
            tell(str(trouble))
            raise typer.Exit(NO_DISPLAY) from None
        except StratmapError as error:
            tell(error_sentence(error))
            raise typer.Exit(FAILED) from None
        except BrokenPipeError:  # or Typer would give it the code of findings
            _let_go_of_the_answer()
            raise typer.Exit(UNREAD) from None


def error_sentence(error: StratmapError) -> str:
    """What went wrong, for a person."""
    from models.strategy_map import StrategyMap
    from stratmap.exporting.matrix_file import TooManyCells, too_many_sentence
    from stratmap.vocabulary import rule_sentence

    if isinstance(error, FileError):
        return file_sentence(error)
    if isinstance(error, ImportFailed):
        return failure_sentence(error)
    if isinstance(error, TooManyCells):
        return too_many_sentence(error)
    if isinstance(error, RuleBroken):
        return rule_sentence(error.violations[0], StrategyMap())
    return str(error)


app = typer.Typer(
    cls=FilesOrCommand,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[--help] [--version]",
    subcommand_metavar="[FILE ... | COMMAND ...]",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"stratmap {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Draw a strategy as a map and find out where it does not hang together.

    Without a command the window opens, with FILE if one is named; each further FILE opens in a window of its own.

    Exit codes: 0 all is well, 1 findings (of salvage: something may be missing), 2 refused or unreadable, 3 no
    display, 130 stopped by Ctrl+C, 141 the answer was not read to its end.
    """
    if context.invoked_subcommand is None:
        raise typer.Exit(surface_of(context).open_window([], None))


@app.command("open", hidden=True)
def open_(context: typer.Context, files: list[Path]) -> None:
    """Open a window for each of these files."""
    missing = next((each for each in files if not each.exists()), None)
    if missing is not None and len(files) > 1 and files[0].exists():
        sentence = _("There is no file ‘{name}’. A file whose name has spaces must stand in quotes.")
        raise NotDone(sentence.format(name=missing))
    if missing is not None:
        if not missing.suffix:
            sentence = _("‘{name}’ is neither a file nor a command. ‘stratmap --help’ lists the commands.")
            raise NotDone(sentence.format(name=missing))
        raise FileError(FileTrouble.NOT_FOUND, str(missing))
    if len(files) > MOST_WINDOWS:
        raise NotDone(_("At most {most} maps can be opened at once.").format(most=MOST_WINDOWS))
    raise typer.Exit(surface_of(context).open_window(files, None))


_OPTIONS = "[OPTIONS]"

app.command(options_metavar=_OPTIONS)(check)
app.command(options_metavar=_OPTIONS)(loops)
app.command(options_metavar=_OPTIONS)(matrix)
app.command(options_metavar=_OPTIONS)(effects)
app.command("import", options_metavar=_OPTIONS)(import_)
app.command(options_metavar=_OPTIONS)(export)
app.command(options_metavar=_OPTIONS)(send)
app.command(options_metavar=_OPTIONS)(salvage)
app.command(options_metavar=_OPTIONS)(info)
app.command(options_metavar=_OPTIONS)(demo)


def run(surface: Surface, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    with ExitStack() as closing:
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is None:  # closed by whoever started the program
                setattr(sys, name, closing.enter_context(Path(os.devnull).open("w", encoding="utf-8")))
                closing.callback(setattr, sys, name, None)
            elif isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return _run(surface, arguments)


def _run(surface: Surface, arguments: Sequence[str] | None) -> int:
    try:
        app(args=None if arguments is None else list(arguments), obj=surface, prog_name="stratmap")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except OSError as error:
        return _cannot_write(error)
    else:
        code = 0
    try:
        sys.stdout.flush()
    except OSError as error:
        return _cannot_write(error)
    return code


def _cannot_write(error: OSError) -> int:
    """Say that the answer could not be written where it was to go; nothing where its reader has gone away."""
    _let_go_of_the_answer()
    if isinstance(error, BrokenPipeError):
        return UNREAD
    tell(_("The answer could not be written: {reason}.").format(reason=error.strerror or error))
    return FAILED


def _let_go_of_the_answer() -> None:
    """Send what is left of it nowhere, so that nothing tries to write it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
