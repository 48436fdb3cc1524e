"""What a style sheet and a template must keep: readable contrast in both colour schemes, and nothing inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "relationships" / "static" / "rapport"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", (STATIC / "css" / "tokens.css").read_text()
    )
}
SURFACES = ("sidebar", "canvas", "surface", "surface-sunk", "surface-hover", "surface-raised")
TEXTS = ("ink", "ink-2", "ink-3", "accent", "danger", "warning", "success")
PAIRS = [
    *((text, surface) for text in TEXTS for surface in SURFACES),
    *((f"tier-{tier}", f"tier-{tier}-soft") for tier in ("nano", "micro", "macro", "mega")),
    *((meaning, f"{meaning}-soft") for meaning in ("danger", "warning", "success")),
    *(("ink", f"{meaning}-soft") for meaning in ("accent", "danger", "warning", "success")),
    ("accent-soft-ink", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-danger", "danger"),
    ("on-danger", "danger-strong"),
]


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, of "#rrggbb"."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_is_readable_on_every_surface(scheme: int) -> None:
    poor = {pair: round(contrast(*(TOKENS[name][scheme] for name in pair)), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["line-control", "focus"])
def test_controls_and_focus_are_seen(edge: str, scheme: int) -> None:
    seen = {name: round(contrast(TOKENS[edge][scheme], TOKENS[name][scheme]), 2) for name in ("canvas", "surface")}
    assert {name: ratio for name, ratio in seen.items() if ratio < 3} == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_carry_nothing_inline(template: Path) -> None:
    text = template.read_text()
    inline = re.findall(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\ssrc=)[^>]*>|javascript:|data:", text)
    assert inline == []


def test_static_files_load_nothing_from_elsewhere() -> None:
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    foreign = {
        path.name: found
        for path in files
        if (found := re.findall(r"data:[a-z]+/|(?<!xmlns=\")https?://|<style|\sstyle=", path.read_text()))
    }
    assert foreign == {}


def test_every_name_that_a_style_sheet_uses_is_defined() -> None:
    sheets = "\n".join(path.read_text() for path in (STATIC / "css").glob("*.css"))
    used, defined = set(re.findall(r"var\(--([\w-]+)", sheets)), set(re.findall(r"--([\w-]+):", sheets))
    assert used - defined == set()
