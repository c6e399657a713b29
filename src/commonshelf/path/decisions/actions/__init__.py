"""Writing decisions: deciding and publishing, what is promised, and the replies to those who spoke."""

from __future__ import annotations

from commonshelf.path.decisions.actions.deciding import correct_decision, publish_decision, record_decision, review_decision
from commonshelf.path.decisions.actions.promising import (
    add_commitment,
    add_milestone,
    drop_commitment,
    keep_commitment,
    reach_milestone,
)
from commonshelf.path.decisions.actions.replying import answer_back, reply_to_voices

__all__ = [
    "add_commitment",
    "add_milestone",
    "answer_back",
    "correct_decision",
    "drop_commitment",
    "keep_commitment",
    "publish_decision",
    "reach_milestone",
    "record_decision",
    "reply_to_voices",
    "review_decision",
]
