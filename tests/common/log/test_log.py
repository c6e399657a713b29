"""The audit log."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.log.actions import log_action
from commonshelf.common.log.models import LogEntry, LogIsAppendOnly
from commonshelf.common.log.queries import entries_visible_to


@pytest.fixture
def entry(bao):
    return log_action(by=bao, action="look_at", thing=bao, why="test")


def resave(entry):
    entry.action = "rewritten"
    entry.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda _entry: LogEntry.objects.update(action="rewritten"),
        lambda entry: LogEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: LogEntry.objects.bulk_update([entry], ["action"]),
        lambda _entry: LogEntry._base_manager.update(action="rewritten"),
        lambda entry: LogEntry.objects.update_or_create(pk=entry.pk, defaults={"action": "rewritten"}),
        lambda entry: entry.delete(),
        resave,
    ],
)
def test_log_refuses_every_change(entry, change):
    with pytest.raises(LogIsAppendOnly), transaction.atomic():
        change(entry)
    assert list(LogEntry.objects.values_list("action", flat=True)) == ["look_at"]


def test_log_keeps_its_sentence_when_a_user_is_forgotten(entry, bao):
    bao.delete()

    kept = LogEntry.objects.get()
    assert (kept.actor, kept.action, kept.detail) == (None, "look_at", {"why": "test"})


def test_log_says_nobody_for_who_is_not_signed_in(bao):
    assert log_action(by=AnonymousUser(), action="submit_voice", thing=bao).actor is None


def test_log_keeps_the_minute_of_staff_and_only_the_day_of_nobody(bao):
    moment = dt.datetime(2026, 3, 12, 15, 40, 7, tzinfo=dt.UTC)
    with clock_set_to(moment):
        by_staff, by_nobody = (log_action(by=by, action="take_back_voice", thing=bao) for by in (bao, None))
    assert (by_staff.at, by_nobody.at) == (moment, dt.datetime(2026, 3, 12, 4, tzinfo=dt.UTC))  # midnight in New York


def test_log_keeps_no_order_in_its_keys(bao):
    keys = [log_action(by=bao, action="look_at", thing=bao).pk for _time in range(12)]
    assert (keys != sorted(keys), len(set(keys))) == (True, 12)  # in order by chance: once in 479 million runs


def test_entries_are_for_administrators(entry, the_administrator, bao, dmitri, the_reader):
    assert [entries_visible_to(user).count() for user in (the_administrator, bao, dmitri, the_reader)] == [1, 0, 0, 0]


@pytest.fixture
def as_administrator(client, the_administrator):
    client.force_login(the_administrator, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_log_page_asks_the_same_however_long_the_log_is(as_administrator, bao, count, django_assert_num_queries):
    for _ in range(count):
        log_action(by=bao, action="look_at", thing=bao)
    as_administrator.get("/staff/log/")

    with django_assert_num_queries(7):
        answer = as_administrator.get("/staff/log/")
    assert len(answer.context["page_obj"]) == count


def test_log_page_shows_one_persons_part(as_administrator, the_administrator, bao, carla):
    log_action(by=bao, action="by_bao", thing=carla)
    log_action(by=carla, action="by_carla", thing=bao)

    found = as_administrator.get(f"/staff/log/?actor={bao.pk}").context["page_obj"]
    assert [entry.action for entry in found] == ["by_bao"]


def test_log_page_has_25_on_a_page(as_administrator, bao):
    for _ in range(26):
        log_action(by=bao, action="look_at", thing=bao)

    assert [len(as_administrator.get(f"/staff/log/?page={page}").context["page_obj"]) for page in (1, 2)] == [25, 1]
