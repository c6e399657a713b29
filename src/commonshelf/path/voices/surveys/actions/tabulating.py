"""Counting responses: a few thousand while the page is made, more by a worker, into a file that the next page reads and the next count adds to.

docs/decisions/0009-counting-many-responses.md says why, and who may see such a file.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings

from commonshelf.common.dates.clock import now
from commonshelf.common.outbox.actions import post_message
from commonshelf.community.places.queries import areas
from commonshelf.path.voices.surveys.analysis.coded import count_rows
from commonshelf.path.voices.surveys.analysis.frame import frame_of
from commonshelf.path.voices.surveys.analysis.kept import InFiles, held_in, keep_in_file, rows_from, table_of, to_write_again
from commonshelf.path.voices.surveys.analysis.pool import Part, Pool
from commonshelf.path.voices.surveys.models import Questionnaire, Tabulation
from commonshelf.path.voices.surveys.queries.results import (
    large_versions,
    places_of,
    rows_in,
    rows_of,
    stretches_of,
    versions_of,
    voices_by_place,
    withdrawn_in,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.path.voices.surveys.queries.results import Version

COUNT: Final = "surveys.count_responses"
COUNTED_AT_ONCE: Final = 5_000
"""So many responses are counted while the page is made; the page of a larger survey shows what a worker has counted."""
READ_BY_PROCESSES: Final = 20_000
PROCESSES: Final = 2
COUNTED_AHEAD: Final = 20_000
"""When so many responses to a version are not counted yet, they are counted before anybody asks."""
SMALLEST_FILE: Final = 5_000
"""Fewer new responses go into one file with the smallest there is: by themselves they would tell who answered at about the same time."""
MOST_FILES: Final = 8
WAY_OF_COUNTING: Final = 1
"""To be raised whenever a cell comes to mean something else, so that nothing is added to a file that was made otherwise."""
_TOLD_EVERY: Final = 10_000


@dataclass(frozen=True)
class Counts:
    """What can be shown now. Without a pool nothing is counted yet. `waiting` means that a worker is to count, or counts: `done` of `total` are read."""

    pool: Pool | None
    versions: tuple[Version, ...]
    counted_at: dt.datetime | None = None
    waiting: bool = False
    done: int = 0
    total: int = 0


def counts_to_show(*, survey: Survey) -> Counts:
    """Count the responses to a survey, or fetch what was counted; where that is not of now, have it counted anew and show the last meanwhile.

    Counts from before somebody took their answers back are not shown any more.
    """
    released = versions_of(survey)
    versions = tuple(version for at, version in enumerate(released) if version.rows or at == 0)
    if not versions:
        return Counts(None, ())
    if sum(version.rows for version in versions) < COUNTED_AT_ONCE:
        return Counts(Pool([_counted_now(version) for version in versions]), versions, counted_at=now())
    kept = {row.questionnaire_id: row for row in Tabulation.objects.filter(questionnaire__survey=survey)}
    stale = [version for version in versions if not _is_fresh(version, kept.get(version.questionnaire.pk))]
    for version in stale:
        _have_counted(version)
    parts = [_kept_part(version, kept.get(version.questionnaire.pk)) for version in versions]
    rows = [row for row in kept.values() if row.counted_at]
    return Counts(
        Pool([part for part in parts if part]) if all(parts) else None,
        versions,
        counted_at=min((row.counted_at for row in rows if row.counted_at), default=None),
        waiting=bool(stale),
        done=sum(kept[version.questionnaire.pk].done for version in stale if version.questionnaire.pk in kept),
        total=sum(version.rows for version in stale),
    )


def _counted_now(version: Version) -> Part:
    questionnaire = version.questionnaire
    frame = frame_of(questionnaire, _areas())
    return Part(questionnaire.version, frame, count_rows(frame, rows_of(places_of(questionnaire))), voices_by_place(questionnaire))


def _areas() -> list[str]:
    return list(areas().order_by("pk").values_list("name", flat=True))


def _is_fresh(version: Version, row: Tabulation | None) -> bool:
    return row is not None and row.mark == version.mark and bool(_files_kept(row))


def _kept_part(version: Version, row: Tabulation | None) -> Part | None:
    """Return what was counted last, unless somebody has taken answers back since."""
    if row is None or not row.counts or withdrawn_in(row.mark) != version.withdrawn:
        return None
    files = _files_kept(row)
    if not files:
        return None
    frame = frame_of(version.questionnaire, row.counts["areas"])
    return Part(version.questionnaire.version, frame, InFiles(files, row.counts["responses"]), row.counts["voices"])


def _have_counted(version: Version) -> None:
    """Post that a version is to be counted, once a minute at most, unless somebody is at it."""
    pk = version.questionnaire.pk
    with _alone(pk) as free:
        if not free:
            return
    post_message(key=f"{COUNT}:{pk}:{version.mark}:{now():%Y-%m-%dT%H:%M}", kind=COUNT, payload={"questionnaire": pk})


def count_responses(*, questionnaire_id: int) -> Tabulation | None:
    """Count the responses to a version that were not counted before, and keep the result in a file. Nothing where somebody else is counting them.

    Again where answers were taken back meanwhile, or where not all were found because the night's shuffle moved them. Whoever is killed in the middle leaves nothing behind but the last result: the lock goes with the process.
    """
    with _alone(questionnaire_id) as free:
        questionnaire = Questionnaire.objects.filter(pk=questionnaire_id).select_related("survey").first()
        if not free or questionnaire is None:
            return None
        while True:
            mark = _mark(questionnaire)
            row, missing = _count(questionnaire, mark)
            if not missing and withdrawn_in(_mark(questionnaire)) == withdrawn_in(mark):
                return row


def count_ahead() -> None:
    """Have every version counted of which many responses are not counted yet, so that the first page of results need not wait for them all.

    That is no look at the results: nobody sees anything, and nothing is logged.
    """
    kept = {row.questionnaire_id: row for row in Tabulation.objects.all()}
    for version in large_versions(COUNTED_AHEAD):
        row = kept.get(version.questionnaire.pk)
        there = row is not None and bool(_files_kept(row))
        if version.rows - (rows_in(row.mark) if row and there else 0) >= COUNTED_AHEAD:
            _have_counted(version)


def _mark(questionnaire: Questionnaire) -> str:
    return next(version.mark for version in versions_of(questionnaire.survey) if version.questionnaire.pk == questionnaire.pk)


def _count(questionnaire: Questionnaire, mark: str) -> tuple[Tabulation, int]:
    """Add what is not in the last files to what is in them and still counts; return also how many responses were not where they had been."""
    row, _made = Tabulation.objects.get_or_create(questionnaire=questionnaire)
    parts_of_town, places = _areas(), places_of(questionnaire)
    held = held_in(_to_add_to(row, parts_of_town))
    known = {key for each in held for key in each.keys & places.keys()}
    new = {key: place for key, place in places.items() if key not in known}
    Tabulation.objects.filter(pk=row.pk).update(done=len(known))
    frame = frame_of(questionnaire, parts_of_town)
    processes = _processes(len(new))
    stretches = (stretches_of(new) if processes else None) or rows_of(new)
    counted = count_rows(frame, stretches, progress=_progress(row, len(known)), processes=processes)
    again = to_write_again(held, places, counted.responses, smallest=SMALLEST_FILE, most=MOST_FILES)
    files = [each.path for each in held if each not in again]
    if again or counted.responses or not files:
        # A name that was never there before: whoever is killed before the row says so leaves a file that nobody counts twice.
        files.append(_folder() / f"{questionnaire.pk}-{mark}-{secrets.token_hex(8)}.parquet")
        keep_in_file(table_of(counted, list(rows_from(again, places))), files[-1])
    row.mark, row.counted_at = mark, now()
    row.done = row.total = len(known) + counted.responses
    row.counts = {
        "responses": row.done,
        "voices": voices_by_place(questionnaire),
        "areas": parts_of_town,
        "way": WAY_OF_COUNTING,
        "files": [file.name for file in files],
    }
    row.save()
    for file in set(_files_of(questionnaire.pk)) - set(files):
        file.unlink(missing_ok=True)
    return row, len(new) - counted.responses


def _progress(row: Tabulation, before: int) -> Callable[[int], None]:
    """Return what writes down every now and then how far counting has come."""
    told = [before]

    def progress(done: int) -> None:
        if before + done - told[0] >= _TOLD_EVERY:
            told[0] = before + done
            Tabulation.objects.filter(pk=row.pk).update(done=told[0])

    return progress


def _to_add_to(row: Tabulation, parts_of_town: list[str]) -> list[Path]:
    """Return the files that were counted last; none where they mean something else than they would now."""
    if not row.counts or (row.counts.get("way"), row.counts["areas"]) != (WAY_OF_COUNTING, parts_of_town):
        return []
    return _files_kept(row)


def _processes(rows: int) -> int:
    """Return how many processes are to read answers: starting them takes a second, which a few thousand responses are not worth."""
    return PROCESSES if rows >= READ_BY_PROCESSES else 0


def forget_counts(*, questionnaire_id: int) -> None:
    """Delete what was counted of a version: somebody took their answers back, and they stand in that file too."""
    for file in _files_of(questionnaire_id):
        file.unlink(missing_ok=True)


def forget_old_counts() -> None:
    """Delete the files of counts that are no longer the newest, and those of questionnaires that are gone."""
    kept = {file for row in Tabulation.objects.all() for file in _files_kept(row)}
    for file in _folder().glob("*.parquet*"):
        if file not in kept:
            file.unlink(missing_ok=True)


def _folder() -> Path:
    folder: Path = settings.HOME / "results"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _files_kept(row: Tabulation) -> list[Path]:
    """Return the files in which the counts stand; none where one of them is gone, since the others are only a part."""
    files = [_folder() / name for name in (row.counts or {}).get("files", [])]
    return files if all(file.exists() for file in files) else []


def _files_of(questionnaire_id: int) -> Iterator[Path]:
    return _folder().glob(f"{questionnaire_id}-*.parquet*")


@contextmanager
def _alone(questionnaire_id: int) -> Iterator[bool]:
    """Say whether nobody else is counting a version, and keep others off as long as this one is."""
    held = os.open(_folder() / f"{questionnaire_id}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(held)
