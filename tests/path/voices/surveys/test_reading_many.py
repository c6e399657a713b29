"""Many answers read at once: what is found is what reading them one by one finds."""

import json
import multiprocessing
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.path.voices.surveys.analysis.cells import read_one_by_one
from commonshelf.path.voices.surveys.analysis.coded import count_rows
from commonshelf.path.voices.surveys.analysis.frame import frame_of
from commonshelf.path.voices.surveys.analysis.scanning import Scanner
from commonshelf.path.voices.surveys.models import Questionnaire
from commonshelf.path.voices.surveys.queries.results import Row
from commonshelf.questionnaire.definition import Choice, Group, Question, Repeat
from commonshelf.questionnaire.document import to_document
from tests.path.voices.surveys.answer_forms import definition

NAMES = ["yes", "no", "sí", "at_the_library_on_sundays", "at_the_library_on_mondays", "1", "a" * 40, "a" * 41]
LISTS = {"names": [Choice(name, {"en": name}) for name in NAMES]}
ITEMS = (
    Question("one", "select_one", {"en": "One"}, choice_list="names"),
    Question("several", "select_multiple", {"en": "Several"}, choice_list="names"),
    Question("order", "rank", {"en": "Order"}, choice_list="names"),
    Group("inner", (Question("number", "decimal", {"en": "Number"}), Question("day", "date", {"en": "Day"})), {"en": "Inner"}),
    Repeat("turns", (Question("each", "select_one", {"en": "Each"}, choice_list="names"),), {"en": "Turn"}),
    Question("scan", "barcode", {"en": "Scan"}),
)
TEXTS = st.text(max_size=12) | st.sampled_from(['"', '\\"', "\\", '\\\\"', ": ", '":"', "one", "{", "[]", "yes"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "one": st.sampled_from(NAMES) | TEXTS,
        "several": st.lists(st.sampled_from(NAMES), unique=True),
        "order": st.permutations(NAMES),
        "inner": st.fixed_dictionaries(
            {}, optional={"number": st.sampled_from(["1", "2.5", "-3", "1e3", "x"]), "day": st.just("2026-03-04")}
        ),
        "turns": st.lists(st.fixed_dictionaries({"each": st.sampled_from(NAMES)}), max_size=3),
        "scan": TEXTS | st.integers(),
        "gone": TEXTS,
    },
)


def frame():
    return frame_of(Questionnaire(definition=to_document(definition(*ITEMS, choices=LISTS))), ())


@settings(max_examples=150, deadline=None)
@given(st.lists(ANSWERS, max_size=8), st.booleans())
def test_quick_reading_finds_what_slow_reading_finds(answers, plain_letters):
    asked = frame()
    documents = [json.dumps(each, ensure_ascii=plain_letters).encode() for each in answers]
    quick, slow = Scanner(asked).read(documents), read_one_by_one(asked, documents)
    assert np.array_equal(quick.cells, slow.cells)
    assert np.array_equal(quick.figures, slow.figures, equal_nan=True)


FACTS = ("web", "en", "", "", "", "", "")


@pytest.mark.parametrize("processes", [0, 2])
def test_documents_read_side_by_side_stay_in_their_order(processes):
    asked = frame()
    draw = np.random.default_rng(20261123)
    documents = [json.dumps(drawn(draw)) for _each in range(400)]
    stretches = [[Row(uuid4().hex, document, *FACTS) for document in documents[start : start + 45]] for start in range(0, 400, 45)]
    told = []
    counted = count_rows(asked, stretches, progress=told.append, processes=processes)
    slow = read_one_by_one(asked, [document.encode() for document in documents])
    assert np.array_equal(counted.cells.cells, slow.cells)
    assert np.array_equal(counted.cells.figures, slow.figures, equal_nan=True)
    assert (told, counted.responses, slow.cells.any()) == ([*range(45, 400, 45), 400], 400, True)


def drawn(draw):
    """Answers of which each may be missing, one may be something that was not offered, and the list may be asked several times."""
    answers = {
        "one": str(draw.choice([*NAMES, "other"])),
        "several": [name for name in NAMES if draw.random() < 0.4],
        "order": draw.permutation(NAMES).tolist(),
        "inner": {"number": str(draw.integers(100)), "day": f"2026-{draw.integers(1, 13):02d}-11"},
        "turns": [{"each": str(draw.choice(NAMES))} for _turn in range(draw.integers(4))],
        "scan": f'a, "{draw.integers(9)}", b',
    }
    return {name: answer for name, answer in answers.items() if draw.random() < 0.8}


def stops_in_the_middle(_questionnaire):
    yield []
    raise ConnectionError


def test_readers_end_when_counting_fails():
    with pytest.raises(ConnectionError):
        count_rows(frame(), stops_in_the_middle(None), processes=2)
    assert multiprocessing.active_children() == []
