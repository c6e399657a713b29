"""The words of inviting people to a survey, and what is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

CONSENT_TOPIC = "surveys"
WORDING = "surveys-1"
MOST_REMINDERS = 2
DAYS_BETWEEN = 5
MOST_AT_ONCE = 2_000
MOST_CODES = 500
DAYS_ADDRESSES_STAY = 14

NOT_BY_INVITATION = ErrorCode(
    "surveys.not_by_invitation",
    _("Anybody who has the link can answer this survey, so nobody is invited to it."),
    _("Show people the link. To invite people, copy the survey and choose “Only those we invite” before you open it."),
    status=409,
)
NOT_PUBLISHED = ErrorCode(
    "surveys.not_published",
    _("The survey is still in the works, so its letters could not say until when it is open."),
    _("Give it its days first. It may open later than today."),
    status=409,
)
CHILDREN_GET_NO_LETTERS = ErrorCode(
    "surveys.children_get_no_letters",
    _("This survey is for children, so no address is kept for it and no letter is sent."),
    _("Print codes on paper, and let a school or a guardian hand them out."),
    status=409,
)
NOBODY_TO_INVITE = ErrorCode(
    "surveys.nobody_to_invite",
    _("There is nobody here who can be invited now."),
    _("Look whether they were invited before, or whether they asked for no more letters."),
)
LINES_REFUSED = ErrorCode(
    "surveys.lines_refused",
    _("Some of these lines cannot be invited: %(lines)s."),
    _("Mend them, or choose to leave them out. Nobody was invited yet."),
)
TOO_MANY_AT_ONCE = ErrorCode(
    "surveys.too_many_at_once", _("These are %(count)s; at most %(most)s fit into one go."), _("Do it in several goes.")
)
REMINDERS_NOT_YET = ErrorCode(
    "surveys.reminders_not_yet",
    _("Nobody can be reminded today."),
    _("Each invitation gets two reminders at most, and five days lie between two letters. Come back later."),
    status=409,
)

ADDRESS_UNREADABLE = _("line %(line)s is not a mail address")
ADDRESS_TWICE = _("line %(line)s stands here twice")
ADDRESS_INVITED = _("line %(line)s was invited before")
ADDRESS_REFUSED = _("line %(line)s asked for no letters")
