"""The words of answering a survey, and what may be wrong with a response as a whole."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode
from commonshelf.path.voices.surveys.terms import Mode

VOICES = "surveys.voices"
"""The kind of message by which open answers become voices."""

ENTERED_BY_STAFF = (Mode.PAPER, Mode.INTERVIEW, Mode.UNKNOWN)
"""What somebody of the library types for somebody else."""

ANSWERS_FAULTY = ErrorCode(
    "surveys.answers_faulty",
    _("Some answers need another look. The first is at “%(question)s”."),
    _("Look at the questions that are marked, then send the survey again. Nothing you typed is lost."),
)
GUARDIAN_MISSING = ErrorCode(
    "surveys.guardian_missing",
    _("It does not say that a parent or guardian agrees."),
    _("Ask a parent or guardian, and tick the box once they agree."),
)
RESPONSE_UNKNOWN = ErrorCode(
    "surveys.response_unknown",
    _("We do not know this receipt code."),
    _("Check each letter and number. A code looks like this: ABCD-EFGH-JKMN."),
    status=404,
)
RESPONSE_WITHDRAWN = ErrorCode(
    "surveys.response_withdrawn", _("These answers were taken back already."), _("Nothing more is to be done."), status=409
)
RESPONSE_CLOSED = ErrorCode(
    "surveys.response_closed",
    _("The page of your answers was closed."),
    _("Enter your code once more."),
    status=409,
)
CORRECTION_LATE = ErrorCode(
    "surveys.correction_late",
    _("This survey is over, so answers cannot be changed any more."),
    _("You can still take your answers back."),
    status=409,
)

MOST_TURNS_DRAWN = 300  # of all repeats together; more make a page that nobody fills in, and that takes a second to draw
KIOSK_IDLE = 90
"""Seconds after which a kiosk that nobody touches begins anew."""

KIOSK_THANKS = 20
"""Seconds for which a kiosk shows a code."""

DAYS_FOR_PAPER = 30
"""How long staff may type in what reached them on paper, after a survey has closed."""
