import uuid
from decimal import Decimal

import pytest

from commonshelf.common.dates.clock import today
from commonshelf.community.persons.actions import add_person
from commonshelf.community.persons.models import Person
from commonshelf.path.ripples.volunteers import actions
from commonshelf.path.ripples.volunteers.models import HourEntry, Role

BACKEND = "django.contrib.auth.backends.ModelBackend"


def hours(who, what, **more):
    sent = {"person": who.pk, "role": what.pk, "on": today().isoformat(), "hours": "2.5", "sent_once": str(uuid.uuid4())}
    return {**sent, **more}


def test_hours_clicked_twice_are_one_entry_and_two_tabs_are_two(as_bao, nadia, maker):
    sent = hours(nadia, maker)
    for _click in range(2):
        assert as_bao.post("/staff/volunteers/claim/", sent).status_code == 302
    as_bao.post("/staff/volunteers/claim/", hours(nadia, maker))
    assert HourEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"hours": "0"}, "hours", "Ensure this value is greater than or equal to 0.25."),
        ({"hours": "NaN"}, "hours", "Enter a number."),
        ({"hours": "1.333"}, "hours", "Ensure that there are no more than 2 decimal places."),
        ({"on": "2999-01-01"}, "__all__", "The day Jan. 1, 2999 has not come yet. Write down hours after they were worked."),
        ({"person": "0"}, "person", "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_claim_says_what_is_wrong(as_bao, nadia, maker, sent, field, said):
    page = as_bao.post("/staff/volunteers/claim/", hours(nadia, maker, **sent))
    assert (page.status_code, page.context["form"].errors[field]) == (422, [said])
    assert HourEntry.objects.count() == 0


def test_volunteer_writes_down_own_hours_and_sees_which_count(client, a_volunteer, nadia, maker, bao):
    viktor = add_person(name="Viktor", user=a_volunteer, by=bao)
    client.force_login(a_volunteer, backend=BACKEND)
    assert client.post("/staff/volunteers/claim/", hours(nadia, maker)).status_code == 422
    client.post("/staff/volunteers/claim/", hours(viktor, maker))
    actions.approve_hours(entry=HourEntry.objects.get(), by=bao)
    page = client.get("/staff/volunteers/claim/")
    assert [(entry.person, entry.state) for entry in page.context["page"]] == [(viktor, "approved")]
    assert ("Nadia" in page.content.decode(), client.get("/staff/volunteers/").status_code) == (False, 403)


def test_settling_twice_says_that_it_was_done(as_bao, bao, nadia, maker):
    entry = actions.claim_hours(person=nadia, role=maker, on=today(), hours=Decimal(2), by=bao)
    address = f"/staff/volunteers/{entry.pk}/settle/"
    assert as_bao.post(address, {"refuse": "1"}).headers["location"] == "/staff/volunteers/"
    second = as_bao.post(address)
    assert (second.status_code, "These hours were settled already." in second.content.decode()) == (409, True)
    assert (HourEntry.objects.get().state, as_bao.get(address).status_code) == ("refused", 405)


@pytest.mark.parametrize("how_many", [1, 3])
def test_hours_page_costs_the_same_for_one_and_for_three(as_bao, bao, table, django_assert_num_queries, how_many):
    actions.set_rate(from_day=today(), amount=Decimal(30), source="A source", by=bao)
    for n in range(how_many):
        person = add_person(name=f"Person {n}", by=bao)
        role = actions.offer_role(title={"en": f"Role {n}"}, program=table, by=bao)
        actions.approve_hours(entry=actions.claim_hours(person=person, role=role, on=today(), hours=Decimal(2), by=bao), by=bao)
    with django_assert_num_queries(9):
        page = as_bao.get("/staff/volunteers/")
    assert len(page.context["page"]) == how_many
    assert f"Worth {60 * how_many}.00 dollars by this rate: A source." in page.content.decode()


def test_reader_sees_hours_and_no_name(client, the_reader, bao, nadia, maker):
    actions.approve_hours(entry=actions.claim_hours(person=nadia, role=maker, on=today(), hours=Decimal("2.5"), by=bao), by=bao)
    client.force_login(the_reader, backend=BACKEND)
    page = client.get("/staff/volunteers/").content.decode()
    assert ("<strong>2.5</strong>" in page, "Nadia" in page, "/claim/" in page) == (True, False, False)


def test_role_and_person_are_written_down_and_escaped(as_bao, table):
    as_bao.post("/staff/volunteers/roles/new/", {"title_en": "<script>alert(1)</script>", "program": table.pk})
    assert Role.objects.get().title == {"en": "<script>alert(1)</script>"}
    page = as_bao.post("/staff/volunteers/persons/new/", {"name": "<b>Nadia</b>", "email": "nadia@example.org"}, follow=True)
    assert Person.objects.get().name == "<b>Nadia</b>"
    assert ("<b>Nadia" in page.content.decode(), "<script>alert" in as_bao.get("/staff/volunteers/").content.decode()) == (False, False)
