"""Who may do what with decisions. Anybody who holds a receipt may answer back; no sign-in is asked for that."""

from __future__ import annotations

from commonshelf.common.accounts.rules import anybody, declare, is_administrator, is_outreach_staff, reads_numbers, works_here

does_outreach = is_outreach_staff | is_administrator

declare(
    {
        "decisions.read_decisions": reads_numbers,
        "decisions.read_answers": works_here,
        "decisions.record_decision": does_outreach,
        "decisions.correct_decision": does_outreach,
        "decisions.add_commitment": does_outreach,
        "decisions.drop_commitment": does_outreach,
        "decisions.keep_commitment": does_outreach,
        "decisions.add_milestone": does_outreach,
        "decisions.reach_milestone": does_outreach,
        "decisions.publish_decision": does_outreach,
        "decisions.review_decision": does_outreach,
        "decisions.reply_to_voices": does_outreach,
        "decisions.answer_back": anybody,
    }
)
