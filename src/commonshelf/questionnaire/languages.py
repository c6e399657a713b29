"""Which of a questionnaire's languages somebody reads. The house writes `zh-hans`; a workbook writes `简体中文 (zh-Hans)`, `Chinese`, or nothing at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from commonshelf.questionnaire.definition import Questionnaire, Texts

IN_BRACKETS = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*\Z")
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
# Names that people write without a code, and the codes of three letters; each as the house calls the language.
KNOWN = {
    name: code
    for code, names in {
        "en": "eng english inglés anglais",
        "es": "spa spanish español espanol castellano",
        "fr": "fra fre french français francais",
        "ar": "ara arabic العربية عربي",
        "zh-hans": "zh zho chi cmn zh-cn zh-sg zh-hans-cn chinese mandarin 中文 简体中文 汉语",
        "vi": "vie vietnamese tiếng-việt tieng-viet",
    }.items()
    for name in names.split()
}


def code_of(name: str) -> str:
    """Return the code of a language as a workbook names it, `Español (es)` or `zh_Hans`; a name nobody knows is its own code."""
    name = name.strip()
    inner = IN_BRACKETS.search(name)
    if inner:
        return _house(inner[1])
    plain = re.sub(r"\s+", "-", name.lower())
    if plain in KNOWN:
        return KNOWN[plain]
    first = re.split(r"[\s(/,]", name.lower(), maxsplit=1)[0]  # "Chinese (simplified)"
    if first in KNOWN and "traditional" not in name.lower():
        return KNOWN[first]
    return _house(name) if CODE.match(name) else name


def _house(code: str) -> str:
    code = code.lower().replace("_", "-")
    return KNOWN.get(code, code)


def default_of(questionnaire: Questionnaire) -> str:
    """Return the questionnaire's own name for the language it falls back to."""
    languages = list(questionnaire.languages) or [""]
    named = questionnaire.default_language
    if named in languages:
        return named
    same = [each for each in languages if named and each and code_of(each) == code_of(named)]
    return same[0] if same else "" if "" in languages else languages[0]


def language_for(questionnaire: Questionnaire, code: str) -> str:
    """Return the questionnaire's own name for a language; that of its default where it does not speak it.

    `es-mx` is answered by `es`, and the other way round; Chinese in the other script is not.
    """
    if code in questionnaire.languages:
        return code
    wanted = code_of(code)
    named = {code_of(each): each for each in reversed(questionnaire.languages) if each}
    if wanted in named:
        return named[wanted]
    near = [each for each, name in named.items() if _base(each) == _base(wanted) and not each.startswith("zh")]
    return named[near[-1]] if near else default_of(questionnaire)


def _base(code: str) -> str:
    return code.partition("-")[0]


def offered(questionnaire: Questionnaire, *, unnamed: str = "") -> Mapping[str, str]:
    """Return the languages to choose from: code → the questionnaire's own name, in its order.

    A form may leave a language without a name. That is its `default_language`, or else `unnamed`, which the caller knows: the library's own language.
    """
    found: dict[str, str] = {}
    for name in questionnaire.languages or ("",):
        found.setdefault(_spoken_code(questionnaire, name, unnamed), name)
    return found


def said(texts: Texts, questionnaire: Questionnaire, code: str, *, unnamed: str = "") -> tuple[str, str]:
    """Return a text in a language, and the code of the language it really is in, for the `lang` of the page.

    Where it was not translated: in the default language, then in any. Both are empty where nothing was said.
    """
    for name in _in_turn(texts, questionnaire, code):
        if texts.get(name, "").strip():
            return texts[name], _spoken_code(questionnaire, name, unnamed)
    return "", ""


def _in_turn(texts: Texts, questionnaire: Questionnaire, code: str) -> Iterator[str]:
    yield language_for(questionnaire, code)
    yield default_of(questionnaire)
    yield from questionnaire.languages
    yield from texts


def _spoken_code(questionnaire: Questionnaire, name: str, unnamed: str) -> str:
    return code_of(name or questionnaire.default_language or unnamed)
