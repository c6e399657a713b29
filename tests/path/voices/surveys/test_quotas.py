"""Quotas: whom they count, how full they are, and that of two at the last place one gets it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.quotas import add_quota, change_quota, remove_quota
from commonshelf.path.voices.surveys.models import Quota, QuotaPlace, Response, Wave
from commonshelf.path.voices.surveys.queries import state_of
from commonshelf.path.voices.surveys.queries.quotas import cells_of, quotas_of
from tests.path.voices.surveys.conftest import DURING
from tests.races import race, rows_after

NOBODY = AnonymousUser()
YES = "selected(${coming}, 'yes')"
RUNNERS, EACH, PLACES = 4, 10, 7


@pytest.fixture(autouse=True)
def _in_march():
    with clock_set_to(DURING):
        yield


@pytest.fixture
def wanted(survey, bao):
    """Make a quota of this survey."""

    def made(condition=YES, *, most=2, when_full="screen_out", name="Who comes back"):
        return add_quota(survey=survey, name=name, condition=condition, most=most, when_full=when_full, by=bao)

    return made


def answer(survey, coming="yes", **answers):
    survey.refresh_from_db()
    return submit_response(survey=survey, answers={"coming": coming, **answers}, language="en", by=NOBODY).response


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


def test_full_quota_screens_out_and_says_which(survey, wanted):
    quota = wanted(most=2)
    came = [answer(survey, coming) for coming in ("yes", "no", "yes", "yes", "no")]
    assert [response.disposition for response in came] == ["complete", "complete", "complete", "screened_out", "complete"]
    assert [response.screened_by for response in came] == [None, None, None, quota, None]
    assert (QuotaPlace.objects.count(), Response.objects.count()) == (2, 5)


def test_response_that_is_turned_away_takes_no_place_elsewhere(survey, wanted):
    wanted(most=1)
    books = wanted("selected(${likes}, 'books') and ${coming} = 'yes'", most=5, name="Readers")
    answer(survey)
    assert answer(survey, likes=["books"]).disposition == "screened_out"
    assert books.places.count() == 0
    answer(survey, "no", likes=["books"])
    assert books.places.count() == 0


def test_quota_that_keeps_counts_more_than_it_wanted(survey, wanted):
    wanted(most=1, when_full="keep")
    assert [answer(survey).disposition for _each in range(3)] == ["complete"] * 3
    assert [(row.taken, row.full) for row in quotas_of(survey)] == [(3, True)]


def test_last_place_closes_the_survey_and_no_second_is_kept(survey, wanted):
    wanted(most=2, when_full="close")
    answer(survey)
    survey.refresh_from_db()
    assert state_of(survey) == "open"
    answer(survey)
    survey.refresh_from_db()
    midnight = (survey.closes_at.astimezone().hour, survey.closes_at.second, survey.closes_at.microsecond)
    assert (state_of(survey), survey.waves.get().closes_at, midnight[1:]) == ("closed", survey.closes_at, (0, 0))
    assert survey.closes_at < DURING
    assert code_of(answer, survey=survey) == "surveys.closed"


def test_response_that_fails_after_the_last_place_leaves_the_page_open(client, survey, wanted, monkeypatch):
    wanted(most=1, when_full="close")
    page = f"/surveys/{survey.slug}/"
    told = {"coming": "yes", "~language": "en", "~do": "send"}
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("commonshelf.path.voices.surveys.actions.answering.post_words", lambda *_given, **_named: 1 / 0)
        assert client.post(page, told).status_code == 500
    assert (client.get(page).status_code, Response.objects.count()) == (200, 0)
    assert (client.post(page, told).status_code, client.get(page).status_code) == (302, 409)


def test_quota_counts_anew_in_each_wave(survey, wanted):
    wanted(most=1)
    assert answer(survey).disposition == "complete"
    Wave.objects.create(survey=survey, number=2, opens_at=survey.opens_at, closes_at=survey.closes_at)
    assert [answer(survey).disposition for _each in range(2)] == ["complete", "screened_out"]
    assert [row.taken for row in quotas_of(survey)] == [1]


RUN = f"""
from django.contrib.auth.models import AnonymousUser
from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.models import Survey
from tests.path.voices.surveys.conftest import DURING
with clock_set_to(DURING):
    survey = Survey.objects.get()
    for _each in range({EACH}):
        done = submit_response(survey=survey, answers={{"coming": "yes"}}, language="en", by=AnonymousUser())
        print(done.response.disposition)
"""


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_as_many_are_taken_as_are_wanted(survey, wanted, tmp_path):
    wanted(most=PLACES)
    told = race(tmp_path, before="", part=RUN, runners=RUNNERS)
    assert (told.count("complete"), told.count("screened_out")) == (PLACES, RUNNERS * EACH - PLACES)
    assert rows_after(tmp_path, "surveys_quotaplace") == PLACES


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("selected(${coming}, 'yes'", "surveys.quota_unreadable"),
        ("nonsense(${coming})", "surveys.quota_unreadable"),
        ("${age} > 3", "surveys.quota_asks_unknown"),
        ("1 = 1", "surveys.quota_asks_nothing"),
        ("\x00", "house.text_empty"),
        ("x" * 2_001, "house.text_too_long"),
    ],
)
def test_condition_that_counts_nobody_is_refused(survey, wanted, condition, code):
    assert code_of(wanted, condition=condition) == code
    assert Quota.objects.count() == 0
    assert wanted().condition == YES


@pytest.mark.parametrize("most", [0, -1, 1_000_001])
def test_quota_wants_a_number_of_answers_there_can_be(wanted, bao, most):
    assert code_of(wanted, most=most) == "surveys.quota_out_of_range"
    quota = wanted()
    assert code_of(change_quota, quota=quota, most=most, when_full="keep", by=bao) == "surveys.quota_out_of_range"
    assert change_quota(quota=quota, most=9, when_full="keep", by=bao).most == 9


def test_quota_that_turned_somebody_away_stays(survey, wanted, bao):
    used, unused = wanted(most=1), wanted("selected(${likes}, 'books')", name="Readers")
    answer(survey)
    answer(survey)
    assert code_of(remove_quota, quota=used, by=bao) == "surveys.quota_was_used"
    remove_quota(quota=unused, by=bao)
    assert list(Quota.objects.all()) == [used]


def test_quotas_are_set_by_outreach_staff_alone(survey, wanted, farid, the_reader, dmitri, the_administrator):
    quota = wanted()
    for user in (farid, the_reader, dmitri, NOBODY):
        assert code_of(add_quota, survey=survey, name="x", condition=YES, most=1, when_full="keep", by=user) == "house.not_allowed"
        assert code_of(change_quota, quota=quota, most=1, when_full="keep", by=user) == "house.not_allowed"
        assert code_of(remove_quota, quota=quota, by=user) == "house.not_allowed"
    remove_quota(quota=quota, by=the_administrator)
    assert Quota.objects.count() == 0


def test_cells_are_the_choices_of_the_survey(survey):
    assert cells_of(survey) == [
        ("Will you come back?", [(YES, "Yes"), ("selected(${coming}, 'no')", "No")]),
        ("What do you like?", [(f"selected(${{likes}}, '{name}')", name.capitalize()) for name in ("books", "films", "talks")]),
    ]


def test_quota_goes_from_the_form_to_the_list(as_bao, survey):
    address = f"/staff/surveys/{survey.pk}/quotas/"
    sent = {"name": "Who comes back", "cell": YES, "condition": "", "most": 12, "when_full": "close"}
    both = as_bao.post(f"{address}new/", {**sent, "condition": YES})
    assert (both.status_code, "one of the two" in both.content.decode()) == (422, True)
    page = as_bao.post(f"{address}new/", sent, follow=True).content.decode()
    assert ("Who comes back" in page, "0 of 12" in page) == (True, True)
    quota = Quota.objects.get()
    answer(survey)
    assert "fewer than 10 of 12" in as_bao.get(address).content.decode()
    changed = as_bao.post(f"{address}{quota.pk}/", {"most": 1, "when_full": "keep"}, follow=True).content.decode()
    assert ("1 of 1" in changed, "full" in changed) == (True, True)
    as_bao.post(f"{address}{quota.pk}/remove/")
    assert Quota.objects.count() == 0


@pytest.mark.parametrize("how_many", [1, 3])
def test_quotas_page_costs_the_same_for_one_and_for_three(as_bao, survey, wanted, django_assert_num_queries, how_many):
    for number in range(how_many):
        wanted(name=f"Quota {number}")
    with django_assert_num_queries(8):
        page = as_bao.get(f"/staff/surveys/{survey.pk}/quotas/")
    assert len(page.context["rows"]) == how_many
