import gzip
import re
import uuid
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.voices.surveys.models import Attempt, Response
from commonshelf.questionnaire.definition import Choice, Group, Question, Repeat
from tests.path.voices.surveys.answer_forms import CLOSES, DURING, OPENS, every_kind, many, published

CLUB = "/surveys/book-club/"
FORM = "/surveys/form/"
SEND = {"~do": "send"}


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


def sent(**more):
    return {"coming": "no", "wishes": "Crime novels", "~language": "en", "~sent_once": str(uuid.uuid4()), **more}


def hidden(page):
    """Return the hidden fields of the form, as a browser sends them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.partition('id="answers"')[2])
    return {name: value.replace("&quot;", '"') for name, value in found if name != "csrfmiddlewaretoken"}


def text(answer):
    """Return the page as it is without scripts: what stands in a template is not there yet."""
    return re.sub(r"<template.*?</template>", "", answer.content.decode(), flags=re.DOTALL)


def test_answer_page_promises_before_the_first_question(client, survey):
    page = text(client.get(CLUB))
    assert page.index("We keep your answers, the week and no name") < page.index("It takes about") < page.index("Will you come back?")


def test_answer_page_has_a_legend_for_each_choice_question(client, survey):
    page = text(client.get(CLUB))
    legends = [re.sub("<[^>]+>", "", legend).split("(")[0].strip() for legend in re.findall(r"<legend>(.*?)</legend>", page, re.DOTALL)]
    assert legends == ["Will you come back?", "What do you like?", "Your words", "About you"]


def test_answer_page_speaks_the_readers_language_and_marks_what_does_not(client, survey):
    page = text(client.get(CLUB, headers={"accept-language": "es"}))
    assert "<legend>¿Volverá? " in page
    assert '<legend><span lang="en" dir="auto">What do you like?</span></legend>' in page


@pytest.mark.parametrize(("language", "said"), [("vi", 1), ("es", 0), ("en", 0)])
def test_answer_page_says_when_the_questions_do_not_speak_the_readers_language(client, survey, language, said):
    assert text(client.get(CLUB, headers={"accept-language": language})).count('lang="en" dir="auto">Will you come back?') == said


def test_answer_leads_to_the_code(client, survey):
    answer = client.post(CLUB, sent(more="Tea"), follow=True)
    assert answer.redirect_chain == [("/survey-thanks/", 302)]
    assert Response.objects.get().answers == {"coming": "no"}


def test_answer_is_sent_by_the_enter_key_as_by_the_button(client, survey):
    assert [client.post(CLUB, {**sent(), **button}).status_code for button in ({}, SEND)] == [302, 302]


def test_answer_sent_twice_is_one_response_and_two_tabs_are_two(client, survey):
    once = sent()
    for told in (once, once, sent()):
        client.post(CLUB, told)
    assert Response.objects.count() == 2


def test_next_person_who_goes_back_on_the_same_screen_gets_nobody_elses_code(client, survey):
    once = sent()
    client.post(CLUB, once)
    client.cookies.clear()
    told = [client.post(CLUB, once | change) for change in ({"wishes": "Chess"}, {"coming": "yes"}, {"more": "Tea"})]
    assert [answer.status_code for answer in told] == [422, 422, 422]
    assert "This page was sent already, and now it says something else." in text(told[0])
    assert (Response.objects.count(), client.get("/survey-thanks/").status_code) == (1, 302)


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"coming": ""}, "q-coming"),
        ({"coming": "maybe"}, "q-coming"),
        ({"likes": ["books", "cats"]}, "q-likes"),
        ({"wishes": "x" * 10_001}, "q-wishes"),
        ({"~language": "tlh"}, "id_~language"),
        ({"stranger": "x"}, ""),
        ({"a/b[3]/c": "x"}, ""),
    ],
)
def test_answer_says_what_is_wrong_and_keeps_what_was_typed(client, survey, told, where):
    answer = client.post(CLUB, sent(more="Keep this", **told))
    page = text(answer)
    assert (answer.status_code, [one.ident for one in answer.context["form"].errors]) == (422, [where])
    assert page.index('class="error-summary" role="alert"') < page.index("Keep this")
    assert Response.objects.count() == 0


def test_answer_with_marks_that_mean_nothing_is_kept_without_them(client, survey):
    assert client.post(CLUB, sent(wishes="nul\0l \u202etxet", more="👍")).status_code == 302


def test_answer_of_two_megabytes_is_refused(client, survey):
    assert client.post(CLUB, sent(wishes="x" * 2_000_000)).status_code == 400
    assert Response.objects.count() == 0


@pytest.mark.parametrize(("moment", "said"), [(CLOSES, "It is over."), (OPENS.replace(year=2025), "You can answer it from")])
def test_answer_outside_the_window_says_so_and_shows_another_way(client, survey, moment, said):
    with clock_set_to(moment):
        for answer in (client.get(CLUB), client.post(CLUB, sent())):
            assert answer.status_code == 409
            assert "This survey is not open now." in text(answer)
            assert text(answer).index(said) < text(answer).rindex('href="/have-your-say/"')
    assert Response.objects.count() == 0


@pytest.mark.parametrize("more", [{"slug": "other"}, {"published": False}])
def test_answer_page_of_a_survey_that_nobody_may_see_is_not_found(client, db, more):
    published(*every_kind(), **more)
    assert client.get(FORM).status_code == 404


def test_answer_page_of_a_survey_without_words_asks_for_no_language(client, db):
    published(Question("coming", "select_one", {"en": "Will you come?"}, choice_list="yes_no"))
    assert "Which language did you write in?" not in text(client.get(FORM))
    assert client.post(FORM, {"coming": "yes", "~language": "en"}).status_code == 302
    assert Response.objects.get().answers == {"coming": "yes"}


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({}, ["area", "age_band", "library_use"]),
        ({"asks_about_you": False}, []),
        ({"for_children": True}, ["age_band"]),
        ({"for_children": True, "guardian_consent": True}, ["age_band", "guardian_agreed"]),
    ],
)
def test_answer_page_asks_about_a_person_only_what_the_survey_may(client, db, more, names):
    published(Question("coming", "select_one", {"en": "Will you come?"}, choice_list="yes_no"), **more)
    page = text(client.get(FORM))
    asked = ["area", "age_band", "library_use", "guardian_agreed", "may_be_quoted"]
    assert [name for name in asked if f'name="~{name}"' in page] == names


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


def test_language_is_switched_midway_and_no_answer_is_lost(client, survey):
    answer = client.post(CLUB, sent(more="Tea", **{"~speak": "es"}))
    page = text(answer)
    assert answer.status_code == 200
    assert "¿Qué falta?" in page
    assert ("Crime novels" in page, "Tea" in page, 'lang="es"' in page, "error-summary" in page) == (True, True, True, False)
    assert re.search(r'value="no"[^>]* checked', page)
    assert client.cookies["django_language"].value == "es"
    assert Response.objects.count() == 0


def test_language_is_switched_by_buttons_that_belong_to_the_form(client, survey):
    page = text(client.get(CLUB))
    spoken = re.findall(r'<button class="tongue" form="answers" name="~speak" formnovalidate value="([\w-]+)"', page)
    assert spoken == ["en", "es", "fr", "ar", "zh-hans", "vi"]
    first = re.search(r'<button[^>]* form="answers"[^>]*>', page)[0]
    assert "name=" not in first, "the Enter key presses the first button of a form"


def test_language_nobody_speaks_changes_nothing(client, survey):
    answer = client.post(CLUB, sent(**{"~speak": "tlh"}))
    assert (answer.status_code, "Crime novels" in text(answer), "django_language" in client.cookies) == (200, True, False)


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


def test_repeat_that_counts_itself_has_its_turns_once_the_number_is_known(client, db):
    child = Repeat("children", (Question("age", "integer", {"en": "Age"}),), {"en": "Child"}, count="${number}")
    published(Question("number", "integer", {"en": "How many children?"}), child)
    page = text(client.post(FORM, {"number": "2"}))
    assert re.findall(r'name="(children[^"]*)"', page) == ["children[1]/age", "children[2]/age"]
    assert ("A few more questions come with your answers." in page, Response.objects.count()) == (True, 0)
    assert client.post(FORM, {**hidden(page), "number": "2"}).status_code == 302
    assert Response.objects.get().answers == {"number": "2", "children": [{}, {}]}


def test_first_page_costs_two_queries_and_no_session(client, survey, django_assert_num_queries):
    client.get(CLUB)
    client.cookies.clear()
    with django_assert_num_queries(2):
        answer = client.get(CLUB)
    assert list(answer.cookies) == ["csrftoken"]


def test_answer_costs_three_queries_beside_the_transaction(client, survey, old_town, django_assert_num_queries, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("PostsHaveLimits")]
    client.post(CLUB, sent())
    with django_assert_num_queries(5):  # SELECT, BEGIN, INSERT, INSERT, COMMIT
        client.post(CLUB, sent(**{"~area": str(old_town.pk)}))
    assert Response.objects.filter(area=old_town).count() == 1


def test_first_page_is_the_same_for_everybody_but_for_two_secrets(client, survey):
    pages = []
    for _visitor in range(2):
        client.cookies.clear()
        pages.append(text(client.get(CLUB)))
    secrets = [re.findall(r'name="(?:csrfmiddlewaretoken|~sent_once)" value="([^"]+)"', page) for page in pages]
    assert [len(each) for each in secrets] == [2, 2]
    assert not set(secrets[0]) & set(secrets[1])
    bare = [re.sub(r'(csrfmiddlewaretoken|~sent_once)" value="[^"]+"', "", page) for page in pages]
    assert bare[0] == bare[1]


def test_first_page_shows_what_was_changed_since(client, survey, old_town):
    assert "Old Town" in text(client.get(CLUB))
    old_town.name = "New Town"
    old_town.save()
    survey.title = {"en": "Another title"}
    survey.save()
    page = text(client.get(CLUB))
    assert ("New Town" in page, "Old Town" in page, "Another title" in page) == (True, False, True)


def test_first_page_greets_who_is_signed_in(client, survey, amina):
    client.get(CLUB)
    client.force_login(amina)
    assert "Sign out" in text(client.get(CLUB))
    client.logout()
    assert "Sign out" not in text(client.get(CLUB))


def test_pages_with_answers_on_them_are_kept_nowhere(client, survey):
    assert client.get(CLUB)["Cache-Control"] == "no-cache, private"
    assert client.post(CLUB, sent(coming=""))["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("number", [10, 60])
def test_page_of_many_questions_is_light(client, db, number):
    questions, choices = many(number)
    published(*questions, choices=choices)
    assert weight_of(client, FORM) < 60_000


def test_page_with_skip_logic_is_light(client, db):
    questions, choices = many(60)
    logical = [Question("pets", "select_one", {"en": "Have you a pet?"}, choice_list="yes_no")]
    logical += [Question(f"n{at}", "integer", {"en": "How many?"}, relevant="${pets} = 'yes'", constraint=". < 9") for at in range(10)]
    logical.append(Repeat("children", (Question("age", "integer", {"en": "Age"}),), {"en": "Child"}))
    published(*questions[:49], *logical, choices=choices)
    assert weight_of(client, FORM) < 60_000


def weight_of(client, path):
    """Return how many bytes a new visitor is sent, squeezed: the page, and every style and script it names."""
    page = client.get(path).content
    to_read = [name.decode() for name in re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"', page)]
    read = {}
    while to_read:
        name = to_read.pop()
        read[name] = Path(finders.find(name)).read_bytes()
        imported = re.findall(rb'(?:from|import\()\s*"\./([^"]+)"', read[name])
        to_read += [each for each in (f"questionnaire/{one.decode()}" for one in imported) if each not in read]
    return sum(len(gzip.compress(each)) for each in (page, *read.values()))
