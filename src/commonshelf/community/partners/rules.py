"""Who may do what with partners."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff, reads_numbers

declare(
    {
        "partners.read_organizations": reads_numbers,
        "partners.read_contacts": is_outreach_staff | is_administrator,
        "partners.add_organization": is_outreach_staff | is_administrator,
        "partners.add_contact": is_outreach_staff | is_administrator,
        "partners.log_interaction": is_outreach_staff | is_administrator,
    }
)
