"""Answers taken out by pages, and read back by the programs that others use."""

import csv
import datetime as dt
import io
from xml.etree import ElementTree as ET

import polars as pl
import pyreadstat
import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.community.places.models import Area
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import (
    change_questions,
    draft_survey,
    open_survey,
    release_questionnaire,
    submit_response,
)
from commonshelf.path.voices.surveys.actions.exporting import export_responses
from commonshelf.path.voices.surveys.actions.receipts import withdraw_response
from commonshelf.path.voices.surveys.models import Response, Upload
from commonshelf.path.voices.surveys.queries.exporting import KeptResponses
from commonshelf.path.voices.surveys.terms.exporting import Wish
from commonshelf.questionnaire.definition import Question, Questionnaire
from tests.path.voices.surveys.conftest import CLOSES, OPENS
from tests.path.voices.surveys.exporting.conftest import ANSWERS, ASKED, FAMILY, YES_NO

HOUSE = {
    "language": "es",
    "mode": "web",
    "week": "2026-03-09",
    "wave": "1",
    "disposition": "complete",
    "area": "Old Town",
    "age_band": "",
    "library_use": "",
}


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_of_the_page_holds_every_answer_in_its_cell(answered, fetched):
    files = fetched()
    found = sorted(rows(files["families.csv"]), key=lambda row: row["wish"], reverse=True)
    assert sorted(int(row.pop("response")) for row in found) == [1, 2, 3]
    none = {"likes__books": "", "likes__films": "", "drink": "", "drink__other_text": "", "age__1": "", "age__2": "", "wish": ""}
    assert found == [
        {
            **HOUSE,
            **none,
            "reads": "yes",
            "likes__books": "0",
            "likes__films": "1",
            "drink": "tea",
            "age__1": "7",
            "age__2": "9",
            "wish": "Más libros",
        },
        {**HOUSE, **none, "reads": "no", "drink": "other", "drink__other_text": "'=water", "wish": "A quiet room"},
        {**HOUSE, **none, "reads": "yes", "age__1": "3"},
    ]
    assert list(files) == ["families.csv", "families.children.csv"]
    assert sorted(row["age"] for row in rows(files["families.children.csv"])) == ["3", "7", "9"]


def test_sav_of_the_page_is_labelled_in_the_language_asked_for(answered, fetched, tmp_path):
    place = tmp_path / "families.sav"
    place.write_bytes(fetched(format="sav")["families.sav"])
    frame, meta = pyreadstat.read_sav(place, user_missing=True, output_format="polars")
    labels = meta.column_names_to_labels
    assert [labels[name] for name in ("reads", "likes__films", "drink", "mode")] == [
        "¿Lee usted?",
        "¿Qué le gusta? · Películas",
        "¿Qué bebe?",
        "Cómo se respondió",
    ]
    assert meta.variable_value_labels["reads"] == {1.0: "Sí", 2.0: "No"} | {-98.0: "No se preguntó", -99.0: "No respondió"}
    assert sorted(frame["reads"]) == [1.0, 1.0, 2.0]
    assert sorted(frame["likes__films"]) == [-99.0, -98.0, 1.0]
    assert sorted(frame["wish"]) == ["", "A quiet room", "Más libros"]


def test_parquet_and_ddi_and_codebook_of_the_page_can_be_read(answered, fetched):
    frame = pl.read_parquet(io.BytesIO(fetched(format="parquet")["families.parquet"])).sort("reads", "wish")
    assert frame["likes"].to_list() == [None, None, ["films"]]
    assert sorted(map(sorted, frame["not_asked"].to_list())) == [["age__1", "age__2", "likes"], ["age__2"], ["drink__other_text"]]
    book = ET.fromstring(fetched(format="ddi")["families.xml"])  # noqa: S314 -- our own
    ddi = "{ddi:codebook:2_5}"
    assert [each.text for each in book.findall(f".//{ddi}dataDscr/{ddi}var[@name='reads']/{ddi}labl")] == ["¿Lee usted?", "Do you read?"]
    assert book.find(f".//{ddi}stdyDscr//{ddi}titl").text == "Families"
    html = fetched(format="codebook")["families.html"].decode()
    assert '<html lang="es" dir="ltr">' in html
    assert '<td lang="es" dir="auto">¿Lee usted?</td>' in html


def test_export_holds_no_key_of_the_database_and_no_order(answered, fetched):
    keys = [str(one.response.pk) for one in answered] + [str(one.response.sent_once) for one in answered]
    content = b"".join(fetched().values()).decode()
    assert [key for key in keys if key in content] == []
    version = answered[0].response.questionnaire
    orders = {tuple(KeptResponses(version).keys) for _ in range(40)}
    assert len(orders) > 1


def test_words_that_were_taken_back_are_gone_from_the_export(answered, fetched, bao):
    voice = Voice.objects.get(text="Más libros")
    voice.text = ""
    voice.save(update_fields=["text"])
    assert sorted(row["wish"] for row in rows(fetched()["families.csv"])) == ["", "", "A quiet room"]
    withdraw_response(code=answered[1].code, by=bao)
    assert sorted(row["reads"] for row in rows(fetched()["families.csv"])) == ["yes", "yes"]


def test_without_words_there_is_no_column_that_could_hold_any(answered, fetched):
    (found, *_) = rows(fetched(words="")["families.csv"])
    asked = ["reads", "likes__books", "likes__films", "drink", "age__1", "age__2"]
    assert list(found) == ["response", *HOUSE, *asked]


def test_every_version_has_a_file_with_its_own_columns(answered, family, fetched, bao, sent):
    fewer = Questionnaire("f", "", FAMILY.items[:1], choices={"yes_no": YES_NO}, languages=("en", "es"), default_language="en")
    change_questions(survey=family, definition=fewer, by=bao)
    release_questionnaire(survey=family, by=bao)
    sent({"reads": "no"})
    files = fetched(version="")
    assert {name: len(rows(content)) for name, content in files.items()} == {
        "families.v1.csv": 3,
        "families.v1.children.csv": 3,
        "families.v2.csv": 1,
    }
    assert list(rows(files["families.v2.csv"])[0]) == ["response", *HOUSE, "reads"]
    assert list(fetched(version="2")) == ["families.csv"]


def test_columns_are_the_same_whatever_was_answered(family, sent, fetched):
    before = fetched()["families.csv"].decode().splitlines()[0]
    sent(ANSWERS[2])
    after = fetched()["families.csv"].decode().splitlines()[0]
    assert (
        after
        == before
        == ",".join(["response", *HOUSE, "reads", "likes__books", "likes__films", "drink", "drink__other_text", "age__1", "wish"])
    )


def test_export_is_logged_with_what_and_how_many_rows(answered, fetched, bao, family):
    fetched(format="sav", words="")
    entry = LogEntry.objects.get(action="export_responses")
    assert (entry.actor, entry.thing_id) == (bao, str(family.pk))
    told = {name: entry.detail[name] for name in ("format", "language", "version", "words", "rows", "files")}
    assert told == {"format": "sav", "language": "es", "version": 1, "words": False, "rows": 6, "files": 2}


def test_export_is_refused_to_who_reads_numbers_alone(answered, family, the_reader, bao, tmp_path):
    wish = Wish("csv", "en", words=False)
    with pytest.raises(Refusal) as refusal:
        export_responses(survey=family, wish=wish, path=tmp_path / "f.csv", by=the_reader)
    assert (refusal.value.code.code, list(tmp_path.glob("f*")), LogEntry.objects.filter(action="export_responses").count()) == (
        "house.not_allowed",
        [],
        0,
    )
    assert [file.rows for file in export_responses(survey=family, wish=wish, path=tmp_path / "f.csv", by=bao)] == [3, 3]


@pytest.mark.parametrize(
    ("wish", "code"), [(Wish("csv", "en", version=7), "surveys.nothing_to_export"), (Wish("csv", "en", wave=7), "surveys.wave_unknown")]
)
def test_export_of_what_there_is_not_is_refused(family, bao, tmp_path, wish, code):
    with pytest.raises(Refusal) as refusal:
        export_responses(survey=family, wish=wish, path=tmp_path / "f.csv", by=bao)
    assert (refusal.value.code.code, list(tmp_path.glob("f*"))) == (code, [])


def test_file_given_as_an_answer_is_its_kind_alone(bao, tmp_path):
    asked = Questionnaire("p", "", (Question("photo", "image", {"en": "A picture"}),), languages=("en",), default_language="en")
    survey = draft_survey(title={"en": "Pictures"}, purpose={"en": "To see"}, by=bao, definition=asked)
    survey = open_survey(survey=survey, opens_at=OPENS, closes_at=CLOSES, by=bao)
    version = survey.questionnaires.get()
    picture = Upload.objects.create(
        questionnaire=version, place="photo", kind="image", media_type="image/png", file="x.png", size=1, given_on=dt.date(2026, 3, 12)
    )
    submit_response(survey=survey, answers={"photo": str(picture.pk)}, language="en", by=bao)
    export_responses(survey=survey, wish=Wish("csv", "en"), path=tmp_path / "p.csv", by=bao)
    assert [row["photo"] for row in rows((tmp_path / "p.csv").read_bytes())] == ["image"]


@pytest.mark.parametrize("more", [{"format": "xls"}, {"language": "tlh"}, {"version": "9"}, {"wave": "x"}, {"format": "\0"}])
def test_export_page_refuses_what_it_does_not_offer(answered, as_bao, page, more):
    assert as_bao.post(page, {**ASKED, **more}).status_code == 422
    assert as_bao.post(page, ASKED).status_code == 200


def test_responses_are_read_in_the_same_number_of_statements_whether_few_or_many(answered, sent, family, django_assert_num_queries):
    version = family.questionnaires.get()
    with django_assert_num_queries(3):
        assert len(list(KeptResponses(version))) == 3
    for each in ANSWERS:
        sent(each)
    with django_assert_num_queries(3):
        assert len(list(KeptResponses(version))) == 6
    assert (Response.objects.count(), Area.objects.count()) == (6, 1)
