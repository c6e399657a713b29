"""Who may do what with surveys."""

from __future__ import annotations

from commonshelf.common.accounts.rules import anybody, declare, is_administrator, is_outreach_staff, reads_numbers, works_here

declare(
    {
        "surveys.submit_response": anybody,
        # Whoever holds the code of a response holds the response.
        "surveys.correct_response": anybody,
        "surveys.withdraw_response": anybody,
        "surveys.enter_response": works_here,
        "surveys.change_questions": is_outreach_staff | is_administrator,
        "surveys.open_survey": is_outreach_staff | is_administrator,
        "surveys.close_survey": is_outreach_staff | is_administrator,
        "surveys.invite_people": is_outreach_staff | is_administrator,
        "surveys.change_quotas": is_outreach_staff | is_administrator,
        "surveys.open_wave": is_outreach_staff | is_administrator,
        "surveys.open_upload": works_here,
        "surveys.read_results": reads_numbers,
        # A row is one person's answers: more than numbers, even without a word of theirs.
        "surveys.export_responses": is_outreach_staff | is_administrator,
    }
)
