"""A check is added by adding one file: it shows up in the command line, the panel, the filter and the guide."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CHECK = """
from models.kinds import ElementKind
from stratmap.analysis.check import Check
from stratmap.analysis.finding import Finding, Severity


def find(graphs, meter):
    for element in graphs.elements(meter):
        if element.title.isupper():
            yield Finding(CHECK.code, CHECK.severity, (element.id,))


CHECK = Check(
    code="SM950",
    name="Shouted title",
    explanation="A title in capital letters alone is hard to read.",
    severity=Severity.INFO,
    sentence="{first} shouts.",
    advice="Write it in small letters.",
    find=find,
)
"""

SESSION = """
import json, sys
from importlib.util import find_spec, module_from_spec
from pathlib import Path

folder = Path(sys.argv[1])
spec = find_spec("stratmap.analysis.checks")
spec.submodule_search_locations.append(str(folder / "checks"))  # as if the file lay beside the others
module = sys.modules[spec.name] = module_from_spec(spec)
spec.loader.exec_module(module)

from typer.testing import CliRunner
from models.store import save_map
from stratmap.cli import app as cli
from tests.builders import initiative, map_of, objective, placed
from tests.user import User
from ui.dialogs.guide import guide

map = placed(map_of(objective("o", "GROW"), initiative("i", "Portal")))
user = User(folder)
user.window.show_map(type(user.document)(map), None)
user.waits()
user.saves_as(folder / "map.stratmap")
panel = user.workspace.findings
file = str(folder / "map.stratmap")
print(json.dumps({
    "panel": panel.sentences,
    "filter": [panel.checks.itemText(number) for number in range(panel.checks.count())],
    "text": CliRunner().invoke(cli.app, ["check", file, "--select", "SM950"]).stdout,
    "sarif": CliRunner().invoke(cli.app, ["check", file, "--format", "sarif"]).stdout,
    "guide": guide(),
}))
user.leaves()
"""


def test_a_check_is_added_by_adding_one_file(tmp_path: Path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "sm950_shouted_title.py").write_text(CHECK, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert "‘GROW’ shouts." in shown["panel"]
    assert "Shouted title (1)" in shown["filter"]
    assert "SM950 info: ‘GROW’ shouts." in shown["text"]
    assert "SM950" in [rule["id"] for rule in json.loads(shown["sarif"])["runs"][0]["tool"]["driver"]["rules"]]
    assert "| SM950 | Shouted title | remark | A title in capital letters alone is hard to read. |" in shown["guide"]
