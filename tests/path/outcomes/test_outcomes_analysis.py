import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.path.outcomes.actions import record_outcome
from commonshelf.path.outcomes.analysis import outcomes_of, outcomes_of_each
from commonshelf.path.outcomes.queries import programs_with_outcomes


def answer(session, agreements, slug="learned"):
    for agreement in agreements:
        record_outcome(session=session, answers={slug: agreement}, language="en", by=AnonymousUser())


def test_share_is_of_those_who_answered_and_names_its_interval(session):
    answer(session, [5, 5, 5, 4, 4, 4, 4, 4, 3, 1])
    (row,) = outcomes_of(session.series.program)
    assert (row.measure.slug, row.n, row.share.value, row.share.recruitment) == ("learned", 10, 0.8, "opt_in")
    # Wilson's interval for 8 of 10, by hand: (0.8 + 0.1921 ± 0.3136) / 1.3842
    assert row.words == "80 % (from 49 to 94 %)"
    assert row.share.has_margin_of_error is False


def test_few_answers_show_neither_share_nor_number(session):
    answer(session, [5] * 9)
    answer(session, [5] * 10, slug="apply")
    rows = outcomes_of(session.series.program)
    assert [(row.measure.slug, row.n, row.share is None) for row in rows] == [("learned", None, True), ("apply", 10, False)]
    assert rows[0].words == "too few answers to show"


def test_program_nobody_answered_after_has_no_row(session):
    assert outcomes_of(session.series.program) == []
    assert list(programs_with_outcomes()) == []


def test_programs_are_listed_once_each_newest_first(hold_session):
    first, second = hold_session("First"), hold_session("Second")
    for session in (first, second, first):
        answer(session, [4, 2])
    assert list(programs_with_outcomes()) == [second.series.program, first.series.program]


@pytest.mark.parametrize("how_many", [1, 3])
def test_many_programs_cost_the_same_as_one(hold_session, django_assert_num_queries, how_many):
    programs = []
    for n in range(how_many):
        session = hold_session(f"Club {n}")
        answer(session, [5] * (10 + n))
        programs.append(session.series.program)
    with django_assert_num_queries(3):
        found = outcomes_of_each(programs)
    assert [found[program.pk][0].n for program in programs] == [10 + n for n in range(how_many)]
