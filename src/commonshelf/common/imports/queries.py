"""Reading what was brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import may
from commonshelf.common.imports.models import ImportedFile

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def files_visible_to(user: User | AnonymousUser) -> QuerySet[ImportedFile]:
    """Return the files that were brought in, the latest first, for those who may bring in files."""
    files = ImportedFile.objects.select_related("by").order_by("-at", "-pk")
    return files if may(user, "imports.import_file") else files.none()
