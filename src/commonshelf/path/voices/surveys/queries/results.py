"""What results are made of: how many responses each version has, and their documents, a stretch at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import BinaryField, Count, F, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce
from django.shortcuts import get_object_or_404

from commonshelf.common.accounts.rules import may
from commonshelf.common.dates.clock import now
from commonshelf.common.rows.sqlite.base import said_to_sqlite
from commonshelf.common.rows.sqlite.elsewhere import AskedElsewhere
from commonshelf.path.voices.surveys.models import Attempt, OpenAnswer, Questionnaire, Response, Survey
from commonshelf.path.voices.surveys.queries import ASKED_HERE
from commonshelf.path.voices.surveys.queries.answering import COUNTED, counted_responses
from commonshelf.path.voices.surveys.terms import Disposition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.ledger.models import Voice

ROWS_AT_ONCE = 900
CLOSE = 2
Place = int | UUID


class Row(NamedTuple):
    """One response as it is counted: its key as 32 letters, its answers as text or as the bytes of it, and what the house knows, as text; "" where nobody told."""

    key: str
    document: str | bytes
    mode: str
    language: str
    week: str
    area: str
    age_band: str
    library_use: str
    wave: str


class Stretch(NamedTuple):
    """Responses that whoever reads them fetches by themselves, as `Row` has them, and the keys of those that are meant."""

    asked: AskedElsewhere
    keys: frozenset[str]


@dataclass(frozen=True)
class Version:
    """One version with how many responses of each sort it has. The `mark` changes whenever what is counted changes."""

    questionnaire: Questionnaire
    dispositions: dict[str, int]

    @property
    def rows(self) -> int:
        """How many responses there are to count, earlier ones that were corrected included."""
        return self.dispositions.get(Disposition.COMPLETE, 0) + self.dispositions.get(Disposition.PARTIAL, 0)

    @property
    def withdrawn(self) -> int:
        """How many were taken back."""
        return self.dispositions.get(Disposition.WITHDRAWN, 0)

    @property
    def mark(self) -> str:
        """Say which responses there are: every new one, every correction and every one taken back makes another mark."""
        return ".".join(str(self.dispositions.get(each, 0)) for each in Disposition.values)


def withdrawn_in(mark: str) -> int:
    """Return how many responses had been taken back when a mark was made."""
    return int(dict(zip(Disposition.values, mark.split("."), strict=True))[Disposition.WITHDRAWN])


def rows_in(mark: str) -> int:
    """Return how many responses there were to count when a mark was made."""
    told = dict(zip(Disposition.values, mark.split("."), strict=True))
    return int(told[Disposition.COMPLETE]) + int(told[Disposition.PARTIAL])


def survey_with_results(pk: int, user: User | AnonymousUser) -> Survey:
    """Return a survey whose results this user may read. Unlike the list of surveys it counts nothing."""
    visible = Survey.objects.annotate(last_moment=F("closes_at") - dt.timedelta(seconds=1))
    return get_object_or_404(visible if may(user, "surveys.read_results") else Survey.objects.none(), pk=pk)


def survey_with_public_results(slug: str) -> Survey:
    """Return a survey whose results everybody may read once it is over; the page of any other is not there."""
    return get_object_or_404(Survey.objects.filter(published=True, results_public=True), slug=slug)


def has_public_results(survey: Survey) -> bool:
    """Say whether there are results for everybody.

    Not while it runs: whoever looked before and after one person answered would read that person's answers off the difference.
    """
    return survey.published and survey.results_public and survey.closes_at <= now()


def public_after(survey: Survey) -> dt.datetime | None:
    """Return the last moment in which a survey is open, where everybody may read its results from then on."""
    return survey.closes_at - dt.timedelta(seconds=1) if survey.published and survey.results_public else None


def versions_of(survey: Survey) -> list[Version]:
    """Return the released versions with their responses counted by disposition, the newest first, and behind them those of files."""
    told: dict[int, dict[str, int]] = {}
    counted = Response.objects.filter(questionnaire__survey=survey).values("questionnaire", "disposition").annotate(count=Count("*"))
    for row in counted.order_by():
        told.setdefault(row["questionnaire"], {})[row["disposition"]] = row["count"]
    released = survey.questionnaires.filter(released=True).order_by(ASKED_HERE.desc(), "-version")
    return [Version(each, told.get(each.pk, {})) for each in released]


def places_of(questionnaire: Questionnaire) -> dict[str, Place]:
    """Return the key of each response that counts, with the place by which `rows_of` finds it: in SQLite its row in the file, otherwise the key."""
    found = counted_responses(questionnaire).annotate(place=_place(), key=Cast("id", TextField())).order_by()
    return {_letters(key): place for key, place in found.values_list("key", "place")}


def large_versions(rows: int) -> list[Version]:
    """Return the released versions that have at least so many responses to count, whatever survey they are of."""
    counted = Response.objects.filter(disposition__in=COUNTED, questionnaire__released=True).values("questionnaire__survey")
    surveys = counted.annotate(count=Count("*")).filter(count__gte=rows).order_by().values_list("questionnaire__survey", flat=True)
    found = [version for survey in Survey.objects.filter(pk__in=surveys) for version in versions_of(survey)]
    return [version for version in found if version.rows >= rows]


def rows_of(places: Mapping[str, Place]) -> Iterator[list[Row]]:
    """Give the responses of some places, a stretch at a time: nothing stays open between two stretches.

    Fetched by their places, since a database that may choose sorts all that are left for every stretch: from the first to the last of a stretch where
    little else lies between them; from SQLite in the order in which they lie in its file, so that a cold disk need not jump. Everything comes as text, which Django hands on as it is, and from SQLite as bytes, which
    Python need not decode. A response that was taken back or moved since is missing, and none comes twice.
    """
    wanted, sought, rows = set(places), sorted(places.values()), _rows()
    for start in range(0, len(sought), ROWS_AT_ONCE):
        with connection.cursor() as cursor:  # every column is what it is to be, but for the key: Django would look at each of them again
            cursor.execute(*rows.filter(**_within(sought[start : start + ROWS_AT_ONCE])).query.sql_with_params())
            found = [Row(_letters(key), *told) for key, *told in cursor.fetchall()]
        stretch = [row for row in found if row.key in wanted]
        wanted.difference_update(row.key for row in stretch)
        yield stretch


def stretches_of(places: Mapping[str, Place]) -> Iterator[Stretch] | None:
    """Give the same responses for others to fetch; nothing where the database is no file that another process can open.

    One that moved since is missing there: each stretch has those alone that were at its places.
    """
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's connection has it
        return None
    file, rows = str(connection.settings_dict["NAME"]), _rows()
    sought = sorted(places.items(), key=lambda each: each[1])
    return (_stretch(file, rows, sought[start : start + ROWS_AT_ONCE]) for start in range(0, len(sought), ROWS_AT_ONCE))


def _stretch(file: str, rows: QuerySet[Response, Any], sought: Sequence[tuple[str, Place]]) -> Stretch:
    statement, given = rows.filter(**_within([place for _key, place in sought])).query.sql_with_params()
    return Stretch(AskedElsewhere(file, said_to_sqlite(statement), tuple(given)), frozenset(key for key, _place in sought))


def _rows() -> QuerySet[Response, Any]:
    """Return what finds responses as `Row` has them, to be told which."""
    document = Cast("answers", BinaryField() if connection.vendor == "sqlite" else TextField())
    told = Response.objects.filter(disposition__in=COUNTED).annotate(
        place=_place(),
        key=Cast("id", TextField()),
        document=document,
        told_week=_as_text("week"),
        told_area=_as_text("area_id"),
        told_wave=_as_text("wave__number"),
    )
    return told.values_list("key", "document", "mode", "language", "told_week", "told_area", "age_band", "library_use", "told_wave")


def _within(places: Sequence[Place]) -> dict[str, object]:
    """Return what finds these places in their order: a range where they lie so close that it holds little else, which is quicker by a third; otherwise each by name."""
    first, last = places[0], places[-1]
    close = isinstance(first, int) and isinstance(last, int) and last - first < CLOSE * len(places)
    return {"place__gte": first, "place__lte": last} if close else {"place__in": places}


def _place() -> RawSQL | F:
    return RawSQL("surveys_response.rowid", ()) if connection.vendor == "sqlite" else F("id")


def _letters(key: str) -> str:
    """Return a key as SQLite writes it, without the hyphens of PostgreSQL."""
    return key.replace("-", "")


def _as_text(source: str) -> Coalesce:
    return Coalesce(Cast(source, TextField()), Value(""), output_field=TextField())


def voices_by_place(questionnaire: Questionnaire) -> dict[str, int]:
    """Return how many people answered each open question: by its place without the numbers of turns."""
    found: dict[str, set[UUID]] = {}
    for place, response in OpenAnswer.objects.filter(response__questionnaire=questionnaire).values_list("place", "response_id"):
        found.setdefault(_bare(place), set()).add(response)
    return {place: len(people) for place, people in found.items()}


def words_for_everybody(survey: Survey, *, most: int) -> dict[str, list[Voice]]:
    """Return a few voices of each open question that everybody may read: whoever wrote agreed, and somebody on the staff has let them be read.

    Of a survey that was asked here, only what was written here: what a file brought is counted apart from it.
    By the voice's random key: in order of arrival, the answers of one person would stand at the same place everywhere.
    """
    counted = {"response__disposition__in": COUNTED, "response__superseded_by": None}
    read = {"voice__shown_on__isnull": False, "voice__may_be_quoted": True}
    answers = OpenAnswer.objects.filter(response__questionnaire__survey=survey, **counted, **read).exclude(voice__text="")
    if survey.questionnaires.filter(released=True, file=None).exists():
        answers = answers.filter(response__questionnaire__file=None)
    found: dict[str, list[Voice]] = {}
    for answer in answers.select_related("voice").order_by("voice_id"):
        here = found.setdefault(_bare(answer.place), [])
        if len(here) < most:
            here.append(answer.voice)
    return found


def _bare(place: str) -> str:
    return "/".join(step.partition("[")[0] for step in place.split("/"))


def left_at(questionnaire: Questionnaire) -> dict[str, int]:
    """Return how many who began and sent nothing came as far as each place, and no further."""
    rows = Attempt.objects.filter(questionnaire=questionnaire).values("furthest").annotate(count=Count("pk")).order_by()
    return {row["furthest"]: row["count"] for row in rows}
