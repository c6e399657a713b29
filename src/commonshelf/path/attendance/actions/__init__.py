"""Counting who came, and bringing in what others counted."""

from __future__ import annotations

from commonshelf.path.attendance.actions.counting import record_head_count

__all__ = ["record_head_count"]
