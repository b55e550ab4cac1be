"""The Help menu."""

from __future__ import annotations

from stratmap.i18n import marked
from ui.actions.action import Action, Menu, always

HELP_ACTIONS: tuple[Action, ...] = (
    Action("palette", Menu.HELP, marked("Find a command or a card …"), ("Ctrl+K",), "command", always,
           lambda w: w.commands.offer()),
    Action("guide", Menu.HELP, marked("User guide"), ("F1",), "help", always, lambda w: w.help.show_guide()),
    Action("log", Menu.HELP, marked("What stratmap noted …"), (), "", always, lambda w: w.log.show(),
           words=marked("log crash error fault report folder")),
    Action("about", Menu.HELP, marked("About stratmap"), (), "info", always, lambda w: w.help.show_about()),
)  # fmt: skip
