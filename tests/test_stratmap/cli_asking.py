"""Maps where the command line looks for them."""

from __future__ import annotations

from pathlib import Path

from models import store
from models.strategy_map import StrategyMap
from tests.builders import placed


def saved(map: StrategyMap, name: str = "map.stratmap") -> Path:
    """A map as a file in the present folder."""
    store.save_map(placed(map), (), Path(name).absolute())
    return Path(name)
