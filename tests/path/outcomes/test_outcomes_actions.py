import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to, now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.outcomes import actions
from commonshelf.path.outcomes.models import OutcomeAnswer, OutcomeMeasure, OutcomeSheet
from commonshelf.path.outcomes.queries import receipt_of
from commonshelf.path.programs.actions import cancel_session
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt

NOBODY = AnonymousUser()


def tell(session, **more):
    told = {"answers": {"learned": 5, "likely": 3}, "language": "en", "by": NOBODY, **more}
    return actions.record_outcome(session=session, **told)


def code_of(session, **more):
    with pytest.raises(Refusal) as refusal:
        tell(session, **more)
    return refusal.value.code.code


def test_record_outcome_keeps_answers_and_only_the_week(session, amina):
    with clock_set_to(dt.datetime(2027, 3, 12, 15, 40, tzinfo=dt.UTC)):
        sheet = tell(session, by=amina)
    assert (sheet.week, sheet.language, sheet.voice, receipt_of(sheet)) == (dt.date(2027, 3, 8), "en", None, None)
    assert dict(sheet.answers.values_list("measure__slug", "agreement")) == {"learned": 5, "likely": 3}


def test_record_outcome_leaves_no_trace_of_who_or_when(session, amina):
    before = LogEntry.objects.count()
    tell(session, by=amina, comment="I write letters now")
    assert LogEntry.objects.count() == before
    assert Voice.objects.get().written_down_by is None


def test_words_after_a_session_are_a_voice_with_a_code(session):
    sheet = tell(session, answers={}, comment="أكتب رسائل الآن", language="ar", may_be_quoted=True)
    voice = voice_of_receipt(receipt_of(sheet))
    assert sheet.voice == voice
    assert (voice.channel, voice.place, voice.language, voice.may_be_quoted) == ("outcome", session.place, "ar", True)
    assert OutcomeAnswer.objects.count() == 0


def test_record_outcome_sent_twice_is_one_sheet(session):
    sending = {"sent_once": uuid.uuid4(), "comment": "Call 206 555 0142"}
    assert tell(session, **sending) == tell(session, **sending)
    assert (OutcomeSheet.objects.count(), OutcomeAnswer.objects.count(), Voice.objects.count()) == (1, 2, 1)


@pytest.mark.parametrize("changed", [{"answers": {"learned": 1}}, {"comment": "Other words"}, {"comment": ""}])
def test_record_outcome_sent_again_with_other_answers_is_not_lost_unsaid(session, changed):
    sending = {"sent_once": uuid.uuid4(), "comment": "Words"}
    tell(session, **sending)
    assert code_of(session, **{**sending, **changed}) == "house.sent_already"
    assert (OutcomeSheet.objects.count(), OutcomeAnswer.objects.count(), Voice.objects.count()) == (1, 2, 1)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"answers": {}}, "outcomes.empty"),
        ({"answers": {}, "comment": " \n"}, "outcomes.empty"),
        ({"answers": {"happy": 5}}, "outcomes.statement_unknown"),
        ({"answers": {"learned": 6}}, "outcomes.agreement_out_of_range"),
        ({"answers": {"learned": 0}}, "outcomes.agreement_out_of_range"),
        ({"language": "tlh"}, "ledger.language_unknown"),
        ({"comment": "\u202e\x00"}, "house.text_empty"),
        ({"comment": "x" * 2_000_000}, "house.text_too_long"),
    ],
)
def test_record_outcome_refuses_what_is_wrong_and_writes_nothing(session, told, code):
    assert code_of(session, **told) == code
    assert (OutcomeSheet.objects.count(), OutcomeAnswer.objects.count(), Voice.objects.count()) == (0, 0, 0)
    assert tell(session, comment="❤️").voice.text == "❤️"


def test_record_outcome_waits_until_the_session_has_begun(session):
    with clock_set_to(session.starts_at - dt.timedelta(seconds=1)):
        assert code_of(session) == "outcomes.session_not_over"
    with clock_set_to(session.starts_at):
        assert tell(session).session == session


def test_record_outcome_refuses_a_cancelled_session(hold_session, bao):
    session = hold_session(days_ago=-1)
    cancelled = cancel_session(session=session, by=bao)
    with clock_set_to(now() + dt.timedelta(days=2)):
        assert code_of(cancelled) == "outcomes.session_cancelled"
    assert OutcomeSheet.objects.count() == 0


def test_five_statements_are_written_down_once_in_six_languages(db, django_assert_num_queries):
    first = actions.ensure_measures()
    with django_assert_num_queries(1):
        assert actions.ensure_measures() == first
    assert [measure.slug for measure in first] == ["learned", "confident", "apply", "aware", "likely"]
    assert {frozenset(measure.statement) for measure in OutcomeMeasure.objects.all()} == {
        frozenset({"en", "es", "fr", "ar", "zh-hans", "vi"})
    }
