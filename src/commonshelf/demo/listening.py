"""How the town speaks: a survey, a forum, a partner, the telephone, and two years of “Have your say”, with believable dirt."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.common.receipts.codes import code_for
from commonshelf.demo.words.questions import COMES_TO_LIBRARY, SURVEY_PURPOSE, SURVEY_TITLE, WHAT_WOULD_BRING_YOU, WHEN
from commonshelf.demo.words.voices import DIRT, EMPTY, FORUM_QUESTIONS, THEMES
from commonshelf.path.voices.forums.actions import hold_forum, record_note
from commonshelf.path.voices.ledger.actions import note_voice, submit_voice
from commonshelf.path.voices.ledger.terms import AgeBand, Channel, LibraryUse
from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey, submit_response
from commonshelf.path.voices.surveys.actions.building import change_settings
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of
from commonshelf.path.voices.surveys.terms import QuestionKind

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from commonshelf.demo.calendar import Calendar
    from commonshelf.demo.people import Town
    from commonshelf.path.voices.ledger.models import Voice

NOBODY = AnonymousUser()
READING = ("Current events", "Crime novels")
OLDER = ("Saturday hours", "Vietnamese picture books", "Making things together", "Parking", "A swimming pool")
AGES = (AgeBand.TEEN, AgeBand.YOUNG, AgeBand.MIDDLE, AgeBand.MIDDLE, AgeBand.OLDER, "")


class Heard(NamedTuple):
    """A voice and the theme it was written about; None where it is about nothing."""

    voice: Voice
    theme: str | None
    code: str = ""


def said(rng: random.Random, theme: str) -> tuple[str, str]:
    """Return a language and words about a theme, now and then with the slips of people in a hurry."""
    language, texts = rng.choice([(code, texts) for code, texts in THEMES[theme][1].items() for _each in texts])
    text = rng.choice(texts)
    slip = rng.random()
    if slip < 0.08 and language in {"en", "es", "fr"}:
        place = rng.randrange(1, len(text) - 1)
        text = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    elif slip < 0.14:
        text = text.lower()
    elif slip < 0.18:
        text = f"  {text}\n\n"
    return language, text


def about(rng: random.Random, town: Town, *, use: LibraryUse | str = "") -> dict[str, Any]:
    """Return what a person chooses to tell about themselves: often nothing."""
    area = rng.choice(town.areas) if rng.random() < 0.6 else None
    return {"area": area, "age_band": rng.choice(AGES), "library_use": use, "may_be_quoted": rng.random() < 0.5}


def two_years_of_voices(rng: random.Random, town: Town, calendar: Calendar) -> list[Heard]:
    """Let the town speak on “Have your say” and at the desk, week after week, about everything but the book club."""
    heard = []
    for week in range(-100, -2):
        for _each in range(rng.choice((1, 1, 2, 2))):
            theme = rng.choice(OLDER)
            language, text = said(rng, theme)
            with calendar.at(week, rng.randrange(6)):
                one = submit_voice(text=text, language=language, by=NOBODY, **about(rng, town))
            heard.append(Heard(one.voice, theme, one.receipt_code))
    for week in range(-30, 0):
        theme, channel = "A quiet room", rng.choice((Channel.PHONE, Channel.REMARK, Channel.SLIP))
        language, text = said(rng, theme)
        with calendar.at(week, 2):
            one = note_voice(text=text, language=language, channel=channel, place=rng.choice((town.main, town.hill)), by=town.bao)
        heard.append(Heard(one.voice, theme, one.receipt_code))
    return heard


def the_inbox_as_it_is(rng: random.Random, calendar: Calendar) -> tuple[list[Heard], int]:
    """Let the odd ones in too: greetings, a rant, a phone number, and the empty ones, which are refused and counted."""
    heard, refused = [], 0
    for language, text in DIRT:
        with calendar.at(-rng.randrange(1, 30)):
            one = submit_voice(text=text, language=language, by=NOBODY)
            again = submit_voice(text=text, language=language, by=NOBODY) if rng.random() < 0.3 else one
        heard += [Heard(each.voice, None, each.receipt_code) for each in {one, again}]
    for text in EMPTY:
        try:
            submit_voice(text=text, language="en", by=NOBODY)
        except Refusal:
            refused += 1
    return heard, refused


def ask_about_reading(rng: random.Random, town: Town, calendar: Calendar) -> list[Heard]:
    """Ask everybody about the book club: those who come, those who stopped, those who never came."""
    return [*_survey(rng, town, calendar), *_forum(rng, town, calendar), *_partner(rng, town, calendar), *_calls(rng, town, calendar)]


def _survey(rng: random.Random, town: Town, calendar: Calendar) -> Iterator[Heard]:
    with calendar.at(-37):
        opens = timezone.make_aware(dt.datetime.combine(calendar.day(-37), dt.time(9)))
        closes = timezone.make_aware(dt.datetime.combine(calendar.day(-31, 5), dt.time(18)))
        survey = open_simple_survey(
            slug="what-would-bring-you",
            title=SURVEY_TITLE,
            purpose=SURVEY_PURPOSE,
            opens_at=opens,
            closes_at=closes,
            questions=[
                QuestionDraft(QuestionKind.SELECT_ONE, COMES_TO_LIBRARY[0], choices=COMES_TO_LIBRARY[1], name="comes"),
                QuestionDraft(QuestionKind.TEXT, WHAT_WOULD_BRING_YOU, name="bring"),
                QuestionDraft(QuestionKind.SELECT_MULTIPLE, WHEN[0], choices=WHEN[1], name="when"),
            ],
            by=town.bao,
        )
        change_settings(survey=survey, results_public=True, by=town.bao)
    lists = definition_of(questionnaire_of(survey)).choices
    choices = {name: [choice.name for choice in listed] for name, listed in lists.items()}
    for number in range(96):
        use = LibraryUse.values[number % 3]
        theme = READING[rng.random() < 0.45]
        language, text = said(rng, theme)
        words = text if rng.random() < 0.8 else ""
        answers: dict[str, str | list[str]] = {"comes": choices["comes"][number % 3], "when": rng.sample(choices["when"], 2)}
        with calendar.at(-37 + number // 16, rng.randrange(5)):
            given = {**about(rng, town, use=use)}
            written = {"bring": words} if words else {}
            response = submit_response(survey=survey, answers={**answers, **written}, language=language, by=NOBODY, **given).response
            deliver_traceless(now())
        yield from (Heard(answer.voice, theme, code_for(answer.voice.sent_once)) for answer in response.open_answers.all())


def _forum(rng: random.Random, town: Town, calendar: Calendar) -> Iterator[Heard]:
    with calendar.at(-34, 3, 20):
        forum = hold_forum(
            title={"en": "What should we read together?", "es": "¿Qué leemos juntos?", "vi": "Chúng ta cùng đọc gì?"},
            held_on=calendar.day(-34, 3),
            place=town.hill,
            partner=town.partners["Welcome House"],
            tables=FORUM_QUESTIONS,
            by=town.bao,
        )
        for table in forum.tables.all():
            for number in range(12):
                theme = "Making things together" if table.number == 2 else READING[number % 2]
                language, text = said(rng, theme)
                one = record_note(table=table, text=text, language=language, by=town.bao)
                yield Heard(one.voice, theme, one.receipt_code)


def _partner(rng: random.Random, town: Town, calendar: Calendar) -> Iterator[Heard]:
    for number in range(18):
        theme = READING[number % 2]
        language = rng.choice([code for code in ("ar", "es", "vi") if code in THEMES[theme][1]])
        with calendar.at(-35 + number // 6, 1):
            one = note_voice(
                text=rng.choice(THEMES[theme][1][language]),
                language=language,
                channel=Channel.PARTNER,
                on_behalf_of=town.partners["Welcome House"],
                library_use=LibraryUse.NEVER,
                by=town.bao,
            )
        yield Heard(one.voice, theme, one.receipt_code)


def _calls(rng: random.Random, town: Town, calendar: Calendar) -> Iterator[Heard]:
    """Bao rings those who stopped coming and agreed to be asked; what they say is written down without their names."""
    for number in range(11):
        theme = READING[number % 2]
        with calendar.at(-36 + number // 4, 4):
            one = note_voice(
                text=rng.choice(THEMES[theme][1]["en"]),
                language="en",
                channel=Channel.PHONE,
                library_use=LibraryUse.STOPPED,
                place=town.main,
                by=town.bao,
            )
        yield Heard(one.voice, theme, one.receipt_code)
