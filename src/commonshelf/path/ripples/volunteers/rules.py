"""Who may do what with volunteer hours."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff, is_volunteer, reads_numbers

runs_outreach = is_outreach_staff | is_administrator
declare(
    {
        "volunteers.read_hours": reads_numbers,
        "volunteers.read_names": runs_outreach,
        "volunteers.offer_role": runs_outreach,
        "volunteers.claim_hours": is_volunteer | runs_outreach,
        "volunteers.settle_hours": runs_outreach,
        "volunteers.set_rate": runs_outreach,
    }
)
