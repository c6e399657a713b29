import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.path.outcomes.actions import record_outcome
from commonshelf.path.outcomes.models import OutcomeAnswer, OutcomeSheet
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt


def answers(**more):
    return {"learned": "5", "apply": "4", "language": "en", "sent_once": str(uuid.uuid4()), **more}


@pytest.fixture
def page_of(session):
    return f"/after/{session.pk}/"


def test_tell_asks_the_five_statements_in_the_readers_language(client, page_of):
    page = client.get(page_of, headers={"accept-language": "ar"})
    assert page.status_code == 200
    assert "تعلّمتُ شيئًا من المشاركة في نشاط المكتبة هذا." in page.content.decode()
    assert list(page.context["form"].fields)[:5] == ["learned", "confident", "apply", "aware", "likely"]


def test_tell_without_words_leads_to_the_program(client, page_of, session):
    page = client.post(page_of, answers(), follow=True)
    assert page.redirect_chain == [(f"/programs/{session.series.program_id}/", 302)]
    assert "Thank you. What you told us goes into the next decision." in page.content.decode()
    assert OutcomeAnswer.objects.count() == 2


def test_tell_with_words_leads_to_their_code(client, page_of):
    page = client.post(page_of, answers(comment="I read it twice"), follow=True)
    assert page.redirect_chain == [("/have-your-say/thanks/", 302)]
    assert voice_of_receipt(page.context["code"]).text == "I read it twice"


def test_tell_clicked_twice_is_one_sheet(client, page_of):
    sent = answers(comment="I read it twice")
    codes = {client.post(page_of, sent, follow=True).context["code"] for _click in range(2)}
    assert (len(codes), OutcomeSheet.objects.count(), Voice.objects.count()) == (1, 1, 1)


def test_tell_in_two_tabs_is_two_people(client, page_of):
    for _tab in range(2):
        client.post(page_of, answers())
    assert OutcomeSheet.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"learned": "", "apply": ""}, "None of the statements has an answer."),
        ({"learned": "9"}, "Select a valid choice. 9 is not one of the available choices."),
        ({"comment": "nul\x00l"}, "Null characters are not allowed."),
        ({"comment": "\u202e"}, "There are no words in this text."),
        ({"language": "tlh"}, "Select a valid choice. tlh is not one of the available choices."),
        ({"sent_once": "again"}, "Enter a valid UUID."),
    ],
)
def test_tell_says_what_is_wrong_and_keeps_the_answers(client, page_of, sent, said):
    page = client.post(page_of, answers(**sent))
    assert page.status_code == 422
    assert next(str(error) for errors in page.context["form"].errors.values() for error in errors).startswith(said)
    assert page.context["form"]["apply"].value() == {**answers(), **sent}["apply"]
    assert (OutcomeSheet.objects.count(), Voice.objects.count()) == (0, 0)


def test_tell_refuses_two_megabytes(client, page_of):
    assert client.post(page_of, answers(comment="x" * 2_000_000)).status_code == 400
    assert OutcomeSheet.objects.count() == 0


def test_tell_before_the_session_says_when(client, hold_session):
    session = hold_session(days_ago=-2)
    page = client.post(f"/after/{session.pk}/", answers())
    assert (page.status_code, page.context["form"].non_field_errors()) == (422, ["This session has not begun yet. Come back after it."])
    assert client.get("/after/999999/").status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_outcomes_page_costs_the_same_for_one_and_for_three(as_bao, hold_session, django_assert_num_queries, how_many):
    for n in range(how_many):
        record_outcome(session=hold_session(f"Club {n}"), answers={"learned": 4}, language="en", by=AnonymousUser())
    with django_assert_num_queries(9):
        page = as_bao.get("/staff/outcomes/")
    assert [len(rows) for _program, rows in page.context["told"]] == [1] * how_many


def test_outcomes_page_hides_few_answers(as_bao, session):
    for agreement in (5, 5, 1):
        record_outcome(session=session, answers={"learned": agreement}, language="en", by=AnonymousUser())
    page = as_bao.get("/staff/outcomes/").content.decode()
    assert ("too few answers to show" in page, '<td class="number">3</td>' in page) == (True, False)


def test_outcomes_page_is_for_those_who_read_numbers(client, the_reader, dmitri, session):
    for user, status in ((the_reader, 200), (dmitri, 403)):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get("/staff/outcomes/").status_code == status
