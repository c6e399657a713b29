"""For any questionnaire and any path through it: what was visible and given is stored, and nothing that was not relevant is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings as effort

from commonshelf.common.dates.clock import now, today
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.community.places.models import Area
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.checking import AnswersFaulty
from commonshelf.path.voices.surveys.models import Questionnaire, Response, Survey, Wave
from commonshelf.questionnaire.answering import check_answers, fields_from_answers
from commonshelf.questionnaire.definition import Group, Question, Repeat
from commonshelf.questionnaire.document import to_document
from commonshelf.questionnaire.marks import is_voice
from tests.questionnaire.answering.test_properties import FILLED, asked_and_sent, question_at


def without_demands(items):
    """Return the items with nothing required, so that most paths through them end in a response."""
    return tuple(
        replace(item, required="") if isinstance(item, Question) else replace(item, items=without_demands(item.items)) for item in items
    )


def without(answers, items, place):
    """Return answers with nothing at this place; "" for what nobody asks for."""
    if not place:
        return {name: answer for name, answer in answers.items() if name in {item.name for item in items}}
    step, _mark, rest = place.partition("/")
    name, _mark, number = step.partition("[")
    inner = answers.get(name)
    below = next(item.items for item in items if item.name == name) if rest else ()
    if not rest or inner is None:
        return {key: value for key, value in answers.items() if key != name}
    if number:
        at = int(number.rstrip("]")) - 1
        return {**answers, name: [without(turn, below, rest) if index == at else turn for index, turn in enumerate(inner)]}
    return {**answers, name: without(inner, below, rest)}


def asked_nowhere(answers, items):
    """Return answers without names that no level of the questionnaire has."""
    names = {item.name: item for item in items}
    found = {}
    for name, answer in answers.items():
        item = names.get(name)
        if isinstance(item, Group):
            found[name] = asked_nowhere(answer, item.items)
        elif isinstance(item, Repeat):
            found[name] = [asked_nowhere(turn, item.items) for turn in answer]
        elif item is not None:
            found[name] = answer
    return found


def survey_of(questionnaire):
    window = {"opens_at": now() - dt.timedelta(days=1), "closes_at": now() + dt.timedelta(days=1)}
    survey = Survey.objects.create(slug=f"s{uuid4().hex}", title={"en": "T"}, purpose={"en": "P"}, published=True, **window)
    Questionnaire.objects.create(survey=survey, version=1, definition=to_document(questionnaire), released=True)
    Wave.objects.create(survey=survey, number=1, **window)
    return survey


def sent(survey, answers):
    """Send answers until nothing in them is wrong; what is refused leaves nothing behind."""
    items = survey.items
    for _time in range(20):
        before = (Response.objects.count(), OutboxMessage.objects.count())
        try:
            return answers, submit_response(survey=survey, answers=answers, language="en", by=AnonymousUser()).response
        except AnswersFaulty as faulty:
            assert (Response.objects.count(), OutboxMessage.objects.count()) == before
            for fault in reversed(faulty.checked.faults):
                answers = without(answers, items, fault.place)
    pytest.fail("the faults never end")


@pytest.mark.django_db
@effort(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(asked_and_sent())
def test_what_was_visible_and_given_is_stored_and_what_was_not_relevant_is_not(drawn):
    questionnaire, given_answers = drawn
    # One thing is always said, so that every path ends in a response.
    questionnaire = replace(questionnaire, items=(*without_demands(questionnaire.items), Question("said", "text")))
    given_answers = {**given_answers, "said": "Hello"}
    Area.objects.get_or_create(name="Harbor")
    survey = survey_of(questionnaire)
    survey.items = questionnaire.items
    answers, response = sent(survey, asked_nowhere(given_answers, questionnaire.items))
    deliver_traceless(now())
    chosen = dict(fields_from_answers(Response.objects.get(pk=response.pk).answers))
    heard = dict(response.open_answers.values_list("place", "voice__text"))
    state = check_answers(questionnaire, answers, now=now(), today=today(), language="en", areas=("Harbor",)).state
    stored = {*chosen, *heard}
    assert stored - state.relevant == set()
    assert {*chosen} & {*heard} == set()
    for place, answer in fields_from_answers(answers):
        question = question_at(questionnaire, place)
        if place in state.relevant - state.read_only and question.kind not in FILLED and "".join(answer):
            assert place in stored, (place, answer)
            assert (place in heard) == is_voice(question), (place, answer)
