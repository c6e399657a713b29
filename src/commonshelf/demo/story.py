"""The story the product exists for: a book club loses people, the town is asked, two clubs follow, and those who spoke are told."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from commonshelf.demo.clubs import Plan, ask_what_was_gained, count_heads, put_on, some_register
from commonshelf.demo.words import towns_programs as words
from commonshelf.demo.words.comments import AFTER_CLUBS, AFTER_CRAFTS, MISUNDERSTOOD, NOT_ENOUGH
from commonshelf.demo.words.smaller_needs import SMALLER_NEEDS, SmallerNeed
from commonshelf.demo.words.voices import THEMES, TOLD_AS
from commonshelf.path.decisions.actions import (
    add_commitment,
    add_milestone,
    answer_back,
    keep_commitment,
    publish_decision,
    reach_milestone,
    record_decision,
    reply_to_voices,
)
from commonshelf.path.decisions.terms import CommitmentKind, Outcome, Verdict
from commonshelf.path.needs.actions import add_theme, code_voice, name_need, suggest_theme
from commonshelf.path.programs.actions import end_series
from commonshelf.path.programs.terms import Audience
from commonshelf.path.ripples.gifts.actions import open_fund, record_gift
from commonshelf.path.ripples.stories.actions import publish_story, tell_story
from commonshelf.path.ripples.volunteers.actions import approve_hours, claim_hours, offer_role, set_rate
from commonshelf.path.voices.ledger.actions import show_voice

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from commonshelf.demo.calendar import Calendar
    from commonshelf.demo.listening import Heard
    from commonshelf.demo.people import Town
    from commonshelf.path.decisions.models import Commitment, Decision, Reply
    from commonshelf.path.needs.models import Theme
    from commonshelf.path.programs.models import Series

NOBODY = AnonymousUser()
UNSORTED_SINCE = -5
# Dollars, the partner who gave them (none: somebody who does not want to be named), and whether for the crime club or the craft table.
GIFTS = (
    (250, "Corner Books", True),
    (40, None, True),
    (25, None, True),
    (500, None, False),
    (60, "Silver Needle Guild", False),
    (20, None, False),
)


def sort_voices(heard: Iterable[Heard], town: Town, calendar: Calendar) -> dict[str, Theme]:
    """Sort what was said under themes; what came in the last weeks is only suggested and waits for somebody."""
    with calendar.at(-99):
        themes = {
            name: add_theme(name=name, definition=definition, told_as=TOLD_AS[name], by=town.bao)
            for name, (definition, _texts) in THEMES.items()
        }
    for one in heard:
        if one.theme is None:
            continue
        with calendar.at(max(-98, (one.voice.week - calendar.this_week).days // 7), 5):
            if one.voice.week > calendar.day(UNSORTED_SINCE):
                suggest_theme(voice=one.voice, theme=themes[one.theme])
            else:
                code_voice(voice=one.voice, theme=themes[one.theme], by=town.bao)
    return themes


def show_some(heard: Iterable[Heard], town: Town, *, most: int = 3) -> None:
    """Let everybody read a few voices of each theme, where whoever spoke agreed."""
    shown: dict[tuple[str, str], int] = defaultdict(int)
    for one in heard:
        if one.theme and one.voice.may_be_quoted and shown[one.theme, one.voice.language] < most:
            shown[one.theme, one.voice.language] += 1
            show_voice(voice=one.voice, by=town.bao)


def two_clubs(
    themes: dict[str, Theme], book_club: Series, rng: random.Random, town: Town, calendar: Calendar
) -> tuple[Decision, list[Series]]:
    """Name the need, decide, publish, and put on the two clubs with their partners."""
    with calendar.at(-30):
        need = name_need(
            themes=[themes["Current events"], themes["Crime novels"]],
            note="Heard by survey, forum, telephone and Welcome House",
            by=town.bao,
            title=words.READING_NEED["title"],
            gap=words.READING_NEED["gap"],
            for_whom=words.READING_NEED["for_whom"],
        )
        decision = record_decision(
            needs=[need], outcome=Outcome.ADAPT, owner=town.bao, review_on=calendar.day(26), by=town.bao, **words.READING_DECISION
        )
        promises = [
            add_commitment(
                decision=decision,
                kind=CommitmentKind.PROGRAM,
                promise=club[1],
                measure="People who come in a usual week",
                due_on=calendar.day(-26),
                by=town.bao,
            )
            for club in (words.NEWS_CLUB, words.CRIME_CLUB)
        ]
        step = add_milestone(commitment=promises[0], title="The River Herald agrees", due_on=calendar.day(-28), by=town.bao)
    with calendar.at(-28):
        reach_milestone(milestone=step, by=town.bao)
        decision = publish_decision(decision=decision, by=town.bao)
        promises = list(decision.commitments.all())
        end_series(series=book_club, decision=decision, by=town.bao)
    clubs = _run_clubs(decision, promises, rng, town, calendar)
    with calendar.at(-23):
        _hear_back(reply_to_voices(decision=decision, words=words.READING_REPLY, by=town.bao), rng, calendar)
    return decision, clubs


def _run_clubs(decision: Decision, promises: list[Commitment], rng: random.Random, town: Town, calendar: Calendar) -> list[Series]:
    """Put the two clubs on, each with its partner; people come, and say what they gained."""
    herald, corner = town.partners["River Herald"], town.partners["Corner Books"]
    clubs = [
        put_on(Plan(words.NEWS_CLUB, (-25, 5), 1, (18, 19), town.main, Audience.ADULTS, herald, promises[0], decision, 24), town, calendar),
        put_on(Plan(words.CRIME_CLUB, (-25, 5), 3, (18, 19), town.main, Audience.ADULTS, corner, promises[1], decision), town, calendar),
    ]
    with calendar.at(-24):
        for promise in promises:
            keep_commitment(commitment=promise, by=town.bao)
    for club in clubs:
        count_heads(club, lambda week: min(17, 9 + 0.7 * (week + 25)), rng=rng, town=town, calendar=calendar)
        ask_what_was_gained(club, rng=rng, calendar=calendar, comments=AFTER_CLUBS)
    some_register(clubs[0], calendar=calendar)
    return clubs


def _hear_back(replies: list[Reply], rng: random.Random, calendar: Calendar) -> None:
    """Let some of those who were told answer back."""
    answering = rng.sample(replies, min(len(replies), 20))
    with calendar.at(-20):
        for reply in answering[:16]:
            answer_back(reply=reply, verdict=Verdict.MET, language=reply.voice.language, by=NOBODY)
        for reply, text in zip(answering[16:], NOT_ENOUGH, strict=False):
            answer_back(reply=reply, verdict=Verdict.NOT_ENOUGH, text=text, language="en", by=NOBODY)


def smaller_decisions(themes: dict[str, Theme], town: Town, calendar: Calendar) -> dict[str, Decision]:
    """Answer the smaller needs: a shelf of books, Saturday hours, no pool, and parking not now."""
    return {told.theme: _answer(told, themes[told.theme], town, calendar) for told in SMALLER_NEEDS}


def _answer(told: SmallerNeed, theme: Theme, town: Town, calendar: Calendar) -> Decision:
    with calendar.at(-18):
        need = name_need(title=told.title, gap=told.gap, for_whom=told.for_whom, themes=[theme], by=town.bao)
        decision = record_decision(
            needs=[need],
            outcome=told.outcome,
            title=told.decision,
            reason=told.reason,
            owner=town.bao,
            review_on=calendar.day(34),
            by=town.bao,
        )
        promise = None
        if told.promise:
            promise = add_commitment(
                decision=decision,
                kind=told.kind,
                promise=told.promise,
                measure=told.measure,
                due_on=calendar.day(-8 if told.kept else 10),
                by=town.bao,
            )
        publish_decision(decision=decision, by=town.bao)
    with calendar.at(-16):
        replies = reply_to_voices(decision=decision, words=told.reply, by=town.bao)
    if promise and told.kept:
        with calendar.at(-9):
            keep_commitment(commitment=promise, by=town.bao)
    if told.theme == "Saturday hours" and replies:
        with calendar.at(-3):
            answer_back(reply=replies[0], verdict=Verdict.MISUNDERSTOOD, text=MISUNDERSTOOD, language="en", by=NOBODY)
    return decision


def the_craft_table(themes: dict[str, Theme], rng: random.Random, town: Town, calendar: Calendar) -> Series:
    """Put on a craft table because people asked; it becomes a place to share techniques and stories."""
    from commonshelf.demo.words.craft_need import CRAFT_DECISION, CRAFT_NEED, CRAFT_PROMISE, CRAFT_REPLY  # noqa: PLC0415 -- read where it is told

    with calendar.at(-29):
        need = name_need(
            themes=[themes["Making things together"]],
            by=town.bao,
            title=CRAFT_NEED["title"],
            gap=CRAFT_NEED["gap"],
            for_whom=CRAFT_NEED["for_whom"],
        )
        decision = record_decision(
            needs=[need], outcome=Outcome.ADOPT, owner=town.bao, review_on=calendar.day(23), by=town.bao, **CRAFT_DECISION
        )
        add_commitment(
            decision=decision,
            kind=CommitmentKind.PROGRAM,
            promise=CRAFT_PROMISE,
            measure="People who come, and who show others",
            due_on=calendar.day(-24),
            by=town.bao,
        )
        decision = publish_decision(decision=decision, by=town.bao)
        promise = decision.commitments.get()
    guild = town.partners["Silver Needle Guild"]
    table = put_on(Plan(words.CRAFT_TABLE, (-24, 5), 4, (14, 16), town.hill, Audience.GENERAL, guild, promise, decision), town, calendar)
    count_heads(table, lambda week: 6 + 0.4 * (week + 24), rng=rng, town=town, calendar=calendar)
    ask_what_was_gained(table, rng=rng, calendar=calendar, comments=AFTER_CRAFTS)
    with calendar.at(-22):
        keep_commitment(commitment=promise, by=town.bao)
        reply_to_voices(decision=decision, words=CRAFT_REPLY, by=town.bao)
    return table


def ripples(clubs: list[Series], table: Series, town: Town, calendar: Calendar) -> None:
    """Let it grow beyond the room: people who help, people who give, and a story."""
    with calendar.at(-23):
        set_rate(
            from_day=calendar.day(-104), amount=Decimal("34.79"), source="Independent Sector, value of a volunteer hour, 2024", by=town.bao
        )
        host = offer_role(
            title={"en": "Host of the crime club", "es": "Anfitrión del club de novela negra"}, program=clubs[1].program, by=town.bao
        )
        maker = offer_role(
            title={"en": "Somebody who shows a craft", "es": "Quien enseña una manualidad"}, program=table.program, by=town.bao
        )
        fund = open_fund(name="Friends of Riverbend Library", by=town.bao)
    for week in range(-22, 0):
        with calendar.at(week, 5):
            person = town.volunteers[week % len(town.volunteers)]
            role = host if week % 3 == 0 else maker
            entry = claim_hours(person=person, role=role, on=calendar.day(week, 4), hours=Decimal("2.5"), by=town.bao)
            if week < -1:
                approve_hours(entry=entry, by=town.bao)
    with calendar.at(-12):
        for amount, giver, club in GIFTS:
            organization = town.partners[giver] if giver else None
            program = (clubs[1] if club else table).program
            record_gift(
                amount=Decimal(amount),
                received_on=calendar.day(-12),
                fund=fund,
                organization=organization,
                unnamed=organization is None,
                program=program,
                by=town.bao,
            )
    with calendar.at(-6):
        story = tell_story(program=table.program, title=words.STORY[0], words=words.STORY[1], agreed=True, by=town.bao)
        publish_story(story=story, by=town.bao)
