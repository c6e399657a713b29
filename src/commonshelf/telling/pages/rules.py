"""Who may see what is told."""

from __future__ import annotations

from commonshelf.common.accounts.rules import anybody, declare, reads_numbers, works_here

declare(
    {
        "pages.see_today": reads_numbers,
        "pages.see_public_pages": anybody,
        "pages.follow_voice": works_here,
    }
)
