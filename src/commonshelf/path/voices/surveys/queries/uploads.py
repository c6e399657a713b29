"""Reading the files that were given as answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import may
from commonshelf.path.voices.surveys.models import Upload

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Survey


def uploads_visible_to(user: User | AnonymousUser, survey: Survey) -> QuerySet[Upload]:
    """Return the files that came with responses to a survey, for those who may open them. Their order is that of random keys: it tells nothing."""
    files = Upload.objects.filter(response__questionnaire__survey=survey).select_related("questionnaire").order_by("place", "pk")
    return files if may(user, "surveys.open_upload") else files.none()
