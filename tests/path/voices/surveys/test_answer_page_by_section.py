import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.receipts.codes import code_for
from commonshelf.path.voices.surveys.models import Attempt, Response
from commonshelf.questionnaire.definition import Group, Question
from tests.path.voices.surveys.answer_forms import DURING, FORM, hidden, published, text


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


def sections():
    return (
        Group("first", (Question("pets", "select_one", {"en": "Have you a pet?"}, choice_list="yes_no", required="yes"),), {"en": "Pets"}),
        Group(
            "second",
            (Question("name", "text", {"en": "What is it called?"}, appearance="short"),),
            {"en": "Its name"},
            relevant="${pets} = 'yes'",
        ),
        Group("third", (Question("books", "integer", {"en": "How many books of ${pets} pet owners?"}),), {"en": "Books"}),
    )


@pytest.fixture
def by_section(db):
    return published(*sections(), layout="by_section")


def on(client, page, **told):
    """Send a page on as its browser would."""
    answer = client.post(FORM, {**hidden(page), "~do": "next", **told})
    return answer, text(answer)


def test_sections_come_one_after_the_other_and_lose_nothing(client, by_section):
    page = text(client.get(FORM))
    assert ("Have you a pet?" in page, "What is it called?" in page, "About you" in page) == (True, False, False)
    _answer, page = on(client, page, **{"first/pets": "yes"})
    assert ("What is it called?" in page, "Part 2 of about 4" in page) == (True, True)
    _answer, page = on(client, page, **{"second/name": "Rex"})
    assert 'How many books of <bdi data-piped="pets">Yes</bdi> pet owners?' in page
    _answer, page = on(client, page, **{"third/books": "12", "~do": "back"})
    assert 'name="second/name" value="Rex"' in page
    _answer, page = on(client, page, **{"second/name": "Rex"})
    assert 'name="third/books" value="12"' in page
    _answer, page = on(client, page, **{"third/books": "12"})
    assert ("About you" in page, "Part 4 of about 4" in page, "Send my answers" in page) == (True, True, True)
    answer, _page = on(client, page, **{"~do": "send", "~age_band": "35-64", "~language": "en"})
    assert answer.status_code == 302
    response = Response.objects.get()
    assert (response.answers, response.age_band) == ({"first": {"pets": "yes"}, "third": {"books": "12"}}, "35-64")


def test_section_in_which_nothing_is_asked_is_skipped(client, by_section):
    answer, page = on(client, text(client.get(FORM)), **{"first/pets": "no"})
    assert ("How many books" in page, "Part 2 of about 3" in page, answer.status_code) == (True, True, 200)


def test_section_says_what_is_wrong_before_it_leads_on(client, by_section):
    answer, page = on(client, text(client.get(FORM)))
    assert (answer.status_code, [one.ident for one in answer.context["form"].errors]) == (422, ["q-first/pets"])
    assert "Have you a pet?" in page


def test_what_was_wrong_earlier_leads_back_to_its_section(client, by_section):
    so_far = '{"answers":{"first":{"pets":"perhaps"},"third":{"books":"3"}},"about":{}}'
    answer, page = on(client, "", **{"~page": "3", "~so_far": so_far, "~do": "send"})
    assert (answer.status_code, "Have you a pet?" in page, Response.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    "so_far", ["[" * 100_000, "nul", '{"answers": [1], "about": 3}', '{"answers": {"first": [[[]]]}, "about": {"age_band": {}}}']
)
@pytest.mark.parametrize("number", ["", "-1", "99999999999", "x", "²"])
def test_page_that_carries_nonsense_begins_anew(client, by_section, so_far, number):
    answer, _page = on(client, "", **{"~page": number, "~so_far": so_far})
    assert (answer.status_code in {200, 422}, Response.objects.count()) == (True, 0)


def test_attempt_is_kept_while_somebody_is_on_the_way_and_goes_when_they_send(client, by_section):
    page = text(client.get(FORM))
    assert Attempt.objects.count() == 0
    _answer, page = on(client, page, **{"first/pets": "yes"})
    assert [(each.furthest, each.language, each.mode) for each in Attempt.objects.all()] == [("first/pets", "en", "web")]
    _answer, page = on(client, page)
    assert [each.furthest for each in Attempt.objects.all()] == ["second/name"]
    _answer, page = on(client, page)
    on(client, page, **{"~do": "send"})
    assert (Attempt.objects.count(), Response.objects.count()) == (0, 1)


def test_who_goes_on_without_an_attempt_of_ours_is_not_counted(client, by_section):
    page = text(client.get(FORM))
    for attempt in ("", "made up", "7e57a000000040008000000000000001:AAAA"):
        answer, _page = on(client, page, **{"first/pets": "yes", "~attempt": attempt})
        assert (answer.status_code, Attempt.objects.count()) == (200, 0)


def test_correcting_page_by_page_counts_nobody_as_gone(client, by_section):
    page = text(client.get(FORM))
    for told in ({"first/pets": "no"}, {}, {"~do": "send", "~language": "en"}):
        answer, page = on(client, page, **told)
    assert (answer.status_code, Response.objects.count()) == (302, 1)
    client.post("/my-response/", {"code": code_for(Response.objects.get().sent_once)})
    page = text(client.get("/my-response/correct/"))
    answer = client.post("/my-response/correct/", {**hidden(page), "first/pets": "yes", "~do": "next"})
    attempts = (hidden(page)["~attempt"], hidden(text(answer))["~attempt"], Attempt.objects.count())
    assert (answer.status_code, "What is it called?" in text(answer), attempts) == (200, True, ("", "", 0))
