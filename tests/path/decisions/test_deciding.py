import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to, today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.decisions import actions, queries
from commonshelf.path.decisions.models import Commitment, Decision, Milestone


def refused(act, **parts):
    with pytest.raises(Refusal) as caught:
        act(**parts)
    return caught.value.code.code


def test_decision_is_recorded_as_a_draft_with_its_needs(plan, need, bao):
    with clock_set_to(dt.datetime(2026, 4, 1, 18, tzinfo=dt.UTC)):
        decision = actions.record_decision(**plan(outcome="decline", review_on=dt.date(2026, 4, 2)))
    assert (decision.state, decision.outcome, decision.owner, decision.decided_on) == ("draft", "decline", bao, dt.date(2026, 4, 1))
    assert (list(decision.needs.all()), decision.published_on) == ([need], None)


@pytest.mark.parametrize(
    "reason",
    [{}, {"en": ""}, {"en": "  \n "}, {"en": "\x00"}, {"en": "\u202e\u200b", "vi": " "}, {"ar": "…", "es": "--"}, {"en": "🙂👍"}],
)
def test_decision_without_a_reason_is_refused_in_any_form(plan, draft, reason):
    assert refused(actions.record_decision, **plan(reason=reason)) == "decisions.reason_missing"
    assert refused(actions.correct_decision, decision=draft, **plan(reason=reason)) == "decisions.reason_missing"
    assert list(Decision.objects.all()) == [draft]
    assert actions.correct_decision(decision=draft, **plan(reason={"zh-hans": "周六"})).reason == {"zh-hans": "周六"}


def test_draft_whose_reason_was_lost_is_not_published(draft, bao):
    Decision.objects.update(reason={"en": " "})
    assert refused(actions.publish_decision, decision=draft, by=bao) == "decisions.reason_missing"
    Decision.objects.update(reason={"en": "Many of you work."})
    assert actions.publish_decision(decision=draft, by=bao).state == "published"


def test_decision_keeps_the_reason_in_the_languages_that_have_words(plan):
    decision = actions.record_decision(**plan(reason={"en": "Because\u202e of work", "es": " ", "vi": "…"}))
    assert decision.reason == {"en": "Because of work"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"needs": []}, "decisions.needs_missing"),
        ({"review_on": dt.date(2026, 4, 1)}, "decisions.review_in_past"),
        ({"review_on": dt.date(2025, 4, 1)}, "decisions.review_in_past"),
        ({"title": {"en": " "}}, "house.text_empty"),
        ({"title": {"en": "x" * 201}}, "house.text_too_long"),
    ],
)
def test_decision_that_lacks_something_is_refused_and_nothing_is_written(plan, wrong, code):
    with clock_set_to(dt.datetime(2026, 4, 1, 18, tzinfo=dt.UTC)):
        right = plan()
        assert refused(actions.record_decision, **(right | wrong)) == code
        assert (Decision.objects.count(), LogEntry.objects.filter(action="record_decision").count()) == (0, 0)
        assert actions.record_decision(**right).pk


@pytest.mark.parametrize(("outcome", "code"), [("adopt", "decisions.commitment_missing"), ("adapt", "decisions.commitment_missing")])
def test_decision_to_do_something_is_not_published_without_a_promise(plan, promise, bao, outcome, code):
    decision = actions.record_decision(**plan(outcome=outcome))
    assert refused(actions.publish_decision, decision=decision, by=bao) == code
    promise(decision)
    assert actions.publish_decision(decision=decision, by=bao).state == "published"


@pytest.mark.parametrize("outcome", ["defer", "decline"])
def test_decision_to_do_nothing_is_published_without_a_promise(plan, bao, outcome):
    decision = actions.publish_decision(decision=actions.record_decision(**plan(outcome=outcome)), by=bao)
    assert (decision.state, decision.published_on) == ("published", today())


def test_draft_whose_review_day_has_passed_is_not_published(draft, bao):
    Decision.objects.update(review_on=today())
    assert refused(actions.publish_decision, decision=draft, by=bao) == "decisions.review_in_past"
    Decision.objects.update(review_on=today() + dt.timedelta(days=1))
    assert actions.publish_decision(decision=draft, by=bao).state == "published"


def test_decision_is_published_once_from_two_tabs(draft, bao, the_administrator):
    tabs = [Decision.objects.get(), Decision.objects.get()]
    actions.publish_decision(decision=tabs[0], by=bao)
    assert refused(actions.publish_decision, decision=tabs[1], by=the_administrator) == "decisions.already_published"
    assert LogEntry.objects.filter(action="publish_decision").count() == 1


def test_published_decision_stays_as_it_was(draft, plan, promise, bao):
    stale, (kept,) = Decision.objects.get(), draft.commitments.all()
    actions.publish_decision(decision=draft, by=bao)
    assert refused(actions.correct_decision, decision=stale, **plan(title={"en": "Never mind"})) == "decisions.already_published"
    assert refused(promise, decision=stale) == "decisions.already_published"
    assert refused(actions.drop_commitment, commitment=kept, by=bao) == "decisions.already_published"
    assert (Decision.objects.get().title, Commitment.objects.get()) == ({"en": "Open from ten to two"}, kept)


def test_draft_is_corrected_and_a_promise_taken_out(draft, plan, bao):
    corrected = actions.correct_decision(decision=draft, **plan(outcome="defer", title={"en": "Not before May"}))
    actions.drop_commitment(commitment=draft.commitments.get(), by=bao)
    assert (corrected.outcome, corrected.title, corrected.commitments.count()) == ("defer", {"en": "Not before May"}, 0)


def test_promise_is_kept_once_and_only_after_it_was_published(draft, bao):
    tabs = [Commitment.objects.get(), Commitment.objects.get()]
    assert refused(actions.keep_commitment, commitment=tabs[0], by=bao) == "decisions.not_published"
    actions.publish_decision(decision=draft, by=bao)
    assert actions.keep_commitment(commitment=tabs[0], by=bao).kept_on == today()
    assert refused(actions.keep_commitment, commitment=tabs[1], by=bao) == "decisions.kept_already"


def test_milestones_are_planned_and_reached_after_publishing_too(published, bao):
    commitment = published.commitments.get()
    step = actions.add_milestone(commitment=commitment, title=" Ask the union ", due_on=today(), by=bao)
    assert (step.title, actions.reach_milestone(milestone=step, by=bao).reached_on) == ("Ask the union", today())
    assert refused(actions.reach_milestone, milestone=step, by=bao) == "decisions.kept_already"
    assert refused(actions.add_milestone, commitment=commitment, title="\x00", due_on=today(), by=bao) == "house.text_empty"
    assert Milestone.objects.count() == 1


def test_declined_need_comes_back_on_its_review_day_until_somebody_looks_at_it(plan, draft, bao):
    day = today() + dt.timedelta(days=100)
    declined = actions.record_decision(**plan(outcome="decline"))
    assert refused(actions.review_decision, decision=declined, review_on=day, by=bao) == "decisions.not_published"
    actions.publish_decision(decision=declined, by=bao)
    assert [list(queries.decisions_to_review(when)) for when in (day - dt.timedelta(days=1), day)] == [[], [declined]]
    assert refused(actions.review_decision, decision=declined, review_on=today(), by=bao) == "decisions.review_in_past"
    later = day + dt.timedelta(days=200)
    assert actions.review_decision(decision=declined, review_on=later, by=bao).review_on == later
    assert list(queries.decisions_to_review(day)) == []
    assert LogEntry.objects.get(action="review_decision").detail == {"before": day.isoformat(), "after": later.isoformat()}


def test_drafts_are_seen_by_staff_and_readers_and_published_decisions_by_everybody(request, draft, bao):
    names = ["amina", "carla", "a_volunteer", "farid", "the_reader", "bao", "the_administrator"]
    everybody = [AnonymousUser(), *(request.getfixturevalue(name) for name in names)]
    assert [queries.decisions_visible_to(user).count() for user in everybody] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert [queries.commitments_visible_to(user).count() for user in everybody] == [0, 0, 0, 0, 1, 1, 1, 1]
    actions.publish_decision(decision=draft, by=bao)
    assert [queries.decisions_visible_to(user).count() for user in everybody] == [1] * 8
    actions.add_milestone(commitment=draft.commitments.get(), title="Ask", due_on=today(), by=bao)
    assert [queries.milestones_visible_to(user).count() for user in everybody] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_deciding_is_for_those_who_do_outreach(outsider, draft, plan, bao):
    commitment = draft.commitments.get()
    step = actions.add_milestone(commitment=commitment, title="Ask", due_on=today(), by=bao)
    day = today() + dt.timedelta(days=5)
    tried = [
        (actions.record_decision, plan()),
        (actions.correct_decision, plan(decision=draft)),
        (actions.publish_decision, {"decision": draft}),
        (actions.review_decision, {"decision": draft, "review_on": day}),
        (actions.add_commitment, {"decision": draft, "kind": "program", "promise": {"en": "A"}, "measure": "B", "due_on": day}),
        (actions.drop_commitment, {"commitment": commitment}),
        (actions.keep_commitment, {"commitment": commitment}),
        (actions.add_milestone, {"commitment": commitment, "title": "A", "due_on": day}),
        (actions.reach_milestone, {"milestone": step}),
        (actions.reply_to_voices, {"decision": draft, "words": {"en": "A"}}),
    ]
    assert {refused(act, **(parts | {"by": outsider})) for act, parts in tried} == {"house.not_allowed"}
    assert actions.publish_decision(decision=draft, by=bao).state == "published"


def test_owner_is_chosen_among_those_who_do_outreach(bao, the_administrator, the_reader, farid, amina):
    assert list(queries.possible_owners()) == [the_administrator, bao]
