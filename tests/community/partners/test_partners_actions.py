import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.community.partners import actions
from commonshelf.community.partners.models import Contact, Interaction, Organization
from commonshelf.community.partners.queries import contacts_visible_to, interactions_visible_to, organizations_visible_to

NOBODY = AnonymousUser()


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


def test_add_organization_keeps_clean_words_and_a_website(bao):
    partner = actions.add_organization(
        name=" Corner\u202e  Books ", kind="business", about="Sells\x00 books.", website=" https://corner.example ", by=bao
    )
    assert (partner.name, partner.about, partner.website) == ("Corner Books", "Sells books.", "https://corner.example")
    assert [entry.action for entry in LogEntry.objects.all()] == ["add_organization"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "Harbor Food Bank"}, "partners.name_taken"),
        ({"name": " "}, "house.text_empty"),
        ({"about": "x" * 2_000_000}, "house.text_too_long"),
        ({"website": "javascript:alert(1)"}, "partners.website_unreadable"),
        ({"website": "ftp://corner.example"}, "partners.website_unreadable"),
        ({"website": f"https://corner.example/{'x' * 200}"}, "partners.website_unreadable"),
    ],
)
def test_add_organization_refuses_what_is_wrong_and_writes_nothing(bao, food_bank, told, code):
    right = {"name": "Corner Books", "kind": "business", "by": bao}
    assert code_of(actions.add_organization, **{**right, **told}) == code
    assert list(Organization.objects.all()) == [food_bank]
    assert actions.add_organization(**right).name == "Corner Books"


def test_add_contact_gives_a_sign_in_to_one_partner_alone(bao, carla, food_bank, amina):
    other = actions.add_organization(name="Welcome House", kind="nonprofit", by=bao)
    told = {"organization": other, "name": "Carla", "email": "Carla@Example.org", "by": bao}
    assert code_of(actions.add_contact, user=carla, **told) == "partners.user_taken"
    assert actions.add_contact(user=amina, **told).email == "carla@example.org"
    assert list(organizations_visible_to(carla)) == [food_bank]
    assert list(organizations_visible_to(amina)) == [other]


def test_add_contact_refuses_an_address_that_is_none(bao, food_bank):
    told = {"organization": food_bank, "name": "Carla", "by": bao}
    assert code_of(actions.add_contact, email="carla@", **told) == "house.email_unreadable"
    assert Contact.objects.count() == 0
    assert actions.add_contact(**told).email == ""


def test_log_interaction_sent_twice_is_written_once_and_changed_words_are_not_lost_unsaid(bao, food_bank):
    told = {"organization": food_bank, "on": today(), "by": bao, "sent_once": uuid.uuid4()}
    first = actions.log_interaction(summary="Coffee", **told)
    assert actions.log_interaction(summary="Coffee", **told) == first
    assert code_of(actions.log_interaction, summary="Tea", **told) == "house.sent_already"
    assert [(one.summary, one.by) for one in Interaction.objects.all()] == [("Coffee", bao)]
    assert LogEntry.objects.count() == 1


def test_log_interaction_refuses_a_day_that_has_not_come(bao, food_bank):
    told = {"organization": food_bank, "summary": "Coffee", "by": bao}
    assert code_of(actions.log_interaction, on=today() + dt.timedelta(days=1), **told) == "partners.not_yet"
    assert actions.log_interaction(on=today(), **told).on == today()


def test_partners_are_written_by_outreach_staff_alone(bao, the_administrator, farid, the_reader, carla, dmitri, food_bank):
    for user in (farid, the_reader, carla, dmitri, NOBODY):
        assert code_of(actions.add_organization, name="Guild", kind="community", by=user) == "house.not_allowed"
        assert code_of(actions.add_contact, organization=food_bank, name="Olga", by=user) == "house.not_allowed"
        assert code_of(actions.log_interaction, organization=food_bank, on=today(), summary="Hi", by=user) == "house.not_allowed"
    assert actions.add_organization(name="Guild", kind="community", by=the_administrator).kind == "community"


def test_names_are_read_by_outreach_staff_alone(bao, farid, the_reader, carla, dmitri, food_bank):
    note = actions.log_interaction(organization=food_bank, on=today(), summary="Coffee", by=bao)
    assert [contact.name for contact in contacts_visible_to(bao, food_bank)] == ["Carla"]
    assert list(interactions_visible_to(bao, food_bank)) == [note]
    for user in (farid, the_reader, carla, dmitri, NOBODY):
        assert (contacts_visible_to(user, food_bank).count(), interactions_visible_to(user, food_bank).count()) == (0, 0)
    assert [organizations_visible_to(user).count() for user in (farid, the_reader, carla, dmitri, NOBODY)] == [1, 1, 1, 0, 0]
