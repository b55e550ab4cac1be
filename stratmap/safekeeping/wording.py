"""What keeping a map safe has to say to a person: what happened, that nothing was lost, and what to do."""

from __future__ import annotations

from datetime import datetime

from models.errors import FileError, FileTrouble
from stratmap.i18n import _, marked, ngettext
from stratmap.safekeeping.notes import Editor, is_myself
from stratmap.safekeeping.places import Place
from stratmap.safekeeping.publishing import ChangedOnDisk, HeldBy, NotConfirmed
from stratmap.safekeeping.recovery import Left
from stratmap.vocabulary import file_error_sentence, quoted

_PLACES = {
    Place.READ_ONLY: marked(
        "{name} may only be read, so you are working on a copy of it. Save asks where to put it;"
        " the file stays as it is."
    ),
    Place.PASSING: marked(
        "{name} lies in a folder that is cleared without asking, as mail programs have for attachments."
        " You are working on a copy: Save asks where to put it."
    ),
}


def changed_on_disk_sentence(error: ChangedOnDisk) -> str:
    """Somebody else wrote to the file."""
    words = _(
        "Somebody else has changed {name} since you opened it ({when}). Nothing was overwritten. Keep both, and yours"
        " is saved beside it under another name; or replace theirs: it is then among the earlier versions."
    )
    return words.format(name=quoted(error.path.name), when=time_words(error.when))


def changed_meanwhile_sentence(error: ChangedOnDisk, *, is_modified: bool) -> str:
    """The banner when somebody else wrote to the file while the map is open."""
    words = _("Somebody else has changed {name} ({when}). You still see it as you opened it.")
    if is_modified:
        words = _("Somebody else has changed {name} ({when}). What you do stays yours: Save asks what to do.")
    return words.format(name=quoted(error.path.name), when=time_words(error.when))


def gone_sentence(name: str) -> str:
    """The banner when the map's file is not there any more."""
    words = _(
        "{name} is not where it was: it was moved, renamed or deleted, or its disk is not connected. What you see is"
        " kept here. Save puts it there again."
    )
    return words.format(name=quoted(name))


def doubt_sentence(trouble: FileTrouble, name: str) -> str:
    """The banner over a map that was opened in spite of what is wrong with its file."""
    words = _(
        "What {name} holds is not what was saved. Look it over before you rely on it. This is a copy: Save asks for"
        " another name, and the file stays as it is."
    )
    if trouble is FileTrouble.NEWER:
        words = _(
            "{name} comes from a newer stratmap. What this version does not know is missing here. This is a copy:"
            " Save asks for another name, and the file stays as it is."
        )
    return words.format(name=quoted(name))


def not_by_itself_sentence(reason: str) -> str:
    """The banner while a map that should save itself cannot be saved."""
    return _("The map could not save itself. {reason}").format(reason=reason)


def save_error_sentence(error: FileError) -> str:
    """Why a map is not saved."""
    if isinstance(error, NotConfirmed):
        words = _(
            "{name} was written, but the disk did not confirm it, so it does not count as saved."
            " Your work is safe here. Save again, or save in another folder."
        )
        return words.format(name=quoted(error.path.replace("\\", "/").rpartition("/")[2]))
    if isinstance(error, HeldBy) and error.names:
        words = _(
            "{name} is open in another program, which keeps it to itself: {programs}. What was on the disk before is"
            " still there. Close it there and save again, or save under another name."
        )
        name = quoted(error.path.replace("\\", "/").rpartition("/")[2])
        return words.format(name=name, programs=", ".join(quoted(each) for each in error.names))
    return file_error_sentence(error)


def no_backup_sentence(error: FileError) -> str:
    """That a map is saved, but not among its earlier versions, too."""
    if error.trouble is FileTrouble.DISK_FULL:
        return _(
            "There is no room for it among the earlier versions, though. Make room on the disk they are kept on."
        )
    return _("It could not be put among the earlier versions, though: the folder for them cannot be written to.")


def safety_trouble_sentence(error: FileError) -> str:
    """The banner while the working copy cannot be written."""
    if error.trouble is FileTrouble.DISK_FULL:
        return _(
            "The disk is full: what you do now is only in this window. Make room, or save the map on another disk."
            " As soon as there is room, everything is protected again."
        )
    return _(
        "What you do now is only in this window, because the folder that protects it cannot be written to."
        " Save the map soon. Stratmap goes on trying."
    )


def editor_sentence(editor: Editor, name: str) -> str:
    """Somebody else has the file open, or the same person has it in another program."""
    if is_myself(editor):
        words = _(
            "{name} has been edited in another stratmap on this machine since {when}. You can go on; if both of them"
            " save it, you are asked before anything is replaced."
        )
        return words.format(name=quoted(name), when=time_words(editor.since))
    words = _(
        "{who} on {machine} has been editing {name} since {when}. You can go on; if both of you save, the second is"
        " asked before anything is replaced."
    )
    who = editor.who or _("Somebody")
    return words.format(who=who, machine=editor.machine, name=quoted(name), when=time_words(editor.since))


def place_sentence(place: Place, name: str) -> str:
    """Why a file opened as a copy; empty where it did not."""
    return _(_PLACES[place]).format(name=quoted(name)) if place in _PLACES else ""


def left_sentence(left: Left) -> str:
    """What a crash left, on one line."""
    if left.damaged and not left.unsaved:
        words = _("A map that does not open any more, of {when}. What is left of it can be read into a new map.")
        return words.format(when=time_words(left.written))
    words = ngettext(
        "{title}, {when}: {count} change not saved",
        "{title}, {when}: {count} changes not saved",
        left.unsaved,
    )
    return words.format(title=quoted(left.title), when=time_words(left.written), count=left.unsaved)


def time_words(when: datetime) -> str:
    """A time as a person of this machine reads it: today only the time, else the day, too."""
    try:
        local = when.astimezone()
    except (OverflowError, ValueError, OSError):  # at the edge of all times: somebody made it up
        local = when
    today = local.date() == datetime.now().astimezone().date()
    return f"{local:%H:%M}" if today else f"{local:%Y-%m-%d %H:%M}"
