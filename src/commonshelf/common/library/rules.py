"""Who may change the library's own settings."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator

declare({"library.describe_library": is_administrator})
