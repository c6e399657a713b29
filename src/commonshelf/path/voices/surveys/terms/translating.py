"""How a translation stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """How one text stands in one language."""

    MISSING = "missing", _("not translated yet")
    STALE = "stale", _("the first language was changed since")
    DONE = "done", _("translated")
