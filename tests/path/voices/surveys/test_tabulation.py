"""Counting many responses: quick reading against slow, in a file against in memory, killed in the middle, and stale."""

import datetime as dt
import subprocess
import sys

import numpy as np
import polars as pl
import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.actions import post_chores
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.voices.surveys.actions import tabulating
from commonshelf.path.voices.surveys.actions.tabulating import (
    count_ahead,
    count_responses,
    counts_to_show,
    forget_counts,
    forget_old_counts,
)
from commonshelf.path.voices.surveys.analysis.figures import Reckoner
from commonshelf.path.voices.surveys.models import Response, Tabulation
from commonshelf.path.voices.surveys.queries.answering import counted_responses
from tests.path.voices.surveys.answer_forms import published
from tests.path.voices.surveys.test_reading_many import ITEMS, LISTS, NAMES, drawn, stops_in_the_middle
from tests.path.voices.surveys.test_results import answered


@pytest.fixture
def survey(db, settings, tmp_path, monkeypatch):
    """A survey of 40 responses in a house where 20 are many."""
    settings.HOME = tmp_path
    monkeypatch.setattr(tabulating, "COUNTED_AT_ONCE", 20)
    made = published(*ITEMS, choices=LISTS)
    answered(made, 25, one="yes", several=["yes", "no"], inner={"number": "3"})
    answered(made, 15, one="no", inner={"number": "8"})
    return made


def shown(survey):
    counts = counts_to_show(survey=survey)
    found = [Reckoner(counts.pool, 10).figures(each) for each in counts.pool.frame.counted]
    return [([row.count for row in each.rows], each.answered, each.asked, each.summary) for each in found]


def key(survey):
    return survey.questionnaires.get().pk


@pytest.mark.parametrize("read_by_processes", [1, 1_000])
def test_many_responses_are_counted_by_a_worker_and_as_few_are(survey, monkeypatch, read_by_processes):
    monkeypatch.setattr(tabulating, "READ_BY_PROCESSES", read_by_processes)
    assert (counts_to_show(survey=survey).pool, OutboxMessage.objects.get().payload) == (None, {"questionnaire": key(survey)})
    count_responses(questionnaire_id=key(survey))
    from_file = shown(survey)
    monkeypatch.setattr(tabulating, "COUNTED_AT_ONCE", 5_000)
    assert from_file == shown(survey)


def test_counting_is_asked_for_once_however_often_the_page_is_opened(survey):
    for _time in range(3):
        counts_to_show(survey=survey)
    assert OutboxMessage.objects.count() == 1


def test_last_counts_are_shown_while_new_responses_are_counted(survey):
    count_responses(questionnaire_id=key(survey))
    before = shown(survey)
    answered(survey, 10, one="yes")
    counts = counts_to_show(survey=survey)
    assert (shown(survey), counts.waiting, counts.pool.responses) == (before, True, 40)
    count_responses(questionnaire_id=key(survey))
    counts = counts_to_show(survey=survey)
    assert (counts.waiting, counts.pool.responses) == (False, 50)


def test_counts_with_answers_that_were_taken_back_are_shown_no_more(survey):
    count_responses(questionnaire_id=key(survey))
    Response.objects.filter(pk=Response.objects.first().pk).update(disposition="withdrawn", answers={})
    assert counts_to_show(survey=survey).pool is None
    count_responses(questionnaire_id=key(survey))
    assert counts_to_show(survey=survey).pool.responses == 39


def test_counting_killed_in_the_middle_leaves_the_last_result_and_counts_the_same_again(survey, settings, monkeypatch):
    count_responses(questionnaire_id=key(survey))
    before = shown(survey)
    answered(survey, 10, one="yes")
    monkeypatch.setattr(tabulating, "rows_of", stops_in_the_middle)
    with pytest.raises(ConnectionError):
        count_responses(questionnaire_id=key(survey))
    monkeypatch.undo()
    settings.HOME = tabulating.settings.HOME
    monkeypatch.setattr(tabulating, "COUNTED_AT_ONCE", 20)
    assert shown(survey) == before
    count_responses(questionnaire_id=key(survey))
    assert counts_to_show(survey=survey).pool.responses == 50
    assert sorted(file.suffix for file in (settings.HOME / "results").iterdir()) == [".lock", ".parquet"]


def test_what_does_not_count_is_not_counted(survey):
    rows = list(Response.objects.order_by("pk"))
    for row, disposition in zip(rows, ["withdrawn", "screened_out"], strict=False):
        Response.objects.filter(pk=row.pk).update(disposition=disposition)
    (newer,) = answered(survey, 1, one="sí")
    Response.objects.filter(pk=newer.pk).update(supersedes=rows[2])
    count_responses(questionnaire_id=key(survey))
    kept = counted_responses(survey.questionnaires.get())
    expected = [sum(row.answers.get("one") == name for row in kept) for name in NAMES]
    pool = counts_to_show(survey=survey).pool
    rows = Reckoner(pool, 1).figures(pool.frame.counted[0]).rows
    assert ([row.count for row in rows], pool.responses) == (expected, 38)


HOLDS = "import fcntl, sys, time; file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX); print(1, flush=True); time.sleep(60)"


def test_lock_of_a_counter_that_was_killed_goes_with_it(survey, settings):
    (settings.HOME / "results").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, settings.HOME / "results" / f"{key(survey)}.lock"], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"1\n"
        assert count_responses(questionnaire_id=key(survey)) is None
        other.kill()
    assert count_responses(questionnaire_id=key(survey)).done == 40


def test_progress_is_told_while_it_counts(survey, monkeypatch):
    monkeypatch.setattr(tabulating, "_TOLD_EVERY", 1)
    told = []
    keep = tabulating.keep_in_file
    monkeypatch.setattr(tabulating, "keep_in_file", lambda *each: (told.append(Tabulation.objects.get().done), keep(*each)))
    count_responses(questionnaire_id=key(survey))
    assert told == [40]


def kept_columns(settings):
    files = [pl.read_parquet(file) for file in sorted((settings.HOME / "results").glob("*.parquet"))]
    assert all(each["key"].is_sorted() for each in files)
    return pl.concat(files).sort("key")


@pytest.mark.parametrize("smallest", [1, 8, 1_000])
def test_count_that_is_added_to_is_the_same_as_one_from_nothing(survey, settings, monkeypatch, smallest):
    monkeypatch.setattr(tabulating, "SMALLEST_FILE", smallest)
    monkeypatch.setattr(tabulating, "MOST_FILES", 3)
    draw = np.random.default_rng(20261124)
    for each in range(4):
        for _time in range(10):
            answered(survey, 1, **drawn(draw))
        rows = list(counted_responses(survey.questionnaires.get()).order_by("pk"))
        Response.objects.filter(pk=rows[0].pk).update(disposition="withdrawn", answers={})
        answered(survey, 1, disposition="screened_out", **drawn(draw))
        (newer,) = answered(survey, 1, **drawn(draw))
        Response.objects.filter(pk=newer.pk).update(supersedes=rows[1])
        assert count_responses(questionnaire_id=key(survey)).done == 40 + 9 * (each + 1)
    added_to = kept_columns(settings)
    forget_counts(questionnaire_id=key(survey))
    count_responses(questionnaire_id=key(survey))
    assert added_to.equals(kept_columns(settings))


def files_of_counts(settings):
    """Return how many responses each file of counts has, by its name."""
    return {file.name: pl.read_parquet(file).height for file in (settings.HOME / "results").glob("*.parquet")}


def test_new_responses_get_a_file_of_their_own_where_they_are_many_and_there_are_few_files(survey, settings, monkeypatch):
    monkeypatch.setattr(tabulating, "SMALLEST_FILE", 10)
    monkeypatch.setattr(tabulating, "MOST_FILES", 3)
    monkeypatch.setattr(tabulating, "COUNTED_AT_ONCE", 20)
    seen, shown_then = [], []
    for new in (0, 10, 9, 12, 11, 0):
        answered(survey, new, one="yes", inner={"number": "5"})
        count_responses(questionnaire_id=key(survey))
        seen.append(sorted(files_of_counts(settings).values()))
        from_files = shown(survey)
        monkeypatch.setattr(tabulating, "COUNTED_AT_ONCE", 5_000)
        shown_then.append(from_files == shown(survey))
        monkeypatch.setattr(tabulating, "COUNTED_AT_ONCE", 20)
    assert seen == [[40], [10, 40], [19, 40], [12, 19, 40], [19, 23, 40], [19, 23, 40]]
    assert shown_then == [True] * 6


def test_file_with_a_response_that_counts_no_more_is_written_again_and_the_others_are_not(survey, settings, monkeypatch):
    monkeypatch.setattr(tabulating, "SMALLEST_FILE", 10)
    count_responses(questionnaire_id=key(survey))
    (first,) = files_of_counts(settings)
    (older, *_others) = answered(survey, 20, one="yes")
    count_responses(questionnaire_id=key(survey))
    (newer,) = answered(survey, 1, one="no")
    Response.objects.filter(pk=newer.pk).update(supersedes=older)
    count_responses(questionnaire_id=key(survey))
    found = files_of_counts(settings)
    assert (found.pop(first), list(found.values())) == (40, [20])
    assert older.pk.hex not in set(kept_columns(settings)["key"])


def test_counts_of_which_one_file_is_gone_are_made_from_nothing(survey, settings, monkeypatch):
    monkeypatch.setattr(tabulating, "SMALLEST_FILE", 10)
    count_responses(questionnaire_id=key(survey))
    (first,) = files_of_counts(settings)
    answered(survey, 20, one="yes")
    count_responses(questionnaire_id=key(survey))
    (settings.HOME / "results" / first).unlink()
    assert counts_to_show(survey=survey).pool is None
    count_responses(questionnaire_id=key(survey))
    assert (counts_to_show(survey=survey).pool.responses, list(files_of_counts(settings).values())) == (60, [60])


def test_only_new_responses_are_read_again(survey, monkeypatch):
    count_responses(questionnaire_id=key(survey))
    answered(survey, 10, one="yes")
    read, rows_of = [], tabulating.rows_of
    monkeypatch.setattr(tabulating, "rows_of", lambda places: (read.append(len(places)), rows_of(places))[1])
    assert (count_responses(questionnaire_id=key(survey)).done, read) == (50, [10])


def test_many_new_responses_are_counted_before_anybody_asks_and_few_are_not(survey, monkeypatch):
    monkeypatch.setattr(tabulating, "COUNTED_AHEAD", 41)
    count_ahead()
    assert OutboxMessage.objects.count() == 0
    monkeypatch.setattr(tabulating, "COUNTED_AHEAD", 40)
    count_ahead()
    count_ahead()
    assert OutboxMessage.objects.get().payload == {"questionnaire": key(survey)}
    OutboxMessage.objects.all().delete()
    count_responses(questionnaire_id=key(survey))
    answered(survey, 39, one="yes")
    count_ahead()
    assert OutboxMessage.objects.count() == 0
    answered(survey, 1, one="yes")
    count_ahead()
    assert OutboxMessage.objects.get().payload == {"questionnaire": key(survey)}


def test_file_of_counts_is_for_the_house_alone_and_goes(survey, settings):
    count_responses(questionnaire_id=key(survey))
    (file,) = (settings.HOME / "results").glob("*.parquet")
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    forget_old_counts()
    assert file.exists()
    forget_counts(questionnaire_id=key(survey))
    assert not file.exists()


def test_page_shows_how_far_counting_has_come_and_then_the_counts(as_bao, survey):
    address = f"/staff/surveys/{survey.pk}/results/"
    waiting = as_bao.get(address).content.decode()
    assert ('http-equiv="refresh"' in waiting, "0 of 40 so far" in " ".join(waiting.split())) == (True, True)
    count_responses(questionnaire_id=key(survey))
    ready = as_bao.get(address).content.decode()
    assert ('http-equiv="refresh"' in ready, "40 responses." in ready) == (False, True)


def test_worker_looks_once_an_hour_for_what_to_count_ahead(db):
    for moment in (dt.datetime(2026, 11, 23, 9, 5, tzinfo=dt.UTC), dt.datetime(2026, 11, 23, 10, 4, tzinfo=dt.UTC)):
        with clock_set_to(moment):
            post_chores()
            post_chores()
    assert OutboxMessage.objects.filter(kind="surveys.count_ahead").count() == 2
