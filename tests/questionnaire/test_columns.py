"""Which columns a version has, what they are called, and what stands in them."""

from __future__ import annotations

import datetime as dt

import pytest

from commonshelf.questionnaire.answering import with_others
from commonshelf.questionnaire.columns import Empty, HouseFacts, Loss, Notes, Record, columns_of, row_of, rows_of, tables_of, turns_of
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire, Repeat

HOUSE = ["response", "language", "mode", "week", "wave", "disposition", "area", "age_band", "library_use"]
WISHES = (Choice("books", {"en": "Books", "ar": "كتب"}), Choice("music", {"en": "Music"}))
FAMILY = Questionnaire(
    name="family",
    title="Family",
    items=(
        Question("hello", "note", {"en": "Hello"}),
        Question("reads", "select_one", {"en": "Do you read?", "ar": "هل تقرأ؟"}, choice_list="yes_no"),
        Question("wishes", "select_multiple", {"en": "Wishes?", "ar": "ماذا تريد؟"}, choice_list="wishes", relevant="${reads} = 'yes'"),
        Question("order", "rank", {"en": "Order"}, choice_list="wishes"),
        Group(
            "home",
            (
                Question("rooms", "integer", {"en": "Rooms"}),
                Repeat("children", (Question("age", "integer", {"en": "How old?"}),), {"en": "Child"}),
            ),
            {"en": "At home"},
            relevant="${reads} != ''",
        ),
        Question("seen", "acknowledge", {"en": "I have read this"}),
        Question("born", "date", {"en": "Born"}),
    ),
    choices={"yes_no": (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"})), "wishes": WISHES},
    languages=("en", "ar"),
    default_language="en",
)
ALL = frozenset({"reads", "wishes", "order", "home", "home/rooms", "home/children[1]", "home/children[1]/age", "seen", "born"})


def asked(questionnaire, turns=None):
    return [column for column in columns_of(questionnaire, turns=turns or {}) if not column.fact]


def cells(answers, *, relevant=None, questionnaire=FAMILY, turns=None):
    columns = columns_of(questionnaire, turns=turns or {})
    row = row_of(columns, Record(1, answers, relevant=relevant))
    return {column.name: cell for column, cell in zip(columns, row, strict=True) if not column.fact}


def test_columns_are_the_house_s_then_one_or_more_for_each_question_that_holds_an_answer():
    assert [(column.name, column.kind, column.place) for column in columns_of(FAMILY, turns={"home/children": 2})] == [
        *((name, {"response": "integer", "week": "date"}.get(name, "text"), "") for name in HOUSE),
        ("reads", "choice", "reads"),
        ("wishes__books", "yes_no", "wishes"),
        ("wishes__music", "yes_no", "wishes"),
        ("order__books", "position", "order"),
        ("order__music", "position", "order"),
        ("rooms", "integer", "home/rooms"),
        ("age__1", "integer", "home/children[1]/age"),
        ("age__2", "integer", "home/children[2]/age"),
        ("seen", "yes_no", "seen"),
        ("born", "date", "born"),
    ]


def test_column_labels_join_question_and_choice_in_every_language_either_is_in():
    by_name = {column.name: column for column in columns_of(FAMILY, turns={})}
    assert by_name["wishes__books"].label == {"en": "Wishes? · Books", "ar": "ماذا تريد؟ · كتب"}
    assert by_name["wishes__music"].label == {"en": "Wishes? · Music", "ar": "ماذا تريد؟ · Music"}
    assert by_name["age__1"].label == {"en": "How old? [1]"}
    assert by_name["age__1"].around == ({"en": "At home"}, {"en": "Child"})
    assert by_name["wishes__books"].universe == ("${reads} = 'yes'",)
    assert by_name["age__1"].universe == ("${reads} != ''",)


def test_house_facts_with_labels_are_choices_and_a_weight_stands_there_only_when_there_are_weights():
    facts = HouseFacts(values={"mode": {"web": {"en": "Web"}, "paper": {"en": "Paper"}}}, weighted=True)
    columns = columns_of(FAMILY, turns={}, facts=facts)[: len(HOUSE) + 1]
    assert [column.name for column in columns] == [*HOUSE, "weight"]
    assert [(value.code, value.name, value.label) for value in columns[2].values] == [
        (1, "web", {"en": "Web"}),
        (2, "paper", {"en": "Paper"}),
    ]
    record = Record(7, {}, "en", "web", dt.date(2026, 3, 2), weight=1.5)
    assert row_of(columns, record) == [7, "en", "web", dt.date(2026, 3, 2), *[Empty.UNKNOWN] * 5, 1.5]


def test_column_names_are_short_latin_unlike_and_no_words_of_spss():
    names = ("by", "area", "Area", "a.b", "a-b", "名字", "العمر", "2nd", "_x_", "x" * 70, "x" * 70 + "y", "número")
    found = [column.name for column in asked(Questionnaire("n", "N", tuple(Question(name, "text") for name in names)))]
    assert found == [
        "q_by",
        "q_area",
        "Area_2",
        "a_b",
        "q_a_b",
        "q_a64de092",
        "q_6c0ee0eb",
        "q_2nd",
        "x",
        "xxxxxxxxxxxxxxxxxxx_8fc6d96d",
        "xxxxxxxxxxxxxxxxxxx_bd05e0f6",
        "numero",
    ]


def test_column_names_of_choices_are_short_and_unlike_too():
    names = ("A", "a", "好", "a.b", "a-b", "other_text", "c" * 40)
    questionnaire = Questionnaire(
        "n", "N", (Question("q" * 40, "select_multiple", choice_list="l", or_other=True),), {"l": tuple(Choice(name, {}) for name in names)}
    )
    found = [column.name.removeprefix("qqqqqqqqqqqqqqqqqqq_0f684099__") for column in asked(questionnaire)]
    assert found == ["A", "a_2", "c_b8ead636", "a_b", "a_b_2", "other_text_2", "ccccccccccc_5d9b8bd4", "other", "other_text"]


def test_column_names_do_not_move_when_a_repeat_has_more_turns():
    one, three = asked(FAMILY, {"children": 1}), asked(FAMILY, {"children": 3})
    assert [column for column in three if not column.place.startswith("home/children")] == [
        column for column in one if not column.place.startswith("home/children")
    ]
    assert [column.name for column in three if column.place.startswith("home/children")] == ["age__1", "age__2", "age__3"]


def test_question_of_the_same_name_in_another_group_is_named_with_its_group():
    two = tuple(Group(name, (Question("age", "integer"),)) for name in ("mother", "father"))
    assert [column.name for column in asked(Questionnaire("n", "N", two))] == ["age", "father_age"]


def test_repeat_with_a_count_has_as_many_turns_and_none_more_than_a_hundred():
    def turns(count, most):
        repeat = Repeat("r", (Question("q", "text"),), count=count)
        return len(asked(Questionnaire("n", "N", (repeat,)), {"r": most}))

    assert (turns("3", 9), turns("", 9), turns("${x}", 0), turns("5000", 1), turns("", 5000)) == (3, 9, 1, 100, 100)


def test_repeats_in_repeats_share_the_room_for_turns():
    inner = Repeat("inner", (Question("q", "text"),), count="100")
    assert len(asked(Questionnaire("n", "N", (Repeat("outer", (inner,), count="100"),)))) == 1_000


def test_turns_are_the_most_of_any_response_up_to_a_bound():
    answers = [{"home": {"children": [{"age": "3"}]}}, {"home": {"children": [{}, {}, {}]}}, {}]
    assert turns_of(FAMILY, answers) == {"home/children": 3}
    assert turns_of(FAMILY, answers, most=2) == {"home/children": 2}


def test_row_holds_each_answer_as_its_kind():
    answers = {
        "reads": "yes",
        "wishes": "music",
        "order": ["music", "books"],
        "home": {"rooms": "4", "children": [{"age": "9"}]},
        "seen": "OK",
        "born": "1980-02-29",
    }
    assert cells(answers, relevant=ALL) == {
        "reads": "yes",
        "wishes__books": 0,
        "wishes__music": 1,
        "order__books": 2,
        "order__music": 1,
        "rooms": 4,
        "age__1": 9,
        "seen": 1,
        "born": dt.date(1980, 2, 29),
    }


def test_row_takes_several_choices_as_a_list_or_as_a_text():
    assert cells({"wishes": ["books", "music"], "order": "books"}) == cells({"wishes": "books music", "order": ["books"]})


@pytest.mark.parametrize(
    ("relevant", "found"),
    [
        (ALL, Empty.NOT_ANSWERED),
        (ALL - {"wishes"}, Empty.NOT_ASKED),
        (None, Empty.UNKNOWN),
    ],
)
def test_empty_cell_says_whether_the_question_was_asked(relevant, found):
    assert {cells({"wishes": answer}, relevant=relevant)["wishes__books"] for answer in (None, "", [])} == {found}


def test_empty_cell_of_a_question_without_condition_was_asked_and_of_a_turn_that_is_not_there_was_not():
    row = cells({"home": {"children": [{}]}}, turns={"children": 2}, questionnaire=FAMILY)
    assert (row["reads"], row["age__1"], row["age__2"]) == (Empty.NOT_ANSWERED, Empty.UNKNOWN, Empty.NOT_ASKED)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("integer", "about 12"),
        ("integer", "1_000"),
        ("decimal", "NaN"),
        ("date", "2024-02-30"),
        ("date", "20240201"),
        ("dateTime", "soon"),
        ("time", "25:00"),
    ],
)
def test_answer_that_is_not_of_its_kind_stays_the_text_it_was(kind, answer):
    assert cells({"q": answer}, questionnaire=Questionnaire("n", "N", (Question("q", kind),))) == {"q": answer}


OTHER = Questionnaire(
    "n",
    "N",
    (
        Question("one", "select_one", choice_list="wishes", or_other=True),
        Question("some", "select_multiple", choice_list="wishes", or_other=True),
    ),
    choices={"wishes": WISHES},
)


@pytest.mark.parametrize(
    ("answers", "one", "some"),
    [
        ({"one": "books", "some": ["books"]}, ["books", Empty.NOT_ASKED], [1, 0, 0, Empty.NOT_ASKED]),
        ({"one": "maps", "some": ["books", "old maps"]}, ["other", "maps"], [1, 0, 1, "old maps"]),
        ({"one": "other", "one_other": "maps", "some": "books other", "some_other": "maps"}, ["other", "maps"], [1, 0, 1, "maps"]),
        ({"one": "other", "some": "other"}, ["other", Empty.NOT_ANSWERED], [0, 0, 1, Empty.NOT_ANSWERED]),
        ({"one_other": "maps", "some_other": "maps"}, ["other", "maps"], [0, 0, 1, "maps"]),
        ({}, [Empty.NOT_ANSWERED] * 2, [Empty.NOT_ANSWERED] * 4),
    ],
)
def test_other_is_a_choice_and_a_text_however_it_was_stored(answers, one, some):
    assert list(cells(answers, questionnaire=OTHER).items()) == list(
        zip(["one", "one__other_text", "some__books", "some__music", "some__other", "some__other_text"], one + some, strict=True)
    )


def test_choices_that_are_numbers_keep_them_and_missing_codes_step_aside():
    def column(*names):
        questionnaire = Questionnaire(
            "n", "N", (Question("q", "select_one", choice_list="l"),), {"l": tuple(Choice(name, {}) for name in names)}
        )
        return asked(questionnaire)[0]

    assert [value.code for value in column("5", "0", "-1").values] == [5, 0, -1]
    assert [value.code for value in column("5", "05").values] == [1, 2]
    assert [value.code for value in column("b", "1").values] == [1, 2]
    assert column("1", "2").missing == (-98, -99)
    assert column("1", "-99").missing == (-998, -999)


def test_table_of_a_repeat_has_one_row_a_turn_and_the_number_of_the_response_as_only_key():
    inner = Repeat("toys", (Question("toy", "text", {"en": "Toy"}),))
    nested = Questionnaire(
        "n", "N", (Group("home", (Repeat("children", (Question("age", "integer"), inner), {"en": "Child"}),)),), default_language="en"
    )
    whole, children, toys = tables_of(nested, turns={})
    assert [column.name for column in whole.columns if not column.fact] == ["age__1", "toy__1__1"]
    assert [column.name for column in children.columns] == ["response", "children", "age"]
    assert [column.name for column in toys.columns] == ["response", "children", "toys", "toy"]
    assert children.columns[1].label["en"] == "Child: Which one, counted from 1"
    records = [
        Record(4, {"home": {"children": [{"age": "3", "toys": [{"toy": "ball"}, {"toy": "kite"}]}, {"age": "5"}]}}),
        Record(2, {}),
        Record(9, {"home": {"children": [{"toys": [{"toy": "bear"}]}]}}, relevant=frozenset({"home/children[1]/age"})),
    ]
    assert list(rows_of(children, records)) == [[4, 1, 3], [4, 2, 5], [9, 1, Empty.NOT_ANSWERED]]
    assert list(rows_of(toys, records)) == [[4, 1, 1, "ball"], [4, 1, 2, "kite"], [9, 1, 1, "bear"]]


def test_what_has_no_column_is_counted():
    notes = Notes()
    table = tables_of(FAMILY, turns={})[0]
    answers = {"wishes": ["books", "films", "maps"], "home": {"children": [{"age": "1"}, {"age": "2"}, {"age": "3"}]}}
    list(rows_of(table, [Record(1, answers), Record(2, {"wishes": "books"})], notes))
    assert dict(notes.losses) == {("wishes", Loss.CHOICE_UNKNOWN): 2, ("home/children", Loss.TURNS_LEFT_OUT): 2}


def test_columns_are_the_same_where_which_other_is_written_out():
    asked_once = Questionnaire(
        "n", "N", (Group("g", (Question("one", "select_one", {"en": "One?"}, choice_list="wishes", or_other=True),)),), {"wishes": WISHES}
    )
    assert columns_of(with_others(asked_once), turns={}) == columns_of(asked_once, turns={})
    found = cells({"g": {"one": "other", "one_other": "maps"}}, questionnaire=with_others(asked_once))
    assert found == {"one": "other", "one__other_text": "maps"}
