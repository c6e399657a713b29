"""The pages of inviting: how many have begun, slips to print, and nobody's name."""

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.community.persons.actions import give_consent
from commonshelf.path.voices.surveys.actions import inviting, submit_response
from commonshelf.path.voices.surveys.actions.once import take_up_credential
from commonshelf.path.voices.surveys.models import Credential, Response
from commonshelf.path.voices.surveys.queries.inviting import invitation_counts
from tests.path.voices.surveys.conftest import DURING

NOBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def _in_march():
    with clock_set_to(DURING):
        yield


@pytest.fixture
def invited(survey):
    survey.access, survey.promise = "invited", None
    survey.save()
    return survey


@pytest.mark.parametrize(("begun", "told"), [(0, None), (9, None), (10, 10), (15, 15), (16, None), (25, None)])
def test_how_many_have_begun_is_told_only_of_groups_in_which_nobody_stands_out(invited, bao, begun, told):
    inviting.make_codes(survey=invited, count=25, language="en", by=bao)
    chosen = Credential.objects.values_list("pk", flat=True)[:begun]
    Credential.objects.filter(pk__in=list(chosen)).update(spent=True)
    assert invitation_counts(invited) == (0, 25, told, 10)


def test_sheet_shows_used_codes_as_well_as_unused(as_bao, invited, bao):
    inviting.make_codes(survey=invited, count=3, language="ar", by=bao)
    address = f"/staff/surveys/{invited.pk}/invitations/slips/?language=ar"
    before = as_bao.get(address)
    codes = [slip["code"] for slip in before.context["slips"]]
    take_up_credential(code=codes[0])
    after = as_bao.get(address)
    assert ([slip["code"] for slip in after.context["slips"]], len(set(codes))) == (codes, 3)
    assert (codes[0] in after.content.decode(), after["Cache-Control"]) == (True, "no-store, private")
    assert as_bao.get(f"/staff/surveys/{invited.pk}/invitations/slips/?language=en").context["slips"] == []


def test_printed_code_sends_a_response(invited, bao, as_bao):
    inviting.make_codes(survey=invited, count=1, language="en", by=bao)
    (slip,) = as_bao.get(f"/staff/surveys/{invited.pk}/invitations/slips/").context["slips"]
    token = take_up_credential(code=slip["code"])
    submit_response(survey=invited, answers={"coming": "yes"}, language="en", by=NOBODY, token=token)
    assert Response.objects.count() == 1


def test_invitations_go_from_the_page_to_the_outbox(as_bao, invited):
    address = f"/staff/surveys/{invited.pk}/invitations/"
    sent = {"lines": "amina@example.org\nnonsense", "language": "fr", "agreed": "on"}
    wrong = as_bao.post(f"{address}letter/", sent)
    assert (wrong.status_code, "line 2 is not a mail address" in wrong.content.decode()) == (422, True)
    assert as_bao.post(f"{address}letter/", {**sent, "agreed": "", "leave_out": "on"}).status_code == 422
    page = as_bao.post(f"{address}letter/", {**sent, "leave_out": "on"}, follow=True).content.decode()
    assert ("1 letter is on its way." in page, "too few to show" in page, "amina" in page) == (True, True, False)
    made = as_bao.post(f"{address}codes/", {"count": 2, "language": "es"}, follow=True)
    assert (made.redirect_chain[0][0], len(made.context["slips"])) == (f"{address}slips/?language=es", 2)
    assert "Nobody can be reminded today." in as_bao.post(f"{address}remind/").content.decode()
    assert "Reminders are sent without you" in as_bao.post(f"{address}by-itself/", {"itself": "1"}, follow=True).content.decode()
    assert "No reminder is sent without you." in as_bao.post(f"{address}by-itself/", {"itself": "0"}, follow=True).content.decode()


def test_people_who_agreed_are_invited_from_the_page(as_bao, invited):
    address = f"/staff/surveys/{invited.pk}/invitations/agreed/"
    assert "Nobody has agreed to letters yet." in as_bao.get(address).content.decode()
    give_consent(address="otto@example.org", topic="surveys", method="confirmed_by_link", wording="1")
    page = as_bao.post(address, {"topic": "surveys", "language": "en"}, follow=True).content.decode()
    assert ("1 letter is on its way." in page, Credential.objects.get().address) == (True, "otto@example.org")


@pytest.mark.parametrize("how_many", [1, 3])
def test_sheet_costs_the_same_for_one_and_for_three(as_bao, invited, bao, django_assert_num_queries, how_many):
    inviting.make_codes(survey=invited, count=how_many, language="en", by=bao)
    with django_assert_num_queries(7):
        page = as_bao.get(f"/staff/surveys/{invited.pk}/invitations/slips/")
    assert len(page.context["slips"]) == how_many
