"""The words of needs, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class CodingState(models.TextChoices):
    """Only accepted codings count."""

    SUGGESTED = "suggested", _("suggested")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


class NeedState(models.TextChoices):
    """Whether the gap is still there."""

    OPEN = "open", _("open")
    MET = "met", _("met")


EVIDENCE_EMPTY = ErrorCode(
    "needs.evidence_empty",
    _("This need has no theme with an accepted voice behind it."),
    _("Accept at least one voice for one of its themes first."),
)
NEED_ALREADY_OPEN = ErrorCode("needs.already_open", _("This need is open already."), _("Nothing is to be done."), status=409)
NEED_ALREADY_MET = ErrorCode("needs.already_met", _("This need is closed already."), _("Open it again first if it is not met."), status=409)
THEME_EXISTS = ErrorCode(
    "needs.theme_exists", _("There is a theme named “%(name)s” already."), _("Choose it, or find another name."), status=409
)
EVIDENCE_TWICE = ErrorCode(
    "needs.evidence_twice",
    _("This theme stands behind the need already."),
    _("Choose another theme, or nothing is to be done."),
    status=409,
)
