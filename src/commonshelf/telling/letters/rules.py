"""Who may do what with letters."""

from __future__ import annotations

from commonshelf.common.accounts.rules import anybody, declare, is_administrator, is_outreach_staff, is_reader

runs_outreach = is_outreach_staff | is_administrator
declare(
    {
        "letters.subscribe": anybody,
        "letters.read_letters": runs_outreach | is_reader,
        "letters.add_topic": runs_outreach,
        "letters.write_letter": runs_outreach,
        "letters.send_letter": runs_outreach,
    }
)
