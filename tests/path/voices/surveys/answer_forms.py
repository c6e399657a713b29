"""Questionnaires for the tests of the answering page, written as a librarian would, and the surveys that ask them."""

import datetime as dt
import re
import uuid

from commonshelf.path.voices.surveys.models import Questionnaire, Survey, Wave
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire as Definition, Repeat
from commonshelf.questionnaire.document import to_document

OPENS = dt.datetime(2026, 3, 2, 5, 0, tzinfo=dt.UTC)
CLUB = "/surveys/book-club/"
FORM = "/surveys/form/"
DURING = dt.datetime(2026, 3, 12, 15, 40, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 4, 1, 4, 0, tzinfo=dt.UTC)

YES_NO = (Choice("yes", {"en": "Yes", "es": "Sí"}), Choice("no", {"en": "No", "es": "No"}))
AGREE = tuple(Choice(f"a{number}", {"en": words}) for number, words in enumerate(("Not at all", "A little", "Quite", "Very much"), start=1))
FRUIT = (Choice("apple", {"en": "Apple"}), Choice("pear", {"en": "Pear"}), Choice("plum", {"en": "Plum"}))


def definition(*items, choices=None, languages=("en", "es"), **more):
    lists = {"yes_no": YES_NO, "agree": AGREE, "fruit": FRUIT, **(choices or {})}
    return Definition("form", "Form", tuple(items), choices=lists, languages=languages, default_language=languages[0], **more)


def published(*items, slug="form", choices=None, languages=("en", "es"), **settings):
    """Return a survey that asks these items in March 2026."""
    told = {"slug": slug, "title": {"en": "The form", "es": "El cuestionario"}, "purpose": {"en": "To know."}, "published": True}
    survey = Survey.objects.create(**{**told, "opens_at": OPENS, "closes_at": CLOSES, **settings})
    document = to_document(definition(*items, choices=choices, languages=languages))
    Questionnaire.objects.create(survey=survey, version=1, definition=document, released=True)
    Wave.objects.create(survey=survey, number=1, opens_at=OPENS, closes_at=CLOSES)
    return survey


def every_kind():
    """Return one question of each kind that people answer."""
    return (
        Question("words", "text", {"en": "Your words", "es": "Sus palabras"}, hint={"en": "As many as you like."}),
        Question("line", "text", {"en": "One line"}, appearance="short"),
        Question("whole", "integer", {"en": "A whole number"}),
        Question("part", "decimal", {"en": "A number"}),
        Question("day", "date", {"en": "A day"}),
        Question("hour", "time", {"en": "An hour"}),
        Question("moment", "dateTime", {"en": "A moment"}),
        Question("one", "select_one", {"en": "One of two"}, choice_list="yes_no"),
        Question("boxed", "select_one", {"en": "One in a box"}, choice_list="fruit", appearance="minimal"),
        Question("several", "select_multiple", {"en": "Several"}, choice_list="fruit"),
        Question("order", "rank", {"en": "In order"}, choice_list="fruit"),
        Question("steps", "range", {"en": "From one to five"}, parameters={"start": "1", "end": "5", "step": "1"}),
        Question("wide", "range", {"en": "From zero to a hundred"}, parameters={"start": "0", "end": "100", "step": "1"}),
        Question("where", "geopoint", {"en": "Your part of town"}),
        Question("agreed", "acknowledge", {"en": "I have read it"}),
        Question("code", "barcode", {"en": "The code on the book"}),
        Question("remark", "note", {"en": "Nearly done."}, guidance_hint={"en": "Only a few more."}),
        Group(
            "views",
            (
                Question("reading", "select_one", {"en": "Reading is a joy"}, choice_list="agree"),
                Question("rooms", "select_one", {"en": "The rooms are quiet"}, choice_list="agree"),
            ),
            {"en": "How far do you agree?"},
            appearance="table-list",
        ),
        Repeat(
            "children",
            (Question("age", "integer", {"en": "Age"}), Question("name", "text", {"en": "Likes"}, appearance="short")),
            {"en": "Child"},
        ),
    )


def many(number):
    """Return so many questions with five answers each, as long as real ones are."""
    five = tuple(Choice(f"c{at}", {"en": f"An answer of usual length, number {at}"}) for at in range(1, 6))
    questions = [
        Question(f"q{at}", "select_one", {"en": f"How often did you do the thing that question number {at} is about?"}, choice_list="five")
        for at in range(number)
    ]
    return questions, {"five": five}


def hidden(page):
    """Return the hidden fields of the form, as a browser sends them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.partition('id="answers"')[2])
    return {name: value.replace("&quot;", '"') for name, value in found if name != "csrfmiddlewaretoken"}


def text(answer):
    """Return the page as it is without scripts: what stands in a template is not there yet."""
    return re.sub(r"<template.*?</template>", "", answer.content.decode(), flags=re.DOTALL)


def sent(**more):
    return {"coming": "no", "wishes": "Crime novels", "~language": "en", "~sent_once": str(uuid.uuid4()), **more}
