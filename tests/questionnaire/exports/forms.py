"""Questionnaires and responses at random, for what must hold of all of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from commonshelf.questionnaire.columns import Record
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire, Repeat

# Names that clash once they are written in Latin letters, are short of some, are words of SPSS, or are columns of the house.
NAMES = (
    "age",
    "Age",
    "AGE_2",
    "age_2",
    "area",
    "by",
    "with",
    "a.b",
    "a-b",
    "_x",
    "名字",
    "العمر",
    "número",
    "x" * 70,
    "x" * 70 + "y",
    "not_asked",
    "response",
)
CHOICES = ("a", "b", "B", "7", "other", "other_text", "好", "é", "c" * 40, "c" * 40 + "d", "-99", "-98")
KINDS = (
    "text", "integer", "decimal", "date", "time", "dateTime", "select_one", "select_multiple", "rank", "range", "note", "calculate", "acknowledge",
    "geopoint", "image", "barcode", "hidden", "today",
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=12) | st.sampled_from(
    ["=1+1", "'=1", "''-2", "-98", "\tx", "a\x00b", "\ud800", "two\r\nlines", "@", '"quoted", with comma', "مرحبا", "你好"]
)
LABELS = st.dictionaries(st.sampled_from(["English (en)", "العربية (ar)", "zh-Hans", ""]), st.text(max_size=8), max_size=3)
DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2200, 1, 1))


@st.composite
def questions(draw, name):
    kind = draw(st.sampled_from(KINDS))
    lists = {"select_one": ("small", "numbers", "absent"), "select_multiple": ("small", "large"), "rank": ("small", "large")}
    choice_list = draw(st.sampled_from(lists[kind])) if kind in lists else ""
    other = kind in {"select_one", "select_multiple"} and choice_list != "absent" and draw(st.booleans())
    condition = draw(st.sampled_from(["", "${x} = 'a'"]))
    return Question(name, kind, draw(LABELS), choice_list=choice_list, or_other=other, relevant=condition)


@st.composite
def items(draw, depth=2):
    made = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)):
        sort = draw(st.sampled_from(["question", "question", "question", "group", "repeat"] if depth else ["question"]))
        if sort == "question":
            made.append(draw(questions(name)))
        elif sort == "group":
            made.append(Group(name, draw(items(depth - 1)), draw(LABELS)))
        else:
            made.append(Repeat(name, draw(items(depth - 1)), draw(LABELS), count=draw(st.sampled_from(["", "", "2", "${x}"]))))
    return tuple(made)


@st.composite
def questionnaires(draw):
    small, large = (Choice(name, draw(LABELS)) for name in CHOICES[:2]), (Choice(name, {"English (en)": "Same"}) for name in CHOICES)
    choices = {"small": tuple(small), "large": tuple(large), "numbers": tuple(Choice(name, {}) for name in ("-99", "1", "5"))}
    return Questionnaire("form", "Form", draw(items()), choices, ("English (en)", "العربية (ar)"), "English (en)", version="1")


def _names(questionnaire, question):
    return st.sampled_from([choice.name for choice in questionnaire.choices[question.choice_list]])


def stored(questionnaire, question):
    """Return a strategy for answers as they are kept."""
    plain = {
        "integer": st.integers(-(10**9) + 10, 10**9).map(str),
        "range": st.integers(0, 10).map(str),
        "decimal": st.decimals(-1000, 1000, places=2).map(str),
        "date": DAYS.map(str),
        "today": DAYS.map(str),
        "time": st.times().map(lambda each: each.replace(microsecond=0).isoformat()),
        "dateTime": st.tuples(DAYS, st.sampled_from(["00:00:00", "23:59:59"])).map("{0[0]}T{0[1]}".format),
        "acknowledge": st.sampled_from(["OK", "true"]),
    }
    if question.choice_list in questionnaire.choices:
        names = _names(questionnaire, question)
        if question.kind == "select_one":
            return names
        several = st.lists(names, min_size=1, unique=True)
        return several | several.map(" ".join)
    return plain.get(question.kind, TEXTS)


@st.composite
def answered(draw, questionnaire, inside, before=""):
    """Return answers, and the places that were asked: all that have an answer, and some that have none."""
    answers, relevant = {}, set()
    for item in inside:
        place = f"{before}{item.name}"
        if isinstance(item, Question):
            asked = not item.relevant or draw(st.booleans())
            relevant |= {place} if asked else set()
            if asked and item.kind != "note" and draw(st.booleans()):
                answers[item.name] = draw(stored(questionnaire, item))
        elif isinstance(item, Group):
            answers[item.name], more = draw(answered(questionnaire, item.items, f"{place}/"))
            relevant |= more
        else:
            turns = draw(st.integers(0, 3)) if not item.count else 2
            made = [draw(answered(questionnaire, item.items, f"{place}[{number}]/")) for number in range(1, turns + 1)]
            answers[item.name] = [each for each, _more in made]
            relevant |= set().union(*(more for _each, more in made))
    return answers, relevant


@st.composite
def surveys(draw):
    """Return a questionnaire and responses to it."""
    questionnaire = draw(questionnaires())
    records = []
    for number in range(draw(st.integers(1, 3))):
        answers, relevant = draw(answered(questionnaire, questionnaire.items))
        record = Record(number + 1, answers, language="ar", mode="web", week=dt.date(2026, 3, 2), area="Old Town")
        records.append(replace(record, relevant=frozenset(relevant)) if draw(st.booleans()) else record)
    return questionnaire, records
