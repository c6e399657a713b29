"""What the columns, types and sheets of an XLSForm are read as. The forms are markdown tables, which pyxform reads too."""

from __future__ import annotations

import pytest
from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from commonshelf.questionnaire.definition import Cell, Choice, Group, Question, Questionnaire, Repeat
from commonshelf.questionnaire.xlsform import inspect_xlsform, read_xlsform, xlsform_bytes
from commonshelf.questionnaire.xlsform.kinds import RowKind, read_kind

BILINGUAL = """
| survey  |                   |       |                 |                     |             |                             |           |            |
|         | TYPE              | Name  | Label::English  | label::Español (es) | Hint        | constraint_message::English | Relevance | requiredmsg::English |
|         | select_one yes_no | reads | Do you read?    | ¿Lee usted?         | a hint      |                             |           |            |
|         | begin group       | more  | More            | Más                 |             |                             | ${reads} = 'yes' | |
|         | begin repeat      | book  | Book            | Libro               |             |                             |           |            |
|         | int               | pages | How many pages? | ¿Cuántas páginas?   |             | Too many                    |           | Please say |
|         | end repeat        |       |                 |                     |             |                             |           |            |
|         | end group         |       |                 |                     |             |                             |           |            |
| choices |                   |       |                 |                     |             |                             |           |            |
|         | list name         | value | label::English  | label::Español (es) | image       | branch                      |           |            |
|         | yes_no            | yes   | Yes             | Sí                  | yes.png     | north                       |           |            |
|         | yes_no            | no    | No              | No                  |             |                             |           |            |
| settings |                  |       |                 |                     |             |                             |           |            |
|         | form_title        | form_id | version       | default_language    | style       |                             |           |            |
|         | Reading           | read1 | 3               | English             | pages       |                             |           |            |
"""


READ = Questionnaire(
    name="reading",
    title="Reading",
    items=(
        Question(
            name="reads",
            kind="select_one",
            label={"English": "Do you read?", "Español (es)": "¿Lee usted?"},
            hint={"": "a hint"},
            choice_list="yes_no",
            cell=Cell("survey", 2, "TYPE"),
        ),
        Group(
            name="more",
            label={"English": "More", "Español (es)": "Más"},
            relevant="${reads} = 'yes'",
            cell=Cell("survey", 3, "TYPE"),
            items=(
                Repeat(
                    name="book",
                    label={"English": "Book", "Español (es)": "Libro"},
                    cell=Cell("survey", 4, "TYPE"),
                    items=(
                        Question(
                            name="pages",
                            kind="integer",
                            label={"English": "How many pages?", "Español (es)": "¿Cuántas páginas?"},
                            constraint_message={"English": "Too many"},
                            required_message={"English": "Please say"},
                            cell=Cell("survey", 5, "TYPE"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    choices={
        "yes_no": (
            Choice("yes", {"English": "Yes", "Español (es)": "Sí"}, media={"image": {"": "yes.png"}}, more={"branch": "north"}),
            Choice("no", {"English": "No", "Español (es)": "No"}),
        ),
    },
    languages=("", "English", "Español (es)"),
    default_language="English",
    version="3",
    settings={"form_id": "read1", "style": "pages"},
)


def test_bilingual_form_is_read_whole():
    assert read_xlsform(BILINGUAL.encode(), name="reading") == READ


@pytest.mark.parametrize(
    ("heading", "attribute", "words", "read"),
    [
        ("relevance", "relevant", "1 = 1", "1 = 1"),
        ("bind::relevant", "relevant", "yes", "true()"),
        ("constraint", "constraint", ". > 1", ". > 1"),
        ("calculate", "calculation", "1 + 1", "1 + 1"),
        ("required", "required", "YES", "true()"),
        ("bind:required", "required", "no", "false()"),
        ("readonly", "read_only", "true", "true()"),
        ("caption", "label", "Shown", {"": "Shown"}),
        ("constraining_message", "constraint_message", "Too low", {"": "Too low"}),
        ("requiredMsg", "required_message", "Needed", {"": "Needed"}),
        ("guidance_hint", "guidance_hint", "Ask kindly", {"": "Ask kindly"}),
        ("IMAGE", "media", "a.png", {"image": {"": "a.png"}}),
        ("media::audio::French (fr)", "media", "a.mp3", {"audio": {"French (fr)": "a.mp3"}}),
        ("control::appearance", "appearance", "numbers", "numbers"),
        ("default", "default", "4", "4"),
        ("bind::odk:length", "more", "9", {"bind::odk:length": "9"}),
        ("Notes of the author", "more", "ask Bao", {"Notes of the author": "ask Bao"}),
    ],
)
def test_column_alias_is_read_as_the_column_it_stands_for(heading, attribute, words, read):
    form = f"| survey |\n| | command | tag | hint | {heading} |\n| | text | a | h | {words} |"
    assert getattr(read_xlsform(form.encode(), name="a").items[0], attribute) == read


SELECTS = {name for name, widget in QUESTION_TYPE_DICT.items() if widget.get("control", {}).get("tag") in {"select", "select1", "odk:rank"}}
NEEDS_MORE = {"audit", "osm", "range", "xml-external", "csv-external", "background-geopoint", "select one external"}


@pytest.mark.parametrize(
    "written",
    [
        *sorted(set(QUESTION_TYPE_DICT) - SELECTS - NEEDS_MORE),
        *(f"{alias} l" for alias in sorted(aliases.select) if "file" not in alias and "external" not in alias),
    ],
)
def test_type_is_read_so_that_it_writes_the_same_xform(written):
    more = " | 1 |" if "calculate" in written else " | |"
    form = f"| survey |\n| | type | name | label | calculation |\n| | {written} | a | A{more}\n| choices |\n| | list_name | name | label |\n| | l | x | X |"
    first = inspect_xlsform(form.encode(), name="a")
    assert inspect_xlsform(xlsform_bytes(first.questionnaire), name="a").xform == first.xform


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("add integer prompt", RowKind("integer")),
        ("gps", RowKind("geopoint")),
        ("imei", RowKind("deviceid")),
        ("photo", RowKind("image")),
        ("select all that apply from x or specify other", RowKind("select_multiple", choice_list="x", or_other=True)),
        ("select1 x", RowKind("select_one", choice_list="x")),
        ("select_one_from_file x.csv", RowKind("select_one", choice_list="x.csv", kept="select_one_from_file x.csv")),
        ("rank x", RowKind("rank", choice_list="x")),
        ("begin_repeat", RowKind(opens="repeat")),
        ("begin lgroup", RowKind(opens="repeat")),
        ("end looped group", RowKind(closes="repeat")),
        ("begin loop over x", RowKind(opens="loop", choice_list="x")),
        ("percentage", RowKind("integer", kept="percentage")),
        ("poem", None),
    ],
)
def test_type_alias_is_read_as_a_kind(written, kind):
    assert read_kind(written) == kind


def test_or_other_stays_in_a_form_without_languages_and_is_written_out_in_one_with():
    form = "| survey |\n| | type | name | {0} |\n| | select_one c or_other | a | A |\n| choices |\n| | list_name | name | {0} |\n| | c | red | Red |"
    plain = read_xlsform(form.format("label").encode(), name="a")
    spoken = read_xlsform(form.format("label::English (en)").encode(), name="a")
    assert (plain.items[0].or_other, len(plain.items), len(plain.choices["c"])) == (True, 1, 1)
    assert [(item.name, item.or_other, item.relevant) for item in spoken.items] == [
        ("a", False, ""),
        ("a_other", False, "selected(../a, 'other')"),
    ]
    assert spoken.choices["c"][1] == Choice("other", {"English (en)": "Other"})


def test_loop_is_read_as_one_group_for_each_choice():
    form = "| survey |\n| | type | name | label |\n| | begin loop over c | l | L |\n| | integer | n | How many %(label)s (%(name)s)? |\n| | end loop | | |\n"
    form += "| choices |\n| | list_name | name | label |\n| | c | red | Red |\n| | c | none | None |\n| | c | blue | Blue |"
    (loop,) = read_xlsform(form.encode(), name="a").items
    said = [(group.name, group.label, group.items[0].label) for group in loop.items]
    assert said == [("red", {"": "Red"}, {"": "How many Red (red)?"}), ("blue", {"": "Blue"}, {"": "How many Blue (blue)?"})]


def test_parameters_are_read_with_the_random_order_and_its_seed():
    form = "| survey |\n| | type | name | label | parameters |\n| | select_one c | a | A | randomize=true, seed=42 |\n| | range | b | B | start=1 end=5 step=1 |\n"
    form += "| choices |\n| | list_name | name | label |\n| | c | red | Red |"
    first, second = read_xlsform(form.encode(), name="a").items
    assert (first.randomize, first.seed, first.parameters) == (True, "42", {})
    assert (second.randomize, second.seed, second.parameters) == (False, "", {"start": "1", "end": "5", "step": "1"})


def test_typographic_quotes_stay_in_what_is_shown_and_become_plain_in_expressions():
    form = "| survey |\n| | type | name | label | relevant |\n| | text | a | Say “yes” | 'x' = ‘x’ |"
    question = read_xlsform(form.encode(), name="a").items[0]
    assert (question.label, question.relevant) == ({"": "Say “yes”"}, "'x' = 'x'")


def test_form_without_a_title_is_called_by_its_name(tmp_path):
    form = tmp_path / "summer.md"
    form.write_text("| survey |\n| | type | name | label |\n| | text | a | A |", encoding="utf-8")
    assert (read_xlsform(form).title, read_xlsform(form, name="winter").title) == ("summer", "winter")


def test_sheet_of_entities_is_kept():
    form = "| survey |\n| | type | name | label |\n| | text | a | A |\n| entities |\n| | list_name | label |\n| | trees | ${a} |"
    assert read_xlsform(form.encode(), name="a").sheets == {"entities": ({"list_name": "trees", "label": "${a}"},)}
