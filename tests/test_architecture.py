"""The sentences of the architecture that a machine can check: a rule that is not tested is not there."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import inspect
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("models", "stratmap", "ui")

TOP_LEVEL = {
    *("stratmap", "ui", "models", "resources", "tests", "pyproject.toml", "build.spec", "README.md"),
    *("LICENSE", "CHANGELOG.md", ".gitignore", ".ci", ".pre-commit-config.yaml"),
}
"""What may stand at the top of the repository."""

AT_HOME = {
    "PySide6": ("ui/*", "stratmap/__main__.py"),
    "sqlalchemy": tuple(f"models/{name}.py" for name in ("tables", "store", "working_copy")),
    "sqlite3": ("models/*",),
    "networkx": ("stratmap/analysis/*",),
    "graphlay": ("stratmap/layout/*",),
    "numpy": ("stratmap/layout/*",),
    "reportlab": ("stratmap/exporting/*",),
    "typer": ("stratmap/cli/*",),
    "rich": ("stratmap/cli/*",),
}
"""Library → the only files that may import it."""

LATE = ("sqlalchemy", "networkx", "reportlab", "graphlay", "numpy")
"""Libraries that take long to import: not before they are needed, so that the window comes first."""


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """Every module a file imports, anywhere in it, and how many dots a relative import has."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, 0) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.module or "", node.level))
    return tuple(found)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def config() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def output_of(*command: str) -> str:
    """What a command prints, run at the top of the repository without a display."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_models_know_nothing_of_what_is_done_with_them():
    found = [(name_of(path), name) for path in sources("models") for name, _ in imports(path)]
    assert [each for each in found if each[1].split(".")[0] in ("stratmap", "ui")] == []


def test_only_the_entry_point_reaches_the_window():
    found = {name_of(path) for path in sources("stratmap") for name, _ in imports(path) if name.split(".")[0] == "ui"}
    assert found <= {"stratmap/__main__.py"}


def test_the_entry_point_reaches_the_window_only_inside_functions():
    tree = ast.parse((ROOT / "stratmap" / "__main__.py").read_text(encoding="utf-8"))
    top = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [line for line in top if re.search(r"\b(ui|PySide6)\b", line)] == []


def is_at_home(library: str, path: Path) -> bool:
    return any(fnmatch.fnmatch(name_of(path), home) for home in AT_HOME[library])


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_is_used_only_where_it_is_at_home(library):
    strangers = {
        name_of(path)
        for path in sources(*PACKAGES)
        for name, _ in imports(path)
        if name.split(".")[0] == library and not is_at_home(library, path)
    }
    assert strangers == set()


def test_imports_are_absolute():
    assert [name_of(path) for path in sources(*PACKAGES, "tests") for _, level in imports(path) if level] == []


@pytest.mark.parametrize("module", ["ui.app", "stratmap.__main__", "stratmap.document"])
def test_slow_libraries_wait_until_they_are_needed(module):
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & {set(LATE)!r}))"
    assert output_of(sys.executable, "-c", code).split() == []


def test_the_top_level_is_the_one_agreed_on():
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: what belongs to the repository is not known")
    assert {line.split("/")[0] for line in output_of("git", "ls-files").splitlines()} <= TOP_LEVEL


def test_every_package_is_in_the_list_that_is_installed():
    there = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for path in sources(*PACKAGES, "resources")
        if path.name == "__init__.py"
    }
    assert set(config()["tool"]["setuptools"]["packages"]) == there


def test_every_kind_of_resource_is_installed():
    kept = config()["tool"]["setuptools"]["package-data"]["resources"]
    there = {path.suffix for path in (ROOT / "resources").rglob("*") if path.is_file()} - {".py", ".pyc"}
    assert {f"**/*{suffix}" for suffix in there} <= set(kept)


def test_no_module_is_excused_from_the_type_checker():
    mypy = config()["tool"]["mypy"]
    assert mypy["strict"] is True
    assert set(mypy["packages"]) == set(PACKAGES)
    assert "exclude" not in mypy
    for override in mypy.get("overrides", []):
        assert set(override) == {"module", "ignore_missing_imports"}
        assert not [name for name in override["module"] if name.split(".")[0] in PACKAGES]


def test_no_module_is_excused_from_the_linter():
    ruff = config()["tool"]["ruff"]
    assert not {"exclude", "extend-exclude"} & set(ruff) | {"exclude"} & set(ruff["lint"])
    assert set(ruff["lint"]["per-file-ignores"]) <= {"tests/**", "ui/**"}


def test_every_exception_to_a_rule_names_the_rule():
    blanket = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:)|mypy:\s*ignore-errors|ruff:\s*noqa)")
    own = Path(__file__).name
    found = [
        f"{name_of(path)}:{number}"
        for path in sources(*PACKAGES, "tests")
        if path.name != own
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if blanket.search(line)
    ]
    assert found == []


def test_labels_are_made_in_the_one_place_that_has_their_words_be_no_markup():
    makers = {
        name_of(path)
        for path in sources("ui")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "QLabel"
    }
    assert makers == {"ui/plain_label.py", "ui/panels/left_rows.py"}, "the second shows a picture"


def qt_overrides() -> Iterator[tuple[str, FunctionType]]:
    """Every method in ``ui`` that hides one of the Qt class it derives from, by its full name."""
    from shiboken6 import Shiboken

    for path in sources("ui"):
        dotted = name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        module = importlib.import_module(dotted)
        for kind in vars(module).values():
            if inspect.isclass(kind) and issubclass(kind, Shiboken.Object) and kind.__module__ == module.__name__:
                qt = next(base for base in kind.__mro__ if base.__module__.startswith("PySide6"))
                for name, value in vars(kind).items():
                    if isinstance(value, FunctionType) and not name.startswith("_") and hasattr(qt, name):
                        yield f"{module.__name__}.{kind.__qualname__}.{name}", value


def test_every_qt_override_is_guarded():
    guard = str(ROOT / "ui" / "guard.py")
    overrides = dict(qt_overrides())
    assert len(overrides) > 5
    assert [name for name, value in overrides.items() if value.__code__.co_filename != guard] == []


def test_calls_that_return_nothing_give_back_what_they_borrow():
    """PySide6 6.12.0 on Python 3.11 drops a reference to None in each such call, and aborts after some thousands."""
    from PySide6.QtGui import QPainterPath

    path = QPainterPath()
    before = sys.getrefcount(None)
    for step in range(300):
        path.moveTo(step, step)
    assert abs(sys.getrefcount(None) - before) < 100
