"""The content security policy forbids inline styles and scripts; a template that has one would break without a word."""

import re
from pathlib import Path

import pytest

import commonshelf

SOURCE = Path(commonshelf.__file__).parent
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "something from elsewhere": re.compile(
        r"<(?:link|script|img|iframe|source)\b[^>]*(?:href|src)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    ),
}


def found_in(text):
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_templates_hold_nothing_the_policy_forbids():
    templates = sorted(SOURCE.rglob("*.html"))
    assert len(templates) > 50
    assert {str(path.relative_to(SOURCE)): found for path in templates if (found := found_in(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('<p style="color: red">', ["an inline style"]),
        ("<style>p {}</style>", ["a style element"]),
        ("<script>alert(1)</script>", ["an inline script"]),
        ('<button onclick="go()">', ["an event attribute"]),
        ('<a href="javascript:go()">', ["a script address"]),
        ('<script src="https://elsewhere.example/x.js"></script>', ["something from elsewhere"]),
        ('<script src="{% static "design/house.js" %}" defer></script><p class="on">', []),
        ('<script type="application/json">{}</script>', []),
    ],
)
def test_scan_finds_what_is_planted(planted, found):
    assert found_in(planted) == found
