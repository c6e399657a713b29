"""How a version of the questions is laid out for people, worked out once: what stands on which page, and what can only be known as they answer."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from commonshelf.path.voices.surveys.terms import Layout
from commonshelf.questionnaire.answering.kinds import UPLOADS, is_asked, is_shown
from commonshelf.questionnaire.definition import Group, Item, Question, Repeat
from commonshelf.questionnaire.expressions import references
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.marks import is_voice
from commonshelf.questionnaire.paging import Page, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commonshelf.questionnaire.answering.compiled import Compiled
    from commonshelf.questionnaire.definition import Texts

DIFFERS_BY_VISITOR = re.compile(r"\b(?:now|random|randomize|uuid|once)\s*\(")
WORKED_OUT = ("relevant", "constraint", "calculation", "choice_filter", "read_only", "trigger")
SECONDS = {"select_one": 8, "select_multiple": 14, "rank": 25, "text": 35, "note": 4, "acknowledge": 5}
OTHER_SECONDS = 12


class Laid:
    """What is known of a version before anybody answers. Threads may share it: it never changes."""

    def __init__(self, form: Compiled, layout: str) -> None:
        self.form = form
        self.by_section = layout == Layout.BY_SECTION
        items = form.questionnaire.items
        self.pages: tuple[Page, ...] = pages_of(form) if self.by_section else (Page(tuple(items)),)
        walked = list(_walk(items, ()))
        every = [item for _path, item in walked]
        self.by_name: dict[str, list[Item]] = {}
        for _path, item in walked:
            self.by_name.setdefault(item.name, []).append(item)
        questions = [item for item in every if isinstance(item, Question)]
        asked = [question for question in questions if is_asked(question)]
        self.has_words = any(is_voice(question) for question in asked)
        self.has_files = any(question.kind in UPLOADS for question in asked)
        self.pipes = any("${" in text for item in every for texts in _texts(item) for text in texts.values())
        self.needs_something = any(question.required.strip() for question in asked)
        self.counts_turns = any(isinstance(item, Repeat) and bool(item.count.strip()) for item in every)
        self.works_out = any(isinstance(item, Repeat) or any(getattr(item, part, "") for part in WORKED_OUT) for item in every)
        self.differs_by_visitor = any(question.randomize for question in questions) or any(
            DIFFERS_BY_VISITOR.search(text) for question in questions for text in (question.default, question.calculation)
        )
        self.minutes = ceil(sum(SECONDS.get(question.kind, OTHER_SECONDS) for question in questions if is_shown(question)) / 60) or 1
        self._waits: dict[str, frozenset[str]] = {}

    def waits_for(self, item: Item) -> frozenset[str]:
        """Return the names of all questions that decide, by whatever way, whether this is asked."""
        key = f"{item.name} {item.relevant}"
        if key not in self._waits:
            found: set[str] = set()
            to_read = [item.relevant]
            while to_read:
                for name in _references(to_read.pop()) - found:
                    found.add(name)
                    for other in self.by_name.get(name, []):
                        to_read += [getattr(other, part, "") for part in ("relevant", "calculation", "count")]
            self._waits[key] = frozenset(found)
        return self._waits[key]

    def item_at(self, place: str) -> Item | None:
        """Return the question, group or repeat of a place; none where nothing is asked there."""
        try:
            return self.form.question(place) if place else None
        except LookupError:
            return None

    def names_in(self, expression: str) -> frozenset[str]:
        """Return the names an expression asks for."""
        return _references(expression)


def _references(expression: str) -> frozenset[str]:
    try:
        return references(expression) if expression.strip() else frozenset()
    except ExpressionError:  # a version is looked through before it is released; one that slipped by is asked for all the same
        return frozenset()


def names_on(items: Sequence[Item]) -> frozenset[str]:
    """Return the names of everything in these items."""
    return frozenset(item.name for _path, item in _walk(items, ()))


def _walk(items: Sequence[Item], around: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Item]]:
    for item in items:
        path = (*around, item.name)
        yield path, item
        if isinstance(item, Group | Repeat):
            yield from _walk(item.items, path)


def _texts(item: Item) -> tuple[Texts, ...]:
    return (item.label, item.hint, item.guidance_hint) if isinstance(item, Question) else (item.label,)


@lru_cache(maxsize=64)
def laid_out(form: Compiled, layout: str) -> Laid:
    """Return the layout of a version, kept for the next visitor."""
    return Laid(form, layout)
