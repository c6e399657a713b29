"""Who may read the log."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator

declare({"log.read_entries": is_administrator})
