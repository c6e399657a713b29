"""The answers to all versions of a survey, seen through its newest one: together where a question was worded the same, apart where not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from commonshelf.path.voices.surveys.analysis.conditions import Conditions
from commonshelf.questionnaire.wording import same_wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.coded import Answers
    from commonshelf.path.voices.surveys.analysis.frame import Counted, Frame


@dataclass(frozen=True, eq=False)
class Part:
    """The counted responses to one version. `voices` are the people who wrote something, by place."""

    version: int
    frame: Frame
    answers: Answers
    voices: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Asked:
    """Who was asked a question and who answered, among those whose version words it the same.

    `given` says who answered it; `asked` who was asked, None where that is not known. `versions` are the numbers of the versions counted together and `apart` those that asked
    at the same place in other words.
    """

    here: NDArray[np.bool_]
    given: NDArray[np.bool_]
    asked: NDArray[np.bool_] | None
    versions: tuple[int, ...]
    apart: tuple[int, ...]


class Pool:
    """All parts, the newest first. Every array has one entry for each response of all parts."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.frame = parts[0].frame
        self.conditions = [Conditions(part.frame, part.answers) for part in parts]
        self._same: dict[tuple[int, str], Counted | None] = {}

    @property
    def responses(self) -> int:
        """How many there are in all."""
        return sum(part.answers.responses for part in self.parts)

    def fact(self, name: str) -> pl.Series:
        """Return what the house knows, as text."""
        return pl.concat([part.answers.fact(name) for part in self.parts])

    def same(self, number: int, counted: Counted) -> Counted | None:
        """Return the question as a part has it; nothing where it is not there, or in other words."""
        part = self.parts[number]
        if number == 0:
            return counted
        key = (number, counted.place)
        if key not in self._same:
            theirs = part.frame.at(counted.place)
            same = theirs is not None and bool(same_wording(part.frame.definition, self.frame.definition, counted.place))
            self._same[key] = theirs if same else None
        return self._same[key]

    def asked(self, counted: Counted) -> Asked:
        """Return who was asked a question and who answered it."""
        here, given, asked = [], [], []
        versions, apart = [], []
        for number, part in enumerate(self.parts):
            theirs = self.same(number, counted)
            everybody = np.full(part.answers.responses, theirs is not None)
            answered = everybody & (part.answers.cell(theirs.column) > 0) if theirs else everybody
            here.append(everybody)
            given.append(answered)
            asked.append(self.conditions[number].asked(theirs) if theirs else everybody)
            if theirs:
                versions.append(part.version)
            elif part.frame.at(counted.place) is not None and part.answers.responses:
                apart.append(part.version)
        known = [mask for mask in asked if mask is not None]
        together = np.concatenate(known) if len(known) == len(asked) else None
        answered_by = np.concatenate(given)
        if together is not None:
            together = together | answered_by
        return Asked(np.concatenate(here), answered_by, together, tuple(versions), tuple(apart))

    def codes(self, counted: Counted) -> NDArray[np.int64]:
        """Return the number of the choice that each response made, from 1; 0 for none."""
        found = []
        for number, part in enumerate(self.parts):
            theirs = self.same(number, counted)
            if theirs is None:
                found.append(np.zeros(part.answers.responses, dtype=np.int64))
                continue
            own = {choice.name: at for at, choice in enumerate(counted.choices, start=1)}
            numbers = np.array([0, *(own.get(choice.name, len(own) + 1) for choice in theirs.choices), len(own) + 1])
            found.append(numbers[part.answers.cell(theirs.column)])
        return np.concatenate(found)

    def marks(self, counted: Counted, choice: int) -> NDArray[np.int64]:
        """Return for one choice of several (from 1) whether it was taken, or in a ranking which place it has; 0 for no."""
        found = []
        for number, part in enumerate(self.parts):
            theirs = self.same(number, counted)
            name = counted.choices[choice - 1].name
            at = next((at for at, each in enumerate(theirs.choices, start=1) if each.name == name), 0) if theirs else 0
            nobody = np.zeros(part.answers.responses, dtype=np.int64)
            found.append(part.answers.cell(theirs.column + at).astype(np.int64) if theirs and at else nobody)
        return np.concatenate(found)

    def figures(self, counted: Counted) -> NDArray[np.float64]:
        """Return what was typed as a number; NaN for nothing."""
        found = []
        for number, part in enumerate(self.parts):
            theirs = self.same(number, counted)
            found.append(part.answers.figure(theirs.number) if theirs else np.full(part.answers.responses, np.nan))
        return np.concatenate(found)

    def voices(self, counted: Counted) -> int:
        """Return how many people wrote something."""
        return sum(part.voices.get(counted.place, 0) for number, part in enumerate(self.parts) if self.same(number, counted))
