"""What went wrong with a file, an import or an export, told in a sentence."""

from __future__ import annotations

from models.errors import FileError, RuleBroken
from models.strategy_map import StrategyMap
from stratmap.i18n import _
from stratmap.vocabulary import rule_sentence
from ui.dialogs.ask import Ask


def tell_failure(ask: Ask, error: Exception) -> None:
    """Say what went wrong; what nobody foresaw goes into the details, for whoever has to help."""
    from stratmap.exporting.by_ending import UnknownEnding
    from stratmap.exporting.matrix_file import TooManyCells, too_many_sentence
    from stratmap.importing.result import ImportFailed, failure_sentence

    if isinstance(error, FileError):
        from stratmap.safekeeping.wording import save_error_sentence

        ask.tell(save_error_sentence(error), error.detail)
    elif isinstance(error, ImportFailed):
        ask.tell(failure_sentence(error))
    elif isinstance(error, RuleBroken):
        ask.tell(rule_sentence(error.violations[0], StrategyMap()))
    elif isinstance(error, UnknownEnding):
        words = _("A map can be exported as {known}. Choose one of these endings.")
        ask.tell(words.format(known=", ".join(error.endings)))
    elif isinstance(error, TooManyCells):
        ask.tell(too_many_sentence(error))
    else:
        sentence = _("That did not work. Your map is as it was. Try again, or choose another file.")
        ask.tell(sentence, f"{type(error).__name__}: {error}")
