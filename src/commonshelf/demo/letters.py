"""The letters of the sample town: a topic, and a few people who confirmed that they want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from commonshelf.demo.words.towns_programs import TOPIC
from commonshelf.telling.letters.actions import add_topic, confirm_subscription, subscribe
from commonshelf.telling.letters.queries import CONFIRM, token_for

if TYPE_CHECKING:
    from commonshelf.demo.calendar import Calendar
    from commonshelf.demo.people import Town

READERS = (("amina@riverbend.example", "ar"), ("elena@riverbend.example", "es"), ("otto@riverbend.example", "en"))


def letters_of_the_town(town: Town, calendar: Calendar) -> None:
    """Add the topic, and let some people subscribe."""
    with calendar.at(-50):
        topic = add_topic(slug="whats-on", name=TOPIC, by=town.bao)
    with calendar.at(-1):
        for address, language in READERS:
            asked = subscribe(address=address, topic=topic, language=language, by=AnonymousUser())
            confirm_subscription(token=token_for(asked, CONFIRM))
