import datetime as dt
import uuid

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.actions import post_chores
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.community.persons.models import Consent, Suppression
from commonshelf.community.persons.queries import may_write_to
from commonshelf.path.voices.ledger.actions import submit_voice
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.telling.letters import actions
from commonshelf.telling.letters.actions.subscribing import DAYS_TO_CONFIRM
from commonshelf.telling.letters.models import Subscription
from commonshelf.telling.letters.queries import CONFIRM, LEAVE, token_for

NOBODY = AnonymousUser()
NOON = dt.datetime(2027, 5, 3, 12, 5, tzinfo=dt.UTC)


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


def ask(topic, address="elena@example.org", language="es"):
    return actions.subscribe(address=address, topic=topic, language=language, by=NOBODY)


def test_double_opt_in_from_the_page_through_a_mail_server_to_the_ledger(client, topic, letterbox):
    sent = {"topic": topic.pk, "address": "Elena@Example.org", "language": "es"}
    page = client.post("/subscribe/", sent, follow=True)
    assert page.redirect_chain == [("/subscribe/", 302)]
    ((recipients, message),) = letterbox.fetch()
    assert (recipients, message["Content-Language"], "Qué hay" in message["Subject"]) == (["elena@example.org"], "es", True)
    link = letterbox.link_in(message)
    for _look in range(2):
        assert client.get(link).status_code == 200
    assert (Subscription.objects.get().state, Consent.objects.count()) == ("pending", 0)
    for _press in range(2):
        assert client.post(link).status_code == 200
    assert Subscription.objects.get().state == "confirmed"
    given = Consent.objects.get()
    assert (given.address, given.topic, given.act, given.method) == ("elena@example.org", "whats-on", "given", "confirmed_by_link")


def test_page_says_the_same_to_who_reads_already_and_no_mail_goes(client, topic, letterbox, reader_of):
    reader_of("elena@example.org")
    letterbox.fetch()
    before = len(letterbox.came)
    said = set()
    for address in ("elena@example.org", "new@example.org"):
        page = client.post("/subscribe/", {"topic": topic.pk, "address": address, "language": "en"}, follow=True)
        said.add(tuple(str(message) for message in page.context["messages"]))
    assert len(said) == 1
    assert [recipients for recipients, _message in letterbox.fetch()[before:]] == [["new@example.org"]]


def test_address_that_asked_never_to_be_written_to_is_not_even_asked(client, topic, letterbox):
    Suppression.objects.create(address="elena@example.org", reason="asked")
    page = client.post("/subscribe/", {"topic": topic.pk, "address": "Elena@example.org", "language": "en"}, follow=True)
    assert (page.status_code, len(list(page.context["messages"])), letterbox.fetch()) == (200, 1, [])


def test_asking_again_and_again_within_the_hour_sends_one_mail(topic, letterbox):
    with clock_set_to(NOON):
        for _time in range(30):
            ask(topic)
        deliver_due(NOON)
        ask(topic)
        deliver_due(NOON)
    assert len(letterbox.came) == 1
    with clock_set_to(NOON + dt.timedelta(hours=1)):
        ask(topic)
        deliver_due(NOON + dt.timedelta(hours=1))
    assert (len(letterbox.came), Subscription.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    "address",
    [
        "elena",
        "",
        "elena@example.org\r\nBcc: all@example.org",
        "elena@example.org, all@example.org",
        "elena@example.org\x00",
        f"{'e' * 250}@example.org",
    ],
)
def test_subscribe_refuses_what_is_no_address_and_writes_nothing(topic, address):
    assert code_of(ask, topic=topic, address=address) == "house.email_unreadable"
    assert (Subscription.objects.count(), OutboxMessage.objects.count()) == (0, 0)
    assert ask(topic).state == "pending"


def test_subscribe_refuses_a_language_nobody_speaks_here(topic):
    assert code_of(ask, topic=topic, language="tlh") == "ledger.language_unknown"
    assert Subscription.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"address": "elena"}, "address"),
        ({"address": "a\x00@b.example"}, "address"),
        ({"topic": 0}, "topic"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_subscribe_page_says_what_is_wrong(client, topic, sent, field):
    page = client.post("/subscribe/", {"topic": topic.pk, "address": "elena@example.org", "language": "en", **sent})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Subscription.objects.count() == 0


def test_subscribe_page_without_a_topic_points_elsewhere(client, db):
    page = client.get("/subscribe/").content.decode()
    assert ('<form method="post" class="form">' in page, "/whats-on/" in page) == (False, True)


def test_link_of_confirmation_dies_after_its_days(topic):
    asked = ask(topic)
    with time_machine.travel(NOON, tick=False):
        token = token_for(asked, CONFIRM)
    with time_machine.travel(NOON + dt.timedelta(days=DAYS_TO_CONFIRM, seconds=1), tick=False):
        assert code_of(actions.confirm_subscription, token=token) == "letters.link_too_old"
    with time_machine.travel(NOON + dt.timedelta(days=DAYS_TO_CONFIRM), tick=False):
        assert actions.confirm_subscription(token=token).state == "confirmed"


def test_link_to_leave_does_not_confirm_and_the_other_way_round(client, topic, reader_of):
    asked = ask(topic)
    assert code_of(actions.confirm_subscription, token=token_for(asked, LEAVE)) == "letters.link_unknown"
    assert code_of(actions.end_subscription, token=token_for(asked, CONFIRM), method="one_click") == "letters.link_unknown"
    assert client.post("/letters/confirm/nonsense/").status_code == 404
    assert Subscription.objects.get().state == "pending"


def test_who_left_is_not_brought_back_by_the_old_link(topic, reader_of):
    reader = reader_of()
    old = token_for(reader, CONFIRM)
    actions.end_subscription(token=token_for(reader, LEAVE), method="unsubscribe_page")
    assert code_of(actions.confirm_subscription, token=old) == "letters.link_unknown"
    assert Subscription.objects.get().state == "ended"


def test_who_left_may_come_back_and_leave_with_the_link_of_an_old_letter(topic, reader_of):
    reader = reader_of()
    old = token_for(reader, LEAVE)
    actions.end_subscription(token=old, method="unsubscribe_page")
    reader_of()
    assert may_write_to("elena@example.org", "whats-on") is True
    actions.end_subscription(token=old, method="unsubscribe_page")
    assert (may_write_to("elena@example.org", "whats-on"), Consent.objects.count()) == (False, 4)


@pytest.mark.parametrize("body", [{"List-Unsubscribe": "One-Click"}])
@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_one_click_needs_no_cookie_no_token_of_the_form_and_never_redirects(topic, reader_of, body, kind):
    from django.test import Client  # noqa: PLC0415 -- a browser that checks forgery, as the real one does

    reader = reader_of()
    stranger = Client(enforce_csrf_checks=True)
    told = (
        {"content_type": "application/x-www-form-urlencoded", "data": "List-Unsubscribe=One-Click"}
        if kind == "urlencoded"
        else {"data": body}
    )
    for _click in range(2):
        answer = stranger.post(f"/u/{token_for(reader, LEAVE)}/", **told)
        assert (answer.status_code, answer.content, stranger.cookies.keys()) == (200, b"", set())
    assert [(row.act, row.method) for row in Consent.objects.all()] == [("given", "confirmed_by_link"), ("withdrawn", "one_click")]
    assert [stranger.post(f"/u/{token}/", **told).status_code for token in ("nonsense", "non/sense")] == [200, 200]


def test_leaving_on_the_page_needs_its_button(client, topic, reader_of):
    address = f"/u/{token_for(reader_of(), LEAVE)}/"
    assert client.get(address).status_code == 200
    assert Subscription.objects.get().state == "confirmed"
    assert "No more letters will come." in client.post(address).content.decode()
    assert Consent.objects.last().method == "unsubscribe_page"
    assert client.post("/u/nonsense/").status_code == 404


def test_leaving_touches_nothing_else(bao, topic, reader_of):
    other = actions.add_topic(slug="stories", name={"en": "Stories"}, by=bao)
    submit_voice(text="More tea", language="en", by=NOBODY, sent_once=uuid.uuid4())
    here, there, hers = reader_of(), reader_of(of=other), reader_of("amina@example.org")
    actions.end_subscription(token=token_for(here, LEAVE), method="one_click")
    states = {subscription.pk: subscription.state for subscription in Subscription.objects.all()}
    assert states == {here.pk: "ended", there.pk: "confirmed", hers.pk: "confirmed"}
    assert [may_write_to("elena@example.org", slug) for slug in ("whats-on", "stories")] == [False, True]
    assert (Consent.objects.count(), Voice.objects.count()) == (4, 1)


def test_requests_nobody_confirmed_are_forgotten_by_the_daily_chore(topic, reader_of):
    with clock_set_to(NOON):
        ask(topic, "stranger@example.org")
        reader_of("amina@example.org")
        left = reader_of("elena@example.org")
        actions.end_subscription(token=token_for(left, LEAVE), method="one_click")
        ask(topic, "elena@example.org")
    last_day = NOON + dt.timedelta(days=DAYS_TO_CONFIRM)
    with clock_set_to(last_day):
        assert actions.forget_unconfirmed() == 0
    with clock_set_to(last_day + dt.timedelta(days=1)):
        post_chores()
        OutboxMessage.objects.filter(kind="mail").delete()
        deliver_due(last_day + dt.timedelta(days=1))
    assert dict(Subscription.objects.values_list("address", "state")) == {"amina@example.org": "confirmed", "elena@example.org": "ended"}
    assert OutboxMessage.objects.get(kind="letters.forget_unconfirmed").state == "delivered"
