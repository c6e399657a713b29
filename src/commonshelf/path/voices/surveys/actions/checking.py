"""Holding answers against the questions, before anything is written: what is kept with the response, and which words become voices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from commonshelf.common.dates.clock import now_here, today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import TEXT_EMPTY
from commonshelf.common.text.cleaning import LONGEST_VOICE, clean_text, mask_contacts
from commonshelf.community.places.models import Area
from commonshelf.path.voices.surveys.models import Upload
from commonshelf.path.voices.surveys.queries.answering import form_of
from commonshelf.path.voices.surveys.terms import RESPONSE_EMPTY
from commonshelf.path.voices.surveys.terms.answering import ANSWERS_FAULTY, MOST_TURNS_DRAWN
from commonshelf.questionnaire.answering import check_answers, is_asked
from commonshelf.questionnaire.definition import Group, Question, Repeat
from commonshelf.questionnaire.languages import language_for, said
from commonshelf.questionnaire.marks import is_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.path.voices.surveys.models import Response
    from commonshelf.path.voices.surveys.queries.answering import Asked, Form
    from commonshelf.questionnaire.answering import Checked
    from commonshelf.questionnaire.definition import Item
    from commonshelf.questionnaire.expressions import State


class AnswersFaulty(Refusal):
    """Some answers are no answers to their questions. `checked.faults` says which and why."""

    def __init__(self, checked: Checked, question: str) -> None:
        super().__init__(ANSWERS_FAULTY, question=question)
        self.checked = checked


class Accepted(NamedTuple):
    """Answers without a fault: those kept with the response, the words that become voices by place, the files by key, and what holds for them."""

    kept: dict[str, Any]
    words: dict[str, str]
    files: list[str]
    state: State


def accept_answers(
    asked: Asked, given: Mapping[str, Any], language: str, *, earlier: Response | None = None, sending: UUID | None = None
) -> Accepted:
    """Check what was sent and sort it. `earlier` is the response that is corrected: its files may be given again.

    So may those of the response that the same `sending` made already: the button was pressed twice.
    """
    form = form_of(asked)
    checked = check_given(asked, given, language, earlier=earlier, sending=sending)
    if checked.faults:
        raise AnswersFaulty(checked, _named(form, checked.faults[0].place, language))
    sorting = _Sorting(masks=asked.survey.for_children)
    kept = sorting.level(form.compiled.questionnaire.items, checked.answers, "")
    if not sorting.given:
        raise Refusal(RESPONSE_EMPTY)
    return Accepted(kept, sorting.words, sorting.files, checked.state)


def check_given(
    asked: Asked, given: Mapping[str, Any], language: str, *, earlier: Response | None = None, sending: UUID | None = None
) -> Checked:
    """Hold what was sent against the questions; who answers page by page learns early what is wrong."""
    form = form_of(asked)
    return check_answers(
        form.compiled,
        _cleaned(form.compiled.questionnaire.items, given),
        # A form may keep what now() says, and we keep no hour of anybody: it is the last minute of the day all day long.
        now=now_here().replace(hour=23, minute=59, second=0, microsecond=0),
        today=today(),
        language=language_for(form.definition, language),
        areas=_areas(asked) if form.asks_area else (),
        is_upload=lambda question, key: _is_ours(asked, question, key, earlier, sending),
        most_turns=MOST_TURNS_DRAWN,
    )


def _areas(asked: Asked) -> Sequence[str]:
    return asked.areas if asked.areas is not None else list(Area.objects.values_list("name", flat=True))


def _is_ours(asked: Asked, question: Question, key: str, earlier: Response | None, sending: UUID | None) -> bool:
    """Say whether a file of this key was sent for this question and belongs to nobody else's response."""
    try:
        found = Upload.objects.filter(pk=UUID(key), questionnaire=asked.questionnaire_id, kind=question.kind)
    except ValueError:
        return False
    free = Q(response=None)
    if earlier:
        free |= Q(response=earlier)
    if sending:
        free |= Q(response__sent_once=sending)
    return found.filter(free).exists()


def _named(form: Form, place: str, language: str) -> str:
    """Return what a question says, or else its place: a fault may be about something that is not asked at all."""
    try:
        item = form.compiled.question(place)
    except LookupError:
        return place
    return said(item.label, form.definition, language)[0] or place


def _cleaned(items: Sequence[Item], given: Any) -> Any:
    """Return what was sent with every text clean. One in which no word is left is empty, so that nobody answers with invisible marks."""
    if isinstance(given, list):
        return [_cleaned(items, turn) for turn in given]
    if not isinstance(given, Mapping):
        return given
    clean = dict(given)
    for item in items:
        answer = clean.get(item.name)
        if not answer:
            continue
        if isinstance(item, Group | Repeat):
            clean[item.name] = _cleaned(item.items, answer)
        elif item.kind == "text" and isinstance(answer, str) and len(answer) <= LONGEST_VOICE:
            clean[item.name] = _clean_words(answer)
    return clean


def _clean_words(text: str) -> str:
    try:
        return clean_text(text)
    except Refusal as refusal:
        if refusal.code == TEXT_EMPTY:
            return ""
        raise


class _Sorting:
    """One walk through checked answers, which takes the words out of them. `given` says whether anything came from a person."""

    def __init__(self, *, masks: bool) -> None:
        self.masks = masks
        self.given = False
        self.words: dict[str, str] = {}
        self.files: list[str] = []

    def level(self, items: Sequence[Item], answers: Mapping[str, Any], place: str) -> dict[str, Any]:
        """Return what is kept of one level. A turn of a repeat stays in its place, even where nothing of it is kept."""
        kept: dict[str, Any] = {}
        for item in items:
            answer = answers.get(item.name)
            if not answer:
                continue
            within = f"{place}{item.name}"
            if isinstance(item, Repeat):
                kept[item.name] = [self.level(item.items, turn, f"{within}[{number}]/") for number, turn in enumerate(answer, start=1)]
            elif isinstance(item, Group):
                if inner := self.level(item.items, answer, f"{within}/"):
                    kept[item.name] = inner
            elif not self.is_taken_out(item, answer, within):
                kept[item.name] = mask_contacts(answer) if self.masks and item.kind == "text" else answer
        return kept

    def is_taken_out(self, question: Question, answer: Any, place: str) -> bool:
        """Note what somebody gave; say whether it becomes a voice."""
        self.given = self.given or is_asked(question)
        if question.kind in {"image", "audio", "video", "file"}:
            self.files.append(answer)
        if not is_voice(question):
            return False
        self.words[place] = answer
        return True
