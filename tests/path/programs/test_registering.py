import datetime as dt
import uuid

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.programs import actions
from commonshelf.path.programs.models import Registration, Session
from commonshelf.path.programs.queries import parties_ahead, places_left, registration_of_token


def refusal_of(action, **words):
    with pytest.raises(Refusal) as refused:
        action(**words)
    return refused.value.code.code


def fill(party, *sizes):
    """Register one party of each size, each waiting if there is no room."""
    return [
        actions.register(**party | {"party_size": size, "email": f"party{place}@example.org"}, wait=True)
        for place, size in enumerate(sizes)
    ]


def test_register_gives_places_and_writes_to_the_party_in_its_language(party, session):
    made, token = actions.register(**party | {"language": "ar"})
    assert (made.state, made.party_size, places_left(session)) == ("confirmed", 2, 4)
    letter = OutboxMessage.objects.get()
    assert (letter.key, letter.kind, letter.payload["to"]) == (f"registration-{made.pk}", "mail", "elena@example.org")
    assert letter.payload["language"] == "ar"
    assert "نادي الكتاب" in letter.payload["subject"]
    assert f"/registrations/{token}/" in letter.payload["body"]


def test_letter_holds_no_word_that_a_stranger_typed(party):
    actions.register(**party | {"name": "Win money at evil.example"}, accommodation="Win money at evil.example")
    payload = OutboxMessage.objects.get().payload
    assert "evil" not in payload["subject"] + payload["body"]


def test_link_of_a_registration_leads_to_it_and_is_not_kept(party):
    made, token = actions.register(**party)
    assert registration_of_token(token) == made
    assert token not in {str(value) for value in Registration.objects.values().get().values()}
    assert refusal_of(registration_of_token, token=token[:-1]) == "programs.registration_unknown"


def test_register_sent_twice_is_one_registration_with_one_letter(party, session):
    sent_once = uuid.uuid4()
    twice = [actions.register(**party, sent_once=sent_once) for _ in range(2)]
    assert twice[0] == twice[1]
    assert (Registration.objects.count(), OutboxMessage.objects.count(), places_left(session)) == (1, 1, 4)


def test_register_sent_again_with_other_words_is_refused(party, series):
    sent_once = uuid.uuid4()
    made, _token = actions.register(**party, sent_once=sent_once)
    for change in ({"party_size": 3}, {"email": "other@example.org"}, {"session": series.sessions.last()}):
        assert refusal_of(actions.register, **party | change, sent_once=sent_once) == "programs.sent_already"
    actions.cancel_registration(registration=made, by=party["by"])
    assert refusal_of(actions.register, **party, sent_once=sent_once) == "programs.sent_already"
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"party_size": 0}, "programs.party_size_wrong"),
        ({"party_size": 11}, "programs.party_size_wrong"),
        ({"party_size": -1}, "programs.party_size_wrong"),
        ({"party_size": 7}, "programs.party_too_large"),
        ({"email": "elena"}, "programs.email_wrong"),
        ({"email": f"{'e' * 200}@{'x' * 60}.example.org"}, "programs.email_wrong"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "programs.email_wrong"),
        ({"name": "\u202e \x00"}, "house.text_empty"),
        ({"name": "x" * 2_000_000}, "house.text_too_long"),
        ({"accommodation": "x" * 401}, "house.text_too_long"),
        ({"language": "tlh"}, "ledger.language_unknown"),
    ],
)
def test_register_refuses_what_cannot_be_and_writes_nothing(party, change, code):
    assert refusal_of(actions.register, **party | change) == code
    assert (Registration.objects.count(), OutboxMessage.objects.count(), LogEntry.objects.filter(action="register").count()) == (0, 0, 0)


def test_register_writes_to_one_address_only_so_often_a_day(party, session, bao):
    session.capacity = None
    session.save()
    for _time in range(20):
        actions.register(**party | {"party_size": 1})
    assert refusal_of(actions.register, **party | {"email": party["email"].upper()}) == "programs.too_many_for_address"
    assert actions.register(**party | {"email": "other@example.org"}).registration.state == "confirmed"
    assert actions.register(**party | {"by": bao}).registration.state == "confirmed"
    with clock_set_to(session.starts_at - dt.timedelta(hours=1)):
        assert actions.register(**party).registration.state == "confirmed"


def test_register_takes_a_name_of_emoji_and_drops_what_turns_text_around(party):
    names = [actions.register(**party | {"name": name}).registration.name for name in ("🎉", "\u202eElena\nRuiz\x00")]
    assert names == ["🎉", "Elena Ruiz"]


def test_window_opens_and_closes_registration(party, session):
    session.registration_opens_at = session.starts_at - dt.timedelta(days=3)
    session.save()
    moments = {
        dt.timedelta(days=-3, minutes=-1): "programs.registration_not_open",
        dt.timedelta(0): "programs.registration_closed",
        dt.timedelta(hours=1): "programs.registration_closed",
    }
    for moment, code in moments.items():
        with clock_set_to(session.starts_at + moment):
            assert refusal_of(actions.register, **party) == code
    for moment in (dt.timedelta(days=-3), dt.timedelta(seconds=-1)):
        with clock_set_to(session.starts_at + moment):
            assert actions.register(**party).registration.state == "confirmed"


def test_window_may_close_before_the_start(party, session):
    session.registration_closes_at = session.starts_at - dt.timedelta(hours=4)
    session.save()
    with clock_set_to(session.registration_closes_at):
        assert refusal_of(actions.register, **party) == "programs.registration_closed"


def test_register_is_refused_where_there_is_none_or_the_session_is_cancelled(party, session, bao):
    Session.objects.update(registration=False, capacity=None)
    assert refusal_of(actions.register, **party) == "programs.no_registration"
    Session.objects.update(registration=True)
    actions.cancel_session(session=session, by=bao)
    assert refusal_of(actions.register, **party) == "programs.session_cancelled"


def test_session_without_a_limit_takes_everybody(party, session):
    Session.objects.update(capacity=None)
    fill(party, 10, 10, 10)
    session.refresh_from_db()
    assert (places_left(session), {made.state for made in Registration.objects.all()}) == (None, {"confirmed"})


def test_full_session_refuses_or_lets_wait(party, session):
    fill(party, 4)
    with pytest.raises(Refusal) as refused:
        actions.register(**party | {"party_size": 3})
    assert (refused.value.code.code, refused.value.where) == ("programs.session_full", {"left": 2, "wanted": 3})
    waiting = actions.register(**party | {"party_size": 3}, wait=True).registration
    assert (waiting.state, places_left(session)) == ("waiting", 2)
    assert OutboxMessage.objects.get(key=f"registration-{waiting.pk}").payload["subject"].startswith("You are on the waiting list")


def test_wait_is_not_needed_where_there_is_room(party):
    assert actions.register(**party, wait=True).registration.state == "confirmed"


def test_cancelling_gives_the_places_to_the_oldest_that_fits(party, session):
    first, four, three, two, one = (made.registration for made in fill(party, 6, 4, 3, 2, 1))
    assert [parties_ahead(waiting) for waiting in (four, three, two, one)] == [0, 1, 2, 3]
    actions.cancel_registration(registration=first, by=party["by"])
    states = [(made.party_size, made.state) for made in Registration.objects.order_by("pk")]
    assert states == [(6, "cancelled"), (4, "confirmed"), (3, "waiting"), (2, "confirmed"), (1, "waiting")]
    promoted = OutboxMessage.objects.filter(key__startswith="registration-promoted-").order_by("pk")
    assert [letter.key for letter in promoted] == [f"registration-promoted-{made.pk}" for made in (four, two)]
    assert (places_left(session), parties_ahead(three), parties_ahead(one)) == (0, 0, 1)


def test_cancelling_twice_changes_nothing_the_second_time(party, session):
    made = actions.register(**party).registration
    for _ in range(2):
        assert actions.cancel_registration(registration=made, by=party["by"]).state == "cancelled"
    assert (places_left(session), LogEntry.objects.filter(action="cancel_registration").count()) == (6, 1)


def test_cancelling_is_over_once_the_session_began(party, session):
    made = actions.register(**party).registration
    with clock_set_to(session.starts_at):
        assert refusal_of(actions.cancel_registration, registration=made, by=party["by"]) == "programs.session_began"
    made.refresh_from_db()
    assert made.state == "confirmed"


def test_waiting_party_that_leaves_promotes_nobody_wrongly(party, session):
    _first, waiting, behind = (made.registration for made in fill(party, 6, 2, 2))
    actions.cancel_registration(registration=waiting, by=party["by"])
    behind.refresh_from_db()
    assert (behind.state, parties_ahead(behind), places_left(session)) == ("waiting", 0, 0)


def test_log_names_staff_who_register_others_and_never_a_resident(party, bao, elena):
    for by in (bao, elena, party["by"]):
        actions.register(**party | {"by": by, "party_size": 1})
    entries = LogEntry.objects.filter(action="register").order_by("-at")
    assert [entry.actor for entry in entries] == [bao, None, None]
    assert [entry.detail for entry in entries] == [{"party_size": 1, "state": "confirmed"}] * 3
