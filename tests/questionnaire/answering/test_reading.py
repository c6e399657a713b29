from __future__ import annotations

import pytest

from commonshelf.questionnaire.definition import Question
from tests.questionnaire.answering.asking import check, faults, form

ONE = {"label": {"": "?"}, "choice_list": "fruits"}
KEY = "k3yOfAFile0001"


def answer_to(kind, raw, *, language="en", **columns):
    """Return what is kept of one answer, or the code of its fault."""
    asked = form(Question("q", kind, **{**ONE, **columns}))
    checked = check(asked, {"q": raw}, language=language, areas=("Old Town", "Harbor"), is_upload=lambda _question, key: key == KEY)
    found = [fault.code for fault in checked.faults]
    return found[0] if found else checked.answers.get("q", "")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("12", "12"), ("٣٤", "34"), ("۳۴", "34"), ("१२", "12"), (" 12 ", "12"), ("-3", "-3"), ("−3", "-3"), ("+3", "3"), ("007", "7"),
        ("1,000", "1000"), ("1 000", "1000"), ("1\u202f000", "1000"), ("1'000", "1000"), ("1,000,000", "1000000"), ("٬", "not_a_number"),
        ("12.0", "12"), ("12.5", "not_whole"), ("twelve", "not_a_number"), ("1e3", "not_a_number"), ("1,00,0", "not_a_number"),
        ("NaN", "not_a_number"), ("Infinity", "not_a_number"), ("1" * 16, "not_a_number"), ("", ""), ("  ", ""), ("-0", "0"),
        ("\u200f٣٤", "34"), ("²", "not_a_number"), ("一", "not_a_number"), (12, "12"), (["12"], "12"), (["12", "12"], "12"),
        (["1", "2"], "one_only"), ({"a": "1"}, "not_one_answer"), ([{"a": "1"}], "not_one_answer"),
    ],
)  # fmt: skip
def test_integer_is_kept_in_plain_digits(raw, kept):
    assert answer_to("integer", raw) == kept


@pytest.mark.parametrize(
    ("raw", "language", "kept"),
    [
        ("3.5", "en", "3.5"), ("3,5", "en", "3.5"), ("3,5", "fr", "3.5"), ("3.50", "en", "3.5"), (".5", "en", "0.5"), ("٣٫٥", "ar", "3.5"),
        ("1,000", "en", "1000"), ("1,000", "fr", "1"), ("1.000", "es", "1000"), ("1.000", "en", "1"), ("0,500", "en", "0.5"),
        ("1.234,5", "en", "1234.5"), ("1,234.5", "fr", "1234.5"), ("1.234.567", "fr", "1234567"), ("1,23,4.5", "en", "not_a_number"),
        ("٣٬٠٠٠٫٢٥", "ar", "3000.25"), ("1 000,5", "fr", "1000.5"), ("1.2.3", "en", "not_a_number"), ("5.", "en", "5"), ("€5", "en", "not_a_number"),
    ],
)  # fmt: skip
def test_decimal_is_read_as_the_reader_writes_it(raw, language, kept):
    assert answer_to("decimal", raw, language=language) == kept


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("date", "2026-03-04", "2026-03-04"), ("date", "٢٠٢٦-٠٣-٠٤", "2026-03-04"), ("date", "2026-02-30", "not_a_date"),
        ("date", "04/03/2026", "not_a_date"), ("date", "2026-03-04T00:00:00", "2026-03-04"), ("date", "2026-03-04 00:00:00", "2026-03-04"),
        ("date", "0000-01-01", "not_a_date"), ("date", "2026-03", "not_a_date"), ("date", "2026-03-04x", "not_a_date"),
        ("time", "9:05", "09:05"), ("time", "09:05:00", "09:05"), ("time", "09:05:07.123Z", "09:05:07"), ("time", "25:00", "not_a_time"),
        ("time", "٠٩:٠٥", "09:05"), ("dateTime", "2026-03-04T09:05", "2026-03-04T09:05"), ("dateTime", "2026-03-04 09:05:07", "2026-03-04T09:05:07"),
        ("dateTime", "2026-03-04T09:05:00.000+02:00", "2026-03-04T09:05+02:00"), ("dateTime", "2026-03-04", "not_a_date"),
    ],
)  # fmt: skip
def test_day_and_time_are_kept_as_the_standard_writes_them(kind, raw, kept):
    assert answer_to(kind, raw) == kept


def test_date_of_a_month_or_year_is_its_first_day():
    assert answer_to("date", "2026-03", appearance="month-year") == "2026-03-01"
    assert answer_to("date", "2026", appearance="year") == "2026-01-01"
    assert answer_to("date", "2026", appearance="month-year") == "not_a_date"


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("select_one", "pear", "pear"), ("select_one", ["pear", ""], "pear"), ("select_one", "plum", "not_a_choice"),
        ("select_one", ["pear", "fig"], "one_only"), ("select_multiple", ["fig", "apple", "fig"], ["apple", "fig"]),
        ("select_multiple", "fig apple", ["apple", "fig"]), ("select_multiple", ["fig", "plum"], "not_a_choice"), ("select_multiple", [""], ""),
        ("rank", ["fig", "", "apple"], ["fig", "apple"]), ("rank", "fig apple pear", ["fig", "apple", "pear"]),
        ("rank", ["fig", "fig"], "twice"), ("rank", ["plum"], "not_a_choice"), ("acknowledge", "on", "OK"), ("acknowledge", "OK", "OK"),
        ("acknowledge", "maybe", "not_a_choice"),
    ],
)  # fmt: skip
def test_choice_is_one_of_the_list(kind, raw, kept):
    assert answer_to(kind, raw) == kept


@pytest.mark.parametrize(
    ("raw", "parameters", "kept"),
    [
        ("5", {}, "5"), ("11", {}, "out_of_range"), ("5.5", {}, "out_of_range"), ("0.5", {"start": "0", "end": "1", "step": "0.25"}, "0.5"),
        ("0,5", {"start": "0", "end": "1", "step": "0.25"}, "0.5"), ("0.3", {"start": "0", "end": "1", "step": "0.25"}, "out_of_range"),
        ("4", {"start": "5", "end": "1", "step": "-1"}, "4"), ("4", {"start": "x", "end": "NaN", "step": "0"}, "4"), ("low", {}, "not_a_number"),
    ],
)  # fmt: skip
def test_range_goes_from_its_start_in_its_steps(raw, parameters, kept):
    assert answer_to("range", raw, parameters=parameters) == kept


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("text", " two\r\nlines\x00 ", "two\nlines"), ("text", "half \ud83d a letter", "half  a letter"), ("text", "x" * 10_001, "too_long"),
        ("text", "x" * 10_000, "x" * 10_000), ("barcode", "9 780\n141", "9 780 141"), ("barcode", "9" * 501, "too_long"),
        ("phonenumber", "+1 (555) 010-9999", "+15550109999"), ("phonenumber", "٥٥٥٠١٠٩٩", "55501099"), ("phonenumber", "call me", "not_a_phone"),
        ("email", "amina@library.example", "amina@library.example"), ("email", "amina@library", "not_an_address"), ("email", "a b@c.de", "not_an_address"),
        ("geopoint", "Old Town", "Old Town"), ("geopoint", "Atlantis", "not_an_area"), ("image", KEY, KEY), ("image", "../../etc/passwd", "not_an_upload"),
        ("file", "k3yOfAFile0002", "not_an_upload"),
    ],
)  # fmt: skip
def test_words_places_and_files_are_kept_within_bounds(kind, raw, kept):
    assert answer_to(kind, raw) == kept


def test_point_on_a_map_is_not_even_repeated_in_its_fault():
    checked = check(form(Question("where", "geopoint")), {"where": "42.36 -71.06 0 5"}, areas=("Old Town",))
    assert (faults(checked), checked.faults[0].words, checked.answers) == ([("where", "not_an_area")], {}, {})


@pytest.mark.parametrize(
    "kind", ["deviceid", "username", "audit", "start-geopoint", "geotrace", "geoshape", "phonenumber", "email", "note"]
)
def test_what_a_device_would_tell_is_never_kept(kind):
    checked = check(form(Question("q", kind, required="yes")), {"q": "42 -71"}, before={"q": "42 -71"}, areas=("Old Town",))
    assert (checked.answers, checked.faults) == ({}, ())


def test_moment_of_answering_is_kept_as_its_week():
    asked = form(
        Question("start", "start"), Question("end", "end"), Question("today", "today"), Question("born", "date", constraint=". <= ${today}")
    )
    checked = check(asked, {"born": "2026-03-04", "start": "1999-01-01T10:00", "today": "1999-01-01"})
    week = "2026-03-02"
    assert (checked.answers, checked.faults) == ({"start": week, "end": week, "today": week, "born": "2026-03-04"}, ())
    later = check(asked, {"born": "2026-03-05"}, before={"start": "2026-02-23"})
    assert (later.answers["start"], faults(later)) == ("2026-02-23", [("born", "failed")])
