"""The house's marks on a question, and that a workbook keeps them."""

from __future__ import annotations

import pytest

from commonshelf.questionnaire.definition import Question, Questionnaire
from commonshelf.questionnaire.marks import WORDING, is_voice, margin_of, measure_of
from commonshelf.questionnaire.xlsform import inspect_xlsform, xlsform_bytes


@pytest.mark.parametrize(
    ("more", "voice"),
    [
        ({}, True),
        ({"appearance": "multiline"}, True),
        ({"more": {"commonshelf::voice": "yes"}}, True),
        ({"read_only": "no"}, True),
        ({"more": {"commonshelf::voice": "no"}}, False),
        ({"more": {"commonshelf::voice": " No "}}, False),
        ({"more": {"bind::commonshelf:voice": "no"}}, False),
        ({"appearance": "multiline numbers"}, False),
        ({"calculation": "concat('a', 'b')"}, False),
        ({"read_only": "yes"}, False),
        ({"kind": "integer"}, False),
        ({"kind": "hidden"}, False),
        ({"kind": "select_one"}, False),
    ],
)
def test_open_answer_is_a_voice_unless_it_is_marked_or_is_no_words(more, voice):
    assert is_voice(Question(**{"name": "q", "kind": "text", **more})) is voice


def test_marks_survive_a_workbook_and_its_xform_stays_sound():
    more = {
        "commonshelf::margin": "race",
        "commonshelf::measure": "confidence",
        "commonshelf::wording": "imls-2020",
        "commonshelf::voice": "no",
    }
    read = inspect_xlsform(xlsform_bytes(Questionnaire("f", "f", (Question("q", "text", label={"": "Q"}, more=more),))), name="f")
    question = read.questionnaire.items[0]
    assert question.more == more
    assert (margin_of(question), measure_of(question), question.more[WORDING], is_voice(question)) == (
        "race",
        "confidence",
        "imls-2020",
        False,
    )
    assert "commonshelf" not in read.xform


def test_question_without_marks_has_none():
    question = Question("q", "text")
    assert (margin_of(question), measure_of(question)) == ("", "")
