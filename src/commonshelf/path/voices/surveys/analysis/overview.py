"""Who answered: by week, by mode, by language, by part of town."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.path.voices.surveys.analysis.figures import safe_counts

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.analysis.pool import Pool


def counts_by(pool: Pool, fact: str, threshold: int) -> list[tuple[str, int | None]]:
    """Return how many responses have each value of what the house knows; "" stands for nobody told. None would tell on somebody."""
    told = pool.fact(fact)
    counts = told.value_counts().sort(fact)
    shown = safe_counts(counts["count"].to_list(), threshold)
    return list(zip(counts[fact].to_list(), shown, strict=True))
