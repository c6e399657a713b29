"""What no page of ours ever sends: half letters, numbers without end, boxes in boxes. None of it may end in an error of the house."""

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.models import Response
from commonshelf.questionnaire.definition import Question
from tests.path.voices.surveys.answer_forms import DURING, FORM, every_kind, published

ODD_NUMBER = '1e999,"part":NaN,"day":true,"children":[{"age":{"a":[]}}],"views":[1],"several":[null,1.5,[["x"]]]'
HOSTILE = {
    "version without end": {"~version": "9" * 30},
    "version in other digits": {"~version": "\u0663"},
    "page beyond the last": {"~page": "99999"},
    "half letters": {"~so_far": '{"answers":{"words":"\\ud800","line":"\\u0000"},"about":{"area":"\\ud800"}}'},
    "half letters about the person": {"~so_far": '{"answers":{},"about":{"language":"\\ud800","age_band":"\\ud800"}}'},
    "things that are no answers": {"~so_far": f'{{"answers":{{"whole":{ODD_NUMBER}}}}}'},
    "boxes in boxes": {"~so_far": '{"answers":' + '{"views":' * 800 + "1" + "}" * 800 + "}"},
    "lists in lists": {"~so_far": '{"answers":{"children":' + "[" * 900 + "]" * 900 + "}}"},
    "number of 4000 digits": {"~so_far": '{"answers":{"whole":' + "9" * 4000 + "}}"},
    "number longer than Python reads": {"~so_far": '{"answers":{"whole":' + "9" * 5000 + "}}"},
    "names without end": {"children[1/age": "3", "children[999999999999999999999]/age": "1", "a/" * 500: "x"},
    "turn within a turn": {"~do": "add:children[1]/x"},
    "turn in other digits": {"~do": "remove:children[\u0663]"},
    "place without end": {"~do": "add:" + "views/" * 2000},
    "half a language": {"~speak": "xx\ufffd"},
    "numbers, days and order": {
        "whole": "9" * 3000,
        "part": "1e5",
        "steps": "-0",
        "wide": "\u0663\u0663",
        "day": "9999-99-99",
        "moment": "0000-00-00T99:99",
        "order": ["apple", "apple"],
    },
    "sending in braces": {"~sent_once": "{" + "0" * 32 + "}"},
    "attempt that is no text": {"~attempt": "\ufffd:\u0000:" + "x" * 9000},
    "part of town that is none": {"where": "x", "~area": "9" * 40},
    "more words than are taken": {"words": "x" * 20001},
}


@pytest.mark.parametrize("do", ["next", "send", "save", "back", ""])
@pytest.mark.parametrize("layout", ["one_page", "by_section"])
def test_page_takes_whatever_is_sent_without_breaking(client, db, layout, do):
    with clock_set_to(DURING):
        published(*every_kind(), Question("told", "text", {"en": "Tell"}, relevant="${whole} > 3"), layout=layout)
        told = {name: client.post(FORM, {"~do": do, **hostile}).status_code for name, hostile in HOSTILE.items()}
    assert {name: status for name, status in told.items() if status not in {200, 302, 400, 422}} == {}
    assert all(response.disposition == "complete" for response in Response.objects.all())
