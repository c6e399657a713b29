import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.programs import actions
from commonshelf.path.programs.queries import series_ended_by


def test_end_series_cancels_what_is_to_come_and_keeps_the_decision(weekly, decision, bao):
    series = actions.schedule_series(**{**weekly, "by": bao})
    ended = actions.end_series(series=series, decision=decision, by=bao)
    assert {session.status for session in ended.sessions.all()} == {"cancelled"}
    assert series_ended_by(decision) == [series]


def test_end_series_writes_to_whoever_registered(weekly, decision, bao):
    series = actions.schedule_series(**{**weekly, "by": bao, "registration": True, "capacity": 5})
    actions.register(session=series.sessions.first(), name="Elena", email="elena@example.org", party_size=2, language="es", by=bao)
    before = OutboxMessage.objects.count()
    actions.end_series(series=series, decision=decision, by=bao)
    assert OutboxMessage.objects.count() == before + 1


def test_end_series_refuses_a_draft_and_who_may_not(weekly, decision, bao, farid):
    series = actions.schedule_series(**{**weekly, "by": bao})
    with pytest.raises(Refusal) as refusal:
        actions.end_series(series=series, decision=decision, by=farid)
    assert refusal.value.code.code == "house.not_allowed"
    decision.state = "draft"
    with pytest.raises(Refusal) as refusal:
        actions.end_series(series=series, decision=decision, by=bao)
    assert refusal.value.code.code == "decisions.not_published"
    assert {session.status for session in series.sessions.all()} == {"planned"}
    assert series_ended_by(decision) == []


def test_end_series_page_asks_which_decision(as_bao, weekly, decision, bao):
    series = actions.schedule_series(**{**weekly, "by": bao})
    answer = as_bao.post(f"/staff/series/{series.pk}/end/", {"decision": decision.pk})
    assert answer.headers["location"] == f"/staff/programs/{series.program_id}/"
    assert series_ended_by(decision) == [series]
