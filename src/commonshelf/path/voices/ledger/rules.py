"""Who may do what with voices."""

from __future__ import annotations

from commonshelf.common.accounts.rules import anybody, declare, is_administrator, is_outreach_staff, works_here

declare(
    {
        "ledger.submit_voice": anybody,
        "ledger.note_voice": works_here,
        "ledger.read_voices": works_here,
        "ledger.show_voice": is_outreach_staff | is_administrator,
        # Whoever holds the code of a voice holds the voice.
        "ledger.take_back_voice": anybody,
    }
)
