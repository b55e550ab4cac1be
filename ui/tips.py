"""Words of a map as a tooltip: Qt shows one that looks like markup as markup, which could open files and shares."""

from __future__ import annotations

from html import escape


def tip(*lines: str) -> str:
    """Lines as a tooltip that is wrapped, in which nothing a person wrote can be markup; empty without any."""
    return "".join(f"<p style='margin:0'>{escape(line)}</p>" for line in lines if line)
