"""``stratmap info``: what is in a map."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from models.kinds import ElementKind, LinkKind
from models.records import Revision
from models.strategy_map import StrategyMap
from stratmap.cli.formats import Format, FormatOption
from stratmap.cli.output import say, say_json, working
from stratmap.i18n import _


def info(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The map.")],
    format: FormatOption = Format.TEXT,
) -> None:
    """Say what is in a map: how many elements and links of each kind."""
    from models.store import open_map

    with working(_("Opening {name} …").format(name=file.name)):
        opened = open_map(file)
    data = {"file": str(file), **info_data(opened.map, opened.lineage)}
    if format is Format.JSON:
        say_json(data)
    else:
        _say_info(data)


def info_data(map: StrategyMap, lineage: tuple[Revision, ...]) -> dict[str, Any]:
    """What the map is called and how much of what is in it."""
    elements = Counter(each.kind for each in map.elements.values())
    links = Counter(each.kind for each in map.links.values())
    return {
        "title": map.info.title,
        "vision": map.info.vision,
        "mission": map.info.mission,
        "perspectives": [each.title for each in map.ordered_perspectives()],
        "elements": {kind.value: elements[kind] for kind in ElementKind},
        "links": {kind.value: links[kind] for kind in LinkKind},
        "sheets": len(map.sheets),
        "revisions": len(lineage),
        "saved": lineage[-1].saved if lineage else None,
        "versions": [{"name": each.name, "saved": each.saved} for each in map.versions.values()],
    }


def _say_info(data: dict[str, Any]) -> None:
    from stratmap.vocabulary import kind_name, link_kind_name

    say(data["title"] or _("(no title)"))
    for label, words in (
        (_("Vision"), data["vision"]),
        (_("Mission"), data["mission"]),
        (_("Perspectives"), ", ".join(data["perspectives"])),
        (_("Saved"), data["saved"]),
    ):
        if words:
            say(f"  {label}: {words}")
    say(f"  {_('Elements')}: {sum(data['elements'].values())}")
    for kind in ElementKind:
        say(f"    {kind_name(kind)}: {data['elements'][kind.value]}")
    say(f"  {_('Links')}: {sum(data['links'].values())}")
    for link_kind in LinkKind:
        say(f"    {link_kind_name(link_kind)}: {data['links'][link_kind.value]}")
    if data["versions"]:
        say(f"  {_('Versions')}: {len(data['versions'])}")
        for version in data["versions"]:
            say(f"    {version['name'] or _('(no name)')}: {version['saved']}")
