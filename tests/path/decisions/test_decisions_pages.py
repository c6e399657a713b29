import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import today
from commonshelf.path.decisions import actions
from commonshelf.path.decisions.models import Commitment, Decision, Milestone, Reply
from commonshelf.path.needs import actions as needs_actions

ALL = "/staff/decisions/"


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def plain(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


@pytest.fixture
def sent(need, bao):
    words = {"title_en": "Open from ten to two", "reason_en": "Many of you work.", "reason_vi": "Nhiều người đi làm."}
    review_on = (today() + dt.timedelta(days=100)).isoformat()
    return {"needs": [need.pk], "outcome": "adopt", "owner": bao.pk, "review_on": review_on, **words}


def test_decision_goes_from_a_need_to_a_published_promise_in_the_browser(as_bao, need, sent):
    form = as_bao.get(f"{ALL}new/?need={need.pk}").context["form"]
    assert (form["needs"].value(), form["owner"].value()) == ([str(need.pk)], as_bao.get("/").wsgi_request.user.pk)
    page = as_bao.post(f"{ALL}new/", sent).url
    decision = Decision.objects.get()
    assert (page, decision.reason) == (f"{ALL}{decision.pk}/", {"en": "Many of you work.", "vi": "Nhiều người đi làm."})
    refused = as_bao.post(f"{page}publish/")
    assert (refused.status_code, refused.context["form"].non_field_errors()) == (
        422,
        ["A decision to do something promises nothing yet. Add at least one commitment before you publish it."],
    )
    promise = {"kind": "service_change", "promise_en": "Two staff on Saturdays", "measure": "Doors open", "due_on": sent["review_on"]}
    assert as_bao.post(f"{page}commitments/", promise).url == page
    assert as_bao.post(f"{page}publish/").url == page
    twice = as_bao.post(f"{page}publish/")
    assert (twice.status_code, twice.context["form"].non_field_errors()) == (
        422,
        ["This decision is published; what was published stays as it was. Record a new decision that takes its place."],
    )
    assert as_bao.get(page).context["waiting"] == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"needs": []}, "This decision answers no need. Choose at least one need."),
        ({"reason_en": "", "reason_vi": ""}, "A decision without a reason is not published. Write why"),
        ({"reason_en": "…", "reason_vi": ""}, "A decision without a reason is not published. Write why"),
        ({"review_on": "2020-01-01"}, "The review date Jan. 1, 2020 is not in the future. Choose a day after today."),
        ({"review_on": "soon"}, "Enter a valid date."),
        ({"outcome": "perhaps"}, "Select a valid choice."),
        ({"owner": ""}, "This field is required."),
        ({"title_en": "\x00"}, "There are no words in this text."),
        ({"reason_en": "x" * 10_001}, "at most 10,000 fit"),
    ],
)
def test_decision_that_lacks_something_keeps_what_was_typed(as_bao, sent, wrong, said):
    answer = as_bao.post(f"{ALL}new/", sent | wrong)
    assert (answer.status_code, said in plain(answer), Decision.objects.count()) == (422, True, 0)
    assert "Open from ten to two" in answer.content.decode() or "title_en" in wrong
    assert as_bao.post(f"{ALL}new/", sent).status_code == 302


def test_decision_of_two_megabytes_is_not_taken(as_bao, sent):
    assert as_bao.post(f"{ALL}new/", sent | {"reason_en": "x" * 2_000_000}).status_code == 400
    assert Decision.objects.count() == 0


def test_owner_cannot_be_somebody_who_could_not_do_it(as_bao, sent, the_reader):
    answer = as_bao.post(f"{ALL}new/", sent | {"owner": the_reader.pk})
    assert (answer.status_code, Decision.objects.count()) == (422, 0)


def test_publishing_shows_before_exactly_what_becomes_public(as_bao, draft, bao):
    actions.add_milestone(commitment=draft.commitments.get(), title="Ask the union", due_on=today(), by=bao)
    Decision.objects.update(reason={"en": "Many of you work.", "ar": "كثيرون يعملون"})
    answer = as_bao.get(f"{ALL}{draft.pk}/publish/")
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    public = ["Closed on Saturdays", "Who works all week", "We do it", "Open from ten to two", "Two staff on Saturdays"]
    assert [words in page for words in public] == [True] * 5
    assert '<dd lang="ar" dir="auto">كثيرون يعملون</dd>' in page
    assert [words in page for words in ("Ask the union", "Doors open", "Bao")] == [False] * 3
    assert Decision.objects.get().state == "draft"


def test_draft_is_corrected_in_the_browser_and_a_published_one_is_not(as_bao, draft, sent, bao):
    address = f"{ALL}{draft.pk}/correct/"
    assert as_bao.get(address).context["form"]["title"].value() == {"en": "Open from ten to two"}
    assert as_bao.post(address, sent | {"title_en": "Open from ten to three"}).url == f"{ALL}{draft.pk}/"
    actions.publish_decision(decision=draft, by=bao)
    assert as_bao.post(address, sent).status_code == 422
    assert Decision.objects.get().title == {"en": "Open from ten to three"}


def test_promise_is_planned_kept_and_taken_out_by_buttons(as_bao, draft, promise, bao):
    kept, dropped = draft.commitments.get(), promise(draft)
    page = f"{ALL}{draft.pk}/"
    assert as_bao.post(f"/staff/commitments/{dropped.pk}/drop/").url == page
    assert as_bao.post(f"/staff/commitments/{kept.pk}/milestones/", {"title": "Ask", "due_on": today().isoformat()}).url == page
    assert as_bao.post(f"/staff/milestones/{Milestone.objects.get().pk}/reach/").url == page
    too_early = as_bao.post(f"/staff/commitments/{kept.pk}/keep/")
    assert (too_early.status_code, "This decision is still a draft." in plain(too_early)) == (409, True)
    actions.publish_decision(decision=draft, by=bao)
    assert as_bao.post(f"/staff/commitments/{kept.pk}/keep/").url == page
    assert (Commitment.objects.get().kept_on, Milestone.objects.get().reached_on) == (today(), today())
    shown = plain(as_bao.get(page))
    assert [shown.count(words) for words in ("kept on", "reached on", "This promise is kept")] == [1, 1, 0]


def test_reply_page_says_how_many_are_told_and_in_which_languages_they_spoke(as_bao, published, say, saturday, bao):
    needs_actions.code_voice(voice=say("Thứ Bảy", language="vi"), theme=saturday, by=bao)
    address = f"{ALL}{published.pk}/reply/"
    spread = as_bao.get(address).context["spread"]
    assert (spread.total, spread.by_language) == (2, [("en", "English", 1), ("vi", "Vietnamese", 1)])
    answer = as_bao.post(address, {"words_en": "We heard you."}, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told == [
        "2 voices can read your reply now.",
        "1 of them spoke a language you did not write in, and reads another.",
    ]
    again = as_bao.post(address, {"words_en": "We heard you."}, follow=True)
    assert ([str(message) for message in again.context["messages"]], Reply.objects.count()) == (["0 voices can read your reply now."], 2)


def test_decision_shows_what_those_who_spoke_were_told(as_bao, published, say, saturday, bao):
    page = f"{ALL}{published.pk}/"
    assert as_bao.get(page).context["letters"] == []
    needs_actions.code_voice(voice=say(), theme=saturday, by=bao)
    actions.reply_to_voices(decision=published, words={"en": "We heard you.\nCome on Saturday."}, by=bao)
    needs_actions.code_voice(voice=say(), theme=saturday, by=bao)
    actions.reply_to_voices(decision=published, words={"en": "Saturday it is."}, by=bao)
    shown = plain(as_bao.get(page))
    assert ("We heard you. Come on Saturday." in shown, "to 2 voices" in shown, "to 1 voice" in shown) == (True, True, True)
    assert [(letter.words["en"][:8], letter.voices) for letter in as_bao.get(page).context["letters"]] == [("We heard", 2), ("Saturday", 1)]


def test_reply_to_a_draft_or_without_words_says_why_not(as_bao, draft):
    address = f"{ALL}{draft.pk}/reply/"
    assert as_bao.post(address, {"words_en": "We heard you."}).context["form"].non_field_errors() == [
        "This decision is still a draft. Publish it first; then reply to those who asked."
    ]
    assert (as_bao.post(address, {"words_en": "\u202e"}).status_code, Reply.objects.count()) == (422, 0)


def test_review_asks_on_its_day_and_moves_it_on(as_bao, published):
    page = f"{ALL}{published.pk}/"
    assert as_bao.get(page).context["review_due"] is False
    Decision.objects.update(review_on=today())
    assert as_bao.get(page).context["review_due"] is True
    later = today() + dt.timedelta(days=50)
    assert as_bao.post(f"{page}review/", {"review_on": "2020-01-01"}).status_code == 422
    assert as_bao.post(f"{page}review/", {"review_on": later.isoformat()}).url == page
    assert Decision.objects.get().review_on == later


def test_answers_are_listed_with_what_they_answer_and_chosen_by_verdict(as_bao, reply):
    actions.answer_back(reply=reply, verdict="misunderstood", text="Tôi muốn buổi tối", language="vi", by=AnonymousUser())
    page = as_bao.get(f"{ALL}answers/").content.decode()
    assert page.count('<blockquote class="quote" lang="vi" dir="auto">Tôi muốn buổi tối</blockquote>') == 1
    found = [len(as_bao.get(f"{ALL}answers/?verdict={verdict}").context["page"]) for verdict in ("met", "misunderstood", "\x00")]
    assert found == [0, 1, 1]


@pytest.mark.parametrize("decisions", [1, 3])
def test_decisions_list_asks_the_database_the_same_for_one_and_for_three(as_bao, plan, promise, decisions, django_assert_num_queries):
    for _ in range(decisions):
        promise(actions.record_decision(**plan()))
    with django_assert_num_queries(8):
        answer = as_bao.get(ALL)
    assert len(answer.context["page"]) == decisions


@pytest.mark.parametrize("promises", [1, 3])
def test_decision_page_asks_the_database_the_same_for_one_promise_and_for_three(
    as_bao, plan, promise, promises, bao, django_assert_num_queries
):
    decision = actions.record_decision(**plan())
    for _ in range(promises):
        actions.add_milestone(commitment=promise(decision), title="Ask", due_on=today(), by=bao)
    actions.publish_decision(decision=decision, by=bao)
    with django_assert_num_queries(11):
        as_bao.get(f"{ALL}{decision.pk}/")


@pytest.mark.parametrize("answers", [1, 3])
def test_answers_list_asks_the_database_the_same_for_one_and_for_three(
    as_bao, published, say, saturday, bao, answers, django_assert_num_queries
):
    for _ in range(answers - 1):
        needs_actions.code_voice(voice=say(), theme=saturday, by=bao)
    for reply in actions.reply_to_voices(decision=published, words={"en": "We heard you."}, by=bao):
        actions.answer_back(reply=reply, verdict="not_enough", text="More", language="en", by=AnonymousUser())
    with django_assert_num_queries(6):
        answer = as_bao.get(f"{ALL}answers/")
    assert len(answer.context["page"]) == answers


def test_decisions_are_filtered_by_state_and_outcome(as_bao, plan, published):
    actions.record_decision(**plan(outcome="decline"))
    queries = ("state=draft", "state=published", "outcome=decline", "outcome=decline&state=published", "state=nonsense")
    assert [len(as_bao.get(f"{ALL}?{query}").context["page"]) for query in queries] == [1, 1, 1, 0, 2]


def test_reader_sees_decisions_and_numbers_and_no_answer(client, the_reader, reply):
    actions.answer_back(reply=reply, verdict="met", text="My secret thanks", language="en", by=AnonymousUser())
    signed_in(client, the_reader)
    page = client.get(f"{ALL}{reply.decision_id}/")
    assert (page.status_code, page.context["verdicts"][0]) == (200, ("This met it", 1))
    assert ["My secret thanks" in plain(page), f"{reply.decision_id}/reply/" in page.content.decode()] == [False, False]
    assert [client.get(f"{ALL}{ending}").status_code for ending in ("answers/", "new/", f"{reply.decision_id}/publish/")] == [403] * 3


@pytest.mark.parametrize("who", ["amina", "carla", "a_volunteer"])
def test_pages_of_decisions_are_closed_to_those_who_do_not_work_here(client, request, who, published):
    signed_in(client, request.getfixturevalue(who))
    commitment = published.commitments.get()
    assert [client.get(f"{ALL}{ending}").status_code for ending in ("", "new/", "answers/", f"{published.pk}/")] == [403] * 4
    assert client.post(f"/staff/commitments/{commitment.pk}/keep/").status_code == 403


def test_pages_of_decisions_send_the_nameless_to_the_sign_in(client, db):
    assert client.get(ALL).url == f"/account/login/?next={ALL}"


@pytest.mark.parametrize(("kind", "led"), [("program", True), ("resource", False)])
def test_promised_program_leads_to_its_offer_once_it_is_published(as_bao, bao, plan, kind, led):
    decision = actions.record_decision(**plan())
    words = {"promise": {"en": "A club"}, "measure": "It meets", "due_on": today() + dt.timedelta(days=30)}
    made = actions.add_commitment(decision=decision, kind=kind, **words, by=bao)
    link = f'href="/staff/programs/new/?promise={made.pk}"'
    assert link not in as_bao.get(f"{ALL}{decision.pk}/").content.decode()
    actions.publish_decision(decision=decision, by=bao)
    assert (link in as_bao.get(f"{ALL}{decision.pk}/").content.decode()) is led
