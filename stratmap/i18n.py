"""Texts for people go through here, so that they can be translated with gettext."""

from __future__ import annotations

import gettext
from importlib.resources import files

_translation = gettext.translation("stratmap", str(files("resources") / "translations"), fallback=True)

_ = _translation.gettext
ngettext = _translation.ngettext


def marked(text: str) -> str:
    """A text marked for translation that is translated where it is shown."""
    return text


def grouped(count: int) -> str:
    """A count with its thousands told apart: 4,000."""
    return f"{count:,}"
