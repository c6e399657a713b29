"""Responses described as DDI-Codebook 2.5, for archives. It describes the numbered files: .sav, or CSV with `choices="code"` and `missing_codes`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from commonshelf.questionnaire.columns import Notes, Record, Table, tag_of
from commonshelf.questionnaire.exports.codebook import codebook_of
from commonshelf.questionnaire.exports.ddi_variables import add_variable
from commonshelf.questionnaire.exports.writing import table_or_responses, whole_file, written_of
from commonshelf.questionnaire.exports.xml_text import NAMESPACE, add

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date

    from commonshelf.questionnaire.definition import Questionnaire
    from commonshelf.questionnaire.exports.codebook import Suppress
    from commonshelf.questionnaire.exports.writing import Written


@dataclass(frozen=True)
class Study:
    """What an archive wants to know and a questionnaire does not say. What is empty is left out."""

    ident: str = ""
    library: str = ""
    abstract: str = ""
    population: str = ""
    geography: str = ""
    first_day: date | None = None
    last_day: date | None = None
    how_asked: str = ""
    conditions: str = ""
    file_name: str = ""


def write_ddi(
    path: str | os.PathLike[str],
    questionnaire: Questionnaire,
    records: Iterable[Record],
    *,
    language: str,
    study: Study | None = None,
    table: Table | None = None,
    suppress: Suppress | None = None,
) -> Written:
    """Write the description of responses. The labels are there in every language, that of `language` first; a count that `suppress` hides is left out."""
    table = table_or_responses(questionnaire, table)
    study = study or Study()
    book = codebook_of(questionnaire, records, language=language, table=table, suppress=suppress)
    root = ET.Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", "xml:lang": tag_of(language) or "und"})
    _add_study(root, questionnaire, study)
    _add_file(root, study, rows=book.rows, columns=len(table.columns))
    data = add(root, "dataDscr")
    for entry in book.entries:
        add_variable(data, entry, first=language)
    ET.indent(root)
    with whole_file(path) as unfinished:
        ET.ElementTree(root).write(unfinished, encoding="utf-8", xml_declaration=True)
    return written_of(book.rows, tuple(column.name for column in table.columns), Notes())


def _add_study(root: ET.Element, questionnaire: Questionnaire, study: Study) -> None:
    described = add(root, "stdyDscr")
    citation = add(described, "citation")
    title = add(citation, "titlStmt")
    add(title, "titl", questionnaire.title or questionnaire.name)
    add(title, "IDNo", study.ident or questionnaire.name, agency=study.library)
    if study.library:
        add(add(citation, "rspStmt"), "AuthEnty", study.library)
        add(add(citation, "distStmt"), "distrbtr", study.library)
    if questionnaire.version:
        add(add(citation, "verStmt"), "version", questionnaire.version)
    _add_information(described, study)
    collected = add(add(described, "method"), "dataColl")
    if study.how_asked:
        add(collected, "collMode", study.how_asked)
    add(collected, "resInstru", "questionnaire")
    if study.conditions:
        add(add(add(described, "dataAccs"), "useStmt"), "conditions", study.conditions)


def _add_information(described: ET.Element, study: Study) -> None:
    information = add(described, "stdyInfo")
    if study.abstract:
        add(information, "abstract", study.abstract)
    summary = add(information, "sumDscr")
    for event, day in (("start", study.first_day), ("end", study.last_day)):
        if day:
            add(summary, "collDate", day.isoformat(), date=day.isoformat(), event=event)
    if study.geography:
        add(summary, "geogCover", study.geography)
    add(summary, "anlyUnit", "person")
    if study.population:
        add(summary, "universe", study.population)


def _add_file(root: ET.Element, study: Study, *, rows: int, columns: int) -> None:
    described = add(add(root, "fileDscr", ID="F1"), "fileTxt")
    if study.file_name:
        add(described, "fileName", study.file_name)
    size = add(described, "dimensns")
    add(size, "caseQnty", str(rows))
    add(size, "varQnty", str(columns))
