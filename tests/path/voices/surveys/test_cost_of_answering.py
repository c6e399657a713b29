"""How many statements a visitor costs: two to see the page, three to answer it, one to be thanked; on both databases."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonshelf.common.dates.clock import now
from commonshelf.common.library.models import Library
from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey
from commonshelf.path.voices.surveys.models import Response
from tests.path.voices.surveys.answer_forms import hidden

ASIDE = re.compile(r"(BEGIN|COMMIT|SAVEPOINT|RELEASE)\b")


def statements(call):
    with CaptureQueriesContext(connection) as asked:
        answer = call()
    return answer, [query["sql"].split(" ", 2)[:2] for query in asked.captured_queries if not ASIDE.match(query["sql"])]


@pytest.mark.django_db(transaction=True)
def test_visitor_costs_one_statement_to_show_three_to_answer_and_one_to_thank(client, bao, old_town):
    choices = [{"en": "Yes"}, {"en": "No"}]
    questions = [
        QuestionDraft(kind="select_one", name="coming", label={"en": "Coming?"}, choices=choices),
        QuestionDraft(kind="text", name="why", label={"en": "Why?"}),
        QuestionDraft(kind="text", name="more", label={"en": "More?"}),
    ]
    window = {"opens_at": now() - dt.timedelta(days=1), "closes_at": now() + dt.timedelta(days=1)}
    open_simple_survey(slug="short", title={"en": "T"}, purpose={"en": "P"}, questions=questions, by=bao, **window)
    Library.objects.get_or_create(pk=1)
    for visit in ("first", "second"):
        client.cookies.clear()
        page, shown = statements(lambda: client.get("/surveys/short/"))
        told = {
            **hidden(page.content.decode()),
            "coming": "yes",
            "why": "Novels",
            "more": "Tea",
            "~language": "en",
            "~area": str(old_town.pk),
            "~do": "send",
        }
        answer, answered = statements(lambda told=told: client.post("/surveys/short/", told))
        thanks, thanked = statements(lambda: client.get("/survey-thanks/"))
        assert (page.status_code, answer.status_code, thanks.status_code, visit) == (200, 302, 200, visit)
    assert (len(shown), [words[0] for words in answered], len(thanked)) == (1, ["SELECT", "INSERT", "INSERT"], 1)
    assert Response.objects.filter(area=old_town).count() == 2
