"""The words of the outbox."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """How far a message has come. `sending` means that the mail server may have it: nobody has heard its answer yet."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("sending")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("given up")
