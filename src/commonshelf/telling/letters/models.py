"""Letters: topics people subscribe to, who did, and what was sent to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.telling.letters.terms import LetterState, SubscriptionState


class Topic(models.Model):
    """What a letter is about, and what one may subscribe to."""

    slug = models.SlugField(max_length=60, unique=True)
    name = TranslatedTextField()

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


class Subscription(models.Model):
    """One address and one topic. The links in its letters name the row and are signed, so nothing secret is kept here."""

    address = models.EmailField()
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="subscriptions")
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=SubscriptionState.choices, default=SubscriptionState.PENDING)
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["address", "topic"], name="subscription_once")]

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class Letter(models.Model):
    """One letter on one topic."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="letters")
    subject = TranslatedTextField()
    body = TranslatedTextField()
    state = models.CharField(max_length=6, choices=LetterState.choices, default=LetterState.DRAFT)
    sent_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Delivery(models.Model):
    """That a letter was handed to the outbox for a subscription."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["letter", "subscription"], name="delivery_once")]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
