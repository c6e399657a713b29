import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.voices.ledger import actions
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt, voices_said_like, voices_visible_to

NOBODY = AnonymousUser()


def say(text="More crime novels, please", **more):
    return actions.submit_voice(text=text, language="en", by=NOBODY, **more)


def test_submit_voice_keeps_the_words_and_only_the_week(db):
    with clock_set_to(dt.datetime(2026, 3, 12, 15, 40, tzinfo=dt.UTC)):
        said = say(age_band="65+", library_use="stopped")
    voice = Voice.objects.get()
    assert (voice.text, voice.channel, voice.week, voice.age_band, voice.library_use) == (
        "More crime novels, please",
        "open",
        dt.date(2026, 3, 9),
        "65+",
        "stopped",
    )
    assert said.voice == voice


def test_submit_voice_leaves_no_trace_of_who_or_when(amina):
    actions.submit_voice(text="A quiet corner", language="ar", by=amina)
    assert LogEntry.objects.count() == 0
    assert Voice.objects.get().written_down_by is None


@pytest.mark.parametrize("typed", ["{code}", "{low}", "{bare}", " {code} "])
def test_receipt_code_finds_its_voice_however_it_is_typed(db, typed):
    said = say()
    code = said.receipt_code
    assert voice_of_receipt(typed.format(code=code, low=code.lower(), bare=code.replace("-", ""))) == said.voice


def test_receipt_code_reads_o_as_zero_and_l_as_one(db):
    said = next(one for one in (say(f"voice {n}") for n in range(200)) if "0" in one.receipt_code and "1" in one.receipt_code)
    assert voice_of_receipt(said.receipt_code.replace("0", "O").replace("1", "l")) == said.voice


def test_receipt_code_is_nowhere_in_the_database(db):
    said = say()
    digest = said.voice.receipt.digest
    assert said.receipt_code not in digest
    assert said.receipt_code.replace("-", "") not in digest.upper()


def test_receipt_code_of_nobody_is_refused(db):
    say()
    with pytest.raises(Refusal) as refusal:
        voice_of_receipt("0000-0000-0000")
    assert refusal.value.code.code == "ledger.receipt_unknown"


def test_submit_voice_twice_with_one_sending_is_one_voice_with_one_code(db):
    sending = uuid.uuid4()
    first, second = say(sent_once=sending), say(sent_once=sending)
    assert first == second
    assert Voice.objects.count() == 1


def test_other_words_under_one_sending_are_not_lost_unsaid(db):
    sending = uuid.uuid4()
    first = say(sent_once=sending)
    with pytest.raises(Refusal) as refusal:
        say("Somebody pressed back and wrote anew", sent_once=sending)
    assert refusal.value.code.code == "house.sent_already"
    assert Voice.objects.get() == first.voice


def test_two_people_saying_the_same_are_two_voices(db):
    first, second = say(), say("MORE crime novels, please")
    assert list(voices_said_like(first.voice)) == [second.voice]


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "\x00\x00", "\u202e\u202c"])
def test_submit_voice_refuses_a_text_without_words(db, text):
    with pytest.raises(Refusal) as refusal:
        say(text)
    assert refusal.value.code.code == "house.text_empty"
    assert Voice.objects.count() == 0


def test_submit_voice_refuses_two_megabytes(db):
    with pytest.raises(Refusal) as refusal:
        say("x" * 2_000_000)
    assert refusal.value.what == "This text has 2,000,000 characters; at most 10,000 fit."
    assert Voice.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("read\x00 more", "read more"),
        ("safe \u202egnp.exe", "safe gnp.exe"),
        ("❤️📚", "❤️📚"),
        ("أريد كتب جريمة", "أريد كتب جريمة"),
        ("first\r\nsecond", "first\nsecond"),
        ("Call me at (206) 555-0142 after six", "Call me at [☎ …] after six"),
        ("ring 555-201-3344 or 234-5678", "ring [☎ …] or [☎ …]"),
        ("write to ana.b@example.org", "write to [@ …]"),
        ("the 2019-2024 atlas, ISBN 978-0-306-40615-7", "the 2019-2024 atlas, ISBN 978-0-306-40615-7"),
    ],
)
def test_submit_voice_cleans_and_masks(db, text, kept):
    assert say(text).voice.text == kept


def test_submit_voice_refuses_a_language_the_house_does_not_speak(db):
    with pytest.raises(Refusal) as refusal:
        actions.submit_voice(text="Hej", language="tlh", by=NOBODY)
    assert refusal.value.what == "We do not know the language “tlh”."


def test_note_voice_is_second_hand_and_logged(bao, food_bank):
    said = actions.note_voice(
        text="They ask for picture books in Vietnamese", language="en", channel="partner", on_behalf_of=food_bank, by=bao
    )
    assert (said.voice.second_hand, said.voice.written_down_by, said.voice.on_behalf_of) == (True, bao, food_bank)
    assert [entry.action for entry in LogEntry.objects.all()] == ["record_voice"]


@pytest.mark.parametrize(("channel", "code"), [("partner", "ledger.partner_missing"), ("survey", "ledger.channel_not_for_staff")])
def test_note_voice_refuses_a_channel_it_cannot_come_through(bao, channel, code):
    with pytest.raises(Refusal) as refusal:
        actions.note_voice(text="Longer hours", language="en", channel=channel, by=bao)
    assert refusal.value.code.code == code
    assert Voice.objects.count() == 0


def test_note_voice_refuses_who_does_not_work_here(dmitri):
    with pytest.raises(Refusal) as refusal:
        actions.note_voice(text="Longer hours", language="en", channel="phone", by=dmitri)
    assert refusal.value.code.code == "house.not_allowed"
    assert Voice.objects.count() == 0


def test_show_voice_needs_the_agreement_of_whoever_spoke(bao):
    willing, unwilling = say(may_be_quoted=True).voice, say("Quietly").voice
    assert actions.show_voice(voice=willing, by=bao).shown_on is not None
    with pytest.raises(Refusal) as refusal:
        actions.show_voice(voice=unwilling, by=bao)
    assert refusal.value.code.code == "ledger.may_not_be_quoted"
    assert Voice.objects.filter(shown_on__isnull=False).get() == willing
    assert actions.hide_voice(voice=willing, by=bao).shown_on is None


def test_taken_back_words_are_gone_and_the_voice_still_counts(bao, old_town, main_branch):
    about = {"area": old_town, "age_band": "65+", "library_use": "stopped", "may_be_quoted": True}
    said = say(**about)
    actions.show_voice(voice=said.voice, by=bao)
    actions.take_back_voice(voice=said.voice, by=NOBODY)
    voice = Voice.objects.get()
    assert (voice.text, voice.area, voice.age_band, voice.library_use, voice.may_be_quoted, voice.shown_on) == (
        "",
        None,
        "",
        "",
        False,
        None,
    )
    assert (voice.channel, voice.week, voice.language) == (said.voice.channel, said.voice.week, "en")
    assert voice_of_receipt(said.receipt_code) == voice
    assert [(entry.action, entry.actor) for entry in LogEntry.objects.order_by("-at")] == [("show_voice", bao), ("take_back_voice", None)]


def test_take_back_voice_twice_says_that_it_was_done(amina):
    voice = say().voice
    actions.take_back_voice(voice=voice, by=amina)
    with pytest.raises(Refusal) as refusal:
        actions.take_back_voice(voice=voice, by=amina)
    assert refusal.value.code.code == "ledger.taken_back_already"
    assert [entry.actor for entry in LogEntry.objects.all()] == [None]


def test_taken_back_words_are_not_shown_by_a_tab_that_was_open(bao):
    voice = say(may_be_quoted=True).voice
    actions.take_back_voice(voice=voice, by=NOBODY)
    with pytest.raises(Refusal) as refusal:
        actions.show_voice(voice=voice, by=bao)
    assert refusal.value.code.code == "ledger.may_not_be_quoted"
    assert Voice.objects.get().shown_on is None


def test_taken_back_words_are_like_no_others(db):
    voices = [actions.take_back_voice(voice=say().voice, by=NOBODY) for _each in range(2)]
    assert [voices_said_like(voice).count() for voice in voices] == [0, 0]


def test_voices_are_visible_to_staff_and_a_partners_own_to_the_partner(bao, carla, dmitri, the_reader, food_bank):
    own = actions.note_voice(text="On behalf", language="en", channel="partner", on_behalf_of=food_bank, by=bao).voice
    say("Somebody else")
    assert voices_visible_to(bao).count() == 2
    assert list(voices_visible_to(carla)) == [own]
    assert [voices_visible_to(who).count() for who in (dmitri, the_reader, NOBODY)] == [0, 0, 0]
