import re
from pathlib import Path

import pytest

from commonshelf.common import design

STATIC = Path(design.__file__).parent / "static" / "design"
PAGE_STYLES = ["tokens.css", "house.css", "forms.css", "parts.css", "print.css"]
LIGHT, DARK = (STATIC / "tokens.css").read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")

PAPERS = ["paper", "surface", "sunk"]
# WCAG 2.2 AA: text 4.5 (1.4.3), what shows a control or its state 3 (1.4.11).
TEXT_PAIRS = [
    *[(ink, paper) for ink in ("ink", "ink-soft", "accent", "accent-deep", "danger") for paper in PAPERS],
    *[("ink", soft) for soft in ("accent-soft", "warm-soft", "danger-soft")],
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("on-danger", "danger"),
    ("on-danger", "danger-deep"),
    ("accent", "accent-soft"),
    ("accent-deep", "accent-soft"),
    ("warm-ink", "warm-soft"),
    ("warm-ink", "paper"),
    ("danger", "danger-soft"),
]
SHAPE_PAIRS = [(shape, paper) for shape in ("edge", "warm", "focus", "accent", "danger") for paper in PAPERS]


def colors_of(text):
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))


def luminance(color):
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_tokens_text_can_be_read(scheme):
    colors = colors_of(scheme)
    weak = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in TEXT_PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_tokens_shapes_can_be_seen(scheme):
    colors = colors_of(scheme)
    weak = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in SHAPE_PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_tokens_dark_scheme_has_every_color_of_the_light_one():
    assert sorted(colors_of(DARK)) == sorted(colors_of(LIGHT))


def test_styles_name_colors_in_tokens_alone():
    named = {
        name: re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgb\((?!0 0 0 /)|hsl\(", (STATIC / name).read_text(encoding="utf-8"))
        for name in ("house.css", "forms.css", "parts.css", "styleguide.css")
    }
    assert named == {"house.css": [], "forms.css": [], "parts.css": [], "styleguide.css": []}


def test_styles_use_every_token_that_exists_and_no_other():
    every_style = "".join((STATIC / name).read_text(encoding="utf-8") for name in PAGE_STYLES)
    defined = set(re.findall(r"(--[a-z0-9-]+):", every_style))
    assert sorted(set(re.findall(r"var\((--[a-z0-9-]+)", every_style)) - defined) == []


def test_styles_are_free_of_left_and_right():
    sided = re.compile(
        r"\b(margin|padding|border|inset)-(left|right|top|bottom)\b|[;{ ](left|right|top|bottom|width|height):|text-align: (left|right)"
    )
    found = {}
    for name in [*PAGE_STYLES, "styleguide.css"]:
        rules = re.sub(r"\((min|max)-width:[^)]*\)", "", (STATIC / name).read_text(encoding="utf-8"))
        found[name] = [match.group(0) for match in sided.finditer(rules)]
    assert found == {name: [] for name in [*PAGE_STYLES, "styleguide.css"]}


def test_styles_weigh_under_thirty_kilobytes():
    assert sum((STATIC / name).stat().st_size for name in PAGE_STYLES) < 30 * 1024
