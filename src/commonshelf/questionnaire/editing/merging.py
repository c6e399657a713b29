"""Taking questions over from another questionnaire: a ready set of the bank, or an earlier survey."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Item, Question, Questionnaire, Texts
from commonshelf.questionnaire.editing.items import new_names, put, renamed_apart
from commonshelf.questionnaire.editing.mentions import names_mentioned
from commonshelf.questionnaire.editing.names import free_name
from commonshelf.questionnaire.editing.refusals import EditError
from commonshelf.questionnaire.editing.speech import with_every_text
from commonshelf.questionnaire.editing.tree import around_of, is_within, item_at, joined, names_of, walk
from commonshelf.questionnaire.languages import code_of, default_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commonshelf.questionnaire.definition import Choice


def merge_in(
    questionnaire: Questionnaire,
    other: Questionnaire,
    items: Sequence[str] = (),
    *,
    after: str = "",
    into: str = "",
    languages: Mapping[str, str] | None = None,
) -> Questionnaire:
    """Return a questionnaire with items of another, whole or those at the places `items`, after a place or last in a group.

    A name that is taken gets a number, and references follow; so does a list of the same name with other choices. The same list is shared.
    `languages` says which language of the other is which of ours; unless given, they are matched by their code. Others are left behind:
    to keep one, add it first. Where neither names its language, or ours has none in common, the source of the other is taken for our source.

    :raises EditError: refers_outside, where an item refers to one that does not come along; no_language_shared; no_such_place; not_a_group
    """
    spoken = {**(matched_languages(questionnaire, other) if languages is None else languages)}
    if not spoken or not {*spoken.values()} <= {*questionnaire.languages}:
        raise EditError("no_language_shared", *questionnaire.languages)
    chosen = [item_at(other, place) for place in _outermost(other, items)] if items else [*other.items]
    _ensure_whole(chosen)
    translated = with_every_text(replace(other, items=tuple(chosen)), lambda texts: _translated(texts, spoken))
    taken = names_of(questionnaire.items)
    renamed = [renamed_apart(item, new_names(translated.items, taken)) for item in translated.items]
    lists, named = _merged_lists(questionnaire, translated, renamed)
    merged = replace(questionnaire, choices=lists, sheets=_merged_sheets(questionnaire, other))
    around = around_of(after) if after else into
    for item in renamed:
        merged = put(merged, _with_lists(item, named), after=after, into="" if after else into)
        after = joined(around, item.name) if after else ""
    return merged


def matched_languages(questionnaire: Questionnaire, other: Questionnaire) -> dict[str, str]:
    """Return which language of another questionnaire is which of ours, by code: `Español (es)`, `es` and `es-MX` are one, our own first.

    "" is a language without a name: it is taken for the source of the other, and the other way round, unless a name fits.
    """
    ours = {code_of(language): language for language in reversed(questionnaire.languages) if language}
    found = {language: ours[code_of(language)] for language in other.languages if language and code_of(language) in ours}
    short = {code.partition("-")[0]: language for code, language in ours.items()}
    for language in other.languages:
        code = code_of(language).partition("-")[0]
        if language and language not in found and code in short and short[code] not in found.values():
            found[language] = short[code]
    theirs, source = default_of(other), default_of(questionnaire)
    if theirs not in found and source not in found.values() and (not found or "" in {theirs, source}):
        found[theirs] = source
    return found


def _outermost(other: Questionnaire, places: Sequence[str]) -> list[str]:
    """Return the places in the order of the questionnaire, without those that lie in another one of them."""
    for place in places:
        item_at(other, place)
    return [
        place
        for place, _item in walk(other.items)
        if place in places and not any(each != place and is_within(place, each) for each in places)
    ]


def _ensure_whole(items: Sequence[Item]) -> None:
    inside = {*names_of(items)}
    torn = [place for place, item in walk(items) if {name for name in names_mentioned(item) if name not in inside}]
    if torn:
        raise EditError("refers_outside", *torn)


def _translated(texts: Texts, spoken: Mapping[str, str]) -> Texts:
    return {spoken[language]: words for language, words in texts.items() if language in spoken}


def _merged_lists(
    questionnaire: Questionnaire, other: Questionnaire, items: Sequence[Item]
) -> tuple[dict[str, Sequence[Choice]], dict[str, str]]:
    """Return all lists, and what the lists of the other are called now. Only those that the items use come along."""
    lists = dict(questionnaire.choices)
    named: dict[str, str] = {}
    for of in dict.fromkeys(item.choice_list for _place, item in walk(items) if isinstance(item, Question)):
        if of not in other.choices:
            continue
        same = of not in lists or tuple(lists[of]) == tuple(other.choices[of])
        named[of] = of if same else free_name(of, lists)
        lists[named[of]] = tuple(other.choices[of])
    return lists, named


def _with_lists(item: Item, named: Mapping[str, str]) -> Item:
    if isinstance(item, Question):
        return replace(item, choice_list=named.get(item.choice_list, item.choice_list))
    return replace(item, items=tuple(_with_lists(each, named) for each in item.items))


def _merged_sheets(questionnaire: Questionnaire, other: Questionnaire) -> dict[str, Sequence[Mapping[str, str]]]:
    """Return the sheets of both; a row that both have comes once."""
    sheets = dict(questionnaire.sheets)
    for name, rows in other.sheets.items():
        there = [*sheets.get(name, ())]
        sheets[name] = (*there, *(row for row in rows if row not in there))
    return sheets
