import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.actions import draft_survey
from commonshelf.path.voices.surveys.models import Response, Survey
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.questionnaire.definition import Questionnaire
from commonshelf.questionnaire.editing import item_at, walk
from tests.path.voices.surveys.conftest import DURING

BEGUN = {
    "title_en": "The book club",
    "purpose_en": "To know why people stopped coming.",
    "for_whom": "everybody",
    "languages": ["en", "es"],
    "source": "en",
}


@pytest.fixture
def draft(bao):
    spoken = Questionnaire("", "", (), languages=("en", "es"), default_language="en")
    return draft_survey(title={"en": "The book club"}, purpose={"en": "To know."}, by=bao, definition=spoken)


def add(client, survey, kind, where="", **told):
    answer = client.post(f"/staff/surveys/{survey.pk}/questions/add/?kind={kind}{where}", told)
    errors = answer.context["form"].errors if answer.status_code == 422 else ""
    assert answer.status_code == 302, errors
    return answer


@pytest.fixture
def three(as_bao, draft):
    """Whether people come, why not if they do not, and how old they are."""
    add(as_bao, draft, "select_one", label_0="Do you come?", label_1="¿Viene?", choices_0="Yes\nNo", choices_1="Sí\nNo", needed="on")
    condition = {"if_0_question": "do_you_come", "if_0_how": "is", "if_0_value": "No", "if_joined": "and"}
    add(as_bao, draft, "text", label_0="Why not?", voice="on", **condition)
    add(as_bao, draft, "integer", label_0="How old are you?", least="0", most="120")
    return draft


def places(survey):
    return [place for place, _item in walk(definition_in_works(survey).items)]


def test_draft_page_begins_a_survey_nobody_else_sees(as_bao, client):
    answer = as_bao.post("/staff/surveys/new/", BEGUN)
    survey = Survey.objects.get()
    assert answer.headers["location"] == f"/staff/surveys/{survey.pk}/questions/"
    assert (definition_in_works(survey).languages, survey.published, survey.for_children) == (("en", "es"), False, False)
    assert client.get(f"/surveys/{survey.slug}/").status_code == 404


def test_questions_are_added_as_they_were_written(three):
    definition = definition_in_works(three)
    come, why, age = definition.items
    assert places(three) == ["do_you_come", "why_not", "how_old_are_you"]
    assert [(choice.name, dict(choice.label)) for choice in definition.choices[come.choice_list]] == [
        ("yes", {"en": "Yes", "es": "Sí"}),
        ("no", {"en": "No", "es": "No"}),
    ]
    assert (come.required, dict(come.label)) == ("yes", {"en": "Do you come?", "es": "¿Viene?"})
    assert (why.relevant, age.constraint) == ("${do_you_come} = 'no'", ". >= 0 and . <= 120")


def test_survey_is_built_opened_and_answered(as_bao, client, three):
    with clock_set_to(DURING):
        assert as_bao.get(f"/staff/surveys/{three.pk}/open/").status_code == 200
        told = {"opens_on": "2026-03-10", "closes_on": "2026-03-31"}
        assert as_bao.post(f"/staff/surveys/{three.pk}/open/", told).status_code == 302
        page = client.get(f"/surveys/{three.slug}/")
        assert "Do you come?" in page.content.decode()
        client.post(f"/surveys/{three.slug}/", {"~do": "send", "~language": "en", "do_you_come": "no", "how_old_are_you": "44"})
    assert Response.objects.get().answers == {"do_you_come": "no", "how_old_are_you": "44"}


def test_preview_shows_the_draft_in_a_language_within_our_own_frame(as_bao, three):
    answer = as_bao.get(f"/staff/surveys/{three.pk}/preview/?language=es")
    assert "¿Viene?" in answer.content.decode()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    elsewhere = as_bao.get(f"/staff/surveys/{three.pk}/questions/")
    assert (elsewhere.status_code, elsewhere.headers["X-Frame-Options"]) == (200, "DENY")
    assert "frame-ancestors 'none'" in elsewhere.headers["Content-Security-Policy"]


def test_trial_tells_what_would_be_kept_and_keeps_nothing(as_bao, three):
    address = f"/staff/surveys/{three.pk}/try/"
    answer = as_bao.post(address, {"~do": "send", "~language": "en", "do_you_come": "yes", "how_old_are_you": "44"})
    assert [(one.label, one.answer, one.fate) for one in answer.context["told"]] == [
        ("Do you come?", "Yes", "kept with the answers"),
        ("Why not?", "", "not asked: only if “Do you come?” is “No”"),
        ("How old are you?", "44", "kept with the answers"),
    ]
    assert Response.objects.count() == 0
    faulty = as_bao.post(address, {"~do": "send", "~language": "en", "how_old_are_you": "444"})
    assert faulty.status_code == 422
    assert item_at(definition_in_works(three), "why_not").kind == "text"
