"""A file somebody is looking at before it is brought in: kept a day in the house's home, for whoever sent it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.terms.mapping import FILE_NOT_KEPT

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from commonshelf.common.accounts.models import User

KEPT = dt.timedelta(days=1)
LONGEST_NAME = 200  # bytes, as a disk counts them


def keep_file(*, upload: UploadedFile, language: str, by: User) -> uuid.UUID:
    """Keep a file for a day; return the key under which whoever sent it finds it."""
    ensure_may(by, "imports.import_file")
    key = uuid.uuid4()
    folder = _folder(key)
    folder.mkdir(mode=0o700, parents=True)
    # The file's own name stands in no path of ours but the last, and Django has cut off any folder of it.
    name = (upload.name or "file.csv").encode()[-LONGEST_NAME:].decode(errors="ignore")
    (folder / "file").mkdir()
    with (folder / "file" / name).open("wb") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
    (folder / "told.json").write_text(json.dumps({"by": by.pk, "name": name, "language": language}), encoding="utf-8")
    return key


def find_file(*, key: uuid.UUID, by: User) -> tuple[Path, str]:
    """Return where a file lies and which language it is in; refuse one that is somebody else's as one that is not there."""
    told = _folder(key) / "told.json"
    if not told.exists():
        raise Refusal(FILE_NOT_KEPT)
    found = json.loads(told.read_text(encoding="utf-8"))
    if found["by"] != by.pk:
        raise Refusal(FILE_NOT_KEPT)
    return _folder(key) / "file" / found["name"], found["language"]


def forget_file(*, key: uuid.UUID) -> None:
    """Delete a file that was brought in."""
    shutil.rmtree(_folder(key), ignore_errors=True)


def forget_files() -> int:
    """Delete the files that nobody brought in within a day; return how many."""
    over = [folder for folder in _room().glob("*") if dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC) < now() - KEPT]
    for folder in over:
        shutil.rmtree(folder)
    return len(over)


def _room() -> Path:
    return Path(settings.HOME) / "files-at-hand"


def _folder(key: uuid.UUID) -> Path:
    return _room() / str(key)
