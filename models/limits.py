"""How much a map may hold: one place for the file, the clipboard, the importers and the inspector."""

from __future__ import annotations

MAX_TITLE = 2_000
"""Characters in a title, a name, an owner, a tag or a reason."""

MAX_NOTES = 200_000
"""Characters in notes, a vision or a mission."""

MAX_TAGS = 200
"""Tags on one element or link."""

MAX_FILTERS = 1_000
"""Filters saved in one map."""

MAX_FILTER_VALUES = 1_000
"""Values one criterion of a filter lists."""

MAX_COORDINATE = 1e7
"""Largest absolute coordinate, width or height on a sheet, in pixels at 100 %."""

MAX_NUMBER = 1e15
"""Largest budget, effort or capacity."""

MAX_ELEMENTS = 200_000
MAX_LINKS = 500_000
MAX_SHEETS = 1_000
MAX_PERSPECTIVES = 100

MAX_REVISIONS = 100_000
"""Saves a map remembers; the oldest are forgotten."""

MAX_TIME = 64
"""Characters of the time of a save."""

MAX_VERSIONS = 200
"""Named versions of a map kept inside it."""

MAX_VERSION_BYTES = 32 * 1024 * 1024
"""Bytes of one of them, packed."""

MAX_ALL_VERSIONS_BYTES = 128 * 1024 * 1024
"""Bytes of all of them together, beyond which no other is kept: the map itself needs its room in the file, too."""

MAX_ROWS = 1_000_000
"""Records of any one type, whatever they are."""

MAX_POSITION = 1_000_000_000
"""Largest absolute position in an order."""

MAX_DIGITS = 60
"""Characters a number of money may be written with."""

MAX_PASTED = 64 * 1024 * 1024
"""Characters of a part of a map on the clipboard."""

MIN_FILE_BYTES = 512
MAX_FILE_BYTES = 256 * 1024 * 1024
