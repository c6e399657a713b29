"""What is held about people. A test walks every model: a column that could hold something personal must be named here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from commonshelf.common.library.queries import the_library

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Held(NamedTuple):
    """One kind of thing held: which rows and columns, in words, for how long, and how many there are now."""

    model: str
    columns: tuple[str, ...]
    what: str | _StrPromise
    how_long: str | _StrPromise


class HeldNow(NamedTuple):
    """A kind of thing held, and how many of it are held now."""

    what: str
    how_long: str
    count: int


TABLE = (
    Held(
        "ledger.Voice",
        ("text",),
        _("What people told us: the words, the language, the week, and what they chose to add. No name, no address, no hour."),
        _("As long as the library listens; the words go when you ask us, with your code."),
    ),
    Held(
        "surveys.Response",
        ("answers",),
        _("Answers to surveys: no name, and only the week."),
        _("As long as the library needs the results."),
    ),
    Held(
        "outcomes.OutcomeSheet",
        (),
        _("Short answers after a session: no name, and only the week."),
        _("As long as the library needs the results."),
    ),
    Held(
        "programs.Registration",
        ("name", "email"),
        _("Registrations: a name, a mail address and how many will come."),
        _("Name and address are removed %(days)s days after the session. Only the number stays."),
    ),
    Held(
        "programs.Accommodation",
        ("request",),
        _("What somebody needs in order to take part, never why."),
        _("Removed %(days)s days after the session."),
    ),
    Held("letters.Subscription", ("address",), _("Mail addresses of people who get our letters."), _("Until you leave the letters.")),
    Held(
        "persons.Consent", ("address",), _("Proof of who agreed to which letters, and who left."), _("As long as we may have to prove it.")
    ),
    Held("persons.Suppression", ("address",), _("Mail addresses we must never write to."), _("Until you ask us to write again.")),
    Held(
        "persons.Person",
        ("name",),
        _("Names of volunteers and of people who gave."),
        _("As long as they volunteer, or the law asks us to keep gifts."),
    ),
    Held(
        "persons.ContactPoint",
        ("value",),
        _("Mail addresses and phone numbers of volunteers and of people who gave."),
        _("As long as the name."),
    ),
    Held(
        "partners.Contact",
        ("name", "email"),
        _("Names and mail addresses of people at partner organizations."),
        _("As long as we work together."),
    ),
    Held("partners.Interaction", ("summary",), _("Notes of talks with partner organizations."), _("As long as we work together.")),
    Held(
        "accounts.User",
        ("name", "email", "password"),
        _("Sign-ins of staff, partners, volunteers and residents who wanted one."),
        _("Until the sign-in is ended."),
    ),
    Held("log.LogEntry", (), _("Which member of staff did or looked at what."), _("As long as the library may have to answer for it.")),
    Held(
        "outbox.OutboxMessage",
        ("payload",),
        _("Letters on their way, with the address they go to."),
        _("The address and the words go once the letter is delivered."),
    ),
)


def what_is_held() -> list[HeldNow]:
    """Return every kind of thing held about people, with how many there are at this moment."""
    days = {"days": the_library().registration_days_kept}
    return [HeldNow(str(row.what) % days, str(row.how_long) % days, apps.get_model(row.model)._default_manager.count()) for row in TABLE]
