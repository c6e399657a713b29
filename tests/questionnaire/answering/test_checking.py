from __future__ import annotations

from commonshelf.questionnaire.answering import AnswerFault, Compiled
from commonshelf.questionnaire.definition import Choice, Group, Question, Repeat
from tests.questionnaire.answering.asking import check, faults, form, pick, text


def test_unknown_names_are_a_fault_of_the_group_around():
    asked = form(text("a"), Group("g", [text("b")]), Repeat("r", [text("c")]))
    checked = check(asked, {"a": "1", "x": "2", "g": {"b": "3", "y": "4"}, "r": [{"c": "5"}, {"z": "6"}]})
    assert checked.faults == tuple(
        AnswerFault(place, "not_asked", {"name": name}) for place, name in (("", "x"), ("g", "y"), ("r[2]", "z"))
    )
    assert checked.answers == {"a": "1", "g": {"b": "3"}, "r": [{"c": "5"}, {}]}


def test_shape_that_does_not_fit_is_a_fault_and_no_answer():
    asked = form(text("a"), Group("g", [text("b")]), Repeat("r", [text("c")]))
    checked = check(asked, {"a": {"b": "1"}, "g": "2", "r": {"c": "3"}})
    assert (faults(checked), checked.answers) == ([("a", "not_one_answer"), ("g", "not_one_answer"), ("r", "not_one_answer")], {})


def test_missing_and_failed_bring_the_words_of_the_form():
    asked = form(
        text(
            "age",
            constraint=". > 17",
            constraint_message={"English (en)": "Grown-ups only", "Español (es)": "Solo adultos"},
            required="yes",
        ),
        text("name", required="yes", required_message={"English (en)": "We need it"}),
        text("city", required="${age} > 3"),
        languages=("English (en)", "Español (es)"),
    )
    checked = check(asked, {"age": "4"}, language="es")
    assert checked.faults == (
        AnswerFault("age", "failed", {"message": "Solo adultos", "language": "es"}),
        AnswerFault("name", "missing", {"message": "We need it", "language": "en"}),
        AnswerFault("city", "missing", {}),
    )
    assert checked.answers == {"age": "4"}


def test_unreadable_answer_is_not_said_to_be_missing_too():
    asked = form(Question("age", "integer", required="yes", constraint=". > 3"), text("next", relevant="${age} > 3"))
    checked = check(asked, {"age": "old", "next": "x"})
    assert (faults(checked), checked.answers) == ([("age", "not_a_number")], {})
    assert faults(check(asked, {"age": "٤", "next": "x"})) == []


def test_fault_of_what_is_not_asked_is_forgotten():
    asked = form(text("a"), Question("n", "integer", relevant="${a} = 'x'"))
    assert faults(check(asked, {"a": "y", "n": "many"})) == []
    assert faults(check(asked, {"a": "x", "n": "many"})) == [("n", "not_a_number")]


def test_choice_outside_its_filter_is_taken_out_and_so_is_what_hung_on_it():
    towns = (Choice("alba", {}, more={"state": "x"}), Choice("bree", {}, more={"state": "y"}))
    asked = form(
        text("state"),
        Question("town", "select_one", choice_list="towns", choice_filter="state = ${state}"),
        Question("seen", "select_multiple", choice_list="towns", choice_filter="state = ${state}"),
        text("bree_only", relevant="${town} = 'bree'"),
        text("not_bree", relevant="not(${town} = 'bree')"),
        towns=towns,
    )
    given = {"town": "bree", "seen": ["alba", "bree"], "bree_only": "1", "not_bree": "2"}
    fits, wrong = check(asked, {"state": "y", **given}), check(asked, {"state": "x", **given})
    assert fits.answers == {"state": "y", "town": "bree", "seen": ["bree"], "bree_only": "1"}
    assert wrong.answers == {"state": "x", "seen": ["alba"], "not_bree": "2"}
    assert wrong.faults == (AnswerFault("town", "not_a_choice", {"given": "bree"}), AnswerFault("seen", "not_a_choice", {"given": "bree"}))
    assert check(asked, {"state": "x"}).state.choices == {"town": ("alba",), "seen": ("alba",)}


def test_other_brings_a_question_of_its_own():
    form_of_drinks = Compiled(
        form(pick("fruit", or_other=True), pick("more", "select_multiple", or_other=True, choice_filter="name != 'pear'"))
    )
    given = {"fruit": "other", "fruit_other": "mango", "more": ["other", "fig"], "more_other": "kiwi"}
    assert check(form_of_drinks, given).answers == {**given, "more": ["fig", "other"]}
    assert check(form_of_drinks, {"fruit": "fig", "fruit_other": "mango"}).answers == {"fruit": "fig"}
    assert [item.name for item in form_of_drinks.questionnaire.items] == ["fruit", "fruit_other", "more", "more_other"]
    assert [item.name for item in Compiled(form_of_drinks.questionnaire).questionnaire.items] == [
        "fruit",
        "fruit_other",
        "more",
        "more_other",
    ]
    assert [choice.name for choice in form_of_drinks.choices_of(form_of_drinks.question("fruit"))] == ["apple", "pear", "fig", "other"]
    assert faults(check(form(pick("fruit")), {"fruit": "other"})) == [("fruit", "not_a_choice")]


def test_ranking_may_be_partial_unless_it_is_required():
    assert faults(check(form(pick("order", "rank")), {"order": ["fig"]})) == []
    must = form(pick("order", "rank", required="yes"))
    assert faults(check(must, {})) == [("order", "missing")]
    assert faults(check(must, {"order": ["fig", "pear"]})) == [("order", "not_all_ranked")]
    assert faults(check(must, {"order": ["fig", "pear", "apple"]})) == []
    filtered = form(pick("order", "rank", required="yes", choice_filter="name != 'apple'"))
    assert faults(check(filtered, {"order": ["fig", "pear"]})) == []


def test_what_nobody_may_write_comes_from_the_house():
    asked = form(
        text("seen", read_only="yes", default="kept"),
        Question("secret", "hidden", default="'s' "),
        Question("draw", "calculate", calculation="once(random())"),
        text("note"),
        text("locked", read_only="${note} = 'lock'"),
    )
    forged = {"seen": "x", "secret": "x", "draw": "x", "note": "lock", "locked": "x"}
    anew = check(asked, forged, chance=lambda: 0.25)
    assert (anew.answers, anew.faults) == ({"seen": "kept", "secret": "'s'", "draw": "0.25", "note": "lock"}, ())
    before = {"seen": "was", "secret": "was", "draw": "0.75", "locked": "was"}
    assert check(asked, forged, chance=lambda: 0.25, before=before).answers == {**before, "note": "lock"}
    assert check(asked, {**forged, "note": "open"}, before=before).answers == {**before, "note": "open", "locked": "x"}


def test_turns_beyond_reason_are_a_fault():
    asked = form(Repeat("r", [text("a")]))
    checked = check(asked, {"r": [{"a": "x"}] * 1001})
    assert (faults(checked), len(checked.answers["r"])) == ([("r", "too_many_turns")], 1000)
    assert faults(check(asked, {"r": [{"a": "x"}] * 1000})) == []
    within = form(Repeat("r", [Repeat("s", [text("a")])]))
    checked = check(within, {"r": [{"s": [{"a": "x"}] * 1000}] * 3})
    assert (faults(checked), [len(turn["s"]) for turn in checked.answers["r"]]) == ([("r[3]/s", "too_many_turns")], [1000, 1000, 997])


def test_place_is_not_asked_where_no_areas_are_known():
    asked = form(Question("where", "geopoint", required="yes"))
    assert faults(check(asked, {})) == []
    assert faults(check(asked, {}, areas=("Harbor",))) == [("where", "missing")]
    assert check(asked, {"where": "Harbor"}, areas=("Harbor",)).answers == {"where": "Harbor"}


def test_choices_may_be_what_was_answered_before_or_come_from_outside():
    asked = form(
        Repeat("child", [text("name")]),
        Question("oldest", "select_one", choice_list="${name}"),
        Question("town", "select_one", choice_list="towns.csv"),
        Question("road", "select_one", choice_list="roads.csv", parameters={"value": "id"}),
    )
    lists = {"towns.csv": [{"name": "alba"}], "roads.csv": [{"id": "r1", "name": "Main"}]}
    given = {"child": [{"name": "Amina"}, {"name": "Bao"}], "oldest": "Bao", "town": "alba", "road": "r1"}
    assert check(asked, given, lists=lists).answers == given
    assert faults(check(asked, {**given, "oldest": "Dmitri"}, lists=lists)) == [("oldest", "not_a_choice")]
    assert faults(check(asked, given)) == [("town", "not_a_choice"), ("road", "not_a_choice")]


def test_faults_stand_in_the_order_of_the_page():
    asked = form(
        text("a", required="yes"), Repeat("r", [text("b", required="yes")], count="2"), Question("n", "integer"), text("z", required="yes")
    )
    checked = check(asked, {"n": "x", "r": [{"b": "1"}]})
    assert faults(checked) == [("a", "missing"), ("r[2]/b", "missing"), ("n", "not_a_number"), ("z", "missing")]
