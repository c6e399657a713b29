"""The words of decisions, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class Outcome(models.TextChoices):
    """What was decided."""

    ADOPT = "adopt", _("We do it")
    ADAPT = "adapt", _("We do it in another way")
    DEFER = "defer", _("Not now")
    DECLINE = "decline", _("We do not do it")


class DecisionState(models.TextChoices):
    """A draft is seen by staff; what is published is seen by everybody."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class CommitmentKind(models.TextChoices):
    """What the library promises."""

    PROGRAM = "program", _("A program")
    RESOURCE = "resource", _("A resource")
    SERVICE_CHANGE = "service_change", _("A change of service")


class Verdict(models.TextChoices):
    """What a person says of our reply."""

    MET = "met", _("This met it")
    MISUNDERSTOOD = "misunderstood", _("You misunderstood me")
    NOT_ENOUGH = "not_enough", _("It helps, but it is not enough")


REASON_MISSING = ErrorCode(
    "decisions.reason_missing",
    _("A decision without a reason is not published."),
    _("Write why, in words that those who asked can follow."),
)
REVIEW_IN_PAST = ErrorCode("decisions.review_in_past", _("The review date %(day)s is not in the future."), _("Choose a day after today."))
NEEDS_MISSING = ErrorCode("decisions.needs_missing", _("This decision answers no need."), _("Choose at least one need."))
COMMITMENT_MISSING = ErrorCode(
    "decisions.commitment_missing",
    _("A decision to do something promises nothing yet."),
    _("Add at least one commitment before you publish it."),
)
ALREADY_PUBLISHED = ErrorCode(
    "decisions.already_published",
    _("This decision is published; what was published stays as it was."),
    _("Record a new decision that takes its place."),
    status=409,
)
NOT_PUBLISHED = ErrorCode(
    "decisions.not_published", _("This decision is still a draft."), _("Publish it first; then reply to those who asked."), status=409
)
REPLY_MISSING = ErrorCode(
    "decisions.reply_missing", _("We have not replied to this yet."), _("Come back later with the same code."), status=409
)
ANSWERED_ALREADY = ErrorCode(
    "decisions.answered_already", _("You have answered this reply already."), _("Nothing more is to be done."), status=409
)
VOICE_NOT_BEHIND = ErrorCode(
    "decisions.voice_not_behind",
    _("Not all of these voices stand behind a need of this decision: %(count)s do not."),
    _("Say first what they are about, so that everybody can follow why they get this reply."),
)
KEPT_ALREADY = ErrorCode("decisions.kept_already", _("This is marked as done already."), _("Nothing more is to be done."), status=409)
