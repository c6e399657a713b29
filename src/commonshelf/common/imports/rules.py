"""Who may bring in files."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff

declare({"imports.import_file": is_outreach_staff | is_administrator})
