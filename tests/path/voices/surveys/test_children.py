"""What is kept of a child, which questions ask who somebody is, and which responses count."""

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.models import Questionnaire, Response
from commonshelf.path.voices.surveys.queries import questionnaire_of
from commonshelf.path.voices.surveys.queries.answering import counted_responses, identity_questions
from commonshelf.questionnaire.definition import Group, Question, Questionnaire as Definition, Repeat
from commonshelf.questionnaire.document import to_document
from commonshelf.questionnaire.marks import VOICE
from tests.path.voices.surveys.conftest import DURING


@pytest.fixture
def during():
    with clock_set_to(DURING):
        yield


def send(survey, answers=None, **more):
    given = answers or {"coming": "no", "wishes": "Crime novels"}
    return submit_response(survey=survey, answers=given, **{"language": "en", "by": AnonymousUser(), **more})


def heard():
    """Let the worker make voices of what was written."""
    return deliver_traceless(DURING)


def test_survey_of_children_keeps_an_age_band_and_nothing_else_of_anybody(survey, during, old_town):
    survey.for_children = survey.guardian_consent = True
    survey.save()
    about = {"area": old_town, "age_band": "0-11", "library_use": "comes", "may_be_quoted": True}
    with pytest.raises(Refusal) as refusal:
        send(survey, **about)
    assert (refusal.value.code.code, Response.objects.count()) == ("surveys.guardian_missing", 0)
    response = send(survey, **about, guardian_agreed=True).response
    heard()
    kept = (response.area, response.age_band, response.library_use, response.guardian_agreed, Voice.objects.get().may_be_quoted)
    assert kept == (None, "0-11", "", True, False)


def test_survey_of_grown_ups_keeps_what_they_tell_and_no_guardian(survey, during, old_town):
    response = send(survey, area=old_town, library_use="comes", may_be_quoted=True, guardian_agreed=True).response
    heard()
    kept = (response.area, response.library_use, response.guardian_agreed, Voice.objects.get().may_be_quoted)
    assert kept == (old_town, "comes", False, True)


def test_identity_questions_are_those_that_ask_who_where_or_how_somebody_looks():
    kinds = ("text", "email", "integer", "image", "geopoint", "select_one", "barcode", "deviceid")
    asked = [Question(kind, kind, label={"en": kind}) for kind in kinds]
    form = Definition("f", "F", (*asked[:2], Group("home", tuple(asked[2:5])), Repeat("pets", tuple(asked[5:]))))
    assert [question.name for question in identity_questions(form)] == ["email", "image", "geopoint", "barcode", "deviceid"]


@pytest.mark.parametrize(("disposition", "counts"), [("complete", 1), ("partial", 1), ("screened_out", 0), ("withdrawn", 0)])
def test_counted_responses_are_neither_taken_back_nor_screened_out_nor_corrected(survey, during, disposition, counts):
    response, questionnaire = send(survey).response, questionnaire_of(survey)
    Response.objects.update(disposition=disposition)
    assert counted_responses(questionnaire).count() == counts
    newer = send(survey).response
    Response.objects.filter(pk=newer.pk).update(supersedes=response)
    assert list(counted_responses(questionnaire)) == [newer]


@pytest.mark.parametrize(("for_children", "kept"), [(True, "Ring [☎ …]"), (False, "Ring 212-555-0142")])
def test_contacts_in_texts_that_are_no_voices_are_masked_where_children_answer(survey, during, for_children, kept):
    survey.for_children = for_children
    survey.save()
    asked = Definition("f", "F", (Question("desk", "text", label={"en": "For the desk"}, more={VOICE: "no"}),))
    Questionnaire.objects.create(survey=survey, version=2, definition=to_document(asked), released=True)
    assert send(survey, {"desk": "Ring 212-555-0142"}).response.answers == {"desk": kept}
    assert heard() == {}
