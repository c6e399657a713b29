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
    from collections.abc import Iterable, Mapping

    from commonshelf.path.decisions.models import Decision
    from commonshelf.telling.pages.queries.thread import Thread
    from commonshelf.telling.pages.queries.told import Told


class Cell(NamedTuple):
    """One row of a breakdown; None: not shown, because it is small or because it would give a small one away."""

    label: str
    voices: int | None


class WhoSpoke(NamedTuple):
    """How many voices (None: too few to say), in which languages and through which channels. Empty breakdowns are not shown."""

    voices: int | None
    languages: list[Cell]
    channels: list[Cell]

    @property
    def anything_hidden(self) -> bool:
        """Whether a cell is left out."""
        return any(cell.voices is None for cell in (*self.languages, *self.channels))


class ToldSafely(NamedTuple):
    """One published decision, its thread, and its number of voices as everybody may read it."""

    decision: Decision
    thread: Thread
    voices: int | None


def _cells(counts: Mapping[str, int], names: Mapping[str, str], threshold: int) -> list[Cell]:
    """Return what may be shown beside the total that stands on the same page; nothing where that total is hidden."""
    labels = [label for label in names if counts.get(label)]
    if not labels:
        return []
    table = privacy.suppress_table(np.array([counts[label] for label in labels]), threshold=threshold)
    if np.isnan(table.total):
        return []
    return [Cell(names[label], None if np.isnan(shown) else int(shown)) for label, shown in zip(labels, table.shown[:-1], strict=True)]


def _total(voices: int, threshold: int) -> int | None:
    total = privacy.suppress_table(np.array([voices]), threshold=threshold).total
    return None if np.isnan(total) else int(total)


def who_spoke(thread: Thread) -> WhoSpoke:
    """Return how many spoke, in which languages and how they reached us (told apart, for channels are not alike).

    Only the thread of one need is broken down. Two needs may share voices, so a breakdown of both beside that of one would
    tell, by subtraction, about the few who spoke for the other alone.
    """
    least = the_library().suppression_threshold
    total = _total(thread.voice_count, least)
    if len(thread.needs) != 1:
        return WhoSpoke(total, [], [])
    spoken = list(thread.voices.values_list("language", "channel"))
    languages = Counter(language for language, _channel in spoken)
    channels = Counter(channel for _language, channel in spoken)
    named = {value: str(label) for value, label in Channel.choices}
    return WhoSpoke(total, _cells(languages, dict(settings.LANGUAGES), least), _cells(channels, named, least))


def told_safely(told: Iterable[Told]) -> list[ToldSafely]:
    """Return decisions with the number of voices behind each, where it is not too small to show."""
    least = the_library().suppression_threshold
    return [ToldSafely(one.decision, one.thread, _total(one.thread.voice_count, least)) for one in told]
