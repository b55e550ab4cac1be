"""Export: the map and the matrix as pages, drawings, pictures and tables. No map is saved by that."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from models.strategy_map import StrategyMap
from stratmap.exporting.by_ending import written_as
from stratmap.exporting.paper import Paper, PaperSize, paper_kept, paper_name
from stratmap.i18n import _
from stratmap.settings import SettingsFile
from ui.background import Cancelled, Jobs, still_wanted
from ui.dialogs.ask import Ask
from ui.files.failures import tell_failure
from ui.files.save_commands import may_replace
from ui.files.save_names import suggested_name, with_suffix
from ui.files.shell import Shell


class ExportCommands:
    """Asks for a name and writes what is shown in the form its ending names, aside."""

    def __init__(self, shell: Shell, ask: Ask, jobs: Jobs, settings: SettingsFile) -> None:
        self._shell = shell
        self._ask = ask
        self._jobs = jobs
        self._settings = settings

    @property
    def paper(self) -> Paper:
        """What pages are set on: what was chosen last."""
        return paper_kept(self._settings.now.paper, self._settings.now.portrait)

    def choose_size(self, size: PaperSize) -> None:
        """Set pages on paper of this size from now on."""
        with suppress(OSError):  # it holds until the end of the day
            self._settings.change(lambda now: replace(now, paper=size.value))

    def choose_portrait(self, portrait: bool) -> None:
        """Have pages stand upright, or lie, from now on."""
        with suppress(OSError):
            self._settings.change(lambda now: replace(now, portrait=portrait))

    def export(self) -> None:
        """Ask for a name and write the map as PDF, SVG, PNG or tables, by the name's ending."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        kinds = _("Page, {paper} (*.pdf);;Drawing (*.svg);;Picture (*.png);;Tables (*.csv)")
        kinds = kinds.format(paper=paper_name(self.paper))
        suggestion = suggested_name(workspace.document.map.info.title, self._shell.path, ".pdf")
        path = self._ask.save_path(_("Export the map"), suggestion, kinds)
        if path is None:
            return
        named = path if path.suffix else path.with_suffix(".pdf")
        others = [each for each in written_as(named) if each != path and each.exists()]
        if not others or may_replace(self._ask, others[0]):
            self.export_to(named)

    def export_sheets(self) -> None:
        """Ask for a name and write a PDF with a page for each sheet."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        ending = _(" - all sheets") + ".pdf"  # the sheet that is shown may have been exported under the map's name
        suggestion = suggested_name(workspace.document.map.info.title, self._shell.path, ending)
        kind = _("Pages, {paper} (*.pdf)").format(paper=paper_name(self.paper))
        path = self._ask.save_path(_("Export all sheets"), suggestion, kind)
        if path is None:
            return
        named = with_suffix(path, ".pdf")
        if named == path or may_replace(self._ask, named):
            self.export_to(named, every_sheet=True)

    def export_to(self, path: Path, *, every_sheet: bool = False) -> None:
        """Write the map to this file in the form its ending names, aside."""
        from stratmap.exporting.by_ending import Shown, export
        from ui.png import export_png

        workspace = self._shell.workspace
        if workspace is None:
            return
        document, badges = workspace.document, workspace.scene.severities
        sheet, look = workspace.scene.sheet, self._shell.theme
        part, note = workspace.sight.map, workspace.see.words()
        whole, lineage, paper = document.map, document.lineage, self.paper
        pages = [each.id for each in part.ordered_sheets()] if every_sheet else [sheet]
        is_small = path.suffix.casefold() == ".pdf" and _is_too_small(part, pages, paper)

        def work(cancelled: Cancelled) -> list[Path]:
            wanted = still_wanted(cancelled)
            png = partial(export_png, still_wanted=wanted)
            shown = Shown(part, lineage, sheet, png, look, badges, whole, note, every_sheet, wanted, paper)
            return export(shown, path)

        def say(written: list[Path]) -> None:
            words = _("Exported as {names}.").format(names=", ".join(each.name for each in written))
            if is_small:
                words += " " + _(
                    "So much is on one page that its words are too small to read on {paper}. Choose larger paper in"
                    " the File menu, filter the map, or part it into sheets, and print these."
                ).format(paper=paper_name(paper))
            workspace.notice.say(words)

        self._jobs.start(_("Exporting …"), work, say, self._failed)

    def export_matrix(self) -> None:
        """Ask for a name and write the matrix as PDF, SVG, PNG or a table, by the name's ending."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        workspace.finish_writing()
        kinds = _("Pages, {paper} (*.pdf);;Drawing (*.svg);;Picture (*.png);;Table (*.csv);;Text (*.md)")
        kinds = kinds.format(paper=paper_name(self.paper))
        suggestion = suggested_name(workspace.document.map.info.title, self._shell.path, _(" - matrix") + ".pdf")
        path = self._ask.save_path(_("Export the matrix"), suggestion, kinds)
        if path is None:
            return
        named = path if path.suffix else path.with_suffix(".pdf")
        if named == path or may_replace(self._ask, named):
            self.export_matrix_to(named)

    def export_matrix_to(self, path: Path) -> None:
        """Write the matrix, as it is shown or would be, to this file in the form its ending names, aside."""
        workspace = self._shell.workspace
        if workspace is None:
            return
        map, wanted = workspace.document.map, workspace.matrix.wanted
        lineage, look, note = workspace.document.lineage, self._shell.theme, workspace.see.words()
        paper = self.paper

        def work(cancelled: Cancelled) -> list[Path]:
            from stratmap.analysis.matrix_table import matrix_table
            from stratmap.exporting.matrix_file import ShownMatrix, export_matrix
            from ui.png import write_picture

            table, stops = matrix_table(map, wanted, cancelled), still_wanted(cancelled)
            png = partial(write_picture, still_wanted=stops)
            shown = ShownMatrix(table, lineage, png, look, note, stops, paper)
            return export_matrix(shown, path)

        def say(written: list[Path]) -> None:
            names = ", ".join(each.name for each in written)
            workspace.notice.say(_("Exported as {names}.").format(names=names))

        self._jobs.start(_("Exporting …"), work, say, self._failed)

    def _failed(self, error: Exception) -> None:
        tell_failure(self._ask, error)


def _is_too_small(map: StrategyMap, sheets: Iterable[str], paper: Paper) -> bool:
    """Whether nobody could read the titles of one of these sheets if all of it stands on one page of this paper."""
    from stratmap.exporting.page import is_too_small

    return any(is_too_small(map, sheet, paper) for sheet in sheets)
