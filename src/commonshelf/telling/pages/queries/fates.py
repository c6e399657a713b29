"""What became of everything one person wrote in a survey: a line for each open answer, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.models import AnonymousUser

from commonshelf.path.decisions.models import Reply
from commonshelf.path.decisions.queries import decisions_visible_to
from commonshelf.path.needs.queries import accepted_codings
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.queries.receipts import labels_by_place
from commonshelf.telling.pages.queries.thread import Strand, needs_told_to, weave
from commonshelf.telling.pages.terms import Step

if TYPE_CHECKING:
    from uuid import UUID

    from commonshelf.path.decisions.models import Decision
    from commonshelf.path.needs.models import Need
    from commonshelf.path.voices.surveys.models import Response
    from commonshelf.path.voices.surveys.queries.receipts import Spoken


class Fate(NamedTuple):
    """How far one open answer has come, 1 to 7, and whether the library has replied to it."""

    question: Spoken
    voice: Voice
    filled: int
    replied: bool


def fates_of(response: Response, language: str) -> list[Fate]:
    """Return the fate of each open answer, in the order of the questions, as whoever holds the code may be told of it."""
    written = {answer.place: answer.voice for answer in response.open_answers.select_related("voice")}
    labels = {place: label for place, label in labels_by_place(response, language).items() if place in written}
    voices = [written[place] for place in labels]
    needs, in_need = _needs_of(voices)
    told = _decided(needs)
    strands = []
    for voice in voices:
        stands_behind = needs.get(voice.pk, [])
        decisions = {decision.pk: decision for need in stands_behind for decision in told.get(need.pk, [])}
        strands.append(Strand(Voice.objects.filter(pk=voice.pk), 1, stands_behind, list(decisions.values())))
    replied = set(Reply.objects.filter(voice__in=voices).values_list("voice", flat=True))
    return [
        Fate(label, voice, max(thread.filled, int(Step.NEEDS) if voice.pk in in_need else int(Step.VOICES)), voice.pk in replied)
        for (_place, label), voice, thread in zip(labels.items(), voices, weave(strands), strict=True)
    ]


def _needs_of(voices: list[Voice]) -> tuple[dict[UUID, list[Need]], set[UUID]]:
    """Return the needs that each voice stands behind and everybody is told of, and the voices that stand behind any at all."""
    rows = accepted_codings().filter(voice__in=voices, theme__evidence__need__isnull=False)
    pairs = set(rows.values_list("voice", "theme__evidence__need"))
    told = {need.pk: need for need in needs_told_to(AnonymousUser()).filter(pk__in={need for _voice, need in pairs})}
    found: dict[UUID, list[Need]] = {}
    for voice, need in sorted(pairs, key=lambda pair: pair[1]):
        if need in told:
            found.setdefault(voice, []).append(told[need])
    return found, {voice for voice, _need in pairs}


def _decided(needs: dict[UUID, list[Need]]) -> dict[int, list[Decision]]:
    """Return the decisions about each need that everybody may read."""
    asked = {need.pk for each in needs.values() for need in each}
    found: dict[int, list[Decision]] = {}
    for decision in decisions_visible_to(AnonymousUser()).filter(needs__in=asked).distinct().prefetch_related("needs"):
        for need in decision.needs.all():
            found.setdefault(need.pk, []).append(decision)
    return found
