"""What whoever holds the code of a response may see: what they answered, in their language, and what was written."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_FOUND
from commonshelf.common.receipts.codes import digest_of
from commonshelf.path.voices.surveys.models import Response, Survey
from commonshelf.path.voices.surveys.queries import definition_of, is_open
from commonshelf.path.voices.surveys.queries.answering import asked_by
from commonshelf.path.voices.surveys.terms import Disposition
from commonshelf.path.voices.surveys.terms.answering import RESPONSE_UNKNOWN
from commonshelf.questionnaire.answering import Compiled, is_shown, path_of
from commonshelf.questionnaire.definition import Group, Question, Repeat
from commonshelf.questionnaire.languages import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from commonshelf.questionnaire.definition import Item


class Thanked(NamedTuple):
    """What the page of thanks is about."""

    survey: Survey
    screened_out: bool


class Spoken(NamedTuple):
    """Words, and the language they are in."""

    text: str
    language: str


class ToldAnswer(NamedTuple):
    """One question as it was asked, and what was answered. `turn` is the number of the turn, where questions come in turns."""

    question: Spoken
    answers: list[Spoken]
    turn: int


def thanked(questionnaire: int, *, screened_out: bool) -> Thanked:
    """Return the survey somebody has just answered."""
    survey = Survey.objects.filter(questionnaires=questionnaire).first()
    if survey is None:
        raise Refusal(NOT_FOUND)
    return Thanked(survey, screened_out)


def find_response(code: str) -> Response | None:
    """Return the response of a code, however it was typed, the newest where it was corrected."""
    return Response.objects.select_related("questionnaire__survey", "area").filter(receipt_digest=digest_of(code)).first()


def response_of_code(code: str) -> Response:
    """Return the response of a code; refuse a code nobody was given."""
    found = find_response(code)
    if found is None:
        raise Refusal(RESPONSE_UNKNOWN)
    return found


def may_correct(response: Response) -> bool:
    """Say whether the response may still be corrected: while its survey is open, in the same wave."""
    survey = response.questionnaire.survey
    if response.disposition == Disposition.WITHDRAWN or not is_open(survey):
        return False
    return asked_by(survey).wave_id == response.wave_id


def about_of(response: Response) -> dict[str, str]:
    """Return what the person told about themselves, as the page names it. All their words are shown to others, or none are."""
    quoted = response.open_answers.filter(voice__may_be_quoted=True).exists()
    told = {"area": str(response.area_id or ""), "age_band": response.age_band, "library_use": response.library_use}
    return {
        **told,
        "language": response.language,
        "may_be_quoted": "on" if quoted else "",
        "guardian_agreed": "on" if response.guardian_agreed else "",
    }


def given_of(response: Response, words: Mapping[str, str]) -> dict[str, Any]:
    """Return what was given as the page sends it: the answers kept with the response, with the words back in their places."""
    given: dict[str, Any] = copy.deepcopy(response.answers)
    for place, text in words.items():
        *around, name = place.split("/")
        here: Any = given
        for step in around:
            group, _mark, number = step.partition("[")
            here = here[group][int(number.rstrip("]")) - 1] if number else here.setdefault(group, {})
        here[name] = text
    return given


def told_answers(response: Response, words: Mapping[str, str], language: str) -> list[ToldAnswer]:
    """Return what was answered, as the form asked it, in `language` as far as it is translated. `words` are the open answers by place."""
    form = Compiled(definition_of(response.questionnaire))
    return list(_Telling(form, words, language, response.language).level(form.questionnaire.items, response.answers, "", 0))


def labels_by_place(response: Response, language: str) -> dict[str, Spoken]:
    """Return what was asked at each place where words became a voice, in the order of the questions."""
    form = Compiled(definition_of(response.questionnaire))
    order = {path: number for number, path in enumerate(form.entries)}
    places = sorted(response.open_answers.values_list("place", flat=True), key=lambda place: (order.get(path_of(place), 0), place))
    asked = {place: form.entries.get(path_of(place)) for place in places}
    return {
        place: Spoken(*said(entry.item.label, form.questionnaire, language)) if entry else Spoken(place, "")
        for place, entry in asked.items()
    }


class _Telling:
    def __init__(self, form: Compiled, words: Mapping[str, str], language: str, written_in: str) -> None:
        self.form, self.words, self.language, self.written_in = form, words, language, written_in

    def level(self, items: Sequence[Item], answers: Mapping[str, Any], place: str, turn: int) -> Iterator[ToldAnswer]:
        for item in items:
            answer, within = answers.get(item.name), f"{place}{item.name}"
            if isinstance(item, Group):
                yield from self.level(item.items, answer or {}, f"{within}/", turn)
            elif isinstance(item, Repeat):
                for number, inner in enumerate(answer or [], start=1):
                    yield from self.level(item.items, inner, f"{within}[{number}]/", number)
            else:
                told = self.told(item, answer, within)
                if told:
                    yield ToldAnswer(Spoken(*said(item.label, self.form.questionnaire, self.language)), told, turn)

    def told(self, question: Question, answer: Any, place: str) -> list[Spoken]:
        """Return the answer as people read it: the labels of what was chosen, and words as they were written."""
        if place in self.words:
            return [Spoken(self.words[place], self.written_in)] if self.words[place] else []
        if not answer or not is_shown(question):
            return []
        labels = {choice.name: choice.label for choice in self.form.choices_of(question)} if question.choice_list else {}
        chosen = [answer] if isinstance(answer, str) else answer
        spoken = [(said(labels.get(name, {}), self.form.questionnaire, self.language), name) for name in chosen]
        return [Spoken(*words) if words[0] else Spoken(name, "") for words, name in spoken]
