"""CSV: choices by name, label or number, empty cells that say why when asked to, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import weakref

import pytest
from hypothesis import given, strategies as st

from commonshelf.questionnaire.columns import Loss, Record
from commonshelf.questionnaire.definition import Question, Questionnaire
from commonshelf.questionnaire.exports import guarded, unguarded, write_csv
from tests.questionnaire.exports.family import ARABIC, FAMILY, RECORDS, TABLE

WORDS = Questionnaire("n", "N", (Question("words", "text", {"en": "=Words"}), Question("number", "integer")))


def written(folder, questionnaire=FAMILY, records=RECORDS, language="en", **more):
    write_csv(folder / "r.csv", questionnaire, records, language=language, **more)
    return list(csv.reader(io.StringIO((folder / "r.csv").read_bytes().decode(), newline="")))


def part(rows, *names):
    return [[row[rows[0].index(name)] for name in names] for row in rows[1:]]


def test_csv_holds_names_of_choices_and_every_kind_of_answer(tmp_path):
    rows = written(tmp_path, table=TABLE)
    assert rows[:2] == [
        [
            "response", "language", "mode", "week", "wave", "disposition", "area", "age_band", "library_use", "weight",
            "reads", "wishes__books", "wishes__music", "order__books", "order__music", "hours", "born", "at", "since", "words",
        ],
        [
            "3", "ar", "web", "2026-03-02", "", "", "", "", "", "0.5",
            "yes", "0", "1", "2", "1", "2.5", "1980-02-29", "10:30:00+02:00", "2026-03-01T08:00:00", "'=HYPERLINK(1)",
        ],
    ]  # fmt: skip
    assert part(rows, "response", "reads", "wishes__books", "words")[1:] == [["1", "no", "", "مرحبا\nبكم"], ["2", "", "", ""]]


@pytest.mark.parametrize(
    ("choices", "language", "found"),
    [
        ("name", "ar", [["web", "yes"], ["paper", "no"], ["", ""]]),
        ("label", "ar", [["الويب", "نعم"], ["Paper", "é" * 200], ["", ""]]),
        ("label", ARABIC, [["الويب", "نعم"], ["Paper", "é" * 200], ["", ""]]),
        ("label", "vi", [["Web", "Yes"], ["Paper", "é" * 200], ["", ""]]),
        ("code", "en", [["1", "1"], ["2", "2"], ["", ""]]),
    ],
)
def test_csv_says_a_choice_by_name_label_or_number(tmp_path, choices, language, found):
    assert part(written(tmp_path, table=TABLE, choices=choices, language=language), "mode", "reads") == found


def test_csv_says_with_codes_why_a_cell_is_empty(tmp_path):
    names = ("reads", "wishes__books", "hours", "born", "words")
    codes = part(written(tmp_path, table=TABLE, missing_codes=True), *names)
    assert codes[1:] == [
        ["no", "-98", "-999999999", "-98", "مرحبا\nبكم"],
        ["-99", "", "4", "-99", "-99"],
    ]


def test_csv_headings_are_names_or_labels(tmp_path):
    assert written(tmp_path, WORDS, (), headings="label", language="es")[0][-3:] == ["Viene a la biblioteca", "'=Words", "number"]


def test_csv_begins_with_a_byte_order_mark_when_asked(tmp_path):
    write_csv(tmp_path / "r.csv", WORDS, (), language="en", bom=True)
    assert (tmp_path / "r.csv").read_bytes()[:11] == b"\xef\xbb\xbfresponse"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t1", "\r1", "\n1", "＝1"])
def test_csv_guards_a_text_that_a_spreadsheet_would_run(tmp_path, text):
    records = [Record(1, {"words": text, "number": "-5"})]
    assert part(written(tmp_path, WORDS, records), "words", "number") == [["'" + text, "-5"]]
    assert part(written(tmp_path, WORDS, records, guard=False), "words", "number") == [[text, "-5"]]
    assert part(written(tmp_path, WORDS, records, guard=False, missing_codes=True), "words") == [["'" + text]]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a;=cmd", "a;'=cmd"),
        ("a;'@b", "a;''@b"),
        ("one\t+1\r\n-2", "one\t'+1\r\n'-2"),
        ("no; -1 and 3,=x", "no; -1 and 3,=x"),  # after a space it is a text; commas part cells only where quotation marks are read
        ("\n=1", "'\n'=1"),
        ('a;"=1;', "a;'\"=1;"),  # there the doubled mark is an empty pair, and the cell goes on with what follows
    ],
)
def test_csv_guards_what_another_country_would_read_as_a_cell_of_its_own(text, kept):
    assert (guarded(text), unguarded(kept)) == (kept, text)


@given(st.text("'\"=+-@\t\r\n;a", max_size=8))
def test_guard_can_be_taken_away_again_and_leaves_nothing_that_runs(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r\n")
    assert [cell for cell in re.split(r"[;\t\r\n]", guarded(text))[1:] if cell.lstrip('"')[:1] in {*"=+-@"}] == []


def test_csv_replaces_what_no_file_can_hold_and_says_so(tmp_path):
    done = write_csv(tmp_path / "r.csv", WORDS, [Record(1, {"words": "a\x00b\ud800c"}), Record(2, {"words": "fine"})], language="en")
    assert done.losses == {("words", Loss.REPLACED): 1}
    assert (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[-2] == "a\ufffdb\ufffdc"
    assert done.rows == 2


def test_csv_is_whole_or_not_there(tmp_path):
    def breaks_off():
        yield Record(1, {})
        raise LookupError

    (tmp_path / "r.csv").write_text("before")
    with pytest.raises(LookupError):
        write_csv(tmp_path / "r.csv", WORDS, breaks_off(), language="en")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("r.csv", "before")]


def test_csv_keeps_no_record_in_memory(tmp_path):
    alive, most = [], []

    def passing():
        for number in range(500):
            record = Record(number, {"words": "x"})
            alive.append(weakref.ref(record))
            most.append(sum(each() is not None for each in alive[-20:]))
            yield record

    write_csv(tmp_path / "r.csv", WORDS, passing(), language="en")
    assert max(most) <= 2
