"""What the answering page needs, in one statement: the survey, which version is asked, the areas people may live in, and whose survey it is."""

from __future__ import annotations

import hashlib
import json
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import CharField, F, Func, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_FOUND
from commonshelf.common.library.models import Library
from commonshelf.community.places.models import Area
from commonshelf.path.voices.surveys.models import Questionnaire, Survey
from commonshelf.path.voices.surveys.queries.answering import Asked, asked_surveys, form_of

if TYPE_CHECKING:
    from uuid import UUID

_SLUG = "the-slug-of-the-survey"
_BETWEEN, _AFTER = "\x1f", "\x1e"  # no name of an area holds them: they are taken out of every text we keep
# What of a survey its page shows, or is made by. Whatever else changes, a page that was kept may be shown again.
_SHOWN = (
    "pk", "slug", "title", "purpose", "promise", "thanks", "access", "layout", "for_children", "guardian_consent", "asks_about_you",
    "published", "results_public",
)  # fmt: skip


class _Joined(Func):
    """All texts of a group as one; each database has its own word for it."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Say it as PostgreSQL does."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


_KNOWN: dict[tuple[Any, ...] | None, Shown] = {}
_MOST_KNOWN = 256


@dataclass(frozen=True)
class Shown:
    """A survey as its page shows it now. `mark` differs whenever anything of it does that a page would show."""

    asked: Asked
    areas: tuple[tuple[int, str], ...]
    mark: str

    @property
    def survey(self) -> Survey:
        """The survey, for those who need no more."""
        return self.asked.survey

    def area(self, key: str) -> Area | None:
        """Return the area with this key, which was fetched with the survey; none where nobody chose one."""
        found = next(((number, name) for number, name in self.areas if str(number) == key), None)
        return Area.from_db("default", ["id", "name"], found) if found else None


def shown_at(slug: str, *, to_answer: bool = True) -> Shown:
    """Return the survey at this address; refuse one that is not there, or that nobody but staff may see yet.

    The database is asked every time. What its row means is worked out once for each different row. A response that fills a quota may close
    the survey, so who takes one there gets a copy of their own; everybody else (and who is not `to_answer`) shares one, and may not change it.
    """
    sql, given = _statement_by_slug(connection.vendor)
    wanted = [slug if each == _SLUG else each for each in given]
    with connection.cursor() as cursor:
        cursor.execute(sql, wanted)
        row = cursor.fetchone()
    known = _KNOWN.get(row)
    if known is None:
        known = _shown(next(iter(Survey.objects.raw(sql, wanted)), None))
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[row] = known
    return replace(known, asked=replace(known.asked, survey=copy(known.survey))) if to_answer and known.asked.has_quotas else known


@lru_cache(maxsize=2)
def _statement_by_slug(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the statement with which nearly every visitor begins. Writing it anew costs Django more than the database takes to answer it."""
    written: tuple[str, tuple[Any, ...]] = _with_areas(asked_surveys().filter(slug=_SLUG, published=True))[:1].query.sql_with_params()
    return written


def shown_at_kiosk(key: UUID) -> Shown:
    """Return the survey that the kiosk with this key asks."""
    return _shown(_with_areas(asked_surveys().filter(kiosk_key=key, published=True)).first())


def shown_of(survey: Survey) -> Shown:
    """Return a survey for those who may see it before it is published."""
    return _shown(_with_areas(asked_surveys().filter(pk=survey.pk)).first())


def as_begun(shown: Shown, version: str) -> Shown:
    """Return the survey as it was asked when somebody began: they send that version, whatever was released since."""
    if not version.isdecimal() or int(version) == shown.asked.questionnaire_id:
        return shown
    if not Questionnaire.objects.filter(pk=version, survey=shown.survey, released=True).exists():
        return shown
    return replace(shown, asked=replace(shown.asked, questionnaire_id=int(version)), mark=f"{shown.mark} {version}")


def _with_areas(surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    named = Concat(Cast("pk", CharField()), Value(_BETWEEN), F("name"), Value(_AFTER), output_field=CharField())
    areas = Area.objects.order_by().values(one=Value(1)).annotate(all=_Joined(named, Value(""))).values("all")
    library = Library.objects.order_by().filter(pk=1)
    return surveys.annotate(
        area_names=Subquery(areas),
        library_name=Subquery(library.values("name")),
        library_address=Subquery(library.values("postal_address")),
    )


def _shown(survey: Survey | None) -> Shown:
    told: dict[str, Any] = vars(survey) if survey else {}
    if survey is None or told["asked_version"] is None:
        raise Refusal(NOT_FOUND)
    joined = told["area_names"] or ""
    pairs = [each.split(_BETWEEN, 1) for each in joined.split(_AFTER) if each]
    areas = tuple(sorted(((int(key), name) for key, name in pairs), key=lambda pair: pair[1]))
    foot = [told["library_name"], told["library_address"]]  # stands on every page
    shown = [told["asked_version"], joined, str(survey.kiosk_key), *foot, *(getattr(survey, name) for name in _SHOWN)]
    return Shown(
        asked=Asked(survey, told["asked_version"], told["asked_wave"], told["asked_quotas"], areas=tuple(name for _key, name in areas)),
        areas=areas,
        mark=hashlib.blake2b(json.dumps(shown).encode(), digest_size=16).hexdigest(),
    )


def takes_files(path: str) -> bool:
    """Say whether the page at this path may be sent pictures, recordings or files: a published survey that asks for one."""
    slug = path.strip("/").rpartition("/")[2]
    try:
        return form_of(shown_at(slug).asked).takes_files
    except Refusal:
        return False
