"""Numbers of the public pages that could point at a person, through the one place that suppresses them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from django.conf import settings

from commonshelf.common.library.queries import the_library
from commonshelf.path.voices.ledger.terms import Channel
from commonshelf.stats import privacy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commonshelf.telling.pages.queries.thread import Thread


class Cell(NamedTuple):
    """One row of a breakdown; None: too few to show."""

    label: str
    count: int | None


def _suppressed(counts: Mapping[str, int], names: Mapping[str, str]) -> list[Cell]:
    labels = [label for label in names if counts.get(label)]
    if not labels:
        return []
    shown = privacy.suppress_table(np.array([counts[label] for label in labels]), threshold=the_library().suppression_threshold)
    return [Cell(names[label], None if hidden else counts[label]) for label, hidden in zip(labels, shown.mask, strict=True)]


def voices_by_language(thread: Thread) -> list[Cell]:
    """Return how many spoke in which language, with small counts (and what would give them away) left out."""
    return _suppressed(Counter(thread.voices.values_list("language", flat=True)), dict(settings.LANGUAGES))


def voices_by_channel(thread: Thread) -> list[Cell]:
    """Return how many spoke through which channel, with small counts left out. Unlike channels are shown apart."""
    return _suppressed(Counter(thread.voices.values_list("channel", flat=True)), {value: str(label) for value, label in Channel.choices})
