"""DDI-Codebook 2.5: what an archive reads, in the order its schema wants."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

from commonshelf.questionnaire.columns import Record
from commonshelf.questionnaire.definition import Question, Questionnaire
from commonshelf.questionnaire.exports import Study, write_ddi
from tests.questionnaire.exports.family import FAMILY, LONG, RECORDS, TABLE

DDI = "{ddi:codebook:2_5}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STUDY = Study(
    ident="old-town-7",
    library="Old Town Library",
    abstract="What <people> wish & why",
    population="People of Old Town",
    geography="Old Town",
    first_day=dt.date(2026, 3, 1),
    last_day=dt.date(2026, 3, 31),
    how_asked="Web and paper",
    conditions="Ask first",
    file_name="family.sav",
)
# The order of parts that the schema publishes (sequences; of these only those we write).
ORDER = {
    "codeBook": ["docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"],
    "stdyDscr": ["citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs", "othrStdyMat", "notes"],
    "citation": ["titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings", "notes"],
    "titlStmt": ["titl", "subTitl", "altTitl", "parTitl", "IDNo"],
    "stdyInfo": ["studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes", "exPostEvaluation"],
    "sumDscr": ["timePrd", "collDate", "nation", "geogCover", "geogUnit", "geogBndBox", "boundPoly", "anlyUnit", "universe", "dataKind"],
    "dataColl": ["timeMeth", "dataCollector", "collectorTraining", "frequenc", "sampProc", "sampleFrame", "targetSampleSize", "deviat", "collMode", "resInstru"],
    "fileTxt": ["fileName", "fileCitation", "dataFingerprint", "fileCont", "fileStrc", "dimensns", "fileType"],
    "dimensns": ["caseQnty", "varQnty", "logRecL", "recPrCas", "recNumTot"],
    "var": [
        "location", "labl", "imputation", "security", "embargo", "respUnit", "anlysUnit", "qstn", "valrng", "invalrng", "undocCod", "universe", "TotlResp",
        "sumStat", "txt", "stdCatgry", "catgryGrp", "catgry", "codInstr", "verStmt", "concept", "derivation", "varFormat", "geoMap", "catLevel", "notes",
    ],
    "catgry": ["catValu", "labl", "txt", "catStat", "mrow"],
}  # fmt: skip


def written(folder, questionnaire=FAMILY, records=RECORDS, **more):
    write_ddi(folder / "r.xml", questionnaire, records, language=more.pop("language", "ar"), **more)
    return ET.parse(folder / "r.xml").getroot()  # noqa: S314 -- written a moment ago


def variable(root, name):
    return next(each for each in root.iter(f"{DDI}var") if each.get("name") == name)


def said(element, tag):
    return [(each.get(LANG), each.text) for each in element.iter(DDI + tag)]


def test_ddi_parts_stand_in_the_order_of_the_schema(tmp_path):
    root = written(tmp_path, study=STUDY, table=TABLE)
    seen = set()
    for element in root.iter():
        tag = element.tag.removeprefix(DDI)
        children = [child.tag.removeprefix(DDI) for child in element]
        if tag in ORDER:
            seen.add(tag)
            assert children == sorted(children, key=ORDER[tag].index)
    assert seen == set(ORDER)


def test_ddi_describes_study_and_file(tmp_path):
    root = written(tmp_path, study=STUDY, table=TABLE)
    found = {
        tag: [each.text for each in root.iter(DDI + tag)]
        for tag in ("titl", "IDNo", "AuthEnty", "abstract", "collDate", "conditions", "fileName")
    }
    assert found == {
        "titl": ["Family & friends"],
        "IDNo": ["old-town-7"],
        "AuthEnty": ["Old Town Library"],
        "abstract": ["What <people> wish & why"],
        "collDate": ["2026-03-01", "2026-03-31"],
        "conditions": ["Ask first"],
        "fileName": ["family.sav"],
    }
    assert [each.text for each in (*root.iter(f"{DDI}caseQnty"), *root.iter(f"{DDI}varQnty"))] == ["3", str(len(TABLE.columns))]


def test_ddi_variable_has_the_question_in_every_language_and_whole(tmp_path):
    root = written(tmp_path, table=TABLE)
    reads = variable(root, "reads")
    assert said(reads, "qstnLit") == [("ar", "هل تقرأ؟"), ("en", "Do you\nread?")]
    assert [said(reads, tag) for tag in ("preQTxt", "postQTxt", "ivuInstr")] == [
        [("en", "About reading")],
        [("en", "Anything counts")],
        [("en", "Do not prompt")],
    ]
    assert [each.text for each in variable(root, "wishes__books").iter(f"{DDI}universe")] == ["${reads} = 'yes' and 1 < 2"]
    assert said(variable(root, "hours"), "labl")[0] == ("en", LONG)


def test_ddi_values_have_counts_and_missing_ones_say_which_kind(tmp_path):
    values = [
        (
            each.get("missing"),
            each.get("missType"),
            each.findtext(f"{DDI}catValu"),
            each.findtext(f"{DDI}txt"),
            each.findtext(f"{DDI}catStat"),
        )
        for each in variable(written(tmp_path, table=TABLE), "reads").iter(f"{DDI}catgry")
    ]
    assert values == [
        (None, None, "1", "yes", "1"),
        (None, None, "2", "no", "1"),
        ("Y", "not_asked", "-98", None, "0"),
        ("Y", "not_answered", "-99", None, "1"),
    ]


def test_ddi_numbers_are_summed_up(tmp_path):
    hours = variable(written(tmp_path, table=TABLE), "hours")
    assert {each.get("type"): each.text for each in hours.iter(f"{DDI}sumStat")} == {
        "mean": "3.25",
        "vald": "2",
        "invd": "1",
        "min": "2.5",
        "max": "4",
    }
    assert [(each.get("type"), hours.get("intrvl")) for each in hours.iter(f"{DDI}varFormat")] == [("numeric", "contin")]


def test_ddi_leaves_out_counts_that_may_not_be_shown(tmp_path):
    root = written(tmp_path, table=TABLE, suppress=lambda counts: [None] * len(counts))
    assert [each.text for tag in ("catStat", "sumStat") for each in root.iter(DDI + tag)] == []


def test_ddi_holds_texts_that_xml_forbids_and_languages_without_a_code(tmp_path):
    questionnaire = Questionnaire("n", "", (Question("q", "text", {"Our own tongue": "a\x00\x07\ud800<b>&", "": "Plain"}),))
    root = written(tmp_path, questionnaire, [Record(1, {"q": "\x00"})], language="")
    assert said(variable(root, "q"), "qstnLit") == [(None, "a\ufffd\ufffd\ufffd<b>&")]
    assert [each.text for each in root.iter(f"{DDI}titl")] == ["n"]
