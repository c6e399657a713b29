"""Marks of what a page shows, by which a save finds out that somebody else changed it meanwhile."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.document import to_document

if TYPE_CHECKING:
    from commonshelf.questionnaire.definition import Questionnaire


def mark_of(shown: Any) -> str:
    """Return a short digest of what is shown. Equal things have equal marks, in whatever order a database hands back the keys."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=_plain).encode()).hexdigest()[:32]


def mark_of_draft(definition: Questionnaire) -> str:
    """Return the mark of all that is asked."""
    return mark_of(to_document(definition))


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "keys") else str(value)
