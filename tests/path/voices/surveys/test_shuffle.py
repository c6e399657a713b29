"""After a night, nothing in the database joins who was invited to what was answered: not where a row lies, not who wrote it."""

import json

import pytest
from django.db import connection
from scipy.stats import spearmanr

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.voices.surveys.actions import shuffling, submit_response
from commonshelf.path.voices.surveys.models import OpenAnswer, Response
from tests.path.voices.surveys.conftest import CLOSES, DURING
from tests.races import race

FAR_FROM_CHANCE = 0.5  # of 120 pairs drawn by lot, one in a hundred million agrees or disagrees more
TABLES = ["surveys_credential", "surveys_token", "surveys_response", "surveys_openanswer"]


def agreement(order, lying):
    """Return how well the order of one list tells the order of another, from -1 to 1."""
    places = {key: place for place, key in enumerate(lying)}
    return spearmanr(range(len(order)), [places[key] for key in order]).statistic


def keys(lying, table):
    return [key for key, _moment in lying[table]]


@pytest.mark.django_db(transaction=True)
def test_shuffle_leaves_nothing_that_joins_an_invitation_to_an_answer(survey, tmp_path):
    survey.access = "invited"
    survey.save()
    (words,) = race(tmp_path, before="", part="import tests.path.voices.surveys.shuffle_program", runners=1)
    told = json.loads(words)
    credentials, responses = ([pair[side] for pair in told["truth"]] for side in (0, 1))
    assert told["grown"] == ["ledger_voice", "receipts_receipt", "surveys_openanswer", "surveys_response", "surveys_token"]
    # Before: who opens the database reads off in which order people answered, and on PostgreSQL whose answer each is.
    assert keys(told["before"], "surveys_response") == responses
    if connection.vendor == "postgresql":
        assert keys(told["before"], "surveys_credential") == credentials
    # After: the same rows, and no order. What joins the two tables would have to agree with the truth.
    assert (told["same"], told["dead"], {table: len(told["after"][table]) for table in TABLES}) == (True, 0, dict.fromkeys(TABLES, 120))
    assert abs(agreement(responses, keys(told["after"], "surveys_response"))) < FAR_FROM_CHANCE
    assert abs(agreement(credentials, keys(told["after"], "surveys_credential"))) < FAR_FROM_CHANCE
    joined = dict(zip(keys(told["after"], "surveys_credential"), keys(told["after"], "surveys_response"), strict=True))
    assert sum(joined[credential] == response for credential, response in told["truth"]) < 12  # by chance it is one of the 120
    assert {table: len({moment for _key, moment in told["after"][table]}) for table in TABLES} == dict.fromkeys(TABLES, 1)
    if connection.vendor == "sqlite":
        before, after = told["files"]
        assert before["log"] > 0
        assert after == {"surplus": 0, "log": 0}


@pytest.fixture
def answered(survey):
    with clock_set_to(DURING):
        for n in range(30):
            submit_response(survey=survey, answers={"coming": "yes", "wishes": f"Wish {n}."}, language="en", by=survey_visitor())
        deliver_due()
    return survey


def survey_visitor():
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 -- needs Django's apps

    return AnonymousUser()


def everything():
    return (sorted(Response.objects.values_list()), sorted(OpenAnswer.objects.values_list()))


def test_shuffle_in_many_parts_keeps_every_row(answered, monkeypatch):
    monkeypatch.setattr(shuffling, "ROWS_IN_PART", 7)
    before = everything()
    parts = shuffling.parts_to_shuffle()
    assert [part for part in parts if part.table == "surveys_response"] == [shuffling.Part("surveys_response", n, 5) for n in range(5)]
    for part in parts:
        shuffling.shuffle_part(part)
    assert everything() == before


def test_shuffle_is_asked_for_once_a_night_while_a_survey_is_warm(answered):
    with clock_set_to(CLOSES):
        assert (shuffling.shuffle_answers(occasion="first"), shuffling.shuffle_answers(occasion="first")) == (2, 2)
        waiting = OutboxMessage.objects.filter(kind="surveys.shuffle_part", state="waiting")
        assert sorted(message.payload["table"] for message in waiting) == ["surveys_openanswer", "surveys_response"]
        before = everything()
        deliver_due()
        assert [message.last_error for message in waiting.all()] == []
        assert everything() == before
    with clock_set_to(CLOSES + shuffling.STILL_WARM):
        assert shuffling.shuffle_answers(occasion="later") == 0


def test_every_table_that_an_answer_touches_is_shuffled():
    from django.apps import apps  # noqa: PLC0415 -- needs Django's apps

    kept = {"Survey", "Wave", "Questionnaire", "Quota", "Tabulation", "ColumnMapping", "OwnSet"}
    assert {model.__name__ for model in apps.get_app_config("surveys").get_models()} - kept == {
        model.__name__ for model in shuffling.SHUFFLED
    }
