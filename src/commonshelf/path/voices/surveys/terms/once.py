"""The words of answering once: the promise before the first question, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode
from commonshelf.path.voices.surveys.terms import Access

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# By who may answer, and whether the survey is for children.
PROMISES: dict[tuple[str, bool], _StrPromise] = {
    (Access.LINK, False): _(
        "We keep your answers, the week and no name; anybody who has the link can answer, and we only ask this browser not to answer twice."
    ),
    (Access.INVITED, False): _(
        "We keep your answers, the week and no name, and who has answered is kept apart from what was answered; "
        "until the next night, somebody who can open our database could still guess from the order who said what."
    ),
    (Access.LINK, True): _(
        "We keep the answers and the week, and nothing that says who a child is; anybody who has the link can answer, "
        "and we only ask this browser not to answer twice."
    ),
    (Access.INVITED, True): _(
        "We keep the answers and the week, and nothing that says who a child is; each code on paper answers once and is kept apart from "
        "the answers, but until the next night somebody who can open our database could still guess from the order which belong together."
    ),
}
GUARDIAN_PROMISE = _("A parent or guardian has to agree first; we keep that somebody agreed, and not who.")

# What a promise rests on: once it is given, none of these settings of a survey changes.
FROZEN_WITH_PROMISE = ("access", "for_children", "guardian_consent")

INVITATION_UNKNOWN = ErrorCode(
    "surveys.invitation_unknown",
    _("We know no invitation with this code."),
    _("Look at each sign once more. If it still does not work, ask the library for another code."),
    status=404,
)
INVITATION_USED = ErrorCode(
    "surveys.invitation_used",
    _("This invitation was used already, so it cannot begin the survey again."),
    _(
        "Go on in the browser in which you began, or with the code you were given when you saved your answers. "
        "If you never began, tell the library: it can give you a new code."
    ),
    status=409,
)
INVITATION_OVER = ErrorCode(
    "surveys.invitation_over",
    _("The survey that this invitation is for is not open now."),
    _("Look at the days in your letter. You can still tell us on the page “Have your say”."),
    status=409,
)
TOKEN_MISSING = ErrorCode(
    "surveys.token_missing",
    _("Only those we invited can answer this survey, and this browser has not shown an invitation."),
    _("Open the link in your letter, or type the code from your paper."),
    status=403,
)
TOKEN_USED = ErrorCode(
    "surveys.token_used",
    _("This invitation has answered the survey already."),
    _("With the code from your thank-you page you can see, correct or take back what you sent."),
    status=409,
)
PROMISE_GIVEN = ErrorCode(
    "surveys.promise_given",
    _("People were told who may answer this survey and what is kept, so that does not change any more."),
    _("Copy the survey and change the copy before you open it."),
    status=409,
)
