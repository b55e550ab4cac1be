"""What is said about what was just made or selected: which keys and drags go on from there.

Such a sentence makes sense as long as just that is selected, and goes when something else is.
"""

from __future__ import annotations

from stratmap.i18n import _, marked

SELECTED_LINK = marked("Drag it to bend it, its ends to other cards. + − ? sign it.")
LINKED = marked("Linked.")
LINKED_UNSIGNED = marked("Linked. Press + or − to say which way it works.")
FIRST_CARD = marked("Press Tab to write what it leads to, or drag from its edge to link it.")
LINKED_CARD = marked("Press + or − to say which way the link works. Tab writes on, Enter writes one beside it.")


def is_about_selection(sentence: str) -> bool:
    """Whether a sentence is one of these, and so about what was selected when it was said."""
    return sentence in {_(each) for each in (SELECTED_LINK, LINKED, LINKED_UNSIGNED, FIRST_CARD, LINKED_CARD)}
