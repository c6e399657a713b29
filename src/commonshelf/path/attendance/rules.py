"""Who may do what with attendance. Branch staff count at their own branch."""

from __future__ import annotations

from commonshelf.common.accounts.rules import declare, reads_numbers
from commonshelf.path.programs.rules import looks_after

declare({"attendance.record_head_count": looks_after, "attendance.read_trends": reads_numbers})
