"""Decisions with their reasons, what they promise, and the replies to those who spoke."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.receipts.keys import random_key
from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.path.decisions.terms import CommitmentKind, DecisionState, Outcome, Verdict
from commonshelf.path.needs.models import Need
from commonshelf.path.voices.ledger.models import Voice


class Decision(models.Model):
    """What the library answers to one or more needs, and why."""

    needs = models.ManyToManyField(Need, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    title = TranslatedTextField()
    reason = TranslatedTextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_decisions")
    decided_on = models.DateField()
    review_on = models.DateField()
    state = models.CharField(max_length=10, choices=DecisionState.choices, default=DecisionState.DRAFT)
    published_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Commitment(models.Model):
    """One thing a decision promises."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=16, choices=CommitmentKind.choices)
    promise = TranslatedTextField()
    measure = models.CharField(max_length=240)
    due_on = models.DateField()
    kept_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} by {self.due_on}"


class Milestone(models.Model):
    """A step on the way to keeping a commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=160)
    due_on = models.DateField()
    reached_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Reply(models.Model):
    """What the library says to one voice about one decision."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="replies")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="replies")
    words = TranslatedTextField()
    sent_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["sent_on", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "voice"], name="reply_once")]

    def __str__(self) -> str:
        return f"reply of {self.sent_on}"


class AnswerBack(models.Model):
    """What the person who spoke says of the reply. With words of their own, those are a voice again."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="answer_back")
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    voice = models.OneToOneField(Voice, null=True, on_delete=models.SET_NULL, related_name="answers_reply")
    week = models.DateField()

    def __str__(self) -> str:
        return self.verdict
