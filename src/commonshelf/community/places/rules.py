"""Who may do what with places."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff

declare(
    {
        "places.add_area": is_outreach_staff | is_administrator,
        "places.add_place": is_outreach_staff | is_administrator,
        "places.post_user": is_administrator,
    }
)
