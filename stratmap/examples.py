"""Small businesses to begin with: maps kept as tables in ``resources/examples``, with flaws for checks to find."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files

from models.strategy_map import StrategyMap
from stratmap.i18n import _, marked


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the name of its folder, what it is called, and one line on what it shows."""

    name: str
    title: str
    blurb: str

    @property
    def words(self) -> str:
        """The line on what it shows, in the reader's language."""
        return _(self.blurb)


EXAMPLES: tuple[Example, ...] = (
    Example(
        "bakery",
        "Corner Bakery",
        marked("A family bakery opens a second shop while the ovens are full: a tug of war and a plan out of order."),
    ),
    Example(
        "heating",
        "Hansen Heating",
        marked("A heating firm moves to heat pumps with too few fitters: two plans wait for each other."),
    ),
    Example(
        "clinic",
        "Riverside Physio",
        marked("A physiotherapy clinic cuts waiting times and costs at once: aims that pull against each other."),
    ),
)
"""The examples, in the order the start page shows them."""


def load_example(name: str) -> StrategyMap:
    """A fresh copy of an example, laid out; with new ids each time, so that two people's copies are two maps."""
    from stratmap.importing.tables import import_tables

    with as_file(files("resources") / "examples" / name) as folder:
        return import_tables([folder / f"{table}.csv" for table in ("map", "elements", "connections")]).map
