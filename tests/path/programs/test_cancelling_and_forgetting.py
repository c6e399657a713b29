import datetime as dt

import pytest
from django.core import mail

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.models import Library
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.common.outbox.kinds import effect_of
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.community.places.models import Place, Post
from commonshelf.path.programs import actions
from commonshelf.path.programs.models import Accommodation, Registration
from commonshelf.path.programs.queries import places_taken


@pytest.fixture
def parties(party):
    """One party with places, one that waits, one that cancelled."""
    made = [
        actions.register(**party | {"party_size": size, "language": language}, wait=True)
        for size, language in ((5, "es"), (4, "en"), (1, "en"))
    ]
    actions.cancel_registration(registration=made[2].registration, by=party["by"])
    return [each.registration for each in made]


def test_cancelled_session_is_told_to_those_who_meant_to_come(session, parties, bao):
    cancelled = actions.cancel_session(session=session, by=bao)
    letters = OutboxMessage.objects.filter(key__startswith="session-cancelled-").order_by("pk")
    assert cancelled.status == "cancelled"
    assert [(letter.key, letter.payload["language"]) for letter in letters] == [
        (f"session-cancelled-{parties[0].pk}", "es"),
        (f"session-cancelled-{parties[1].pk}", "en"),
    ]


def test_cancelling_a_session_twice_writes_and_logs_once(session, parties, bao):
    for _ in range(2):
        actions.cancel_session(session=session, by=bao)
    assert OutboxMessage.objects.filter(key__startswith="session-cancelled-").count() == 2
    assert LogEntry.objects.filter(action="cancel_session").count() == 1


def test_cancelling_a_session_of_the_past_writes_to_nobody(session, parties, bao):
    with clock_set_to(session.ends_at):
        actions.cancel_session(session=session, by=bao)
    assert OutboxMessage.objects.filter(key__startswith="session-cancelled-").count() == 0


def test_branch_staff_cancel_at_their_own_branch_only(session, farid, far_branch, main_branch):
    with pytest.raises(Refusal) as refused:
        actions.cancel_session(session=session, by=farid)
    assert refused.value.code.code == "house.not_allowed"
    session.place = Place.objects.create(name="Reading room", kind="room", branch=far_branch)
    session.save()
    assert actions.cancel_session(session=session, by=farid).status == "cancelled"


def test_branch_staff_without_a_post_look_after_nothing(session, farid):
    Post.objects.all().delete()
    farid = type(farid).objects.get(pk=farid.pk)
    with pytest.raises(Refusal):
        actions.cancel_session(session=session, by=farid)


def test_names_are_forgotten_when_the_days_are_over_and_counts_stay(session, parties, bao):
    Library.objects.create(pk=1, registration_days_kept=30)
    before = places_taken(session)
    with clock_set_to(session.ends_at + dt.timedelta(days=30, seconds=-1)):
        assert actions.forget_registrations() == 0
    with clock_set_to(session.ends_at + dt.timedelta(days=30)):
        assert (actions.forget_registrations(), actions.forget_registrations()) == (3, 0)
    assert set(Registration.objects.values_list("name", "email", "forgotten_on")) == {("", "", dt.date(2026, 11, 11))}
    assert (places_taken(session), before) == (5, 5)
    assert LogEntry.objects.get(action="forget_registrations").detail == {"rows": 3}


def test_letters_about_a_session_that_is_over_never_go_and_hold_nothing(session, parties):
    keys = set(OutboxMessage.objects.values_list("key", flat=True))
    with clock_set_to(session.ends_at + dt.timedelta(seconds=1)):
        deliver_due()
    assert [(message.state, message.payload) for message in OutboxMessage.objects.filter(key__in=keys)] == [("given_up", {})] * 4
    assert mail.outbox == []


def test_what_people_needed_is_wiped_once_the_session_is_over(party, session):
    actions.register(**party, accommodation="A seat near the door")
    with clock_set_to(session.starts_at):
        actions.forget_registrations()
    assert Accommodation.objects.get().request == "A seat near the door"
    with clock_set_to(session.ends_at):
        effect_of("programs.forget_registrations")(key="programs.forget_registrations-2026-10-12", payload={})
    assert Accommodation.objects.values_list("request", "wiped_on").get() == ("", dt.date(2026, 10, 12))


def test_forgetting_is_for_the_worker_and_administrators(bao, the_administrator):
    assert actions.forget_registrations(by=the_administrator) == 0
    with pytest.raises(Refusal):
        actions.forget_registrations(by=bao)


def test_looking_at_names_is_logged_and_looking_at_none_is_not(session, party, bao):
    assert actions.look_at_registrations(session=session, by=bao) == []
    assert LogEntry.objects.filter(action="look_at_registrations").count() == 0
    made = actions.register(**party).registration
    assert actions.look_at_registrations(session=session, by=bao) == [made]
    entry = LogEntry.objects.get(action="look_at_registrations")
    assert (entry.actor, entry.thing_id, entry.detail) == (bao, str(session.pk), {"rows": 1})


@pytest.mark.parametrize("who", ["farid", "the_reader", "carla", "dmitri", "a_volunteer"])
def test_names_are_not_for_others(who, session, party, request):
    actions.register(**party)
    with pytest.raises(Refusal):
        actions.look_at_registrations(session=session, by=request.getfixturevalue(who))


def test_arranging_writes_down_who_sees_to_it(party, bao, farid):
    made = actions.register(**party, accommodation="A sign language interpreter").registration
    with pytest.raises(Refusal):
        actions.arrange_accommodation(accommodation=made.accommodation, by=farid)
    assert actions.arrange_accommodation(accommodation=made.accommodation, by=bao).arranged_by == bao
