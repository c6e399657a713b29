"""Who may do what with outcomes."""

from __future__ import annotations

from commonshelf.common.accounts.rules import anybody, declare, reads_numbers

declare({"outcomes.record_outcome": anybody, "outcomes.read_outcomes": reads_numbers})
