"""What SPSS reads: labels, numbered choices, two reasons for an empty cell, dates, and what had to be cut."""

from __future__ import annotations

import datetime as dt

import pyreadstat

from commonshelf.questionnaire.columns import Loss, Record
from commonshelf.questionnaire.definition import Choice, Question, Questionnaire
from commonshelf.questionnaire.exports import write_sav
from tests.questionnaire.exports.family import ARABIC, FAMILY, RECORDS, TABLE


def read(folder, questionnaire=FAMILY, records=RECORDS, *, language="en", table=TABLE, user_missing=True):
    done = write_sav(folder / "r.sav", questionnaire, records, language=language, table=table)
    frame, meta = pyreadstat.read_sav(folder / "r.sav", user_missing=user_missing, output_format="polars")
    return frame.to_dict(as_series=False), meta, done


def one(folder, kind, *answers, label="L"):
    questionnaire = Questionnaire("n", "N", (Question("q", kind, {"en": label}),))
    cells, meta, done = read(folder, questionnaire, [Record(at, {"q": answer}) for at, answer in enumerate(answers)], table=None)
    return cells["q"], meta, done.losses


def test_sav_numbers_choices_and_says_why_a_cell_is_empty(tmp_path):
    cells, meta, done = read(tmp_path)
    assert {name: cells[name] for name in ("response", "mode", "reads", "wishes__books", "wishes__music", "order__books", "hours")} == {
        "response": [3, 1, 2],
        "mode": [1, 2, None],
        "reads": [1, 2, -99],
        "wishes__books": [0, -98, None],
        "wishes__music": [1, -98, None],
        "order__books": [2, -99, -99],
        "hours": [2.5, -999999999, 4],
    }
    assert {name: meta.missing_ranges[name] for name in ("reads", "hours")} == {
        "reads": [{"lo": -98.0, "hi": -98.0}, {"lo": -99.0, "hi": -99.0}],
        "hours": [{"lo": -999999998.0, "hi": -999999998.0}, {"lo": -999999999.0, "hi": -999999999.0}],
    }
    assert (done.rows, done.columns, done.losses) == (3, tuple(column.name for column in TABLE.columns), {})


def test_sav_cells_that_hold_nothing_are_missing_to_spss(tmp_path):
    cells, _meta, _done = read(tmp_path, user_missing=False)
    assert (cells["reads"], cells["wishes__books"], cells["hours"]) == ([1, 2, None], [0, None, None], [2.5, None, 4])


def test_sav_keeps_dates_times_and_texts(tmp_path):
    cells, _meta, _done = read(tmp_path)
    assert cells["week"] == [dt.date(2026, 3, 2), None, None]
    assert cells["born"] == [dt.date(1980, 2, 29), None, None]
    assert cells["at"] == [dt.time(10, 30), None, None]
    assert cells["since"] == [dt.datetime(2026, 3, 1, 8), None, None]  # noqa: DTZ001 -- SPSS knows no zones
    assert cells["words"] == ["=HYPERLINK(1)", "مرحبا\nبكم", ""]


def test_sav_speaks_the_language_asked_for_and_falls_back(tmp_path):
    _cells, english, _done = read(tmp_path, language="en")
    _cells, arabic, _done = read(tmp_path, language=ARABIC)
    assert english.column_names_to_labels["reads"] == "Do you read?"
    assert {name: arabic.column_names_to_labels[name] for name in ("reads", "wishes__books", "language")} == {
        "reads": "هل تقرأ؟",
        "wishes__books": "Wishes · Books",
        "language": "اللغة",
    }
    assert english.variable_value_labels["wishes__books"] == {0: "No", 1: "Yes", -98: "Was not asked", -99: "Did not answer"}
    assert arabic.variable_value_labels["mode"] == {1: "الويب", 2: "Paper"}
    assert arabic.variable_value_labels["reads"][1] == "نعم"
    assert arabic.file_label == "Family & friends"


def test_sav_measures_say_what_may_be_averaged(tmp_path):
    _cells, meta, _done = read(tmp_path)
    names = ("response", "reads", "wishes__books", "order__books", "hours", "born", "words", "weight")
    assert [meta.variable_measure[name] for name in names] == [
        "nominal",
        "nominal",
        "nominal",
        "ordinal",
        "scale",
        "scale",
        "nominal",
        "scale",
    ]


def test_sav_cuts_labels_at_a_character_within_what_spss_takes(tmp_path):
    _cells, meta, _done = read(tmp_path)
    assert meta.column_names_to_labels["hours"] == "é" * 126 + "…"
    assert meta.variable_value_labels["reads"][2] == "é" * 58 + "…"
    _cells, meta, _losses = one(tmp_path, "text", "x", label="字" * 84 + "e\N{COMBINING ACUTE ACCENT}" * 9)
    assert meta.column_names_to_labels["q"] == "字" * 84 + "…"


def test_sav_cuts_a_text_at_spss_s_longest_and_says_so(tmp_path):
    cells, _meta, losses = one(tmp_path, "text", "x" * 32_767, "字" * 11_000, "short")
    assert cells == ["x" * 32_767, "字" * 10_921 + "…", "short"]
    assert losses == {("q", Loss.CUT): 1}


def test_sav_leaves_out_and_counts_what_is_not_of_the_kind(tmp_path):
    assert one(tmp_path, "integer", "7", "about 7", str(2**54))[::2] == ([7, None, None], {("q", Loss.NOT_TYPED): 2})
    assert one(tmp_path, "date", "2026-01-01", "soon")[::2] == ([dt.date(2026, 1, 1), None], {("q", Loss.NOT_TYPED): 1})
    assert one(tmp_path, "integer", "-999999999")[2] == {("q", Loss.READS_AS_MISSING): 1}


def test_sav_replaces_null_characters_and_halves_of_characters(tmp_path):
    cells, _meta, losses = one(tmp_path, "text", "a\x00b", "c\ud800d", "two\nlines")
    assert cells == ["a\ufffdb", "c\ufffdd", "two\nlines"]
    assert losses == {("q", Loss.REPLACED): 2}


def test_sav_of_nobody_has_all_columns(tmp_path):
    cells, _meta, done = read(tmp_path, records=())
    assert cells == {column.name: [] for column in TABLE.columns}
    assert done.rows == 0


def test_sav_of_three_hundred_questions_keeps_every_name_and_label(tmp_path):
    asked = tuple(Question(f"question_{number}", "select_one", {"en": f"Question {number}"}, choice_list="l") for number in range(300))
    questionnaire = Questionnaire("n", "N", asked, {"l": tuple(Choice(f"c{at}", {"en": f"C {at}"}) for at in range(5))}, ("en",), "en")
    _cells, meta, _done = read(tmp_path, questionnaire, [Record(1, {"question_299": "c3"})], table=None)
    assert meta.column_names[9:] == [question.name for question in asked]
    assert meta.column_labels[9:] == [question.label["en"] for question in asked]


def test_sav_of_a_version_that_added_a_language_keeps_the_columns_of_the_one_before(tmp_path):
    old = Questionnaire("n", "N", (Question("q", "text", {"": "Words"}),))
    new = Questionnaire("n", "N", (Question("q", "text", {"": "Words", "fr": "Mots"}),), languages=("", "fr"))
    found = [read(tmp_path, version, (), language="fr", table=None)[1].column_names_to_labels["q"] for version in (old, new)]
    assert found == ["Words", "Mots"]
