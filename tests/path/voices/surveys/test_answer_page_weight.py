import gzip
import re
from pathlib import Path
from threading import Thread

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.library.models import Library
from commonshelf.path.voices.surveys.models import Response
from commonshelf.path.voices.surveys.views.public.kept import KeptPages
from commonshelf.questionnaire.definition import Question, Repeat
from tests.path.voices.surveys.answer_forms import CLUB, DURING, FORM, many, published, sent, text


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


def test_first_page_costs_one_query_and_no_session(client, survey, django_assert_num_queries):
    client.get(CLUB)
    client.cookies.clear()
    with django_assert_num_queries(1):
        answer = client.get(CLUB)
    assert list(answer.cookies) == ["csrftoken"]


def test_answer_costs_three_queries_beside_the_transaction(client, survey, old_town, django_assert_num_queries, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("PostsHaveLimits")]
    client.post(CLUB, sent())
    with django_assert_num_queries(5):  # SELECT, BEGIN, INSERT, INSERT, COMMIT
        client.post(CLUB, sent(**{"~area": str(old_town.pk)}))
    assert Response.objects.filter(area=old_town).count() == 1


def test_first_page_is_the_same_for_everybody_but_for_three_secrets(client, survey):
    pages = []
    for _visitor in range(2):
        client.cookies.clear()
        pages.append(text(client.get(CLUB)))
    secrets = [re.findall(r'name="(?:csrfmiddlewaretoken|~sent_once|~attempt)" value="([^"]+)"', page) for page in pages]
    assert [len(each) for each in secrets] == [3, 3]
    assert not set(secrets[0]) & set(secrets[1])
    bare = [re.sub(r'(csrfmiddlewaretoken|~sent_once|~attempt)" value="[^"]+"', "", page) for page in pages]
    assert bare[0] == bare[1]


@pytest.mark.parametrize(("token", "status"), [("own", 302), ("another's", 403), ("none", 403)])
def test_kept_page_is_sent_with_its_own_token_alone(survey, token, status):
    browser, another = (Client(enforce_csrf_checks=True) for _each in range(2))
    pages = [text(one.get(CLUB)) for one in (browser, another)]
    tokens = [re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.partition('id="answers"')[2])[1] for page in pages]
    told = sent(csrfmiddlewaretoken={"own": tokens[0], "another's": tokens[1], "none": ""}[token])
    assert browser.post(CLUB, told).status_code == status
    assert Response.objects.count() == (status == 302)


def test_first_page_shows_what_was_changed_since(client, survey, old_town):
    assert "Old Town" in text(client.get(CLUB))
    old_town.name = "New Town"
    old_town.save()
    page = text(client.get(CLUB))
    assert ("New Town" in page, "Old Town" in page) == (True, False)
    survey.title = {"en": "Another title"}
    survey.save()
    assert "Another title" in text(client.get(CLUB))
    Library.objects.update_or_create(pk=1, defaults={"name": "The other library"})
    assert "The other library" in text(client.get(CLUB))


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


def test_kept_pages_take_no_more_memory_than_they_may():
    pages = KeptPages(most=250)
    for number in range(4):
        pages.keep(number, (b"x" * 90, b"", b"", b"x" * 10))
        pages.get(0)
    assert ([number for number in range(4) if pages.get(number)], pages.bytes) == ([0, 3], 200)


def test_kept_pages_serve_one_thread_at_a_time():
    pages, waited = KeptPages(), []

    class Slow:
        """A page that is looked for while somebody else comes."""

        def __hash__(self):
            other = Thread(target=pages.get, args=("another",), daemon=True)
            other.start()
            other.join(0.05)
            waited.append(other.is_alive())
            return 0

    pages.get(Slow())
    pages.keep(Slow(), (b"", b"", b"", b""))
    assert (waited[0], set(waited[1:])) == (True, {True})


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
