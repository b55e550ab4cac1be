"""Who the stories are about, where several files tell of the same person."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from stratmap.document import Document
from tests.stories.planned import business
from tests.user import User


@pytest.fixture
def planner(user: User) -> User:
    """Somebody with five cards in a row, linked: shop → trust → portal → grow, and IT that owns the portal."""
    user.window.show_map(Document(business()), None)
    QApplication.processEvents()
    return user
