"""Who may do what with persons."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff

declare({"persons.add_person": is_outreach_staff | is_administrator, "persons.read_persons": is_outreach_staff | is_administrator})
