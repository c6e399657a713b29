"""Who may do what with the numbers of who lives here."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, is_administrator, is_outreach_staff, reads_numbers

declare(
    {
        "population.describe_population": is_outreach_staff | is_administrator,
        "population.read_population": reads_numbers,
        "population.remove_margin": is_outreach_staff | is_administrator,
    }
)
