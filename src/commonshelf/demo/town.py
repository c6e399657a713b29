"""The sample town: two years of a library that listens, made by seeded code through the public actions alone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from commonshelf.common.dates import clock
from commonshelf.demo.asking import ask_what_next
from commonshelf.demo.calendar import Calendar
from commonshelf.demo.clubs import regular_offers
from commonshelf.demo.letters import letters_of_the_town
from commonshelf.demo.listening import ask_about_reading, the_inbox_as_it_is, two_years_of_voices
from commonshelf.demo.people import found_town
from commonshelf.demo.population import population_of_the_town
from commonshelf.demo.story import ripples, show_some, smaller_decisions, sort_voices, the_craft_table, two_clubs
from commonshelf.path.voices.ledger.models import Voice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

SEED = 20_261_123


class Loaded(NamedTuple):
    """What was made: how many voices, how many empty ones were refused, and a code that shows what became of one voice."""

    voices: int
    refused: int
    receipt_code: str


def is_loaded() -> bool:
    """Say whether the database holds voices already."""
    return Voice.objects.exists()


def load_town(progress: Callable[[str], None] = lambda _line: None, *, today: dt.date | None = None) -> Loaded:
    """Make the town, all of it or nothing. `progress` gets a line for each part."""
    rng = random.Random(SEED)
    calendar = Calendar.ending(today or clock.today())
    with transaction.atomic():
        progress("The library: three branches, eight partners, four members of staff")
        town = found_town(calendar)
        with calendar.at(-104):
            population_of_the_town(town)
        progress("Two years of programs, and who came")
        offers = regular_offers(rng, town, calendar)
        progress("Two years of voices, and the question about the book club")
        inbox, refused = the_inbox_as_it_is(rng, calendar)
        asked = ask_about_reading(rng, town, calendar)
        heard = [*two_years_of_voices(rng, town, calendar), *asked, *inbox]
        progress("Themes, needs, decisions, replies")
        themes = sort_voices(heard, town, calendar)
        show_some(heard, town)
        _decision, clubs = two_clubs(themes, offers["book club"], rng, town, calendar)
        smaller_decisions(themes, town, calendar)
        progress("The craft table, volunteers, gifts and a story")
        table = the_craft_table(themes, rng, town, calendar)
        ripples(clubs, table, town, calendar)
        letters_of_the_town(town, calendar)
        progress("A survey that is open now, and who has answered it")
        ask_what_next(rng, town, calendar)
    return Loaded(Voice.objects.count(), refused, next(one.code for one in asked if one.voice.may_be_quoted))
