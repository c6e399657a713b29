"""Who may do what with programs. Branch staff look after the sessions of their own branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from commonshelf.common.accounts.rules import anybody, declare, is_administrator, is_branch_staff, is_outreach_staff, reads_numbers
from commonshelf.community.places.queries import is_own_branch

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.programs.models import Session


@rules.predicate
def at_own_branch(user: User | AnonymousUser, session: Session | None = None) -> bool:
    """Let through whoever is posted to the session's branch; at a page's door, before a session is known, whoever asks."""
    return session is None or is_own_branch(user, session.place)


for_whole_library = is_outreach_staff | is_administrator
looks_after = for_whole_library | (is_branch_staff & at_own_branch)

declare(
    {
        "programs.read_programs": reads_numbers,
        "programs.offer_program": for_whole_library,
        "programs.schedule_series": for_whole_library,
        "programs.schedule_session": for_whole_library,
        "programs.end_series": for_whole_library,
        "programs.cancel_session": looks_after,
        "programs.look_at_registrations": looks_after,
        "programs.arrange_accommodation": looks_after,
        "programs.register": anybody,
        # Whoever holds the link of a registration holds the registration; staff cancel for those who call.
        "programs.cancel_registration": anybody,
        "programs.forget_registrations": is_administrator,
    }
)
