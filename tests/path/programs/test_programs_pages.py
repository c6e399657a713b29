import datetime as dt
import re
import uuid

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.programs import actions
from commonshelf.path.programs.models import Program, Registration, Session


def sending(**more):
    return {"name": "Elena", "email": "elena@example.org", "party_size": "2", "sent_once": str(uuid.uuid4()), **more}


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def door_of(session):
    return f"/sessions/{session.pk}/register/"


def test_whats_on_is_friendly_when_nothing_is_on(client, db):
    answer = client.get("/whats-on/")
    assert answer.status_code == 200
    assert "Nothing is planned just now. What would you come to?" in words_of(answer)


@pytest.mark.parametrize("weeks", [1, 3])
def test_whats_on_asks_the_database_the_same_however_much_is_on(client, weekly, food_bank, weeks, django_assert_num_queries):
    last = weekly["first_day"] + dt.timedelta(weeks=weeks - 1)
    actions.schedule_series(**weekly | {"last_day": last, "sponsorship": "co_sponsored"}, partners=[food_bank])
    with django_assert_num_queries(5):
        answer = client.get("/whats-on/")
    assert answer.content.decode().count("with Harbor Food Bank") == weeks
    assert len(answer.content) < 60_000


def test_whats_on_shows_no_cancelled_and_no_past_session(client, series, bao):
    first, second, *_others = series.sessions.all()
    actions.cancel_session(session=first, by=bao)
    with clock_set_to(second.ends_at):
        found = client.get("/whats-on/").context["page"].object_list
    assert [each.pk for each in found] == [each.pk for each in series.sessions.all()[2:]]


def test_whats_on_is_filtered_by_audience_and_place(client, series, weekly, far_branch):
    other = actions.schedule_series(**weekly | {"place": far_branch, "audience": "0-5", "last_day": weekly["first_day"]})
    for query in ("audience=0-5", f"place={far_branch.pk}", f"audience=0-5&place={far_branch.pk}"):
        found = client.get(f"/whats-on/?{query}").context["page"].object_list
        assert [each.series for each in found] == [other]
    assert "Nothing matches" in words_of(client.get(f"/whats-on/?audience=12-18&place={far_branch.pk}"))
    assert client.get("/whats-on/?audience=nobody&place=x").context["page"].paginator.count == 9


def test_whats_on_says_that_people_asked_for_it(client, weekly, promise, bao):
    Program.objects.update(fulfils=promise)
    actions.schedule_series(**weekly | {"last_day": weekly["first_day"]})
    assert "You asked for this" in words_of(client.get("/whats-on/"))


def test_whats_on_comes_in_pages_of_25(client, weekly):
    actions.schedule_series(**weekly | {"last_day": weekly["first_day"] + dt.timedelta(weeks=29)})
    answer = client.get("/whats-on/?page=2")
    assert (len(answer.context["page"].object_list), answer.context["page"].number) == (5, 2)


def test_program_page_shows_dates_partners_and_places_left(client, club, weekly, food_bank, party):
    series = actions.schedule_series(**weekly | {"sponsorship": "co_sponsored"}, partners=[food_bank], registration=True, capacity=6)
    first, second, third = series.sessions.all()[:3]
    actions.register(**party | {"session": first, "party_size": 5})
    actions.register(**party | {"session": second, "party_size": 6})
    Session.objects.filter(pk=third.pk).update(registration_opens_at=third.starts_at - dt.timedelta(hours=1))
    said = words_of(client.get(f"/programs/{club.pk}/"))
    for words in ("Harbor Food Bank", "1 place left", "Full Join the waiting list", "Registration is not open now", "We read and talk."):
        assert said.count(words) == 1, words


def test_program_page_that_is_not_there_is_not_found(client, db):
    assert client.get("/programs/4711/").status_code == 404


def test_register_leads_to_thanks_and_to_the_link(client, door_of, session):
    answer = client.post(door_of, sending(accommodation="A seat near the door"), follow=True)
    made = Registration.objects.get()
    assert (made.state, made.party_size, made.accommodation.request, made.language) == ("confirmed", 2, "A seat near the door", "en")
    assert answer.redirect_chain == [(f"/registrations/{answer.context['token']}/thanks/", 302)]
    assert "What happens next" in words_of(answer)
    assert "You have a place" in words_of(client.get(f"/registrations/{answer.context['token']}/"))


def test_register_clicked_twice_is_one_registration(client, door_of):
    sent = sending()
    addresses = {client.post(door_of, sent).url for _ in range(2)}
    assert (len(addresses), Registration.objects.count(), OutboxMessage.objects.count()) == (1, 1, 1)


def test_register_in_two_tabs_is_one_registration_and_afterwards_a_new_one(client, door_of):
    tabs = [client.get(door_of).context["form"]["sent_once"].value() for _ in range(2)]
    for sent_once in tabs:
        client.post(door_of, sending(sent_once=sent_once))
    assert (tabs[0] == tabs[1], Registration.objects.count()) == (True, 1)
    assert client.get(door_of).context["form"]["sent_once"].value() != tabs[0]


def test_register_after_the_browser_lost_its_session_still_works(client, door_of):
    sent_once = client.get(door_of).context["form"]["sent_once"].value()
    client.cookies.clear()
    assert client.post(door_of, sending(sent_once=sent_once)).status_code == 302


def test_register_in_arabic_writes_in_arabic(client, door_of):
    client.post(door_of, sending(party_size="٣"), headers={"accept-language": "ar"})
    made = Registration.objects.get()
    assert (made.language, made.party_size, OutboxMessage.objects.get().payload["language"]) == ("ar", 3, "ar")


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"name": "nul\x00l"}, "name", "Null characters are not allowed."),
        ({"name": ""}, "name", "This field is required."),
        ({"email": "elena"}, "email", "Enter a valid email address."),
        ({"party_size": "0"}, "party_size", "A party has from 1 to 10 people; you wrote 0. Write how many of you will come."),
        ({"party_size": "11"}, "party_size", "A party has from 1 to 10 people; you wrote 11. Write how many of you will come."),
        ({"party_size": "two"}, "party_size", "Enter a whole number."),
        ({"sent_once": "x"}, "sent_once", "Enter a valid UUID."),
        ({"name": "\u202e"}, "__all__", "There are no words in this text. Write at least one word, then send it again."),
    ],
)
def test_register_says_what_is_wrong_and_keeps_what_was_typed(client, door_of, sent, field, said):
    answer = client.post(door_of, sending(**sent))
    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [said]})
    assert answer.context["form"]["email"].value() == sending(**sent)["email"]
    assert Registration.objects.count() == 0


def test_register_refuses_two_megabytes(client, door_of):
    assert client.post(door_of, sending(name="x" * 2_000_000)).status_code == 400
    assert Registration.objects.count() == 0


def test_register_for_a_full_session_refuses_and_offers_to_wait(client, door_of, party):
    actions.register(**party | {"party_size": 5})
    refused = client.post(door_of, sending())
    assert refused.status_code == 422
    assert "Places left: 1. You asked for: 2." in words_of(refused)
    waiting = client.post(door_of, sending(wait="on"), follow=True)
    assert "You are on the waiting list" in words_of(waiting)
    assert [made.state for made in Registration.objects.order_by("pk")] == ["confirmed", "waiting"]


def test_register_outside_the_window_says_so_and_keeps_what_was_typed(client, door_of, session):
    with clock_set_to(session.starts_at):
        opened, sent = client.get(door_of), client.post(door_of, sending())
    assert (opened.status_code, sent.status_code, Registration.objects.count()) == (409, 422, 0)
    assert "Registration for this session is closed." in words_of(opened)
    assert sent.context["form"]["name"].value() == "Elena"


def test_link_never_cancels_when_it_is_only_opened(client, party):
    made, token = actions.register(**party)
    for open_link in (client.get, client.head):
        assert open_link(f"/registrations/{token}/").status_code == 200
    made.refresh_from_db()
    assert made.state == "confirmed"


def test_button_of_the_link_cancels_once(client, party):
    made, token = actions.register(**party)
    for _ in range(2):
        answer = client.post(f"/registrations/{token}/", follow=True)
        assert "Your registration is cancelled." in words_of(answer)
    made.refresh_from_db()
    assert (made.state, answer.context["may_cancel"]) == ("cancelled", False)


def test_link_explains_the_waiting_list(client, party):
    actions.register(**party | {"party_size": 5})
    actions.register(**party | {"party_size": 3}, wait=True)
    token = actions.register(**party, wait=True).token
    said = words_of(client.get(f"/registrations/{token}/"))
    assert "1 party joined the list before you." in said
    assert "Places free now: 1. Places you asked for: 2." in said


@pytest.mark.parametrize("token", ["x", "%00", "x" * 500])
def test_link_that_was_given_to_nobody_says_so(client, db, token):
    answer = client.get(f"/registrations/{token}/")
    assert answer.status_code == 404
    assert "We do not know this link." in words_of(answer)


def test_link_of_a_forgotten_registration_says_what_was_wiped(client, party, session):
    token = actions.register(**party).token
    with clock_set_to(session.ends_at + dt.timedelta(days=31)):
        actions.forget_registrations()
        said = words_of(client.get(f"/registrations/{token}/"))
    assert "We wiped your name and address on Nov. 12, 2026." in said
    assert "Elena" not in said


def test_public_pages_are_light(client, club, door_of, party):
    token = actions.register(**party).token
    for address in (f"/programs/{club.pk}/", door_of, f"/registrations/{token}/", f"/registrations/{token}/thanks/"):
        assert len(client.get(address).content) < 60_000
