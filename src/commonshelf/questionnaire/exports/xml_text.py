"""Elements of XML with texts that XML can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from commonshelf.questionnaire.columns import tag_of
from commonshelf.questionnaire.exports.writing import REPLACEMENT

if TYPE_CHECKING:
    from commonshelf.questionnaire.definition import Texts

NAMESPACE: Final = "ddi:codebook:2_5"
LANGUAGE: Final = "xml:lang"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return _NOT_XML.sub(REPLACEMENT, text)


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element and return it. Attributes that say nothing are left out."""
    element = ET.SubElement(parent, tag, {name: fit(value) for name, value in attributes.items() if value})
    if text:
        element.text = fit(text)
    return element


def add_in_languages(parent: ET.Element, tag: str, texts: Texts, *, first: str) -> None:
    """Add one element for each language a text is in, the wanted one first; a language whose code nobody can tell has no `xml:lang`."""
    wanted = tag_of(first)
    by_code: dict[str, str] = {}
    for language, words in texts.items():
        if words.strip():
            by_code.setdefault(tag_of(language), words)
    for code in sorted(by_code, key=lambda each: each != wanted):
        element = add(parent, tag, by_code[code])
        if code:
            element.set(LANGUAGE, code)
