"""Who may do what with themes and needs. A reader gets every number and every need, and no voice's words."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff, reads_numbers

does_outreach = is_outreach_staff | is_administrator

declare(
    {
        "needs.read_voices_to_code": does_outreach,
        "needs.code_voice": does_outreach,
        "needs.suggest_theme": does_outreach,
        "needs.refuse_coding": does_outreach,
        "needs.read_themes": reads_numbers,
        "needs.add_theme": does_outreach,
        "needs.describe_theme": does_outreach,
        "needs.read_needs": reads_numbers,
        "needs.name_need": does_outreach,
        "needs.add_evidence": does_outreach,
        "needs.close_need": does_outreach,
        "needs.reopen_need": does_outreach,
    }
)
