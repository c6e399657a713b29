"""Writing down who lives here."""

from __future__ import annotations

from commonshelf.community.population.actions.describing import CategoryDraft, describe_population, remove_margin

__all__ = ["CategoryDraft", "describe_population", "remove_margin"]
