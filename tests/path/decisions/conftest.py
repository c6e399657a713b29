import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import today
from commonshelf.path.decisions import actions
from commonshelf.path.needs import actions as needs_actions
from commonshelf.path.voices.ledger.actions import record_voice


@pytest.fixture
def say(db):
    def said(text="Open on Saturdays, please", *, language="en", channel="open", week=dt.date(2026, 3, 9)):
        return record_voice(text=text, language=language, channel=channel, week=week, by=AnonymousUser()).voice

    return said


@pytest.fixture
def saturday(bao):
    return needs_actions.add_theme(name="Saturday hours", by=bao)


@pytest.fixture
def voice(say, saturday, bao):
    said = say()
    needs_actions.code_voice(voice=said, theme=saturday, by=bao)
    return said


@pytest.fixture
def need(voice, saturday, bao):
    words = {"title": {"en": "Open when people are free"}, "gap": {"en": "Closed on Saturdays"}, "for_whom": {"en": "Who works all week"}}
    return needs_actions.name_need(**words, themes=[saturday], by=bao)


@pytest.fixture
def plan(need, bao):
    """What a decision is recorded with; a test changes the part it is about."""

    def planned(**more):
        words = {"title": {"en": "Open from ten to two"}, "reason": {"en": "Many of you work all week."}}
        review_on = today() + dt.timedelta(days=100)
        return {"needs": [need], "outcome": "adopt", **words, "owner": bao, "review_on": review_on, "by": bao, **more}

    return planned


@pytest.fixture
def promise(bao):
    def promised(decision, **more):
        words = {"promise": {"en": "Two staff on Saturdays"}, "measure": "Doors open", "due_on": today() + dt.timedelta(days=30)}
        return actions.add_commitment(decision=decision, kind="service_change", **words, by=bao, **more)

    return promised


@pytest.fixture
def draft(plan, promise):
    decision = actions.record_decision(**plan())
    promise(decision)
    return decision


@pytest.fixture
def published(draft, bao):
    return actions.publish_decision(decision=draft, by=bao)


@pytest.fixture
def reply(published, bao):
    (said,) = actions.reply_to_voices(decision=published, words={"en": "From May on we are open."}, by=bao)
    return said


def pytest_generate_tests(metafunc):
    """Let every test that asks for an `outsider` run once for each role that does no outreach."""
    if "outsider_name" in metafunc.fixturenames:
        metafunc.parametrize("outsider_name", ["amina", "carla", "a_volunteer", "farid", "the_reader"])


@pytest.fixture
def outsider(request, outsider_name):
    return request.getfixturevalue(outsider_name)
