"""The letters that registrations bring about.

None of them holds a word that the person typed: anybody may type anybody's address into a public form, and a
letter of the library must not carry a stranger's text to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from commonshelf.common.library.queries import the_library
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.text.fields import in_language
from commonshelf.path.programs.queries import manage_token

if TYPE_CHECKING:
    from commonshelf.path.programs.models import Registration

_SUBJECTS = {
    "confirmed": _("You have a place: %(title)s"),
    "waiting": _("You are on the waiting list: %(title)s"),
    "promoted": _("Now you have a place: %(title)s"),
    "cancelled": _("You cancelled: %(title)s"),
    "session_cancelled": _("It does not take place: %(title)s"),
}
_KEYS = {
    "confirmed": "registration-{}",
    "waiting": "registration-{}",
    "promoted": "registration-promoted-{}",
    "cancelled": "registration-cancelled-{}",
    "session_cancelled": "session-cancelled-{}",
}


def post_letter(letter: str, registration: Registration) -> None:
    """Write a letter to a party in its own language. After the session it is of no use, so it goes by then or never."""
    if not registration.email:
        return
    session = registration.session
    with translation.override(registration.language):
        title = in_language(session.series.title, registration.language)
        context = {
            "registration": registration,
            "session": session,
            "title": title,
            "library": the_library(),
            "link": settings.BASE_URL + reverse("programs:registration", args=[manage_token(registration)]),
            "dates": settings.BASE_URL + reverse("programs:program", args=[session.series.program_id]),
        }
        payload = {
            "to": registration.email,
            "subject": str(_SUBJECTS[letter]) % {"title": title},
            "body": render_to_string(f"programs/letters/{letter}.txt", context).strip() + "\n",
            "language": registration.language,
            "good_until": session.ends_at.isoformat(),
        }
    post_message(key=_KEYS[letter].format(registration.pk), kind="mail", payload=payload)
