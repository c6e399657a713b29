"""Three processes press the same button at once: one of them does it, the others find that it was done."""

import pytest

from tests.races import race, rows_after

BEFORE = """
from django.contrib.auth.models import AnonymousUser
from commonshelf.common.accounts.models import User
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.decisions import actions
from commonshelf.path.decisions.models import Decision, Reply

bao = User.objects.get(email="bao@example.org")
decision, reply = Decision.objects.get(), Reply.objects.first()
"""
PUBLISH = """
try:
    print(actions.publish_decision(decision=decision, by=bao).state)
except Refusal as refusal:
    print(refusal.code.code)
"""
REPLY = """
print(len(actions.reply_to_voices(decision=decision, words={"en": "We heard you."}, by=bao)))
"""
ANSWER = """
try:
    print(actions.answer_back(reply=reply, verdict="misunderstood", text="No", language="en", by=AnonymousUser()).verdict)
except Refusal as refusal:
    print(refusal.code.code)
"""


@pytest.mark.django_db(transaction=True)
def test_publishing_at_once_publishes_once(draft, tmp_path):
    assert race(tmp_path, before=BEFORE, part=PUBLISH) == ["decisions.already_published", "decisions.already_published", "published"]


@pytest.mark.django_db(transaction=True)
def test_replying_at_once_tells_each_voice_once(published, tmp_path):
    assert race(tmp_path, before=BEFORE, part=REPLY) == ["0", "0", "1"]
    assert rows_after(tmp_path, "decisions_reply") == 1


@pytest.mark.django_db(transaction=True)
def test_answering_at_once_is_one_answer_and_one_voice(reply, tmp_path):
    told = race(tmp_path, before=BEFORE, part=ANSWER)
    assert told == ["decisions.answered_already", "decisions.answered_already", "misunderstood"]
    assert (rows_after(tmp_path, "decisions_answerback"), rows_after(tmp_path, "ledger_voice")) == (1, 2)
