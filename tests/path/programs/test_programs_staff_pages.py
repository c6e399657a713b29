import re

import pytest
from django.conf import settings

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.log.models import LogEntry
from commonshelf.path.programs import actions
from commonshelf.path.programs.models import Program, Registration, Series


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def scheduling(main_branch, monday):
    """What the page of a weekly series is sent."""
    return {
        "title_en": "Book club on Mondays",
        "first_day": "2026-10-12",
        "last_day": "2026-11-30",
        "starts": "18:00",
        "ends": "19:30",
        "place": main_branch.pk,
        "place_type": "onsite",
        "kind": "synchronous",
        "audience": "adult",
        "sponsorship": "library",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_programs_page_asks_the_database_the_same_however_many_there_are(as_bao, bao, count, django_assert_num_queries):
    for number in range(count):
        actions.offer_program(title={"en": f"Club {number}"}, summary={"en": "We talk."}, by=bao)
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/programs/")
    assert answer.context["page"].paginator.count == count


def test_offer_page_offers_a_program_that_keeps_a_promise(as_bao, promise):
    answer = as_bao.post("/staff/programs/new/", {"title_en": "The News", "summary_en": "We talk.", "fulfils": promise.pk})
    offered = Program.objects.get()
    assert (answer.url, offered.title, offered.fulfils) == (f"/staff/programs/{offered.pk}/", {"en": "The News"}, promise)


@pytest.mark.parametrize(("who", "led"), [("bao", True), ("farid", False)])
def test_programs_page_leads_who_may_to_the_offer(client, who, led, request):
    page = sign_in(client, request.getfixturevalue(who)).get("/staff/programs/").content.decode()
    assert ('href="/staff/programs/new/"' in page) is led


def test_offer_page_comes_with_the_promise_one_came_from(as_bao, promise):
    form = as_bao.get(f"/staff/programs/new/?promise={promise.pk}").context["form"]
    assert f'<option value="{promise.pk}" selected>' in str(form["fulfils"])


def test_offer_page_offers_no_promise_of_a_draft(as_bao, promise, decision):
    decision.state = "draft"
    decision.save()
    answer = as_bao.post("/staff/programs/new/", {"title_en": "The News", "summary_en": "We talk.", "fulfils": promise.pk})
    assert (answer.status_code, list(answer.context["form"].errors), Program.objects.count()) == (422, ["fulfils"], 0)


def test_schedule_page_plans_a_series(as_bao, club, scheduling, food_bank):
    sent = {**scheduling, "sponsorship": "co_sponsored", "partners": [food_bank.pk], "registration": "on", "capacity": "12"}
    answer = as_bao.post(f"/staff/programs/{club.pk}/schedule/", sent, follow=True)
    series = Series.objects.get()
    assert answer.redirect_chain == [(f"/staff/programs/{club.pk}/", 302)]
    assert "Planned. Sessions: 8." in words_of(answer)
    assert (list(series.partners.all()), {each.capacity for each in series.sessions.all()}) == ([food_bank], {12})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ends": "17:00"}, "The session would end before it starts."),
        ({"last_day": "2026-10-01"}, "No date falls between Oct. 12, 2026 and Oct. 1, 2026."),
        ({"sponsorship": "co_sponsored"}, "A co-sponsored series names no partner."),
        ({"capacity": "5"}, "The number of places is limited, but nobody can register."),
        ({"kind": ""}, "This field is required."),
    ],
)
def test_schedule_page_says_what_is_wrong_and_plans_nothing(as_bao, club, scheduling, change, said):
    answer = as_bao.post(f"/staff/programs/{club.pk}/schedule/", {**scheduling, **change})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert Series.objects.count() == 0


def test_schedule_page_groups_what_it_asks(as_bao, club):
    page = as_bao.get(f"/staff/programs/{club.pk}/schedule/").content.decode()
    assert re.findall(r'<fieldset class="form__group"><legend>(.*?)</legend>', page) == [
        "What and when",
        "Where",
        "What it counts as",
        "Who puts it on",
        "Registration",
    ]


@pytest.mark.parametrize("weeks", [1, 3])
def test_program_page_asks_the_database_the_same_however_many_sessions(as_bao, weekly, club, weeks, django_assert_num_queries):
    for _ in range(weeks):
        actions.schedule_series(**weekly)
    with django_assert_num_queries(9):
        answer = as_bao.get(f"/staff/programs/{club.pk}/")
    assert answer.context["page"].paginator.count == 8 * weeks


def test_session_page_shows_names_to_who_looks_after_it_and_logs_that(as_bao, session, party):
    actions.register(**party, accommodation="A sign language interpreter")
    said = words_of(as_bao.get(f"/staff/sessions/{session.pk}/"))
    assert ("Elena" in said, "elena@example.org" in said, "A sign language interpreter" in said) == (True, True, True)
    assert LogEntry.objects.filter(action="look_at_registrations", thing_id=str(session.pk)).count() == 1


def test_session_page_leads_to_how_it_was_once_it_has_begun(as_bao, session):
    page, ask = f"/staff/sessions/{session.pk}/", f"/after/{session.pk}/"
    before = as_bao.get(page).content.decode()
    with clock_set_to(session.starts_at):
        since = as_bao.get(page).content.decode()
    assert (ask in before, f'<a href="{ask}"><bdi>{settings.BASE_URL}{ask}</bdi></a>' in since) == (False, True)


@pytest.mark.parametrize("who", ["farid", "the_reader"])
def test_session_page_shows_numbers_and_no_names_to_others(client, session, party, who, request):
    actions.register(**party)
    answer = sign_in(client, request.getfixturevalue(who)).get(f"/staff/sessions/{session.pk}/")
    said = words_of(answer)
    assert (answer.status_code, "Elena" in said, "elena@example.org" in said) == (200, False, False)
    assert "Registered 2 / 6" in said
    assert LogEntry.objects.filter(action="look_at_registrations").count() == 0


@pytest.mark.parametrize("who", ["carla", "dmitri", "a_volunteer", "amina"])
@pytest.mark.parametrize("page", ["/staff/programs/", "/staff/programs/new/", "/staff/sessions/{0}/", "/staff/sessions/{0}/cancel/"])
def test_staff_pages_are_closed_to_others(client, session, who, page, request):
    assert sign_in(client, request.getfixturevalue(who)).get(page.format(session.pk)).status_code == 403


def test_cancel_page_asks_first_and_then_cancels(as_bao, session, party):
    actions.register(**party)
    page = f"/staff/sessions/{session.pk}/cancel/"
    assert "People registered: 2. People waiting: 0." in words_of(as_bao.get(page))
    session.refresh_from_db()
    assert session.status == "planned"
    assert as_bao.post(page).url == f"/staff/sessions/{session.pk}/"
    session.refresh_from_db()
    assert session.status == "cancelled"


def test_branch_staff_cancel_nothing_elsewhere(client, farid, session, party):
    made = actions.register(**party, accommodation="A chair").registration
    browser = sign_in(client, farid)
    answers = [
        browser.get(f"/staff/sessions/{session.pk}/cancel/").status_code,
        browser.post(f"/staff/sessions/{session.pk}/cancel/").status_code,
        browser.post(f"/staff/registrations/{made.pk}/cancel/").status_code,
        browser.post(f"/staff/accommodations/{made.accommodation.pk}/arrange/").status_code,
    ]
    assert answers == [403, 403, 404, 404]


def test_staff_cancel_for_who_calls_and_see_to_what_is_needed(as_bao, bao, session, party):
    made = actions.register(**party, accommodation="A chair").registration
    assert as_bao.get(f"/staff/registrations/{made.pk}/cancel/").status_code == 405
    as_bao.post(f"/staff/accommodations/{made.accommodation.pk}/arrange/")
    as_bao.post(f"/staff/registrations/{made.pk}/cancel/")
    made = Registration.objects.get()
    assert (made.state, made.accommodation.arranged_by) == ("cancelled", bao)
