"""Inviting: letters through a real mail server, codes on paper, reminders, and that nobody learns who has answered."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.actions import post_chores
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.community.persons.actions import add_person, give_consent, withdraw_consent
from commonshelf.community.persons.models import Consent, Suppression
from commonshelf.path.voices.surveys.actions import inviting
from commonshelf.path.voices.surveys.actions.once import take_up_credential
from commonshelf.path.voices.surveys.models import Credential
from tests.path.voices.surveys.conftest import CLOSES, DURING, OPENS
from tests.telling.letters.conftest import letterbox  # noqa: F401 -- a fixture: the mail server on loopback

NOBODY = AnonymousUser()
DAY = dt.timedelta(days=1)
LINK = re.compile(r"https://shelf\.library\.example(/invited/([0-9A-Z-]{14})/)")


@pytest.fixture(autouse=True)
def _in_march():
    with clock_set_to(DURING):
        yield


@pytest.fixture
def invited(survey):
    survey.access, survey.promise = "invited", None
    survey.save()
    return survey


@pytest.fixture
def invite(invited, bao):
    def done(*addresses, language="en", **told):
        return inviting.invite_addresses(survey=invited, lines="\n".join(addresses), language=language, by=bao, **told)

    return done


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


def codes_in(came):
    """Return the code in each letter, by whom it went to; the last letter counts."""
    return {to: LINK.search(message.get_content())[2] for (to,), message in came}


def test_letter_is_written_on_the_day_the_survey_opens_as_the_library_counts_days(invite, invited):
    invited.opens_at = dt.datetime(2026, 4, 2, 2, 0, tzinfo=dt.UTC)  # the evening before, at the library
    invited.save()
    invite("amina@example.org")
    assert Credential.objects.get().written_on == dt.date(2026, 4, 1)


def test_letter_leads_from_the_mail_server_to_one_response(invite, invited, letterbox, client):  # noqa: F811 -- the fixture imported above
    assert invite("Amina@Example.org", "elena@example.org", language="es") == 2
    came = letterbox.fetch()
    assert {to: message["Content-Language"] for (to,), message in came} == {"amina@example.org": "es", "elena@example.org": "es"}
    words = came[0][1].get_content()
    assert ("El club de lectura" in came[0][1]["Subject"], "31" in words) == (True, True)
    path = LINK.search(words)[1]
    page = client.get(path)
    client.post(path, {"begin": "1", "token": page.context["token"]})
    form = client.get("/surveys/book-club/")
    assert form.status_code == 200
    token = client.cookies[f"survey_token_{invited.pk}"]
    assert (token["path"], Credential.objects.filter(spent=True).count()) == ("/surveys/book-club/", 1)
    assert Client().get("/surveys/book-club/")["Location"] == "/survey-code/"


def test_each_address_gets_one_letter_however_often_it_is_invited(invite, letterbox):  # noqa: F811 -- the fixture imported above
    invite("amina@example.org")
    assert code_of(lambda: invite("amina@example.org", "elena@example.org")) == "surveys.lines_refused"
    assert invite("AMINA@example.org", "elena@example.org", leave_out=True) == 1
    assert code_of(lambda: invite("amina@example.org", leave_out=True)) == "surveys.nobody_to_invite"
    assert sorted(to for (to,), _message in letterbox.fetch()) == ["amina@example.org", "elena@example.org"]
    assert Credential.objects.count() == 2


def test_lines_are_refused_by_their_number_and_never_by_their_words(invite):
    Suppression.objects.create(address="Bounced@example.org", reason="bounced")
    withdraw_consent(address="gone@example.org", topic="surveys", method="unsubscribe_page", wording="surveys-1")
    lines = ["good@example.org", "", "no address", "bounced@example.org", "gone@example.org", "good@example.org"]
    with pytest.raises(Refusal) as refusal:
        invite(*lines)
    said = "line 3 is not a mail address; line 4 asked for no letters; line 5 asked for no letters; line 6 stands here twice"
    assert (refusal.value.where, Credential.objects.count(), OutboxMessage.objects.count()) == ({"lines": said}, 0, 0)
    assert invite(*lines, leave_out=True) == 1
    assert [one.address for one in Credential.objects.all()] == ["good@example.org"]


@pytest.mark.parametrize("lines", ["\x00", "\u202e", "😀", "a@b.org\x00", "x" * 2_000_000])
def test_hostile_lines_invite_nobody(invited, bao, lines):
    assert code_of(inviting.invite_addresses, survey=invited, lines=lines, language="en", by=bao) == "surveys.lines_refused"
    assert Credential.objects.count() == 0


def test_more_than_two_thousand_at_once_are_refused(invite):
    many = [f"a{number}@example.org" for number in range(2_001)]
    assert code_of(lambda: invite(*many)) == "surveys.too_many_at_once"
    assert Credential.objects.count() == 0


def test_people_who_agreed_are_asked_in_their_own_language(invited, bao, letterbox):  # noqa: F811 -- the fixture imported above
    add_person(name="Amina", email="amina@example.org", language="ar", by=bao)
    for address in ("amina@example.org", "otto@example.org", "left@example.org"):
        give_consent(address=address, topic="surveys", method="confirmed_by_link", wording="1")
    give_consent(address="other@example.org", topic="whats-on", method="confirmed_by_link", wording="1")
    withdraw_consent(address="left@example.org", topic="surveys", method="unsubscribe_page", wording="1")
    assert inviting.invite_who_agreed(survey=invited, topic="surveys", language="vi", by=bao) == 2
    languages = {to: message["Content-Language"] for (to,), message in letterbox.fetch()}
    assert languages == {"amina@example.org": "ar", "otto@example.org": "vi"}
    assert code_of(inviting.invite_who_agreed, survey=invited, topic="surveys", language="vi", by=bao) == "surveys.nobody_to_invite"


def test_letters_wait_until_the_survey_opens(invited, bao, letterbox):  # noqa: F811 -- the fixture imported above
    with clock_set_to(OPENS - DAY):
        inviting.invite_addresses(survey=invited, lines="amina@example.org", language="en", by=bao)
        assert letterbox.fetch() == []
    with clock_set_to(OPENS):
        assert len(letterbox.fetch()) == 1


def test_reminders_go_to_those_who_have_not_begun_twice_at_most(invite, invited, bao, letterbox):  # noqa: F811 -- the fixture imported above
    invite("amina@example.org", "elena@example.org", "gone@example.org")
    codes = codes_in(letterbox.fetch())
    take_up_credential(code=codes["elena@example.org"])
    inviting.refuse_letters(code=codes["gone@example.org"])

    def remind_after(days):
        letterbox.came.clear()
        with clock_set_to(DURING + days * DAY):
            refused = ""
            try:
                inviting.send_reminders(survey=invited, by=bao)
            except Refusal as refusal:
                refused = refusal.code.code
            return codes_in(letterbox.fetch()) or refused

    only_amina = {"amina@example.org": codes["amina@example.org"]}
    assert remind_after(4) == "surveys.reminders_not_yet"
    assert [remind_after(5), remind_after(9), remind_after(10), remind_after(16)] == [
        only_amina,
        "surveys.reminders_not_yet",
        only_amina,
        "surveys.reminders_not_yet",
    ]


def test_reminders_leave_nothing_that_says_who_had_begun(invite, invited, bao, letterbox):  # noqa: F811 -- the fixture imported above
    invite("amina@example.org", "elena@example.org")
    codes = codes_in(letterbox.fetch())
    with clock_set_to(DURING + 5 * DAY):
        inviting.send_reminders(survey=invited, by=bao)
        letterbox.fetch()
    for code in codes.values():
        take_up_credential(code=code)
    assert {(one.spent, one.reminders, one.written_on) for one in Credential.objects.all()} == {(True, 0, None)}
    kept = [*OutboxMessage.objects.filter(kind="mail").values_list("key", "payload")]
    held = [str(part) for one in Credential.objects.all() for part in (one.pk, one.key, one.address, one.code_digest)]
    assert [payload for _key, payload in kept] == [{}] * 4
    assert [part for part in held for key, _payload in kept if part in key] == []
    assert [entry.detail for entry in LogEntry.objects.filter(action="send_reminders")] == [{}]


def test_worker_reminds_by_itself_where_staff_asked_for_it(invite, invited, bao, letterbox):  # noqa: F811 -- the fixture imported above
    invite("amina@example.org")
    letterbox.fetch()
    with clock_set_to(DURING + 5 * DAY):
        post_chores()
        assert len(letterbox.fetch()) == 1
    inviting.set_reminders(survey=invited, itself=True, by=bao)
    for days in (6, 7):
        with clock_set_to(DURING + days * DAY):
            post_chores()
            assert len(letterbox.fetch()) == 2
    with clock_set_to(CLOSES):
        post_chores()
        assert len(letterbox.fetch()) == 2


def test_link_takes_no_more_letters_too(invite, client, letterbox):  # noqa: F811 -- the fixture imported above
    invite("amina@example.org")
    path = LINK.search(letterbox.fetch()[0][1].get_content())[1]
    assert "will not write to you" in client.post(path, {"stop": "1"}).content.decode()
    client.post(path, {"stop": "1"})
    assert list(Consent.objects.values_list("address", "topic", "act")) == [("amina@example.org", "surveys", "withdrawn")]
    page = client.get(path)
    assert client.post(path, {"begin": "1", "token": page.context["token"]}).status_code == 302


def test_addresses_go_two_weeks_after_the_window(invite, invited):
    invite("amina@example.org")
    for days, address in ((14, "amina@example.org"), (15, "")):
        with clock_set_to(CLOSES + days * DAY):
            inviting.forget_addresses()
        assert Credential.objects.get().address == address


def test_children_are_invited_on_paper_alone(invited, bao):
    invited.for_children = True
    invited.save()
    about = {"survey": invited, "language": "en", "by": bao}
    assert code_of(inviting.invite_addresses, lines="child@example.org", **about) == "surveys.children_get_no_letters"
    assert code_of(inviting.invite_who_agreed, topic="surveys", **about) == "surveys.children_get_no_letters"
    assert inviting.make_codes(count=3, **about) == 3
    assert list(Credential.objects.values_list("address", flat=True)) == ["", "", ""]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"access": "link"}, "surveys.not_by_invitation"),
        ({"published": False}, "surveys.not_published"),
        ({"closes_at": DURING}, "surveys.closed"),
    ],
)
def test_nobody_is_invited_where_an_invitation_would_be_no_good(invited, bao, change, code):
    before = {name: getattr(invited, name) for name in change}
    for name, value in change.items():
        setattr(invited, name, value)
    about = {"survey": invited, "language": "en", "by": bao}
    assert code_of(inviting.invite_addresses, lines="amina@example.org", **about) == code
    assert code_of(inviting.make_codes, count=1, **about) == code
    for name, value in before.items():
        setattr(invited, name, value)
    assert inviting.make_codes(count=1, **about) == 1


def test_people_are_invited_by_outreach_staff_alone(invited, farid, the_reader, dmitri, the_administrator):
    about = {"survey": invited, "language": "en"}
    for user in (farid, the_reader, dmitri, NOBODY):
        assert code_of(inviting.invite_addresses, lines="a@example.org", by=user, **about) == "house.not_allowed"
        assert code_of(inviting.invite_who_agreed, topic="surveys", by=user, **about) == "house.not_allowed"
        assert code_of(inviting.make_codes, count=1, by=user, **about) == "house.not_allowed"
        assert code_of(inviting.send_reminders, survey=invited, by=user) == "house.not_allowed"
        assert code_of(inviting.set_reminders, survey=invited, itself=True, by=user) == "house.not_allowed"
    assert inviting.make_codes(count=1, by=the_administrator, **about) == 1
