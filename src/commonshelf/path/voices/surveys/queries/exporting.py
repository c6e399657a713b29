"""Responses as exports take them: in an order drawn by lot, with the words as the ledger has them now, and no key of the database."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.timezone import make_aware
from django.utils.translation import override

from commonshelf.common.dates.clock import today
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.ledger.terms import AgeBand, LibraryUse
from commonshelf.path.voices.surveys.models import OpenAnswer, Response, Upload
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.answering import counted_responses, form_made_of
from commonshelf.path.voices.surveys.queries.receipts import given_of
from commonshelf.path.voices.surveys.terms import Disposition, Mode
from commonshelf.questionnaire.answering import with_others
from commonshelf.questionnaire.columns import HouseFacts, Record, Table, tables_of, turns_of
from commonshelf.questionnaire.columns.questions import OTHER_TEXT
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.expressions import state_of
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.languages import language_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from uuid import UUID

    from commonshelf.path.voices.surveys.models import Questionnaire, Wave
    from commonshelf.questionnaire.columns import Column
    from commonshelf.questionnaire.definition import Item, Questionnaire as Definition

AT_ONCE = 500
# Kinds whose answers are words of somebody's own, or may be made of them.
_OWN_WORDS = frozenset({"text", "calculate", "hidden", "phonenumber", "email", "barcode"})


def exported_definition(questionnaire: Questionnaire) -> Definition:
    """Return what is asked, under the survey's own title and the version's number, which a document need not know."""
    definition = with_others(definition_of(questionnaire))
    title = in_language(questionnaire.survey.title, definition.default_language or None)
    return replace(definition, title=title, version=str(questionnaire.version))


def house_facts(*, weighted: bool = False) -> HouseFacts:
    """Return what the house's own columns may hold, labelled in every language of the house; with a column for weights where there are any."""
    sorts = {"mode": Mode.choices, "disposition": Disposition.choices, "age_band": AgeBand.choices, "library_use": LibraryUse.choices}
    found: dict[str, dict[str, dict[str, str]]] = {fact: {str(name): {} for name, _label in choices} for fact, choices in sorts.items()}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for fact, choices in sorts.items():
                for name, label in choices:
                    found[fact][str(name)][code] = str(label)
    return HouseFacts(values={**found, "language": {code: {"": name} for code, name in settings.LANGUAGES}}, weighted=weighted)


class KeptResponses:
    """The responses to a version that count. Each walk reads them anew, some hundreds at a time, in the same order drawn by lot.

    `told` hears after each piece how many rows were read and how many there are to read, for whoever waits. `weights` are those of the results, by key.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        *,
        wave: Wave | None = None,
        told: Callable[[int, int], None] | None = None,
        weights: Mapping[UUID, float] | None = None,
    ) -> None:
        self.weights = weights or {}
        found = counted_responses(questionnaire)
        self.keys = list((found.filter(wave=wave) if wave else found).order_by().values_list("pk", flat=True))
        random.SystemRandom().shuffle(self.keys)
        self.definition, self.told = exported_definition(questionnaire), told
        self.form = form_made_of(self.definition)
        self.has_conditions = _has_conditions(self.definition.items)
        tables = len(tables_of(self.definition, turns={}))
        self.has_repeats = tables > 1
        # Each table is one walk, and how many turns there are is one more.
        self.walks, self.read = tables + self.has_repeats, 0

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Record]:
        """Give each response under its number. One that was taken back meanwhile is left out."""
        for first in range(0, len(self.keys), AT_ONCE):
            keys = self.keys[first : first + AT_ONCE]
            rows = {
                row.pk: row
                for row in Response.objects.select_related("area", "wave").filter(pk__in=keys).exclude(disposition=Disposition.WITHDRAWN)
            }
            words: dict[Any, dict[str, str]] = {}
            for key, place, text in OpenAnswer.objects.filter(response__in=keys).values_list("response_id", "place", "voice__text"):
                words.setdefault(key, {})[place] = text
            files = dict(Upload.objects.filter(response__in=keys).values_list("pk", "kind")) if self.form.takes_files else {}
            named = {str(key): kind for key, kind in files.items()}
            for number, key in enumerate(keys, start=first + 1):
                if key in rows:
                    yield self._record(number, rows[key], words.get(key, {}), named)
            self.read += len(keys)
            if self.told:
                self.told(self.read, len(self) * self.walks)

    def tables(self, *, words: bool = True) -> tuple[Table, ...]:
        """Return the columns of the version: all responses, then each repeat. Without `words`, no column that holds what somebody wrote."""
        turns = turns_of(self.definition, (record.answers for record in self)) if self.has_repeats else {}
        tables = tables_of(self.definition, turns=turns, facts=house_facts(weighted=bool(self.weights)))
        if words:
            return tables
        return tuple(replace(table, columns=tuple(column for column in table.columns if not holds_words(column))) for table in tables)

    def _record(self, number: int, row: Response, words: Mapping[str, str], files: Mapping[str, str]) -> Record:
        answers = given_of(row, words)
        return Record(
            number=number,
            answers=_without_keys(answers, files) if files else answers,
            language=row.language,
            mode=row.mode,
            week=row.week,
            wave=str(row.wave.number) if row.wave else "",
            disposition=row.disposition,
            area=row.area.name if row.area else "",
            age_band=row.age_band,
            library_use=row.library_use,
            weight=self.weights.get(row.pk),
            relevant=self._relevant(row, answers) if self.has_conditions else None,
        )

    def _relevant(self, row: Response, answers: Mapping[str, Any]) -> frozenset[str] | None:
        """Return what this person was asked. Where that cannot be worked out any more, nobody knows why a cell is empty."""
        day = row.week or today()
        moment = make_aware(dt.datetime.combine(day, dt.time(23, 59)))
        try:
            language = language_for(self.definition, row.language)
            return state_of(self.form.compiled.plan, answers, now=moment, today=day, language=language).relevant
        except ExpressionError:
            return None


def holds_words(column: Column) -> bool:
    """Say whether a column may hold words of somebody's own."""
    if column.question is None or column.kind != "text":
        return False
    return column.part == OTHER_TEXT or column.question.kind in _OWN_WORDS


def _has_conditions(items: Iterable[Item]) -> bool:
    return any(bool(item.relevant) or (not isinstance(item, Question) and _has_conditions(item.items)) for item in items)


def _without_keys(answers: Any, files: Mapping[str, str]) -> Any:
    """Return answers in which a file is its kind alone: its key leads to a row of the database."""
    if isinstance(answers, dict):
        return {name: _without_keys(inner, files) for name, inner in answers.items()}
    if isinstance(answers, list):
        return [_without_keys(inner, files) for inner in answers]
    return files.get(answers, answers)
