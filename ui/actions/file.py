"""The File menu: maps and files."""

from __future__ import annotations

from functools import partial

from stratmap.exporting.paper import PaperSize, size_name
from stratmap.i18n import _, marked
from ui.actions.action import Action, Menu, Runs, Window, always, has_file, has_map

_PAPER = marked("Paper for pages")

MOST_LISTED = 9
"""Recent maps the menu lists."""


def _set_on(size: PaperSize, window: Window) -> None:
    window.exporting.choose_size(size)


def _is_set_on(size: PaperSize, window: Window) -> bool:
    return window.exporting.paper.size is size


def _here(number: int) -> Runs:
    """Opens one of the maps opened last in this window."""
    return lambda window: window.open_recent(number)


def recent(number: int, id: str, menu: Menu, submenu: str, runs: Runs) -> Action:
    """The row of one of the maps opened last, 1 being the latest; it is called by its title and its file."""

    def there(window: Window) -> bool:
        return number <= len(window.recent)

    def name(window: Window) -> str:
        if there(window):
            path = window.recent[number - 1]
            name = window.recent_name(number)
            return _("{name}  in {folder}").format(name=name, folder=path.parent.name or path.parent)
        return _("No map was opened yet") if number == 1 else ""

    return Action(
        *(id, menu, f"Recent map {number}", (), "", there, runs),
        submenu=submenu,
        named=name,
    )


FILE_ACTIONS: tuple[Action, ...] = (
    Action("new", Menu.FILE, marked("New map"), ("Ctrl+N",), "new", always, lambda w: w.files.new(), True),
    Action("open", Menu.FILE, marked("Open …"), ("Ctrl+O",), "open", always, lambda w: w.files.open(), True),
    *(
        recent(number, f"recent-{number}", Menu.FILE, marked("Open recent"), _here(number))
        for number in range(1, MOST_LISTED + 1)
    ),
    Action("import", Menu.FILE, marked("Import tables …"), ("Ctrl+Shift+O",), "import", always,
           lambda w: w.files.import_tables(), ends_section=True),
    Action("save", Menu.FILE, marked("Save"), ("Ctrl+S",), "save", has_map, lambda w: w.saving.save(), True),
    Action("save-as", Menu.FILE, marked("Save as …"), ("Ctrl+Shift+S",), "", has_map, lambda w: w.saving.save_as()),
    Action("save-copy", Menu.FILE, marked("Save a copy …"), (), "", has_map,
           lambda w: w.saving.save_copy(), words=marked("duplicate backup")),
    Action("save-itself", Menu.FILE, marked("Save by itself"), (), "", always, lambda w: w.autosave.toggle(),
           checked=lambda w: w.autosave.is_on, words=marked("autosave automatic")),
    Action("revert", Menu.FILE, marked("Revert …"), (), "", has_file, lambda w: w.reverting.revert(),
           words=marked("reload discard changes go back")),
    Action("look-at-file", Menu.FILE, marked("Look at what is in the file"), (), "", has_file,
           lambda w: w.reverting.look(), ends_section=True, words=marked("compare theirs saved")),
    Action("send", Menu.FILE, marked("Send a copy …"), ("Ctrl+Shift+D",), "", has_map, lambda w: w.sending.show(),
           words=marked("mail email e-mail share post clean without names"), ends_section=True),
    Action("keep-version", Menu.FILE, marked("Keep this version …"), ("Ctrl+Alt+K",), "", has_map,
           lambda w: w.versions.ask_name(), words=marked("milestone snapshot as agreed name")),
    Action("versions", Menu.FILE, marked("Versions …"), ("Ctrl+Alt+V",), "", has_map, lambda w: w.versions.show(),
           words=marked("restore go back milestone snapshot")),
    Action("earlier", Menu.FILE, marked("Earlier versions …"), (), "", has_map, lambda w: w.earlier.show()),
    Action("recover", Menu.FILE, marked("Recover unsaved work …"), (), "", always, lambda w: w.recovering.show(),
           ends_section=True),
    Action("export", Menu.FILE, marked("Export or print …"), ("Ctrl+E", "Ctrl+P"), "export", has_map,
           lambda w: w.exporting.export(), True, words=marked("pdf png svg csv picture image table"),
           on_toolbar=marked("Export")),
    Action("export-sheets", Menu.FILE, marked("Export all sheets …"), ("Ctrl+Shift+E",), "", has_map,
           lambda w: w.exporting.export_sheets()),
    Action("export-matrix", Menu.FILE, marked("Export matrix …"), ("Ctrl+Alt+M",), "", has_map,
           lambda w: w.exporting.export_matrix()),
    *(
        Action(f"paper-{size}", Menu.FILE, size_name(size), (), "", always, partial(_set_on, size), submenu=_PAPER,
               checked=partial(_is_set_on, size), words=marked("paper size print page"))
        for size in PaperSize
    ),
    Action("landscape", Menu.FILE, marked("Landscape"), (), "", always, lambda w: w.exporting.choose_portrait(False),
           submenu=_PAPER, checked=lambda w: not w.exporting.paper.portrait, words=marked("paper lying wide page")),
    Action("portrait", Menu.FILE, marked("Portrait"), (), "", always, lambda w: w.exporting.choose_portrait(True),
           submenu=_PAPER, checked=lambda w: w.exporting.paper.portrait, words=marked("paper upright tall page"),
           ends_section=True),
    Action("close-map", Menu.FILE, marked("Close map"), ("Ctrl+W",), "close", has_map, lambda w: w.files.close()),
    Action("quit", Menu.FILE, marked("Quit"), ("Ctrl+Q",), "", always, lambda w: w.windows.quit()),
)  # fmt: skip
