"""The checks, one a module: each module here that has a ``CHECK`` is asked of every map.

Found by looking into the package, so that adding a check is adding a file.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from stratmap.analysis.check import Check


def _found() -> tuple[Check, ...]:
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    checks = (getattr(module, "CHECK", None) for module in modules)
    return tuple(sorted((check for check in checks if isinstance(check, Check)), key=lambda check: check.code))


CHECKS: tuple[Check, ...] = _found()
"""Every check, in the order of the codes."""


_BY_CODE = {check.code: check for check in CHECKS}


def check_of(code: str) -> Check:
    """The check with this code; KeyError when there is none."""
    return _BY_CODE[code]
