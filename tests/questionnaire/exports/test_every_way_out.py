"""For any questionnaire and any answers: every file has the same columns, and every stored answer is found again in its cell."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import polars as pl
import pyreadstat
from hypothesis import HealthCheck, given, settings

from commonshelf.questionnaire.columns import columns_of, rows_of, tables_of, turns_of
from commonshelf.questionnaire.exports import unguarded, write_csv, write_ddi, write_parquet, write_sav
from tests.questionnaire.exports.forms import surveys

MANY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SPSS_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}[A-Za-z0-9]\Z|[A-Za-z]\Z")
SPSS_WORDS = {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"}


def answers_by_place(answers, before=""):
    """Walk stored answers without asking the code under test where anything stands."""
    for name, answer in answers.items():
        if isinstance(answer, dict):
            yield from answers_by_place(answer, f"{before}{name}/")
        elif isinstance(answer, list) and all(isinstance(each, dict) for each in answer):
            for number, turn in enumerate(answer, start=1):
                yield from answers_by_place(turn, f"{before}{name}[{number}]/")
        else:
            yield f"{before}{name}", answer


def plain(text):
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def meant(column, answer):
    """Return what an answer says, as any reader of the file has to understand it."""
    if column.is_list:
        names = answer if isinstance(answer, list) else answer.split()
        return names if column.kind == "position" else set(names)
    as_one = {"integer": int, "decimal": float, "yes_no": lambda _given: 1, "date": dt.date.fromisoformat}
    as_one |= {"time": dt.time.fromisoformat, "moment": dt.datetime.fromisoformat}
    if column.kind in as_one:
        return as_one[column.kind](answer)
    return plain(" ".join(answer) if isinstance(answer, list) else answer)


def chosen(run, cells):
    """Return what the cells of several choices, or of a ranking, say."""
    kept = [(int(cell), column.part) for column, cell in zip(run, cells, strict=True) if column.is_list and cell not in {"", None}]
    return [part for _at, part in sorted(kept)] if run[0].kind == "position" else {part for at, part in kept if at == 1}


def from_csv(run, cells):
    if run[0].is_list:
        return chosen(run, cells)
    text = cells[0]
    return meant(run[0], text) if run[0].kind not in {"text", "choice"} else unguarded(text)


def from_sav(run, cells):
    first, cell = run[0], cells[0]
    if first.is_list:
        return chosen(run, [None if value in (run[0].missing or ()) else value for value in cells])
    if first.kind == "choice":
        return next(value.name for value in first.values if value.code == cell)
    return cell


def runs(columns, cells):
    """Pair each asked column with its cell, by question."""
    found = {}
    for column, cell in zip(columns, cells, strict=True):
        if not column.fact:
            found.setdefault(column.place, []).append((column, cell))
    return {place: ([column for column, _cell in pairs], [cell for _column, cell in pairs]) for place, pairs in found.items()}


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read_sav(path):
    return pyreadstat.read_sav(path, user_missing=True, output_format="polars")


@settings(MANY, max_examples=15)
@given(surveys())
def test_columns_are_the_same_whatever_was_answered(survey):
    questionnaire, records = survey
    turns = turns_of(questionnaire, [record.answers for record in records])
    for table in tables_of(questionnaire, turns=turns):
        names = [column.name for column in table.columns]
        assert len({name.lower() for name in names}) == len(names)
        assert [name for name in names if not SPSS_NAME.match(name) or name.upper() in SPSS_WORDS] == []
        with TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("r.csv", "r.sav", "r.parquet", "r.xml")]
            found = []
            for some in (records, records[:1], []):
                for path, write in zip(paths, (write_csv, write_sav, write_parquet, write_ddi), strict=True):
                    write(path, questionnaire, some, language="ar", table=table)
                sav = read_sav(paths[1])[1]
                described = [each.get("name") for each in ET.parse(paths[3]).iter("{ddi:codebook:2_5}var")]  # noqa: S314 -- written a moment ago
                parquet = pl.read_parquet_schema(paths[2])
                numeric = {name for name, kind in sav.readstat_variable_types.items() if kind == "double"}
                found.append((read_csv(paths[0])[0], sav.column_names, described, parquet, numeric, sav.variable_value_labels))
        assert found[0][:3] == (names, names, names)
        assert found[1] == found[0]
        assert found[2] == found[0]


@MANY
@given(surveys())
def test_every_stored_answer_is_found_again_in_its_cell(survey):
    questionnaire, records = survey
    columns = columns_of(questionnaire, turns=turns_of(questionnaire, [record.answers for record in records]))
    table = tables_of(questionnaire, turns=turns_of(questionnaire, [record.answers for record in records]))[0]
    with TemporaryDirectory() as folder:
        comma, sav, parquet = (Path(folder) / name for name in ("r.csv", "r.sav", "r.parquet"))
        lost = [
            write(path, questionnaire, records, language="", table=table).losses
            for path, write in ((comma, write_csv), (sav, write_sav), (parquet, write_parquet))
        ]
        rows, (frame, _labels), lists = read_csv(comma), read_sav(sav), pl.read_parquet(parquet)
    assert {loss.value for losses in lost for _column, loss in losses} <= {"replaced"}
    for at, record in enumerate(records):
        in_csv, in_sav, in_parquet = runs(columns, rows[at + 1]), runs(columns, frame.row(at)), lists.row(at, named=True)
        for place, answer in answers_by_place(record.answers):
            run, cells = in_csv[place]
            said = meant(run[0], answer)
            assert from_csv(run, cells) == said
            read = from_sav(*in_sav[place])
            assert read == (said.rstrip(" ") if run[0].kind == "text" else said)
            listed = in_parquet[run[0].stem if run[0].is_list else run[0].name]
            assert (set(listed) if isinstance(said, set) else listed) == said


@MANY
@given(surveys())
def test_turns_have_rows_of_their_own_with_every_answer(survey):
    questionnaire, records = survey
    for table in tables_of(questionnaire, turns={})[1:]:
        depth = sum(column.fact == "turn" for column in table.columns)
        for row in rows_of(table, records):
            record = records[row[0] - 1]
            numbers = iter(row[1 : depth + 1])
            place = "/".join(_at(record.answers, table.repeat, numbers))
            stored = dict(answers_by_place(record.answers))
            asked = {column.place.removeprefix(f"{table.repeat}/") for column in table.columns[depth + 1 :]}
            given_here = {name for name in asked if f"{place}/{name}" in stored}
            filled = {
                column.place.removeprefix(f"{table.repeat}/")
                for column, cell in zip(table.columns[depth + 1 :], row[depth + 1 :], strict=True)
                if not hasattr(cell, "value")
            }
            assert filled == given_here


def _at(answers, repeat, numbers):
    """Name the turn that a row of a repeat's table stands for."""
    here = answers
    for name in repeat.split("/"):
        here = here[name]
        if isinstance(here, list):
            number = next(numbers)
            here = here[number - 1]
            yield f"{name}[{number}]"
        else:
            yield name
