"""Issuing receipt codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.receipts.codes import code_for, digest_of
from commonshelf.common.receipts.models import Receipt

if TYPE_CHECKING:
    from uuid import UUID


def issue_receipt(*, sent_once: UUID) -> tuple[Receipt, str]:
    """Return the receipt of one sending and its code; the same sending (a double click) gets the same code."""
    code = code_for(sent_once)
    receipt, _new = Receipt.objects.get_or_create(digest=digest_of(code))
    return receipt, code
