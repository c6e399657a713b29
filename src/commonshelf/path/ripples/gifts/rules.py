"""Who may do what with gifts."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff, is_reader

runs_outreach = is_outreach_staff | is_administrator
declare(
    {
        "gifts.read_gifts": runs_outreach | is_reader,
        "gifts.read_givers": runs_outreach,
        "gifts.open_fund": runs_outreach,
        "gifts.record_gift": runs_outreach,
    }
)
