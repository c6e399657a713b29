"""The words of persons and consent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactPointKind(models.TextChoices):
    """How a person may be reached."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")


class ConsentAct(models.TextChoices):
    """What a row of the consent ledger records."""

    GIVEN = "given", _("given")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ConsentMethod(models.TextChoices):
    """How consent was given or withdrawn."""

    CONFIRMED_BY_LINK = "confirmed_by_link", _("a link in a letter")
    ONE_CLICK = "one_click", _("the one-click button of a mail program")
    UNSUBSCRIBE_PAGE = "unsubscribe_page", _("the page for leaving")
