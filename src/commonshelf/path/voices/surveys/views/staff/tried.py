"""What a trial run shows: each question, what would be kept of its answer, and why it was not asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from commonshelf.path.voices.surveys.forms.staff.conditions import in_words
from commonshelf.questionnaire.answering import is_asked
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.editing import walk
from commonshelf.questionnaire.languages import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commonshelf.path.voices.surveys.actions.checking import Accepted
    from commonshelf.path.voices.surveys.queries.pages import Shown
    from commonshelf.questionnaire.definition import Questionnaire

_TURN = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class Told:
    """One question of a trial run."""

    label: str
    answer: str
    fate: str
    asked: bool = True


def told_of(shown: Shown, accepted: Accepted, language: str) -> list[Told]:
    """Return what became of every question, in order; those in a repeat once for each turn."""
    form = shown.asked.form
    if form is None:
        return []
    definition = form.compiled.questionnaire
    places: dict[str, list[str]] = {}
    for place in sorted(accepted.state.relevant):
        places.setdefault(_TURN.sub("", place), []).append(place)
    conditions = {place: item.relevant for place, item in walk(definition.items)}
    found = []
    for place, item in walk(definition.items):
        if not isinstance(item, Question) or item.kind == "note":
            continue
        label = said(item.label, definition, language)[0] or item.name
        found += [_asked(definition, item, label, at, accepted, language) for at in places.get(place, [])]
        if place not in places:
            found.append(Told(label, "", _why_not(definition, place, conditions), asked=False))
    return found


def _asked(definition: Questionnaire, question: Question, label: str, place: str, accepted: Accepted, language: str) -> Told:
    if place in accepted.words:
        return Told(label, accepted.words[place], _("becomes a voice"))
    answer = _in_words(definition, question, _at(accepted.kept, place), language)
    if answer:
        return Told(label, answer, _("kept with the answers") if is_asked(question) else _("worked out and kept"))
    return Told(label, "", _("asked, and left out"))


def _why_not(definition: Questionnaire, place: str, conditions: Mapping[str, str]) -> str:
    steps = place.split("/")
    around = ["/".join(steps[: number + 1]) for number in range(len(steps))]
    reasons = [in_words(conditions[each], definition) for each in around if conditions.get(each)]
    if not reasons:
        return _("not asked: its section had no turn")
    return _("not asked: only if %(condition)s") % {"condition": "; ".join(reasons)}


def _at(kept: Mapping[str, Any], place: str) -> Any:
    found: Any = kept
    for step in place.split("/"):
        name, _mark, turn = step.partition("[")
        found = found.get(name) if hasattr(found, "get") else None
        if turn and isinstance(found, list):
            at = int(turn.rstrip("]")) - 1
            found = found[at] if at < len(found) else None
    return found


def _in_words(definition: Questionnaire, question: Question, answer: Any, language: str) -> str:
    if not answer:
        return ""
    labels = {choice.name: said(choice.label, definition, language)[0] for choice in definition.choices.get(question.choice_list, ())}
    chosen = answer if isinstance(answer, list) else [answer]
    return ", ".join(labels.get(str(each)) or str(each) for each in chosen)
