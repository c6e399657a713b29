import datetime as dt
import re
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.voices.forums.actions import hold_forum, record_note
from commonshelf.path.voices.forums.models import Forum, Note, Table
from commonshelf.path.voices.forums.queries import forums_visible_to, tables_of
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt

HELD_ON = dt.date(2026, 3, 12)
DAY = dt.datetime(2026, 3, 12, 20, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 3, 24, 20, 0, tzinfo=dt.UTC)
QUESTIONS = ["What would bring you back?", "What do you miss?"]


def hold(bao, place, **more):
    return hold_forum(**{"title": {"en": "An evening at Hill"}, "held_on": HELD_ON, "place": place, "tables": QUESTIONS, "by": bao, **more})


@pytest.fixture
def forum(bao, far_branch, food_bank):
    return hold(bao, far_branch, partner=food_bank)


@pytest.fixture
def table(forum):
    return forum.tables.get(number=2)


@pytest.fixture
def that_day():
    with clock_set_to(DAY):
        yield


def test_hold_forum_sets_a_table_for_each_question(forum, food_bank):
    assert [(table.number, table.question) for table in forum.tables.all()] == [(1, QUESTIONS[0]), (2, QUESTIONS[1])]
    assert forum.partner == food_bank
    assert [(entry.action, entry.detail) for entry in LogEntry.objects.all()] == [("hold_forum", {"tables": 2})]


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ([], "forums.tables_missing"),
        (["What?"] * 31, "forums.tables_too_many"),
        ([" \u202e "], "house.text_empty"),
        (["x" * 241], "house.text_too_long"),
    ],
)
def test_hold_forum_refuses_tables_nobody_can_talk_at(bao, far_branch, tables, code):
    with pytest.raises(Refusal) as refusal:
        hold(bao, far_branch, tables=tables)
    assert refusal.value.code.code == code
    assert (Forum.objects.count(), Table.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["amina", "carla", "farid", "the_reader", "a_volunteer"])
def test_hold_forum_is_for_outreach_staff_and_administrators(request, far_branch, who):
    with pytest.raises(Refusal) as refusal:
        hold(request.getfixturevalue(who), far_branch)
    assert refusal.value.code.code == "house.not_allowed"
    assert Forum.objects.count() == 0


def test_record_note_is_a_second_hand_voice_of_that_week_and_place(table, farid, far_branch):
    with clock_set_to(LATER):
        said = record_note(table=table, text="ساعات أطول", language="ar", by=farid)
    voice = Voice.objects.get()
    assert (voice.text, voice.language, voice.channel, voice.second_hand, voice.written_down_by, voice.place, voice.week) == (
        "ساعات أطول",
        "ar",
        "forum",
        True,
        farid,
        far_branch,
        dt.date(2026, 3, 9),
    )
    assert Note.objects.get().table == table
    assert voice_of_receipt(said.receipt_code) == voice


def test_record_note_twice_with_one_sending_is_one_note(table, bao, that_day):
    sending = uuid.uuid4()
    first, second = (record_note(table=table, text="More light", language="en", by=bao, sent_once=sending) for _time in range(2))
    assert first == second
    assert (Note.objects.count(), Voice.objects.count()) == (1, 1)


def test_record_note_before_the_day_is_refused(table, bao):
    with clock_set_to(DAY - dt.timedelta(days=1)), pytest.raises(Refusal) as refusal:
        record_note(table=table, text="Too early", language="en", by=bao)
    assert refusal.value.what == "This forum is on March 12, 2026; nobody has said anything yet."
    assert (Note.objects.count(), Voice.objects.count()) == (0, 0)
    with clock_set_to(DAY):
        assert record_note(table=table, text="On time", language="en", by=bao).voice.text == "On time"


@pytest.mark.parametrize(
    ("text", "code"), [(" \u202e", "house.text_empty"), ("\0", "house.text_empty"), ("x" * 2_000_000, "house.text_too_long")]
)
def test_record_note_refuses_what_is_no_note(table, bao, that_day, text, code):
    with pytest.raises(Refusal) as refusal:
        record_note(table=table, text=text, language="en", by=bao)
    assert refusal.value.code.code == code
    assert (Note.objects.count(), Voice.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["amina", "carla", "the_reader", "a_volunteer"])
def test_record_note_is_for_who_works_here(request, table, that_day, who):
    with pytest.raises(Refusal) as refusal:
        record_note(table=table, text="Hello", language="en", by=request.getfixturevalue(who))
    assert refusal.value.code.code == "house.not_allowed"
    assert Voice.objects.count() == 0


def test_forums_are_visible_to_who_works_here_and_their_words_not_to_a_reader(forum, table, bao, farid, the_reader, carla, that_day):
    record_note(table=table, text="A quiet word", language="en", by=bao)
    assert [forums_visible_to(who).count() for who in (bao, farid, the_reader, carla, AnonymousUser())] == [1, 1, 1, 0, 0]
    heard = {who.name: [note.voice.text for table in tables_of(forum, who) for note in table.last_notes] for who in (farid, the_reader)}
    assert heard == {"Farid": ["A quiet word"], "Ruth": []}
    assert [table.note_count for table in tables_of(forum, the_reader)] == [0, 1]


def at_table(number=2, **more):
    told = {"text": "Longer hours", "language": "vi", "sent_once": str(uuid.uuid4()), **more}
    return {f"table-{number}-{name}": value for name, value in told.items()}


def test_note_form_keeps_the_note_and_remembers_the_language(as_bao, forum, that_day):
    answer = as_bao.post(f"/staff/forums/{forum.pk}/tables/2/", at_table())
    assert answer.headers["location"] == f"/staff/forums/{forum.pk}/#table-2"
    assert Note.objects.get().table.number == 2
    page = as_bao.get(f"/staff/forums/{forum.pk}/")
    assert [form["language"].value() for _table, form in page.context["tables"]] == ["vi", "vi"]
    said = next(str(message) for message in page.context["messages"])
    assert voice_of_receipt(re.search(r"code is ([\w-]+)\.", said)[1]).text == "Longer hours"


def test_note_form_sent_twice_is_one_note_and_two_tabs_are_two(as_bao, forum, that_day):
    once = at_table()
    for told in (once, once, at_table()):
        as_bao.post(f"/staff/forums/{forum.pk}/tables/2/", told)
    assert Note.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "field"), [({"text": "nul\0l"}, "text"), ({"language": "tlh"}, "language"), ({"text": "\u202e"}, "__all__")]
)
def test_note_form_that_is_refused_keeps_what_was_typed_at_its_table(as_bao, forum, that_day, told, field):
    answer = as_bao.post(f"/staff/forums/{forum.pk}/tables/2/", at_table(**told))
    (_first, other), (_second, refused) = answer.context["tables"]
    assert (answer.status_code, other.is_bound, list(refused.errors)) == (422, False, [field])
    assert refused["text"].value() == {"text": "Longer hours", **told}["text"]
    assert Note.objects.count() == 0


def test_note_form_of_a_table_that_is_not_there_is_not_found(as_bao, forum, that_day):
    assert as_bao.post(f"/staff/forums/{forum.pk}/tables/3/", at_table(3)).status_code == 404
    assert as_bao.get(f"/staff/forums/{forum.pk}/tables/2/").status_code == 405


def test_hold_page_sets_the_tables_that_were_written(as_bao, far_branch):
    told = {"title_en": "An evening", "held_on": "2026-03-12", "place": far_branch.pk, "tables": "First?\r\n\r\nSecond?\n"}
    answer = as_bao.post("/staff/forums/new/", told)
    forum = Forum.objects.get()
    assert answer.headers["location"] == f"/staff/forums/{forum.pk}/"
    assert [table.question for table in forum.tables.all()] == ["First?", "Second?"]
    assert as_bao.post("/staff/forums/new/", {**told, "tables": "x" * 241}).status_code == 422
    assert Forum.objects.count() == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_forums_page_costs_the_same_for_one_and_for_three(as_bao, bao, far_branch, django_assert_num_queries, how_many):
    for _number in range(how_many):
        hold(bao, far_branch)
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/forums/")
    assert len(answer.context["page"]) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_forum_page_costs_the_same_for_one_note_and_for_three(as_bao, bao, forum, table, that_day, django_assert_num_queries, how_many):
    for number in range(how_many):
        record_note(table=table, text=f"note {number}", language="en", by=bao)
    with django_assert_num_queries(7):
        answer = as_bao.get(f"/staff/forums/{forum.pk}/")
    assert answer.content.decode().count("<blockquote") == how_many
