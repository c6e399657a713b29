"""Takes the ready sets off the shelf. Each is a document of a questionnaire (see `document.py`), written as TOML so that a translator can read it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from commonshelf.questionnaire.definition import Choice, Item, Question, Questionnaire, Texts
from commonshelf.questionnaire.document import from_document
from commonshelf.questionnaire.editing.lists import SELECTS
from commonshelf.questionnaire.editing.tree import walk
from commonshelf.questionnaire.marks import WORDING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES: Final = ("en", "es", "fr", "ar", "zh-hans", "vi")
NAMES: Final = (
    "program_interest", "access_needs", "demographics", "aspirations",
    "imls_public", "imls_staff_instruction", "imls_staff_content", "imls_staff_planning", "imls_public_2018",
)  # fmt: skip
"""The sets as a librarian meets them: what is asked most often first, what is kept only for old surveys last."""
_AREA = "area"
_HERE = "commonshelf.questionnaire.bank"


@dataclass(frozen=True)
class BankSet:
    """A ready set of questions.

    `source` names whose words they are; `version` is the version of the wording, which trends must not mix with another; `exact_languages` are those
    in which the words are the source's own, so that they may not be changed. In all others the translation is ours.
    """

    name: str
    title: Texts
    about: Texts
    source: str
    version: str
    exact_languages: Sequence[str]
    items: Sequence[Item]
    choices: Mapping[str, Sequence[Choice]]

    def questionnaire(self) -> Questionnaire:
        """Return the set as a questionnaire of its own: to look at, to write as an XLSForm, and for `merge_in`."""
        return Questionnaire(
            name=self.name,
            title=self.title["en"],
            items=self.items,
            choices=self.choices,
            languages=LANGUAGES,
            default_language="en",
        )


def bank_sets(areas: Mapping[str, str] | None = None) -> tuple[BankSet, ...]:
    """Return all ready sets. `areas` are as in `bank_set`."""
    return tuple(bank_set(name, areas) for name in NAMES)


def bank_set(name: str, areas: Mapping[str, str] | None = None) -> BankSet:
    """Return a ready set by its name.

    `areas` are the library's own neighborhoods, by a short name without spaces. Without them, nobody is asked where they live.

    :raises KeyError: there is no such set
    """
    if name not in NAMES:
        raise KeyError(name)
    found = _read(name)
    return _with_areas(found, areas or {}) if _AREA in found.choices else found


@cache
def _read(name: str) -> BankSet:
    document = tomllib.loads((files(_HERE) / "sets" / f"{name}.toml").read_text(encoding="utf-8"))
    shared = tomllib.loads((files(_HERE) / "lists.toml").read_text(encoding="utf-8"))["choices"]
    form = from_document({"name": name, "title": name, "items": document["items"], "choices": {**shared, **document.get("choices", {})}})
    used = {item.choice_list for _place, item in walk(form.items) if isinstance(item, Question) and item.kind in SELECTS}
    about: dict[str, Any] = {part: document[part] for part in ("title", "about", "source", "version", "exact_languages")}
    return BankSet(
        name=name,
        items=tuple(_marked(item, document["version"]) for item in form.items),
        choices={of: choices for of, choices in form.choices.items() if of in used},
        **about,
    )


def _marked(item: Item, version: str) -> Item:
    """Return an item whose questions say in which version their wording is."""
    if not isinstance(item, Question):
        return replace(item, items=tuple(_marked(each, version) for each in item.items))
    return item if item.kind == "note" else replace(item, more={**item.more, WORDING: version})


def _with_areas(found: BankSet, areas: Mapping[str, str]) -> BankSet:
    """Fill the list of neighborhoods, whose names are the same in every language; without any, take the question away."""
    if areas:
        named = tuple(Choice(name, dict.fromkeys(LANGUAGES, words)) for name, words in areas.items())
        return replace(found, choices={**found.choices, _AREA: (*named, *found.choices[_AREA])})
    choices = {of: choices for of, choices in found.choices.items() if of != _AREA}
    return replace(found, items=tuple(_without_area(item) for item in found.items), choices=choices)


def _without_area(item: Item) -> Item:
    if isinstance(item, Question):
        return item
    kept = tuple(_without_area(each) for each in item.items if not (isinstance(each, Question) and each.choice_list == _AREA))
    return replace(item, items=kept)
