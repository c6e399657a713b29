"""Each fault has a name, a place and a mend, and pyxform refuses the form too."""

from __future__ import annotations

import pytest

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform import BrokenFormError, inspect_xlsform, read_xlsform

CHOICES = "| choices |\n| | list_name | name | label |\n| | c | red | Red |\n| | c | dark blue | Dark blue |\n| | d | d1 | D |\n"


def form(*rows, headings="type | name | label | relevant", choices=CHOICES):
    lines = "".join(f"| | {row} |\n" for row in (headings, *rows))
    return f"| survey |\n{lines}{choices}".encode()


def faults(source):
    with pytest.raises(BrokenFormError) as refusal:
        read_xlsform(source, name="a")
    assert all(fault.mend.endswith(".") and fault.what for fault in refusal.value.faults)
    return [(fault.code, fault.cell.sheet, fault.cell.row, fault.cell.column) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("poem | a | A | ", "unknown_type", "type"),
        (" | a | A | ", "missing_type", "type"),
        ("text |  | A | ", "missing_name", "name"),
        ("text | 1 a | A | ", "bad_name", "name"),
        ("text | first | A | ", "duplicate_name", "name"),
        ("select_one e | a | A | ", "missing_list", "type"),
        ("select_multiple c | a | A | ", "choice_with_space", "name"),
        ("select_one | a | A | ", "missing_list_name", "type"),
        ("begin group | a | A | ", "group_never_ends", "type"),
        ("begin loop | a | A | ", "group_never_ends", "type"),
        ("end repeat | | | ", "ends_without_begin", "type"),
        ("text | a | A | ${b} = 1", "unknown_reference", "relevant"),
        ("text | a | Hello ${b | ", "bad_reference", "label"),
        ("include | a | A | ", "includes_other_form", "type"),
        ("calculate | a | | ", "missing_calculation", "calculation"),
        ("text | a | | ", "missing_label", "label"),
    ],
)
def test_fault_of_a_row_names_its_cell(row, code, column):
    found = faults(form("text | first | First | ", row))
    place = ("choices", 3) if code == "choice_with_space" else ("survey", 3)
    assert found[0] == (code, *place, column)


def test_sound_row_in_the_same_form_is_no_fault():
    assert inspect_xlsform(form("text | first | First | ", "select_one c | a | A | ${first} = 1"), name="a").warnings == ()


def test_faults_are_all_told_with_the_broken_structure_first():
    source = form(
        "poem | a | A | ", "text | b | B | ${x} = 1", "text | b | B again | ", "begin group | g | G | ", "select_one e | s | S | "
    )
    assert faults(source) == [
        ("group_never_ends", "survey", 5, "type"),
        ("unknown_type", "survey", 2, "type"),
        ("unknown_reference", "survey", 3, "relevant"),
        ("duplicate_name", "survey", 4, "name"),
        ("missing_list", "survey", 6, "type"),
    ]


@pytest.mark.parametrize(
    ("choices", "code", "cell"),
    [
        ("| choices |\n| | list_name | name | label |\n| | c | | Red |\n", "choice_without_name", ("choices", 2, "name")),
        (
            "| choices |\n| | list_name | name | label |\n| | c | r | Red |\n| | c | r | Rose |\n",
            "duplicate_choice",
            ("choices", 3, "name"),
        ),
        ("| choices |\n| | list_name | label |\n| | c | Red |\n", "missing_heading", ("choices", 1, "name")),
        ("", "missing_list", ("survey", 2, "type")),
    ],
)
def test_fault_of_a_choice_names_its_cell(choices, code, cell):
    assert faults(form("select_one c | a | A | ", choices=choices))[0] == (code, *cell)


def test_form_without_a_survey_sheet_says_which_sheets_there_are():
    with pytest.raises(BrokenFormError, match=r"the sheets are: servey, choices") as refusal:
        read_xlsform(b"| servey |\n| | type | name | label |\n| | text | a | A |\n" + CHOICES.encode(), name="a")
    assert (refusal.value.worst.code, refusal.value.worst.cell) == ("missing_sheet", Cell("survey", 1, "type"))


def test_two_names_of_one_column_are_told_by_pyxform_with_its_advice():
    with pytest.raises(BrokenFormError) as refusal:
        read_xlsform(form("text | a | A | 1 | 1", headings="type | name | label | relevant | relevance"), name="a")
    worst = refusal.value.worst
    assert (worst.code, worst.cell, worst.mend) == (
        "refused_heading",
        Cell("survey", 1, "relevance"),
        "Rename or remove one of these columns.",
    )


def test_what_only_pyxform_finds_keeps_the_row_and_the_column_it_names():
    source = form("range | a | A | start=x", headings="type | name | label | parameters")
    assert faults(source) == [("refused", "survey", 2, "parameters")]


def test_percent_sign_in_a_loop_is_told_where_it_stands():
    source = form("begin loop over d | l | L | ", "text | a | 100% | ", "end loop | | | ")
    assert faults(source)[0] == ("bad_placeholder", "survey", 3, "label")


def test_name_that_is_there_twice_in_different_groups_may_not_be_asked_for():
    rows = ("begin group | g | G | ", "text | a | A | ", "end group | | | ", "text | a | A | ", "text | b | B | ${a} = 1")
    assert faults(form(*rows)) == [("ambiguous_reference", "survey", 6, "relevant")]
