import uuid

import pytest

from commonshelf.common.dates.clock import today
from commonshelf.community.partners import actions
from commonshelf.community.partners.models import Interaction, Organization


def test_partner_is_added_with_a_contact_and_a_note(as_bao):
    page = as_bao.post("/staff/partners/new/", {"name": "Corner Books", "kind": "business", "website": "corner.example"}, follow=True)
    partner = Organization.objects.get()
    assert page.redirect_chain == [(f"/staff/partners/{partner.pk}/", 302)]
    assert partner.website == "https://corner.example"
    as_bao.post(f"/staff/partners/{partner.pk}/contacts/new/", {"name": "Olga", "email": "olga@corner.example"})
    note = {"on": today().isoformat(), "summary": "They give us ten copies.", "sent_once": str(uuid.uuid4())}
    for _click in range(2):
        page = as_bao.post(f"/staff/partners/{partner.pk}/interactions/new/", note, follow=True)
    assert Interaction.objects.count() == 1
    assert [contact.email for contact in page.context["contacts"]] == ["olga@corner.example"]
    assert "They give us ten copies." in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"name": "nul\x00l"}, "name", "Null characters are not allowed."),
        ({"kind": "castle"}, "kind", "Select a valid choice. castle is not one of the available choices."),
        ({"website": "javascript:alert(1)"}, "website", "Enter a valid URL."),
        ({"name": "Harbor Food Bank"}, "__all__", "There is a partner called “Harbor Food Bank” already."),
    ],
)
def test_add_partner_says_what_is_wrong(as_bao, food_bank, sent, field, said):
    page = as_bao.post("/staff/partners/new/", {"name": "Guild", "kind": "community", **sent})
    assert page.status_code == 422
    assert page.context["form"].errors[field][0].startswith(said)
    assert Organization.objects.count() == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_partners_page_costs_the_same_for_one_and_for_three(as_bao, bao, django_assert_num_queries, how_many):
    for n in range(how_many):
        actions.add_organization(name=f"Partner {n}", kind="school", by=bao)
    with django_assert_num_queries(6):
        page = as_bao.get("/staff/partners/")
    assert len(page.context["page"]) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_partner_page_costs_the_same_for_one_note_and_for_three(as_bao, bao, food_bank, django_assert_num_queries, how_many):
    for n in range(how_many):
        actions.log_interaction(organization=food_bank, on=today(), summary=f"Call {n}", by=bao)
        actions.add_contact(organization=food_bank, name=f"Contact {n}", by=bao)
    with django_assert_num_queries(8):
        page = as_bao.get(f"/staff/partners/{food_bank.pk}/")
    assert len(page.context["page"]) == how_many


def test_partner_page_shows_a_reader_no_name(client, the_reader, carla, bao, food_bank):
    actions.log_interaction(organization=food_bank, on=today(), summary="Coffee with Carla", by=bao)
    client.force_login(the_reader, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/staff/partners/{food_bank.pk}/").content.decode()
    assert ("Harbor Food Bank" in page, "Carla" in page, "/contacts/new/" in page) == (True, False, False)


def test_partner_page_escapes_hostile_words(as_bao, bao):
    partner = actions.add_organization(name="<script>alert(1)</script>", kind="school", about="<img src=x onerror=alert(1)>", by=bao)
    for address in ("/staff/partners/", f"/staff/partners/{partner.pk}/"):
        page = as_bao.get(address).content.decode()
        assert ("<script>alert" in page, "<img src=x" in page, "&lt;script&gt;alert(1)" in page) == (False, False, True)
