"""Limits of what may be sent: they stop a machine and not a busy library."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client

from commonshelf.common.accounts import limits
from commonshelf.common.accounts.actions import forget_old_limits
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.voices.ledger.models import Voice

MOMENT = dt.datetime(2026, 3, 12, 15, 40, 7, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    """Three instead of hundreds, so that the tests are quick."""
    monkeypatch.setattr(limits, "POSTS_AN_HOUR", 3)
    monkeypatch.setattr(limits, "MOST_AN_HOUR", {"letters:subscribe": 1, "surveys:answer": 5})


def say(client, **more):
    return client.post("/have-your-say/", {"text": "Open on Saturdays.", "language": "en", "sent_once": str(uuid.uuid4())}, **more)


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM accounts_cache")
        return str(cursor.fetchall())


@pytest.mark.django_db
def test_one_post_too_many_is_refused_with_a_page_and_keeps_nothing(client):
    with time_machine.travel(MOMENT, tick=False):
        told = [say(client) for _time in range(4)]
    assert [answer.status_code for answer in told] == [302, 302, 302, 429]
    assert (Voice.objects.count(), told[3]["Retry-After"]) == (3, "1193")
    assert "More was sent from your place within an hour than we can take." in told[3].content.decode()


@pytest.mark.django_db
def test_next_hour_another_place_another_page_and_staff_may_post(client, as_bao):
    with time_machine.travel(MOMENT, tick=False):
        for _time in range(3):
            say(client)
        elsewhere = say(client, REMOTE_ADDR="192.0.2.7").status_code
        other_page = client.post("/what-became-of-it/", {"code": "none"}).status_code
        staff = say(as_bao).status_code
    with time_machine.travel(MOMENT + dt.timedelta(minutes=20), tick=False):
        next_hour = say(client).status_code
    assert (elsewhere, other_page, staff, next_hour) == (302, 422, 302, 302)


@pytest.mark.django_db
def test_guessing_receipt_codes_is_refused(client):
    told = [client.post("/what-became-of-it/", {"code": f"ABCD-EFGH-JKM{sign}"}).status_code for sign in "0123"]
    assert told == [422, 422, 422, 429]


@pytest.mark.django_db
def test_leaving_letters_and_choosing_a_language_are_never_refused(client):
    left = [client.post("/u/no-such-token/", {"List-Unsubscribe": "One-Click"}).status_code for _time in range(5)]
    spoke = [client.post("/language/", {"language": "ar"}).status_code for _time in range(5)]
    assert (left, spoke) == ([200] * 5, [302] * 5)


@pytest.mark.django_db
def test_reading_is_never_counted(client):
    assert [client.get("/have-your-say/").status_code for _time in range(5)] == [200] * 5
    assert rows() == "[]"


def test_an_ipv6_network_is_one_place_and_an_ipv4_address_another():
    one, same, other = (limits.digest_of_address(f"2001:db8:{end}") for end in ("0:1::1", "0:1:7::9", "0:2::1"))
    assert (one == same, one == other, limits.digest_of_address("192.0.2.1") == limits.digest_of_address("192.0.2.2")) == (
        True,
        False,
        False,
    )


@pytest.mark.django_db
def test_database_holds_no_address_of_who_sent_or_signs_in(client):
    say(client, REMOTE_ADDR="192.0.2.77")
    client.post("/account/login/code/", {"email": "amina@example.org"}, REMOTE_ADDR="192.0.2.77")
    held = rows()
    assert (held == "[]", "192.0.2.77" in held, "amina" in held) == (False, False, False)


@pytest.mark.django_db
def test_counts_of_hours_that_are_over_are_forgotten(client):
    with time_machine.travel(MOMENT, tick=False):
        say(client)
        cache.set("still-good", 1, timeout=2 * limits.HOUR)
    with time_machine.travel(MOMENT + dt.timedelta(hours=1), tick=False):
        assert (forget_old_limits(), forget_old_limits(), cache.get("still-good")) == (1, 0, 1)


@pytest.mark.django_db
def test_one_address_gets_only_so_many_sign_in_mails_an_hour(amina):
    for minutes in (0, 3, 6, 9, 12, 15):
        with time_machine.travel(MOMENT + dt.timedelta(minutes=minutes), tick=False):
            for _browser in range(3):
                Client().post("/account/login/code/", {"email": "amina@example.org"})
    assert OutboxMessage.objects.filter(kind="mail").count() == 12


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "size", "status"), [("/have-your-say/", 1_000_001, 400), ("/staff/import/", 21_000_001, 400)])
def test_body_that_no_page_asks_for_is_refused_unread_with_a_readable_page(client, page, size, status):
    class Unread:
        def read(self, *_size):
            raise AssertionError

        readline = read

    answer = client.generic(
        "POST", page, b"", CONTENT_TYPE="multipart/form-data; boundary=x", CONTENT_LENGTH=str(size), **{"wsgi.input": Unread()}
    )
    assert (answer.status_code, "more than it can take" in answer.content.decode()) == (status, True)
    assert (answer.headers["X-Content-Type-Options"], "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]) == (
        "nosniff",
        True,
    )


@pytest.mark.django_db
def test_answers_to_surveys_are_counted_in_memory_alone(client):
    with time_machine.travel(MOMENT, tick=False):
        told = [client.post("/surveys/no-such-survey/").status_code for _time in range(6)]
        elsewhere = client.post("/surveys/no-such-survey/", REMOTE_ADDR="192.0.2.7").status_code
    assert (told, elsewhere, rows()) == ([404] * 5 + [429], 404, "[]")
    with time_machine.travel(MOMENT + dt.timedelta(minutes=20), tick=False):
        assert client.post("/surveys/no-such-survey/").status_code == 404


def test_memory_forgets_the_first_when_there_are_more_people_than_places():
    memory = limits._Memory(2)
    told = [memory.take_one("page", who, most=1) for who in ("a", "b", "a", "c", "b", "a")]
    assert (told, len(memory.counts)) == ([True, True, False, True, True, True], 2)


@pytest.mark.django_db
@pytest.mark.parametrize(("asks", "status"), [(True, 404), (False, 400)])
def test_large_body_is_read_where_a_question_asks_for_a_file(client, settings, monkeypatch, asks, status):
    monkeypatch.setattr("commonshelf.path.voices.surveys.queries.pages.takes_files", lambda path: asks and path == "/surveys/pictures/")
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.png"\r\n\r\n' + b"x" * 1_200_000 + b"\r\n--x--\r\n"
    sent = client.post("/surveys/pictures/", body, content_type="multipart/form-data; boundary=x")
    assert sent.status_code == status
    assert client.post("/have-your-say/", body, content_type="multipart/form-data; boundary=x").status_code == 400
