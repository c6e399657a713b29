import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.ripples.gifts import actions
from commonshelf.path.ripples.gifts.models import Fund, Gift
from commonshelf.path.ripples.gifts.queries import funds, gifts_visible_to, total_given

BACKEND = "django.contrib.auth.backends.ModelBackend"
NOBODY = AnonymousUser()


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


@pytest.fixture
def coins(friends, bao):
    """A gift that lacks only its giver."""
    return {"amount": Decimal("250.00"), "received_on": today(), "fund": friends, "by": bao}


@pytest.mark.parametrize("giver", ["person", "organization", "unnamed"])
def test_record_gift_from_one_giver(coins, nadia, food_bank, table, giver):
    given = {"person": nadia, "organization": food_bank, "unnamed": True}[giver]
    gift = actions.record_gift(**coins, **{giver: given}, program=table)
    named = {"person": None, "organization": None, "unnamed": False, giver: given}
    assert {name: getattr(gift, name) for name in named} == named
    assert (gift.program, total_given()) == (table, Decimal(250))
    assert [entry.detail for entry in LogEntry.objects.filter(action="record_gift")] == [{}]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"amount": Decimal(0)}, "gifts.amount_wrong"),
        ({"amount": Decimal(-5)}, "gifts.amount_wrong"),
        ({"amount": Decimal("0.001")}, "gifts.amount_wrong"),
        ({"amount": Decimal("1e9")}, "gifts.amount_wrong"),
        ({"received_on": dt.date(2999, 1, 1)}, "gifts.in_future"),
        ({"unnamed": False}, "gifts.giver_missing"),
    ],
)
def test_record_gift_refuses_what_is_wrong_and_writes_nothing(coins, told, code):
    right = {**coins, "unnamed": True}
    assert code_of(actions.record_gift, **{**right, **told}) == code
    assert (Gift.objects.count(), total_given()) == (0, None)
    assert actions.record_gift(**right).unnamed is True


def test_record_gift_refuses_two_givers_and_a_name_that_is_not_to_be_named(coins, nadia, food_bank):
    assert code_of(actions.record_gift, **coins, person=nadia, organization=food_bank) == "gifts.two_givers"
    for named in ({"person": nadia}, {"organization": food_bank}):
        assert code_of(actions.record_gift, **coins, unnamed=True, **named) == "gifts.named_and_unnamed"
    assert Gift.objects.count() == 0


def test_record_gift_sent_twice_counts_once_and_a_changed_amount_is_not_lost_unsaid(coins):
    sending = {**coins, "unnamed": True, "sent_once": uuid.uuid4()}
    assert actions.record_gift(**sending) == actions.record_gift(**sending)
    assert code_of(actions.record_gift, **{**sending, "amount": Decimal(300)}) == "house.sent_already"
    assert total_given() == Decimal(250)


def test_open_fund_keeps_a_clean_name_once(bao):
    assert actions.open_fund(name=" Books\n for all ", by=bao).name == "Books for all"
    assert code_of(actions.open_fund, name="Books for all", by=bao) == "gifts.fund_taken"
    assert code_of(actions.open_fund, name=" \x00", by=bao) == "house.text_empty"
    assert Fund.objects.count() == 1


def test_funds_know_their_gifts_and_totals_by_name(coins, bao):
    books = actions.open_fund(name="Books", by=bao)
    for amount, fund in (("10.50", books), ("4.50", books), ("250", coins["fund"])):
        actions.record_gift(**{**coins, "fund": fund, "amount": Decimal(amount)}, unnamed=True)
    found = [(fund.name, fund.gift_count, fund.total) for fund in funds()]
    assert found == [("Books", 2, Decimal(15)), ("Friends of the library", 1, Decimal(250))]


def test_givers_are_seen_and_gifts_written_by_outreach_staff_alone(coins, nadia, bao, the_administrator, farid, the_reader, carla, dmitri):
    actions.record_gift(**coins, person=nadia)
    for user in (farid, the_reader, carla, dmitri, NOBODY):
        assert code_of(actions.record_gift, **{**coins, "by": user}, unnamed=True) == "house.not_allowed"
        assert code_of(actions.open_fund, name="Books", by=user) == "house.not_allowed"
        assert gifts_visible_to(user).count() == 0
    assert [gifts_visible_to(user).count() for user in (bao, the_administrator)] == [1, 1]


def sent_gift(fund, **more):
    sent = {"amount": "250.00", "received_on": today().isoformat(), "fund": fund.pk, "unnamed": "on", "sent_once": str(uuid.uuid4())}
    return {**sent, **more}


def test_gift_clicked_twice_is_one_and_two_tabs_are_two(as_bao, friends):
    sent = sent_gift(friends)
    for _click in range(2):
        assert as_bao.post("/staff/gifts/new/", sent).headers["location"] == "/staff/gifts/"
    as_bao.post("/staff/gifts/new/", sent_gift(friends))
    assert total_given() == Decimal(500)


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"amount": "0"}, "amount", "Ensure this value is greater than or equal to 0.01."),
        ({"amount": "99999999999"}, "amount", "Ensure that there are no more than 10 digits in total."),
        (
            {"unnamed": ""},
            "__all__",
            "It does not say who gave this. Choose a person or an organization, or say that the giver is not to be named.",
        ),
    ],
)
def test_record_says_what_is_wrong_and_keeps_what_was_typed(as_bao, friends, sent, field, said):
    page = as_bao.post("/staff/gifts/new/", sent_gift(friends, **sent))
    assert (page.status_code, page.context["form"].errors[field]) == (422, [said])
    assert page.context["form"]["amount"].value() == sent_gift(friends, **sent)["amount"]
    assert Gift.objects.count() == 0


@pytest.mark.parametrize("how_many", [1, 3])
def test_gifts_page_costs_the_same_for_one_and_for_three(as_bao, bao, coins, nadia, table, django_assert_num_queries, how_many):
    for n in range(how_many):
        fund = actions.open_fund(name=f"Fund {n}", by=bao)
        actions.record_gift(**{**coins, "fund": fund}, person=nadia, program=table)
    with django_assert_num_queries(8):
        page = as_bao.get("/staff/gifts/")
    assert len(page.context["page"]) == how_many


def test_reader_sees_totals_and_no_giver(client, the_reader, coins, nadia):
    actions.record_gift(**coins, person=nadia)
    client.force_login(the_reader, backend=BACKEND)
    page = client.get("/staff/gifts/").content.decode()
    assert ("<strong>250.00</strong>" in page, "Nadia" in page, "/gifts/new/" in page) == (True, False, False)


def test_gifts_page_escapes_hostile_names(as_bao):
    as_bao.post("/staff/gifts/funds/new/", {"name": "<script>alert(1)</script>"})
    page = as_bao.get("/staff/gifts/").content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)
