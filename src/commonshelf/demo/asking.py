"""What the town is asked just now: a survey from the bank's own sets, in six languages, that anybody can answer and staff can watch."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.text import slugify

from commonshelf.demo.words.asking import PURPOSE, THANKS, TITLE
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.building import change_questions, draft_survey, open_survey
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of
from commonshelf.path.voices.surveys.terms import Layout
from commonshelf.questionnaire.bank.shelf import bank_set
from commonshelf.questionnaire.editing import merge_in

if TYPE_CHECKING:
    import random

    from commonshelf.demo.calendar import Calendar
    from commonshelf.demo.people import Town
    from commonshelf.path.voices.surveys.models import Survey

FIRST_WEEK, LAST_WEEK, ANSWERS = -3, 8, 180
NOBODY = AnonymousUser()


class Sort(NamedTuple):
    """One sort of people: how many of a hundred who answer are such, the language they answer in, their age, and what they lean to."""

    share: int
    language: str
    age: str
    hispanic: str
    topics: tuple[str, ...]
    hours: tuple[str, ...]
    barriers: tuple[str, ...]


# Those who answer are older than those who live here, and fewer of them speak another language at home: that is what weights are for.
SORTS = (
    Sort(34, "en", "65+", "not_hispanic", ("reading", "history", "company"), ("morning", "midday"), ("nothing", "way")),
    Sort(30, "en", "35-64", "not_hispanic", ("crafts", "health", "computers"), ("evening",), ("hours", "time")),
    Sort(14, "en", "19-34", "not_hispanic", ("small_children", "work", "crafts"), ("evening", "afternoon"), ("care", "unknown")),
    Sort(10, "es", "35-64", "hispanic", ("newcomers", "languages", "work"), ("evening",), ("hours", "language")),
    Sort(7, "vi", "19-34", "not_hispanic", ("school", "languages", "small_children"), ("afternoon",), ("language", "unknown")),
    Sort(5, "ar", "35-64", "not_hispanic", ("newcomers", "small_children", "languages"), ("morning",), ("welcome", "language")),
)


def ask_what_next(rng: random.Random, town: Town, calendar: Calendar) -> Survey:
    """Open the survey three weeks ago, let a hundred and eighty people answer it, and leave it open."""
    with calendar.at(FIRST_WEEK):
        survey = _opened(town, calendar)
    choices = {name: [choice.name for choice in listed] for name, listed in definition_of(questionnaire_of(survey)).choices.items()}
    for number in range(ANSWERS):
        sort = rng.choices(SORTS, [each.share for each in SORTS])[0]
        with calendar.at(FIRST_WEEK + number * -FIRST_WEEK // ANSWERS, rng.randrange(5)):
            submit_response(survey=survey, answers=_answers(rng, sort, choices), language=sort.language, by=NOBODY)
    return survey


def _opened(town: Town, calendar: Calendar) -> Survey:
    areas = {slugify(area.name): area.name for area in town.areas}
    wanted, who = bank_set("program_interest").questionnaire(), bank_set("demographics", areas).questionnaire()
    survey = draft_survey(title=TITLE, purpose=PURPOSE, thanks=THANKS, layout=Layout.BY_SECTION, asks_about_you=False, by=town.bao)
    change_questions(survey=survey, definition=merge_in(wanted, who), by=town.bao)
    opens = timezone.make_aware(dt.datetime.combine(calendar.day(FIRST_WEEK), dt.time(9)))
    closes = timezone.make_aware(dt.datetime.combine(calendar.day(LAST_WEEK), dt.time(18)))
    return open_survey(survey=survey, opens_at=opens, closes_at=closes, by=town.bao)


def _answers(rng: random.Random, sort: Sort, choices: dict[str, list[str]]) -> dict[str, Any]:
    """Return what one person answers; nobody answers everything."""
    formats = rng.sample(choices["formats"], 2)
    interest = {
        "topics": sorted({*rng.sample(sort.topics, 2), rng.choice([name for name in choices["topics"] if name != "other"])}),
        "formats": formats,
        "days": rng.sample(choices["days"], rng.randrange(1, 4)),
        "hours": [rng.choice(sort.hours)],
        "barriers": [rng.choice(sort.barriers)],
    }
    if rng.random() < 0.12:
        interest = {"topics": interest["topics"], "formats": formats}
    home = sort.language if rng.random() < 0.9 else "other"
    about = {"age_band": sort.age, "home_language": home, "hispanic": sort.hispanic, "area": rng.choice(choices["area"])}
    about |= {"gender": rng.choice(choices["gender"]), "children": rng.choice(choices["children"])}
    return {"program_interest": interest, "about_you": about if rng.random() < 0.85 else {}}
