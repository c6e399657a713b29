"""Files that take longer than a page may: the worker makes them, and keeps them a day for whoever asked.

A job is a folder in the house's home, with `job.json` and in the end the file. The worker begins it when its message is delivered and has a
further message due in ten minutes: if the worker died meanwhile, that one begins again. So a restart loses minutes and no export.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import uuid
import zipfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from commonshelf.common.accounts.models import User
from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.actions import post_message
from commonshelf.path.voices.surveys.actions.exporting import export_responses, versions_to_export
from commonshelf.path.voices.surveys.models import Survey
from commonshelf.path.voices.surveys.queries.exporting import KeptResponses
from commonshelf.path.voices.surveys.terms.exporting import ENDINGS, EXPORT_FAILED, EXPORT_GONE, EXPORT_NOT_READY, ExportFormat, Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.path.voices.surveys.actions.exporting import ExportedFile

EXPORT = "surveys.make_export"
KEPT = dt.timedelta(days=1)
LOOKED_AFTER = dt.timedelta(minutes=10)
MOST_BEGINNINGS = 3
MOST_ROWS_AT_ONCE = 20_000
# With conditions it is worked out for each response what was asked: that takes about as long as to check one.
MOST_CONDITIONED_AT_ONCE = 1_000


def takes_long(survey: Survey, wish: Wish) -> bool:
    """Say whether nobody should wait for the file in front of a page."""
    for version in versions_to_export(survey, wish):
        responses = KeptResponses(version)
        if len(responses) > (MOST_CONDITIONED_AT_ONCE if responses.has_conditions else MOST_ROWS_AT_ONCE):
            return True
    return False


def file_name(survey: Survey, wish: Wish) -> str:
    """Return what a file of this survey is called."""
    return f"{survey.slug}{ENDINGS[ExportFormat(wish.format)]}"


def pack(files: Sequence[ExportedFile], folder: Path, stem: str) -> Path:
    """Return the one file that is handed over: itself, or several in a ZIP."""
    if len(files) == 1:
        return files[0].path
    packed = folder / f"{stem}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file.path, file.path.name)
    return packed


def ask_for_export(*, survey: Survey, wish: Wish, by: User) -> uuid.UUID:
    """Have a file made by the worker; return the key under which it is fetched."""
    ensure_may(by, "surveys.export_responses")
    versions_to_export(survey, wish)
    key = uuid.uuid4()
    job = {"by": by.pk, "survey": survey.pk, "wish": asdict(wish), "state": "waiting", "read": 0, "of": 0, "at": now().isoformat()}
    _folder(key).mkdir(mode=0o700, parents=True)
    _keep(key, job)
    with transaction.atomic():
        post_message(key=f"{EXPORT}:{key}:1", kind=EXPORT, payload={"job": str(key), "beginning": 1})
    return key


def job_of(key: uuid.UUID, by: User) -> dict[str, Any]:
    """Return how far a file is, to whoever asked for it; nobody else learns that it exists."""
    job = _job(key)
    if job is None or job["by"] != by.pk or dt.datetime.fromisoformat(job["at"]) < now() - KEPT:
        raise Refusal(EXPORT_GONE)
    return job


def fetch_export(*, key: uuid.UUID, by: User) -> tuple[IO[bytes], str]:
    """Hand over a file that is ready, once: what is opened here is on the disk no more."""
    ensure_may(by, "surveys.export_responses")
    job = job_of(key, by)
    if job["state"] == "failed":
        raise Refusal(EXPORT_FAILED)
    if job["state"] != "done":
        raise Refusal(EXPORT_NOT_READY)
    file = (_folder(key) / job["file"]).open("rb")
    shutil.rmtree(_folder(key))
    return file, job["file"]


def take_up_export(*, job: str, beginning: int) -> None:
    """Begin a file, or begin it again if whoever made it stopped, once the message's own transaction is over: a long one would let nobody write."""
    key = uuid.UUID(job)
    found = _job(key)
    if found is None or found["state"] in {"done", "failed"}:
        return
    if found["state"] == "running" and dt.datetime.fromisoformat(found["seen"]) > now() - LOOKED_AFTER:
        _look_after(key, beginning)
    elif beginning > MOST_BEGINNINGS:
        _keep(key, {**found, "state": "failed"})
    else:
        _look_after(key, beginning + 1)
        transaction.on_commit(partial(make_export, key))


def make_export(key: uuid.UUID) -> None:
    """Make a file and write down how far it is."""
    job = _job(key)
    if job is None:
        return
    job = {**job, "state": "running", "seen": now().isoformat()}
    _keep(key, job)

    def told(read: int, of: int) -> None:
        job.update(read=read, of=of, seen=now().isoformat())
        _keep(key, job)

    folder = _folder(key)
    wish = Wish(**job["wish"])
    try:
        survey, by = Survey.objects.get(pk=job["survey"]), User.objects.get(pk=job["by"])
        files = export_responses(survey=survey, wish=wish, path=folder / file_name(survey, wish), by=by, told=told)
    except (Refusal, ObjectDoesNotExist):  # also where the survey, or whoever asked, is gone since
        _keep(key, {**job, "state": "failed"})
        return
    packed = pack(files, folder, survey.slug)
    _keep(key, {**job, "state": "done", "file": packed.name, "rows": sum(file.rows for file in files)})


def forget_exports() -> int:
    """Delete the files whose day is over; return how many."""
    over = [folder for folder in _room().glob("*") if _is_over(folder)]
    for folder in over:
        shutil.rmtree(folder)
    return len(over)


def _is_over(folder: Path) -> bool:
    return dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC) < now() - KEPT


def _look_after(key: uuid.UUID, beginning: int) -> None:
    """Have somebody look again in a while. The message's key holds the moment, since one beginning may be looked after many times."""
    due = now() + LOOKED_AFTER
    post_message(key=f"{EXPORT}:{key}:{due.isoformat()}", kind=EXPORT, payload={"job": str(key), "beginning": beginning}, due_at=due)


def _room() -> Path:
    return Path(settings.HOME) / "exports"


def _folder(key: uuid.UUID) -> Path:
    return _room() / str(key)


def _job(key: uuid.UUID) -> dict[str, Any] | None:
    place = _folder(key) / "job.json"
    if not place.exists():
        return None
    told: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return told


def _keep(key: uuid.UUID, job: dict[str, Any]) -> None:
    """Write down how a job stands, so that whoever reads meanwhile finds the one or the other state whole."""
    unfinished = _folder(key) / "job.part"
    unfinished.write_text(json.dumps(job), encoding="utf-8")
    unfinished.replace(_folder(key) / "job.json")
