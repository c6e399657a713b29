import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.community.persons import actions
from commonshelf.community.persons.models import Consent, ContactPoint, Person, Suppression
from commonshelf.community.persons.queries import may_write_to, may_write_to_each, persons_visible_to

TOPIC = "whats-on"
HOW = {"topic": TOPIC, "method": "confirmed_by_link", "wording": "whats-on-1"}


def test_add_person_keeps_a_name_and_an_address_in_small_letters(bao):
    person = actions.add_person(name=" Nadia\nH. ", email=" Nadia@Example.ORG ", by=bao)
    assert person.name == "Nadia H."
    assert [(point.kind, point.value) for point in person.contact_points.all()] == [("email", "nadia@example.org")]
    assert [(entry.action, entry.detail) for entry in LogEntry.objects.all()] == [("add_person", {})]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "\x00"}, "house.text_empty"),
        ({"name": "n" * 121}, "house.text_too_long"),
        ({"email": "nadia"}, "house.email_unreadable"),
        ({"email": "nadia@example.org\nBcc: all@example.org"}, "house.email_unreadable"),
    ],
)
def test_add_person_refuses_what_is_no_name_or_address_and_writes_nothing(bao, told, code):
    with pytest.raises(Refusal) as refusal:
        actions.add_person(**{"name": "Nadia", "email": "nadia@example.org", "by": bao, **told})
    assert refusal.value.code.code == code
    assert (Person.objects.count(), ContactPoint.objects.count()) == (0, 0)


def test_persons_are_written_and_seen_by_outreach_staff(bao, the_administrator, farid, the_reader, a_volunteer, dmitri):
    viktor = actions.add_person(name="Viktor", by=bao, user=a_volunteer)
    other = actions.add_person(name="Nadia", by=the_administrator)
    for user in (farid, the_reader, a_volunteer, dmitri, AnonymousUser()):
        with pytest.raises(Refusal) as refusal:
            actions.add_person(name="Somebody", by=user)
        assert refusal.value.code.code == "house.not_allowed"
    assert set(persons_visible_to(bao)) == {viktor, other}
    assert list(persons_visible_to(a_volunteer)) == [viktor]
    assert [persons_visible_to(user).count() for user in (farid, the_reader, dmitri, AnonymousUser())] == [0, 0, 0, 0]


def test_last_word_of_the_ledger_counts(db):
    address = "elena@example.org"
    assert may_write_to(address, TOPIC) is False
    actions.give_consent(address="Elena@Example.org", **HOW)
    assert may_write_to("ELENA@example.org", TOPIC) is True
    actions.withdraw_consent(address=address, **HOW)
    assert may_write_to(address, TOPIC) is False
    actions.give_consent(address=address, **HOW)
    assert may_write_to(address, TOPIC) is True
    assert Consent.objects.count() == 3


def test_last_word_is_the_one_written_last_whatever_the_clock_said(db):
    actions.give_consent(address="elena@example.org", **HOW)
    with clock_set_to(dt.datetime(2024, 1, 1, tzinfo=dt.UTC)):
        withdrawn = actions.withdraw_consent(address="elena@example.org", **HOW)
    assert withdrawn.at == dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    assert may_write_to("elena@example.org", TOPIC) is False


def test_consent_holds_for_its_topic_and_its_address_alone(db):
    actions.give_consent(address="elena@example.org", **HOW)
    assert may_write_to("elena@example.org", "storytime") is False
    assert may_write_to("amina@example.org", TOPIC) is False


def test_suppression_silences_whatever_the_ledger_says(db):
    actions.give_consent(address="elena@example.org", **HOW)
    Suppression.objects.create(address="Elena@example.org", reason="bounced")
    assert may_write_to("elena@example.org", TOPIC) is False


@pytest.mark.parametrize("how_many", [1, 3])
def test_many_addresses_are_asked_about_in_two_queries(db, django_assert_num_queries, how_many):
    addresses = [f"reader{n}@example.org" for n in range(how_many)]
    for address in addresses:
        actions.give_consent(address=address, **HOW)
    with django_assert_num_queries(2):
        assert may_write_to_each([*addresses, "stranger@example.org"], TOPIC) == set(addresses)


def test_consent_refuses_an_address_that_is_none_and_a_method_nobody_knows(db):
    with pytest.raises(Refusal) as refusal:
        actions.give_consent(address="elena", **HOW)
    assert refusal.value.code.code == "house.email_unreadable"
    with pytest.raises(ValueError, match="carrier_pigeon"):
        actions.give_consent(address="elena@example.org", **{**HOW, "method": "carrier_pigeon"})
    assert Consent.objects.count() == 0
