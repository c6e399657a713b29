"""The letters of a survey: the invitation, and the reminder. Plain text, in the language of whoever gets it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commonshelf.common.library.queries import the_library
from commonshelf.common.receipts.codes import code_for
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys.queries.once import promise_of

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.models import Credential, Survey


def invitation_letter(survey: Survey, credential: Credential) -> dict[str, Any]:
    """Return the invitation as mail."""
    with translation.override(credential.language):
        subject = _("The library asks you: %(title)s") % {"title": in_language(survey.title)}
        return _mail(survey, credential, subject, in_language(survey.purpose))


def reminder_letter(survey: Survey, credential: Credential) -> dict[str, Any]:
    """Return the reminder as mail. It says that it knows only that the invitation was not used."""
    with translation.override(credential.language):
        subject = _("There is still time to answer: %(title)s") % {"title": in_language(survey.title)}
        return _mail(
            survey,
            credential,
            subject,
            _("We write to every invitation with which nobody has begun. Nobody at the library sees whose that is."),
        )


def _mail(survey: Survey, credential: Credential, subject: str, first: str) -> dict[str, Any]:
    link = str(settings.BASE_URL) + reverse("surveys:invited", args=[code_for(credential.key)])
    last_day = date_format(localtime(survey.closes_at - dt.timedelta(seconds=1)).date(), "DATE_FORMAT")
    library = the_library()
    told = {"link": link, "day": last_day, "library": library.name}
    parts = [
        first,
        _("To answer, open this link. It is yours alone and begins the survey once, until %(day)s: %(link)s") % told,
        promise_of(survey),
        "--\n"
        + _("Do you want no more letters like this one? Open the same link and press “Write to me no more”.")
        + f"\n{_sender(library)}",
    ]
    headers = {"List-Unsubscribe": f"<{link}>"}
    return {
        "to": credential.address,
        "subject": subject,
        "body": "\n\n".join(parts),
        "language": credential.language,
        "good_until": survey.closes_at.isoformat(),
        "headers": headers,
    }


def _sender(library: Any) -> str:
    return ", ".join(line for line in (library.name, library.postal_address) if line)
