import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.path.needs import actions
from commonshelf.path.voices.ledger.actions import record_voice

WEEK = dt.date(2026, 3, 9)


@pytest.fixture
def say(db):
    def said(text="Open on Saturdays, please", *, language="en", channel="open", week=WEEK, **more):
        return record_voice(text=text, language=language, channel=channel, week=week, by=AnonymousUser(), **more).voice

    return said


@pytest.fixture
def saturday(bao):
    return actions.add_theme(name="Saturday hours", by=bao)


@pytest.fixture
def crime(bao):
    return actions.add_theme(name="Crime novels", definition="To read or to talk about", by=bao)


@pytest.fixture
def name_need(bao):
    def named(*themes, title="Open when people are free", **more):
        words = {"title": {"en": title}, "gap": {"en": "Closed on Saturdays"}, "for_whom": {"en": "Who works all week"}}
        return actions.name_need(**words, themes=themes, by=bao, **more)

    return named
