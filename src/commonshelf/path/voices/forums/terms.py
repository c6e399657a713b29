"""The refusals of forums."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

TABLES_MISSING = ErrorCode("forums.tables_missing", _("The forum has no table to talk at."), _("Write the question of at least one table."))
TABLES_TOO_MANY = ErrorCode(
    "forums.tables_too_many", _("There are %(tables)s tables; a forum has at most %(most)s."), _("Hold two forums instead.")
)
FORUM_AHEAD = ErrorCode(
    "forums.forum_ahead",
    _("This forum is on %(day)s; nobody has said anything yet."),
    _("Write notes on the day itself or later."),
    status=409,
)
