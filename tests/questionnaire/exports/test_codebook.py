"""The codebook as data: what each column is, what was answered, and what may not be shown."""

from __future__ import annotations

import datetime as dt

import pytest

from commonshelf.questionnaire.columns import Empty, Record
from commonshelf.questionnaire.definition import Question, Questionnaire
from commonshelf.questionnaire.exports import ValueCount, codebook_of
from tests.questionnaire.exports.family import FAMILY, LONG, RECORDS, TABLE


def entry(name, **more):
    book = codebook_of(FAMILY, more.pop("records", RECORDS), language=more.pop("language", "en"), table=TABLE, **more)
    return next(each for each in book.entries if each.column.name == name)


def few(counts):
    """Hide a count of one, and nothing else: enough to see what hangs on it."""
    return [None if count == 1 else count for count in counts]


def test_codebook_names_the_version_and_has_an_entry_for_every_column():
    book = codebook_of(FAMILY, RECORDS, language="ar", table=TABLE)
    assert (book.title, book.version, book.language, book.rows) == ("Family & friends", "3", "ar", 3)
    assert tuple(each.column for each in book.entries) == TABLE.columns


def test_codebook_counts_values_and_empty_cells_by_reason():
    reads = entry("reads")
    assert reads.values == (ValueCount(1, "yes", "Yes", 1), ValueCount(2, "no", LONG, 1))
    assert (reads.label, reads.hint, reads.answered, reads.strange) == ("Do you read?", "Anything counts", 2, 0)
    assert reads.missing == {Empty.NOT_ASKED: 0, Empty.NOT_ANSWERED: 1, Empty.UNKNOWN: 0}
    assert entry("wishes__music").missing == {Empty.NOT_ASKED: 1, Empty.NOT_ANSWERED: 0, Empty.UNKNOWN: 1}
    assert [value.count for value in entry("wishes__music").values] == [0, 1]
    assert [(value.code, value.count) for value in entry("order__books").values] == [(1, 0), (2, 1)]


def test_codebook_speaks_the_language_asked_for():
    assert (entry("reads", language="ar").label, entry("reads", language="ar").values[0].label) == ("هل تقرأ؟", "نعم")


def test_codebook_sums_numbers_and_days_up_and_no_number_of_a_response():
    hours, born, response = entry("hours"), entry("born"), entry("response")
    assert (hours.low, hours.high, hours.mean, hours.answered) == (2.5, 4.0, 3.25, 2)
    assert (born.low, born.high, born.mean) == (dt.date(1980, 2, 29), dt.date(1980, 2, 29), None)
    assert (response.low, response.high, response.mean) == (None, None, None)


def test_codebook_counts_what_is_none_of_the_values():
    records = [Record(1, {"reading": {"reads": "maybe"}, "hours": "about 3"})]
    reads, hours = entry("reads", records=records), entry("hours", records=records)
    assert (reads.answered, reads.strange, hours.answered, hours.strange) == (1, 1, 1, 1)
    assert (hours.low, hours.mean) == (None, None)


def test_codebook_shows_nothing_that_the_threshold_hides_or_that_hangs_on_it():
    reads, hours = entry("reads", suppress=few), entry("hours", suppress=few)
    assert [value.count for value in reads.values] == [None, None]
    assert (reads.missing[Empty.NOT_ANSWERED], reads.answered) == (None, None)
    assert (hours.low, hours.high, hours.mean) == (None, None, 3.25)


def test_codebook_shows_the_lowest_value_when_enough_gave_it():
    records = [*RECORDS, Record(4, {"hours": "2.5"})]
    hours = entry("hours", records=records, suppress=few)
    assert (hours.low, hours.high) == (2.5, None)


@pytest.mark.parametrize("kind", ["text", "integer", "select_one"])
def test_codebook_of_nobody_has_counts_of_zero(kind):
    book = codebook_of(Questionnaire("n", "N", (Question("q", kind),)), (), language="en")
    assert (book.rows, book.entries[-1].answered, book.entries[-1].mean) == (0, 0, None)
