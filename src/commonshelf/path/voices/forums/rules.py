"""Who may do what with forums. What was said there is read by those who may read voices."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff, reads_numbers, works_here

declare(
    {
        "forums.read_forums": reads_numbers,
        "forums.hold_forum": is_outreach_staff | is_administrator,
        "forums.record_note": works_here,
    }
)
