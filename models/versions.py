"""What a version kept in a map holds: the map of that day as a whole file of its own, packed.

So an old version is read by the same reader, checked as strictly and brought forward from older formats like any
file. It holds no versions itself.
"""

from __future__ import annotations

import zlib
from pathlib import Path

from models import limits
from models.errors import FileError, FileTrouble
from models.records import Version
from models.strategy_map import StrategyMap

_LEVEL = 6


def packed(map: StrategyMap) -> bytes:
    """The map but for the versions kept in it, as ``Version.content``. As long and with the same errors as a save.

    TOO_LARGE where it is more than a version may be.
    """
    from models.store import checked_bytes

    content = zlib.compress(checked_bytes(without_versions(map), (), Path("version")), _LEVEL)
    if len(content) > limits.MAX_VERSION_BYTES:
        raise FileError(FileTrouble.TOO_LARGE, "version")
    return content


def unpacked(version: Version) -> StrategyMap:
    """The map a version holds. Raises FileError, which names the version, where it cannot be read."""
    from models.reader import read_map

    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(version.content, limits.MAX_FILE_BYTES + 1)
    except zlib.error as error:
        raise FileError(FileTrouble.DAMAGED, version.name, str(error)) from error
    if len(data) > limits.MAX_FILE_BYTES:
        raise FileError(FileTrouble.TOO_LARGE, version.name)
    if not unpacking.eof or unpacking.unused_data:
        raise FileError(FileTrouble.DAMAGED, version.name, "it is cut off")
    map, _ = read_map(data, Path(version.name))
    if map.versions:
        raise FileError(FileTrouble.DAMAGED, version.name, "it has versions itself")
    return map


def without_versions(map: StrategyMap) -> StrategyMap:
    """The map with none of the versions kept in it."""
    if not map.versions:
        return map
    return StrategyMap(each for each in map.records() if not isinstance(each, Version))
