"""What is held about people. A test walks every model: a column that could hold something personal must be named here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonshelf.common.library.queries import the_library

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SECONDS_IN_DAY = 86_400


class Held(NamedTuple):
    """One kind of thing held: which rows and columns, in words, and for how long."""

    model: str
    columns: tuple[str, ...]
    what: str | _StrPromise
    how_long: str | _StrPromise


class HeldNow(NamedTuple):
    """A kind of thing held, and how many rows of it there are now."""

    what: str
    how_long: str
    rows: int


UNTIL_ERASED = _("Until the library erases it; nothing erases it by itself.")
WHILE_NEEDED = _("As long as the library needs the results.")

TABLE = (
    Held(
        "ledger.Voice",
        ("text",),
        _("What people told us: the words, the language, the week, and what they chose to add. No name, no address, no hour."),
        _("As long as the library listens; the words go when you take them back with your code."),
    ),
    Held(
        "surveys.Draft",
        ("sealed",),
        _("Answers that somebody goes on with later, locked with a code that only they have."),
        _("Until they are sent, the survey closes, or thirty days are over."),
    ),
    Held(
        "surveys.Upload",
        ("file",),
        _("Pictures, recordings and files sent with a survey: no name, and no place or hour of the camera."),
        WHILE_NEEDED,
    ),
    Held(
        "surveys.Response",
        ("answers",),
        _("What was answered in surveys: no name, and only the week."),
        _("As long as the library needs the results; it goes when you take it back with your code."),
    ),
    Held(
        "surveys.Credential",
        ("address",),
        _("Mail addresses of people we invited to a survey, apart from what was answered."),
        _("Erased two weeks after the last day of the survey."),
    ),
    Held("outcomes.OutcomeSheet", (), _("Short answers after a session: no name, and only the week."), WHILE_NEEDED),
    Held("decisions.AnswerBack", (), _("What people say of our answers to them: no name, and only the week."), WHILE_NEEDED),
    Held(
        "programs.Registration",
        ("name", "email"),
        _("Registrations: a name, a mail address and how many will come."),
        _("Name and address are removed %(days)s days after the session. What stays has no name."),
    ),
    Held(
        "programs.Accommodation",
        ("request",),
        _("What somebody needs in order to take part, never why."),
        _("Removed once the session is over, at the latest on the next day."),
    ),
    Held(
        "letters.Subscription",
        ("address",),
        _("Mail addresses of people who asked for our letters."),
        _("While you get them, and then as proof that you left. If you never confirm, two weeks."),
    ),
    Held(
        "persons.Consent", ("address",), _("Proof of who agreed to which letters, and who left."), _("As long as we may have to prove it.")
    ),
    Held("persons.Suppression", ("address", "reason"), _("Mail addresses we must never write to."), UNTIL_ERASED),
    Held("persons.Person", ("name",), _("Names of volunteers and of people who gave."), UNTIL_ERASED),
    Held("persons.ContactPoint", ("value",), _("Mail addresses of volunteers and of people who gave."), UNTIL_ERASED),
    Held("volunteers.HourEntry", (), _("Which volunteer helped on which day, and for how long."), UNTIL_ERASED),
    Held("gifts.Gift", (), _("Who gave how much, if they may be named."), UNTIL_ERASED),
    Held(
        "stories.Story",
        ("title", "words"),
        _("Stories that people agreed to tell."),
        _("Shown until somebody in it no longer agrees; then staff alone see it."),
    ),
    Held("partners.Contact", ("name", "email"), _("Names and mail addresses of people at partner organizations."), UNTIL_ERASED),
    Held("partners.Interaction", ("summary",), _("Notes of talks with partner organizations."), UNTIL_ERASED),
    Held(
        "accounts.User",
        ("name", "email", "password"),
        _("Sign-ins of staff, partners, volunteers and residents who wanted one."),
        _("A sign-in that has ended is switched off and kept, so that we can say who did what. One that was never used goes after a week."),
    ),
    Held("account.EmailAddress", ("email",), _("The mail address of each sign-in, once more, with whether it is proven."), UNTIL_ERASED),
    Held("mfa.Authenticator", ("data",), _("The second step of signing in: keys, no fingerprints."), UNTIL_ERASED),
    Held(
        "socialaccount.SocialAccount",
        ("uid", "extra_data"),
        _("What the library's own sign-in service says about its staff."),
        UNTIL_ERASED,
    ),
    Held(
        "sessions.Session",
        ("session_data",),
        _("Which browser is signed in, or has a code open. No address, and no list of what you looked at."),
        _("Until you close the page or sign out; what a browser leaves behind goes after %(browser_days)s days."),
    ),
    Held(
        "log.LogEntry",
        ("detail",),
        _("Which member of staff did or looked at what."),
        _("As long as the library may have to answer for it."),
    ),
    Held(
        "imports.ImportedFile",
        ("name", "report"),
        _("Files that were brought in: their names, and which rows were refused and why."),
        UNTIL_ERASED,
    ),
    Held(
        "outbox.OutboxMessage",
        ("payload", "last_error"),
        _("Letters on their way, with the address they go to; and words of a survey on their way to those who read them."),
        _(
            "The address and the words go once the letter is delivered or given up. The words of a survey go within seconds, or wait a few days."
        ),
    ),
)


def what_is_held() -> list[HeldNow]:
    """Return every kind of thing held about people, with how many there are at this moment."""
    days = {"days": the_library().registration_days_kept, "browser_days": settings.SESSION_COOKIE_AGE // SECONDS_IN_DAY}
    return [HeldNow(str(row.what) % days, str(row.how_long) % days, apps.get_model(row.model)._default_manager.count()) for row in TABLE]
