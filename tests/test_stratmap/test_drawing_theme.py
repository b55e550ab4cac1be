"""Themes: complete, and readable."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from models.kinds import ElementKind, Status
from models.records import Element
from stratmap.drawing.primitives import Path, TextRun
from stratmap.drawing.shapes import card
from stratmap.drawing.theme import THEMES, Theme, contrast, fitting_theme, mixed, theme, theme_from

GRAPHIC = 3.0


def least(theme: Theme) -> float:
    """How well words must read on what they stand on (WCAG 2.2, success criteria 1.4.3 and 1.4.6)."""
    return 7.0 if theme.name.startswith("contrast") else 4.5


def least_line(theme: Theme) -> float:
    """How well lines must stand out (WCAG 2.2, success criterion 1.4.11); better in high contrast."""
    return 4.5 if theme.name.startswith("contrast") else GRAPHIC


@pytest.fixture(params=THEMES)
def each(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_words_on_the_paper_can_be_read(each: Theme) -> None:
    colors = each.canvas
    for words in (colors.ink, colors.muted):
        assert contrast(words, colors.paper) >= least(each)
        assert contrast(words, colors.band_tint) >= least(each)
    assert contrast(colors.band_ink, colors.band_tint) >= least(each)
    assert contrast(colors.band_ink, colors.paper) >= least(each)


@pytest.mark.parametrize("status", [None, *Status])
@pytest.mark.parametrize("kind", ElementKind)
def test_words_on_every_card_can_be_read(each: Theme, kind: ElementKind, status: Status | None) -> None:
    drawn = card(Element("e", kind, "Title", owner="Owner", status=status), 200, 80, each)
    body = next((part.fill for part in drawn if isinstance(part, Path) and part.fill), None)
    grounds = [body] if kind is not ElementKind.FACTOR else [each.canvas.paper, each.canvas.band_tint]
    words = [part for part in drawn if isinstance(part, TextRun)]
    assert words
    assert all(contrast(word.color, ground or "") >= least(each) for word in words for ground in grounds)


@pytest.mark.parametrize("kind", ElementKind)
def test_status_marks_stand_out_from_every_card(each: Theme, kind: ElementKind) -> None:
    for status, color in each.statuses.items():
        assert contrast(color, each.kinds[kind].body) >= GRAPHIC, status


def test_links_stand_out_from_paper_and_bands(each: Theme) -> None:
    for name in each.links.__slots__:
        color = getattr(each.links, name)
        assert contrast(color, each.canvas.paper) >= least_line(each), name
        assert contrast(color, each.canvas.band_tint) >= least_line(each), name


def test_the_edges_of_cards_and_of_inputs_stand_out(each: Theme) -> None:
    for kind, colors in each.kinds.items():
        if kind not in (ElementKind.FACTOR, ElementKind.NOTE):
            assert contrast(colors.outline, each.canvas.paper) >= least_line(each), kind
            assert contrast(colors.outline, colors.body) >= least_line(each), kind
    assert contrast(each.canvas.selection, each.canvas.paper) >= least_line(each)
    assert contrast(each.chrome.focus, each.chrome.panel) >= least_line(each)
    assert contrast(each.chrome.focus, each.chrome.window) >= least_line(each)


def test_what_cannot_be_done_can_still_be_made_out(each: Theme) -> None:
    wanted = 4.5 if each.name.startswith("contrast") else 2.0
    assert contrast(each.chrome.disabled, each.chrome.panel) >= wanted


def test_signs_on_badges_can_be_read(each: Theme) -> None:
    for severity, colors in each.severities.items():
        assert contrast(colors.ink, colors.fill) >= least(each), severity


def test_loop_letters_can_be_read(each: Theme) -> None:
    for color in (each.loops.reinforcing, each.loops.balancing, each.loops.undetermined):
        assert contrast(color, each.canvas.paper) >= least(each)


def test_words_in_the_window_can_be_read(each: Theme) -> None:
    chrome = each.chrome
    for words in (chrome.text, chrome.muted, chrome.danger):
        for ground in (chrome.window, chrome.panel, chrome.input, chrome.hover):
            assert contrast(words, ground) >= least(each), (words, ground)
    assert contrast(chrome.text, chrome.pressed) >= least(each)
    assert contrast(chrome.accent_text, chrome.accent) >= least(each)
    assert contrast(chrome.accent_text, chrome.accent_hover) >= least(each)
    assert contrast(chrome.selection_text, chrome.selection) >= least(each)
    assert contrast(chrome.tooltip_text, chrome.tooltip) >= least(each)


@pytest.mark.parametrize(
    ("dark", "high_contrast", "name"),
    [
        (False, False, "paper"),
        (True, False, "slate"),
        (False, True, "contrast-light"),
        (True, True, "contrast-dark"),
    ],
)
def test_the_theme_suits_what_the_system_asks_for(dark: bool, high_contrast: bool, name: str) -> None:
    assert fitting_theme(dark=dark, high_contrast=high_contrast) == name
    assert theme(name).dark == dark


def test_the_dark_theme_is_dark_and_the_light_one_light() -> None:
    assert theme("slate").dark
    assert not theme("paper").dark
    assert contrast(theme("slate").canvas.paper, "#000000") < contrast(theme("paper").canvas.paper, "#000000")


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(KeyError):
        theme("../paper")


def paper_text() -> str:
    return (files("resources") / "themes" / "paper.toml").read_text(encoding="utf-8")


def test_a_theme_that_lacks_a_colour_is_refused() -> None:
    with pytest.raises(KeyError, match="grid"):
        theme_from("\n".join(line for line in paper_text().splitlines() if not line.startswith("grid")))


def test_a_theme_with_a_colour_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError, match="glow"):
        theme_from(paper_text().replace("[canvas]", '[canvas]\nglow = "#ffffff"'))


@pytest.mark.parametrize("color", ['"red"', "7", '"#12345"', '"#12345g"'])
def test_what_is_no_colour_is_refused(color: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        theme_from(paper_text().replace('grid = "#dedad0"', f"grid = {color}"))


def test_colours_mix_in_shares() -> None:
    assert mixed("#ffffff", "#000000", 0.5) == "#808080"
    assert mixed("#102030", "#ffffff", 1.0) == "#102030"


def test_themes_are_values() -> None:
    assert replace(theme("paper")) == theme("paper")
