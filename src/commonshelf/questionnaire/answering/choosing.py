"""In which order choices are shown where a form wants them shuffled."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from commonshelf.questionnaire.expressions.functions.series import seeded, shuffled
from commonshelf.questionnaire.expressions.values import as_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.questionnaire.definition import Question

Each = TypeVar("Each")


def choice_order(question: Question, choices: Sequence[Each], seed: float, *, answers_seed: str = "") -> tuple[Each, ...]:
    """Return choices as a respondent sees them: as they stand, or shuffled as ODK's `randomize()` shuffles with a seed.

    `seed` is a number that the caller keeps with the draft or the page, so that nobody sees the order change; a number in the form's own `seed` comes before
    it. Where that names an answer, `answers_seed` is what was answered. The same seed gives every question its own order of its own choices.
    """
    if not question.randomize:
        return tuple(choices)
    own = question.seed.strip()
    written = answers_seed if own.startswith("${") else own
    return tuple(shuffled(choices, seeded(as_number(written) if written else seed)))
