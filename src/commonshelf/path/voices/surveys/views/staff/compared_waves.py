"""Waves side by side, only where a question was worded the same in both; where it was not, the page says why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from commonshelf.path.voices.surveys.analysis.frame import frame_of
from commonshelf.path.voices.surveys.queries import questionnaire_of
from commonshelf.path.voices.surveys.queries.waves import Comparison, why_not
from commonshelf.path.voices.surveys.views.shown_results import Scale, Shower, ShownSplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.path.voices.surveys.analysis.by_group import Groups
    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.path.voices.surveys.views.shown_results import Card, Told


class Held(NamedTuple):
    """The newest wave that was answered here beside another one: the questions that may not be compared, each with the reasons."""

    newest: int
    earlier: int
    apart: tuple[tuple[Told, tuple[str, ...]], ...]


def held_beside_newest(survey: Survey) -> list[Held]:
    """Hold each other wave beside the newest that was asked here, question by question."""
    comparison = Comparison(survey)
    if len(comparison.answered) < 2:
        return []
    newest = comparison.yardstick(comparison.answered)
    shower = Shower(frame_of(questionnaire_of(survey), ()))
    found = []
    for wave in comparison.answered:
        if wave == newest:
            continue
        reasons = [(shower.heading(each), tuple(why_not(comparison.sameness(each.place, newest, wave)))) for each in shower.frame.counted]
        found.append(Held(newest, wave, tuple((heading, why) for heading, why in reasons if why)))
    return found


def only_comparable(blocks: Sequence[Card | Scale], survey: Survey, groups: Groups) -> list[Card | Scale]:
    """Leave out of each question the waves that may not stand beside the newest one shown that was asked here, and say why.

    Small waves that were put together are left out too unless all of them may.
    """
    comparison = Comparison(survey)
    columns = [[_wave(name)] for name in groups.names]
    newest = comparison.yardstick([wave for column in columns for wave in column if wave] or [0])
    if groups.together:
        columns[-1] = [_wave(name) for name in groups.together]

    def compared(card: Card) -> Card:
        if card.split is None or not newest:
            return replace(card, split=None)
        why = {wave: why_not(comparison.sameness(card.place, newest, wave)) for column in columns for wave in column if wave}
        kept = [at for at, column in enumerate(columns) if all(wave and not why[wave] for wave in column)]
        notes = [
            _("Wave %(earlier)s does not stand beside wave %(newest)s here. %(reasons)s")
            % {"earlier": wave, "newest": newest, "reasons": " ".join(reasons)}
            for wave, reasons in sorted(why.items())
            if reasons
        ]
        return replace(card, split=_columns(card.split, kept) if len(kept) > 1 else None, notes=(*card.notes, *notes))

    return [
        Scale(block.heading, block.steps, tuple((compared(card), segments) for card, segments in block.rows))
        if isinstance(block, Scale)
        else compared(block)
        for block in blocks
    ]


def _wave(name: str) -> int:
    """Return the number of a wave, which is its name; 0 for responses from a file, which were in no wave and are compared with none."""
    return int(name) if name.isdecimal() else 0


def _columns(split: ShownSplit, kept: Sequence[int]) -> ShownSplit:
    lines = tuple((label, tuple(cells[at] for at in kept)) for label, cells in split.lines)
    return ShownSplit(tuple(split.names[at] for at in kept), tuple(split.sizes[at] for at in kept if split.sizes), lines)
