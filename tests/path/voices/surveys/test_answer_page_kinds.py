import re

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.voices.surveys.models import Response
from commonshelf.questionnaire.definition import Choice, Question, Repeat
from tests.path.voices.surveys.answer_forms import DURING, FORM, every_kind, hidden, published, text


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


def filled():
    return {
        "words": "More light",
        "line": "Short",
        "whole": "١٢",
        "part": "3.5",
        "day": "2026-03-31",
        "hour": "14:30",
        "moment": "2026-03-31T14:30",
        "one": "yes",
        "boxed": "pear",
        "several": ["apple", "plum"],
        "order": ["plum", "", "apple"],
        "steps": "4",
        "wide": "55",
        "where": "Old Town",
        "agreed": "OK",
        "code": "978-3-16",
        "views/reading": "a4",
        "views/rooms": "",
        "children[1]/age": "7",
        "children[1]/name": "Dogs",
        "children[2]/age": "9",
    }


def test_every_kind_of_question_is_answered_and_kept(client, db, old_town):
    published(*every_kind())
    page = text(client.get(FORM))
    fields = set(re.findall(r'(?:input|select|textarea)[^>]* name="([^"~]+)"', page.partition('id="answers"')[2])) - {"csrfmiddlewaretoken"}
    assert fields == {*filled(), "children[1]/name"} - {"children[2]/age"}
    assert client.post(FORM, {**filled(), **hidden(page)}).status_code == 302
    assert Response.objects.get().answers == {
        "whole": "12",
        "part": "3.5",
        "day": "2026-03-31",
        "hour": "14:30",
        "moment": "2026-03-31T14:30",
        "one": "yes",
        "boxed": "pear",
        "several": ["apple", "plum"],
        "order": ["plum", "apple"],
        "steps": "4",
        "wide": "55",
        "where": "Old Town",
        "agreed": "OK",
        "code": "978-3-16",
        "views": {"reading": "a4"},
        "children": [{"age": "7"}, {"age": "9"}],
    }
    assert OutboxMessage.objects.get().payload["words"] == {"words": "More light", "line": "Short", "children[1]/name": "Dogs"}


def test_every_kind_of_question_shows_again_what_was_answered(client, db, old_town):
    published(*every_kind())
    told = {**filled(), "whole": "many"}
    page = text(client.post(FORM, told))
    chosen = re.findall(r'<(?:input|option) [^>]*?value="([^"]+)"[^>]*? (?:checked|selected)', page)
    assert chosen == ["yes", "pear", "apple", "plum", "plum", "apple", "4", "Old Town", "OK", "a4", "en"]
    written = re.findall(r'<input id="q-[^"]+" name="[^"]+" value="([^"]+)"', page)
    assert written == ["Short", "many", "3.5", "2026-03-31", "14:30", "2026-03-31T14:30", "55", "978-3-16", "7", "Dogs", "9"]


def test_each_row_of_a_scale_is_a_fieldset_with_a_legend_of_its_own(client, db):
    published(*every_kind())
    scale = text(client.get(FORM)).partition('class="form__group scale"')[2].partition('data-place="children"')[0]
    assert re.findall(r"<legend>(.*?)</legend>", scale) == ["How far do you agree?", "Reading is a joy", "The rooms are quiet"]
    assert "<table" not in scale


def test_label_is_text_whatever_stands_in_it(client, db):
    label = {"en": "<script>alert(1)</script> **Loud** & <b>big</b>"}
    published(Question("loud", "text", label))
    page = text(client.get(FORM))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <strong>Loud</strong> &amp; big" in page


def test_answer_in_a_label_is_data_and_never_markup(client, db):
    piped = Question("why", "integer", {"en": "Why **${name}**?"})
    published(Question("name", "text", {"en": "Name"}), piped)
    page = text(client.post(FORM, {"name": "<i>**Al**</i>", "why": "x"}))
    assert '<bdi data-piped="name">&lt;i&gt;**Al**&lt;/i&gt;</bdi>' in page


def test_turns_of_a_repeat_are_added_and_taken_out_without_scripts(client, db):
    published(*every_kind())
    page = text(client.post(FORM, {**filled(), "~do": "add:children"}))
    assert re.findall(r'name="(children\[\d\]/age)" value="(\d*)"', page) == [
        ("children[1]/age", "7"),
        ("children[2]/age", "9"),
        ("children[3]/age", ""),
    ]
    page = text(client.post(FORM, {**filled(), "~do": "remove:children[1]"}))
    assert re.findall(r'name="(children\[\d\]/age)" value="(\d*)"', page) == [("children[1]/age", "9")]
    assert Response.objects.count() == 0


@pytest.mark.parametrize("place", ["", "nothing", "children[x]", "children[99999999]", "words", "a/b/c", "children[1]/age"])
def test_turn_of_something_that_has_none_changes_nothing(client, db, place):
    published(*every_kind())
    for button in ("add", "remove"):
        page = text(client.post(FORM, {"children[1]/age": "7", "~do": f"{button}:{place}"}))
        assert re.findall(r'name="(children\[\d\]/age)" value="(\d*)"', page) == [("children[1]/age", "7")]


def conditional():
    return (
        Question("pets", "select_one", {"en": "Have you a pet?"}, choice_list="yes_no"),
        Question("name", "text", {"en": "What is it called?"}, relevant="${pets} = 'yes'", required="yes", appearance="short"),
    )


def test_question_that_may_follow_stands_on_the_page_and_is_needed_only_then(client, db):
    published(*conditional())
    page = text(client.get(FORM))
    assert "What is it called?" in page
    assert "<noscript>" in page.partition("What is it called?")[2]
    assert [client.post(FORM, {"pets": pets}).status_code for pets in ("no", "yes")] == [302, 422]


def test_random_choices_stand_in_the_same_order_until_they_are_sent(client, db):
    ten = tuple(Choice(f"c{number}", {"en": f"Choice {number}"}) for number in range(10))
    shuffled = Question("mixed", "select_one", {"en": "Which?"}, choice_list="ten", randomize=True)
    published(shuffled, Question("age", "integer", {"en": "Age"}), choices={"ten": ten})
    orders = set()
    for _visitor in range(4):
        page = text(client.get(FORM))
        order = tuple(re.findall(r'value="(c\d)"', page))
        again = text(client.post(FORM, {**hidden(page), "age": "x"}))
        assert tuple(re.findall(r'value="(c\d)"', again)) == order
        orders.add(order)
    assert len(orders) > 1


def test_default_by_lot_is_drawn_for_each_visitor_and_kept_as_they_send_it(client, db):
    published(
        Question("lot", "integer", {"en": "Your lot"}, default="round(random() * 1000000, 0)"), Question("age", "integer", {"en": "Age"})
    )
    pages = [text(client.get(FORM)) for _visitor in range(3)]
    drawn = [re.search(r'name="lot" value="(\d+)"', page)[1] for page in pages]
    assert len({*drawn}) == 3
    again = text(client.post(FORM, {**hidden(pages[0]), "lot": drawn[0], "age": "x"}))
    assert (f'name="lot" value="{drawn[0]}"' in again, client.post(FORM, {**hidden(pages[0]), "lot": drawn[0]}).status_code) == (True, 302)
    assert Response.objects.get().answers == {"lot": drawn[0]}


def test_choices_that_hang_on_this_page_all_stand_there(client, db):
    towns = tuple(Choice(name, {"en": name}, more={"of": land}) for name, land in (("Bonn", "de"), ("Lyon", "fr")))
    lands = (Choice("de", {"en": "Germany"}), Choice("fr", {"en": "France"}))
    published(
        Question("land", "select_one", {"en": "Land"}, choice_list="lands"),
        Question("town", "select_one", {"en": "Town"}, choice_list="towns", choice_filter="of = ${land}"),
        choices={"towns": towns, "lands": lands},
    )
    assert re.findall(r'name="town" value="(\w+)"', text(client.get(FORM))) == ["Bonn", "Lyon"]
    assert [client.post(FORM, {"land": "de", "town": town}).status_code for town in ("Lyon", "Bonn")] == [422, 302]


@pytest.mark.parametrize(("turns", "status"), [(300, 200), (600, 200), (601, 400)])
def test_more_turns_than_anybody_has_are_not_drawn(client, db, turns, status):
    published(*every_kind())
    sent = {f"children[{turn}]/age": "3" for turn in range(1, turns + 1)}
    answer = client.post(FORM, {**sent, "~speak": "en"})
    drawn = len(re.findall(r'name="children\[\d+\]/age"', text(answer)))
    assert (answer.status_code, drawn) == (status, 300 if status == 200 else 0)


@pytest.mark.parametrize(("number", "faulty"), [(300, []), (301, ["q-number"]), (1000, ["q-number"])])
def test_number_that_asks_for_more_turns_than_are_taken_is_wrong(client, db, number, faulty):
    child = Repeat("children", (Question("age", "integer", {"en": "Age"}),), {"en": "Child"}, count="${number}")
    published(Question("number", "integer", {"en": "How many children?"}), child)
    answer = client.post(FORM, {"number": str(number), "~do": "send"})
    assert answer.context["form"].instantly["most"] == {"turns": 300, "turns_in_all": 300}
    wrong = [(one.ident, one.sentence) for one in answer.context["form"].errors]
    assert wrong == [(ident, "That is more than we can take. At most 300 fit.") for ident in faulty]
    ages = {f"{kind}children[{turn}]{rest}": "1" for turn in range(1, 301) for kind, rest in (("", "/age"), ("~shown:", ""))}
    again = client.post(FORM, {"number": str(number), **ages, "~do": "send"})
    assert (again.status_code, Response.objects.count()) == ((422, 0) if faulty else (302, 1))


def test_repeat_that_counts_itself_has_its_turns_once_the_number_is_known(client, db):
    child = Repeat("children", (Question("age", "integer", {"en": "Age"}),), {"en": "Child"}, count="${number}")
    published(Question("number", "integer", {"en": "How many children?"}), child)
    page = text(client.post(FORM, {"number": "2"}))
    assert re.findall(r'name="(children[^"]*)"', page) == ["children[1]/age", "children[2]/age"]
    assert ("A few more questions come with your answers." in page, Response.objects.count()) == (True, 0)
    assert client.post(FORM, {**hidden(page), "number": "2"}).status_code == 302
    assert Response.objects.get().answers == {"number": "2", "children": [{}, {}]}
