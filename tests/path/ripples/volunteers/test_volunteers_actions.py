import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.community.persons.actions import add_person
from commonshelf.path.ripples.volunteers import actions
from commonshelf.path.ripples.volunteers.models import HourEntry, HourRate, Role
from commonshelf.path.ripples.volunteers.queries import hours_of, hours_visible_to, worth_of_hours

NOBODY = AnonymousUser()


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


@pytest.fixture
def afternoon(nadia, maker, bao):
    return {"person": nadia, "role": maker, "on": today(), "hours": Decimal("2.5"), "by": bao}


def test_claim_hours_waits_for_approval(afternoon):
    entry = actions.claim_hours(**afternoon)
    assert (entry.state, entry.hours, entry.settled_by) == ("claimed", Decimal("2.5"), None)
    assert LogEntry.objects.filter(action="claim_hours").count() == 1
    assert worth_of_hours().hours == 0


@pytest.mark.parametrize("hours", ["0", "-1", "0.24", "24.25", "9999"])
def test_claim_hours_refuses_what_is_no_day_of_work(afternoon, hours):
    assert code_of(actions.claim_hours, **{**afternoon, "hours": Decimal(hours)}) == "volunteers.hours_out_of_range"
    assert HourEntry.objects.count() == 0
    assert actions.claim_hours(**{**afternoon, "hours": Decimal(24)}).hours == 24


def test_claim_hours_refuses_a_day_that_has_not_come(afternoon):
    assert code_of(actions.claim_hours, **{**afternoon, "on": today() + dt.timedelta(days=1)}) == "volunteers.hours_in_future"
    assert HourEntry.objects.count() == 0


def test_claim_hours_sent_twice_counts_once_and_changed_hours_are_not_lost_unsaid(afternoon):
    sending = {**afternoon, "sent_once": uuid.uuid4()}
    assert actions.claim_hours(**sending) == actions.claim_hours(**sending)
    assert code_of(actions.claim_hours, **{**sending, "hours": Decimal(3)}) == "house.sent_already"
    assert [entry.hours for entry in HourEntry.objects.all()] == [Decimal("2.50")]


def test_volunteer_claims_and_sees_only_own_hours(afternoon, a_volunteer, bao):
    viktor = add_person(name="Viktor", user=a_volunteer, by=bao)
    own = actions.claim_hours(**{**afternoon, "person": viktor, "by": a_volunteer})
    assert code_of(actions.claim_hours, **{**afternoon, "by": a_volunteer}) == "house.not_allowed"
    actions.claim_hours(**afternoon)
    assert [list(hours_of(a_volunteer)), list(hours_visible_to(a_volunteer))] == [[own], [own]]
    assert hours_visible_to(bao).count() == 2


def test_approved_hours_count_and_refused_ones_do_not(afternoon, bao):
    first, second = actions.claim_hours(**afternoon), actions.claim_hours(**afternoon)
    assert actions.approve_hours(entry=first, by=bao).settled_by == bao
    assert actions.refuse_hours(entry=second, by=bao).state == "refused"
    assert worth_of_hours().hours == Decimal("2.5")


@pytest.mark.parametrize("again", [actions.approve_hours, actions.refuse_hours])
def test_hours_are_settled_once_whichever_tab_comes_second(afternoon, bao, again):
    entry = actions.claim_hours(**afternoon)
    actions.approve_hours(entry=entry, by=bao)
    assert code_of(again, entry=entry, by=bao) == "volunteers.hours_settled"
    assert HourEntry.objects.get().state == "approved"


def test_each_day_is_worth_the_rate_in_force_on_it(afternoon, bao):
    day = dt.date(2026, 3, 1)
    actions.set_rate(from_day=day, amount=Decimal("33.49"), source="Independent Sector 2023", by=bao)
    actions.set_rate(from_day=day + dt.timedelta(days=10), amount=Decimal("34.79"), source="Independent Sector 2024", by=bao)
    for days, hours in ((-1, 8), (0, 2), (9, 1), (10, 1)):
        told = {**afternoon, "on": day + dt.timedelta(days=days), "hours": Decimal(hours)}
        actions.approve_hours(entry=actions.claim_hours(**told), by=bao)
    worth = worth_of_hours()
    assert (worth.hours, worth.amount) == (Decimal(12), Decimal("135.26"))  # 3 × 33.49 + 1 × 34.79; the first day had no rate
    assert set(worth.sources) == {"Independent Sector 2023", "Independent Sector 2024"}


def test_rate_said_again_of_the_same_day_replaces_the_first(bao):
    told = {"from_day": dt.date(2026, 1, 1), "source": " A\nsource ", "by": bao}
    for amount in ("30", "31.5"):
        actions.set_rate(amount=Decimal(amount), **told)
    assert [(rate.amount, rate.source) for rate in HourRate.objects.all()] == [(Decimal("31.50"), "A source")]
    assert code_of(actions.set_rate, amount=Decimal(0), **told) == "volunteers.rate_out_of_range"


@pytest.mark.parametrize(
    ("title", "code"), [({}, "house.text_empty"), ({"en": " "}, "house.text_empty"), ({"en": "x" * 201}, "house.text_too_long")]
)
def test_offer_role_refuses_a_title_that_is_none(bao, title, code):
    assert code_of(actions.offer_role, title=title, by=bao) == code
    assert Role.objects.count() == 0
    assert actions.offer_role(title={"en": "Host\x00", "es": ""}, by=bao).title == {"en": "Host"}


def test_hours_are_run_by_outreach_staff_alone(afternoon, farid, the_reader, carla, dmitri, the_administrator):
    entry = actions.claim_hours(**afternoon)
    for user in (farid, the_reader, carla, dmitri, NOBODY):
        assert code_of(actions.claim_hours, **{**afternoon, "by": user}) == "house.not_allowed"
        assert code_of(actions.offer_role, title={"en": "Host"}, by=user) == "house.not_allowed"
        assert code_of(actions.approve_hours, entry=entry, by=user) == "house.not_allowed"
        assert code_of(actions.refuse_hours, entry=entry, by=user) == "house.not_allowed"
        told = {"from_day": today(), "amount": Decimal(30), "source": "x"}
        assert code_of(actions.set_rate, **told, by=user) == "house.not_allowed"
        assert hours_visible_to(user).count() == 0
    assert actions.approve_hours(entry=entry, by=the_administrator).state == "approved"
