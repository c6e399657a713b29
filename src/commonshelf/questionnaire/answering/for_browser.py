"""What the browser has to know of a questionnaire for instant skip logic: only that, in the language of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.answering.compiled import REFERENCE, Compiled
from commonshelf.questionnaire.definition import Item, Question, Repeat
from commonshelf.questionnaire.expressions.sheet import MOST_TURNS, MOST_TURNS_IN_ALL
from commonshelf.questionnaire.languages import language_for, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from commonshelf.questionnaire.definition import Texts

LOOKING_UP = ("instance(", "pulldata(", "choice-name(")


def page_document(
    form: Compiled,
    *,
    now: datetime,
    today: date,
    language: str,
    words: Mapping[str, str],
    answers: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what stands in `<script type="application/json" id="questionnaire">`, as JSON has it.

    `words` are the sentences for `missing` and `failed` where the form brings none of its own. `answers` are those kept from other pages and calculated ones;
    what has a field on the page is read from there. Choices come only with the lists that a filter, a lookup or a label asks for.
    """
    lists = form.plan.lists(language_for(form.questionnaire, language))
    needed = _needed(form)
    return {
        "items": [_item(item, form, language, ()) for item in form.questionnaire.items],
        "order": ["/".join(entry.path) for entry in form.plan.unsettled],
        "choices": {name: [dict(row) for row in rows] for name, rows in lists.items() if needed is None or name in needed},
        "environment": {"now": now.isoformat(timespec="milliseconds"), "today": today.isoformat(), "language": language},
        "most": {"turns": MOST_TURNS, "turns_in_all": MOST_TURNS_IN_ALL},
        "words": dict(words),
        "answers": dict(answers or {}),
    }


def _item(item: Item, form: Compiled, language: str, around: tuple[str, ...]) -> dict[str, Any]:
    path = (*around, item.name)
    sort = "question" if isinstance(item, Question) else "repeat" if isinstance(item, Repeat) else "group"
    found: dict[str, Any] = {"is": sort, "name": item.name, **form.entries[path].written}
    if not isinstance(item, Question):
        return {**found, "items": [_item(each, form, language, path) for each in item.items]}
    more = {
        "kind": item.kind,
        "trigger": item.trigger.strip(),
        "choice_list": item.choice_list,
        "or_other": item.or_other,
        "failed": _said(item.constraint_message, form, language),
        "missing": _said(item.required_message, form, language),
    }
    return {**found, **{name: value for name, value in more.items() if value}}


def _said(texts: Texts, form: Compiled, language: str) -> str:
    return said(texts, form.questionnaire, language)[0]


def _needed(form: Compiled) -> set[str] | None:
    """Return the lists the page asks for; None where an expression may look into any."""
    written = [text for entry in form.plan.entries for text in entry.written.values()]
    if any(word in text for text in written for word in LOOKING_UP):
        return None
    piped = {match[1] for text in _labels(form) for match in REFERENCE.finditer(text)}
    questions: Sequence[Question] = [entry.item for entry in form.plan.entries if isinstance(entry.item, Question)]
    return {each.choice_list for each in questions if each.choice_list and (each.choice_filter or each.name in piped)}


def _labels(form: Compiled) -> list[str]:
    found: list[Texts] = []
    for entry in form.plan.entries:
        item = entry.item
        found += [item.label] if not isinstance(item, Question) else [item.label, item.hint, item.constraint_message, item.required_message]
    return [text for texts in found for text in texts.values()]
