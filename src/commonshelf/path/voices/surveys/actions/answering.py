"""Taking a response. What was chosen stays with the response; what was written becomes a voice, each with its own receipt."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import SENT_ALREADY, TEXT_EMPTY, TEXT_TOO_LONG
from commonshelf.common.receipts.codes import code_for
from commonshelf.common.text.cleaning import clean_text, mask_contacts
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.ledger.actions import Said, record_voice
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN, Channel
from commonshelf.path.voices.surveys.models import OpenAnswer, Response, Survey
from commonshelf.path.voices.surveys.queries import definition_of, is_open, questionnaire_of, questions_of
from commonshelf.path.voices.surveys.terms import (
    ANSWER_MISSING,
    ANSWER_NOT_ASKED,
    ANSWER_TOO_LONG,
    CHOICE_IS_ONE,
    CHOICE_UNKNOWN,
    RESPONSE_EMPTY,
    SURVEY_CLOSED,
    Disposition,
    Mode,
    QuestionKind,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.community.places.models import Area
    from commonshelf.questionnaire.definition import Question, Questionnaire as Definition

Answer = str | list[str]


class Submitted(NamedTuple):
    """A response, and what was written in it with its receipt codes, in the order of the questions."""

    response: Response
    said: list[Said]


def submit_response(
    *,
    survey: Survey,
    answers: Mapping[str, Answer],
    language: str,
    by: User | AnonymousUser,
    mode: str = Mode.WEB,
    sent_once: uuid.UUID | None = None,
    area: Area | None = None,
    age_band: str = "",
    library_use: str = "",
    may_be_quoted: bool = False,
) -> Submitted:
    """Take one response while the survey is open. Sent twice with one `sent_once`, it is one response with the same codes.

    Who is signed in is not kept and nothing is logged: the moment would say who answered.
    """
    ensure_may(by, "surveys.submit_response" if mode == Mode.WEB else "surveys.enter_response")
    sending = uuid.uuid5(sent_once or uuid.uuid4(), survey.slug)
    earlier = Response.objects.filter(sent_once=sending).first()
    if earlier is None and not is_open(survey):
        raise Refusal(SURVEY_CLOSED)
    if language not in dict(settings.LANGUAGES):
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])
    questionnaire = questionnaire_of(survey)
    chosen, written = _sorted(definition_of(questionnaire), questions_of(questionnaire), answers)
    if earlier is not None:
        return _sent_before(earlier, chosen, written)
    about = {"language": language, "area": area, "age_band": age_band, "library_use": library_use}
    kept = {"questionnaire": questionnaire, "answers": chosen, "mode": mode, "week": this_week(), "disposition": Disposition.COMPLETE}
    with transaction.atomic():
        response, new = Response.objects.get_or_create(sent_once=sending, defaults={**kept, **about})
        if not new:
            return _sent_before(response, chosen, written)
        _keep_words(response, written, by=by, may_be_quoted=may_be_quoted)
    return _submitted(response)


def _keep_words(response: Response, written: Sequence[tuple[Question, str]], *, by: User | AnonymousUser, may_be_quoted: bool) -> None:
    """Write each open answer into the ledger, with what the person told about themselves."""
    for question, text in written:
        said = record_voice(
            text=text,
            language=response.language,
            channel=Channel.SURVEY,
            by=by,
            week=response.week,
            area=response.area,
            age_band=response.age_band,
            library_use=response.library_use,
            may_be_quoted=may_be_quoted,
        )
        OpenAnswer.objects.create(response=response, place=question.name, voice=said.voice)


def _sent_before(response: Response, chosen: dict[str, Answer], written: Sequence[tuple[Question, str]]) -> Submitted:
    """Return what a double click made already. Other answers are another person's, who pressed “back” on the same screen.

    To hand out the first person's codes would lose the second one's words, and show them the first one's.
    """
    submitted = _submitted(response)
    kept = [said.voice.text for said in submitted.said]
    if (response.answers, kept) != (chosen, [mask_contacts(text) for _question, text in written]):
        raise Refusal(SENT_ALREADY)
    return submitted


def _submitted(response: Response) -> Submitted:
    order = [question.name for question in questions_of(response.questionnaire)]
    written = sorted(response.open_answers.select_related("voice"), key=lambda answer: order.index(answer.place))
    return Submitted(response, [Said(answer.voice, code_for(answer.voice.sent_once)) for answer in written])


def _sorted(
    form: Definition, questions: Sequence[Question], answers: Mapping[str, Answer]
) -> tuple[dict[str, Answer], list[tuple[Question, str]]]:
    """Return the choices as the response keeps them, and the words that become voices; refuse what is wrong by its question."""
    strangers = sorted(set(answers) - {question.name for question in questions})
    if strangers:
        raise Refusal(ANSWER_NOT_ASKED, question=strangers[0][:80])
    chosen: dict[str, Answer] = {}
    written: list[tuple[Question, str]] = []
    for question in questions:
        answer = answers.get(question.name) or ""
        kept = _words(question, answer) if question.kind == QuestionKind.TEXT else _choices(form, question, answer)
        if not kept and question.required:
            raise Refusal(ANSWER_MISSING, question=in_language(dict(question.label)))
        if kept and isinstance(kept, str) and question.kind == QuestionKind.TEXT:
            written.append((question, kept))
        elif kept:
            chosen[question.name] = kept
    if not chosen and not written:
        raise Refusal(RESPONSE_EMPTY)
    return chosen, written


def _words(question: Question, answer: Answer) -> str:
    """Return what was written, or nothing where there is no word in it: an empty answer is no voice."""
    text = answer if isinstance(answer, str) else "\n".join(answer)
    try:
        return clean_text(text)
    except Refusal as refusal:
        if refusal.code == TEXT_EMPTY:
            return ""
        if refusal.code == TEXT_TOO_LONG:
            raise Refusal(ANSWER_TOO_LONG, question=in_language(dict(question.label)), **refusal.where) from None
        raise


def _choices(form: Definition, question: Question, answer: Answer) -> Answer:
    picked = [answer] if isinstance(answer, str) else list(dict.fromkeys(answer))
    names = [choice.name for choice in form.choices.get(question.choice_list, ())]
    for one in picked:
        if one and one not in names:
            raise Refusal(CHOICE_UNKNOWN, question=in_language(dict(question.label)), answer=one[:80])
    if question.kind == QuestionKind.SELECT_MULTIPLE:
        return [name for name in names if name in picked]
    if len(picked) > 1:
        raise Refusal(CHOICE_IS_ONE, question=in_language(dict(question.label)))
    return picked[0] if picked else ""
