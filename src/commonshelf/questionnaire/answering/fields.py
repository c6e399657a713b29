"""Answers as the fields of a form, each named by its place (`home/children[1]/age`), and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.expressions.sheet import MOST_TURNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STEP = re.compile(r"([^\[\]/]+)(?:\[([0-9]{1,6})\])?\Z")
DEEPEST = 30


def answers_from_fields(fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what a form sent, nested as `check_answers` takes it. Blank fields are left out.

    Turns are numbered anew, in their order, since some may have been taken away in between; those at the end in which nothing was said were only offered, and
    are left out. A field whose name is no place stays as it is, for the check to say that nobody asked.
    """
    answers: dict[str, Any] = {}
    for place, values in fields.items():
        steps = [STEP.match(step) for step in place.split("/")]
        said = [value for value in values if value.strip()]
        if len(steps) > DEEPEST or not all(steps):
            answers[place] = said
        else:
            _put(answers, [(step[1], int(step[2] or 0)) for step in steps if step], said)
    plain: dict[str, Any] = _plain(answers)
    return plain


class _Turns(dict[int, dict[str, Any]]):
    """The turns of a repeat by the numbers the form gave them."""


def _put(holder: dict[str, Any], steps: list[tuple[str, int]], said: list[str]) -> None:
    for name, number in steps[:-1]:
        inner = holder.setdefault(name, _Turns() if number else {})
        if isinstance(inner, _Turns) is not bool(number) or not isinstance(inner, dict):
            return  # a place that is a group here and a repeat there: nothing that a page of ours would send
        holder = inner.setdefault(number, {}) if number else inner
    if said:
        holder[steps[-1][0]] = said


def _plain(answers: Any) -> Any:
    if isinstance(answers, _Turns):
        turns = [_plain(answers[number]) for number in sorted(answers)]
        while turns and not turns[-1]:
            turns.pop()
        return turns[: MOST_TURNS + 1]
    if not isinstance(answers, dict):
        return answers
    inner = {name: _plain(each) for name, each in answers.items()}
    return {name: each for name, each in inner.items() if each}


def fields_from_answers(answers: Mapping[str, Any], *, around: str = "") -> Iterator[tuple[str, str | list[str]]]:
    """Yield the place and the answer of everything that was answered."""
    for name, answer in answers.items():
        place = f"{around}/{name}" if around else name
        if hasattr(answer, "items"):
            yield from fields_from_answers(answer, around=place)
        elif isinstance(answer, list | tuple) and any(hasattr(each, "items") for each in answer):
            for number, turn in enumerate(answer, start=1):
                yield from fields_from_answers(turn, around=f"{place}[{number}]")
        else:
            yield place, list(answer) if isinstance(answer, tuple) else answer
