"""Who may do what with stories."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff, reads_numbers, works_here

declare(
    {"stories.read_stories": reads_numbers, "stories.tell_story": works_here, "stories.publish_story": is_outreach_staff | is_administrator}
)
