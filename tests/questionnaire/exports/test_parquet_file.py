"""Parquet: typed columns, several choices as a list, labels in the file itself, and pieces that bound the memory."""

from __future__ import annotations

import datetime as dt
import json

import polars as pl
import pytest

from commonshelf.questionnaire.columns import Loss, Record
from commonshelf.questionnaire.definition import Question, Questionnaire
from commonshelf.questionnaire.exports import parquet_file, write_parquet
from tests.questionnaire.exports.family import FAMILY, RECORDS, TABLE

WORDS = Questionnaire("n", "N", (Question("words", "text"), Question("number", "integer"), Question("day", "date")))


def test_parquet_is_typed_and_lists_several_choices_and_what_was_not_asked(tmp_path):
    done = write_parquet(tmp_path / "r.parquet", FAMILY, RECORDS, language="en", table=TABLE)
    frame = pl.read_parquet(tmp_path / "r.parquet")
    assert dict(frame.schema) == {
        "response": pl.Int64, "language": pl.String, "mode": pl.String, "week": pl.Date, "wave": pl.String, "disposition": pl.String, "area": pl.String,
        "age_band": pl.String, "library_use": pl.String, "weight": pl.Float64, "reads": pl.String, "wishes": pl.List(pl.String), "order": pl.List(pl.String),
        "hours": pl.Float64, "born": pl.Date, "at": pl.Time, "since": pl.Datetime("us"), "words": pl.String, "not_asked": pl.List(pl.String),
    }  # fmt: skip
    asked = frame.select("reads", "wishes", "order", "hours", "born", "at", "words", "not_asked").rows()
    assert asked == [
        ("yes", ["music"], ["music", "books"], 2.5, dt.date(1980, 2, 29), dt.time(10, 30), "=HYPERLINK(1)", []),
        ("no", None, None, None, None, None, "مرحبا\nبكم", ["wishes", "born", "at", "since"]),
        (None, None, None, 4.0, None, None, None, []),
    ]
    assert (done.rows, done.columns) == (3, tuple(frame.columns))


def test_parquet_carries_labels_in_its_metadata(tmp_path):
    write_parquet(tmp_path / "r.parquet", FAMILY, RECORDS, language="ar", table=TABLE)
    said = json.loads(pl.read_parquet_metadata(tmp_path / "r.parquet")["commonshelf"])
    assert (said["title"], said["version"], said["language"]) == ("Family & friends", "3", "ar")
    assert said["columns"]["reads"] == {"place": "reading/reads", "label": "هل تقرأ؟", "values": {"yes": "نعم", "no": "é" * 200}}
    assert said["columns"]["wishes"] == {"place": "reading/wishes", "label": "Wishes", "values": {"books": "Books", "music": "Music"}}


def test_parquet_leaves_out_and_counts_what_is_not_of_the_kind(tmp_path):
    records = [Record(1, {"words": "a\ud800", "number": "about 7", "day": "soon"}), Record(2, {"number": "7", "day": "2026-01-01"})]
    done = write_parquet(tmp_path / "r.parquet", WORDS, records, language="en")
    rows = pl.read_parquet(tmp_path / "r.parquet").select("words", "number", "day").rows()
    assert rows == [("a\ufffd", None, None), (None, 7, dt.date(2026, 1, 1))]
    assert done.losses == {("words", Loss.REPLACED): 1, ("number", Loss.NOT_TYPED): 1, ("day", Loss.NOT_TYPED): 1}


def test_parquet_is_written_in_pieces_in_the_order_of_the_records(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_file, "_PIECE", 10)
    held = []
    monkeypatch.setattr(parquet_file._Pieces, "_series", _counting(parquet_file._Pieces._series, held))
    done = write_parquet(tmp_path / "r.parquet", WORDS, (Record(number, {"number": str(number)}) for number in range(95)), language="en")
    assert held == [10] * 9 + [5]
    assert pl.read_parquet(tmp_path / "r.parquet")["number"].to_list() == list(range(95))
    assert done.rows == 95


def _counting(series, held):
    def counted(self, piece):
        held.append(len(piece))
        return series(self, piece)

    return counted


def test_parquet_of_nobody_has_all_columns(tmp_path):
    write_parquet(tmp_path / "r.parquet", WORDS, (), language="en")
    frame = pl.read_parquet(tmp_path / "r.parquet")
    assert (frame.height, frame.columns[-4:]) == (0, ["words", "number", "day", "not_asked"])


def test_parquet_is_whole_or_not_there(tmp_path):
    def breaks_off():
        yield Record(1, {})
        raise LookupError

    with pytest.raises(LookupError):
        write_parquet(tmp_path / "r.parquet", WORDS, breaks_off(), language="en")
    assert list(tmp_path.iterdir()) == []
