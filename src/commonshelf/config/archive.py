"""A backup: one .tar.gz with the database as it was at one moment, the files, the secret, and a manifest of digests."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings

from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.config.home_lock import hold_home
from commonshelf.config.staff_terms import BACKUP_UNREADABLE, FILE_EXISTS, HOME_IN_USE, HOME_NOT_EMPTY, NO_DATABASE, NOT_ON_POSTGRES

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

FORMAT = "commonshelf backup 1"
DATABASE = "commonshelf.sqlite3"
KEPT = (DATABASE, "files", "secret_key")
LEFTOVERS = (f"{DATABASE}-wal", f"{DATABASE}-shm")


def make_backup(*, path: Path) -> dict[str, Any]:
    """Write a backup to `path` while everything runs, and return its manifest. The archive is written beside it first, then named."""
    home: Path = settings.HOME
    _ensure_embedded()
    if not (home / DATABASE).exists():
        raise Refusal(NO_DATABASE, home=home)
    if path.exists():
        raise Refusal(FILE_EXISTS, path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        _copy_database(home / DATABASE, Path(folder, DATABASE))
        sources = {DATABASE: Path(folder, DATABASE)} | {place.relative_to(home).as_posix(): place for place in _files(home)}
        manifest = {
            "format": FORMAT,
            "made_at": now().isoformat(),
            "files": {name: {"sha256": _digest(place), "bytes": place.stat().st_size} for name, place in sources.items()},
        }
        Path(folder, "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        _write_archive(path, {"manifest.json": Path(folder, "manifest.json"), **sources})
    return manifest


def restore_backup(*, path: Path, replace: bool) -> dict[str, Any]:
    """Bring a backup into the home folder and return its manifest. Everything is read and compared before anything is changed."""
    home: Path = settings.HOME
    _ensure_embedded()
    lock = hold_home(home, alone=True)
    if lock is None:
        raise Refusal(HOME_IN_USE, home=home)
    with lock, tempfile.TemporaryDirectory(dir=home) as folder:
        manifest = _read_archive(path, Path(folder))
        _set_aside(home, replace=replace)
        for name in KEPT:
            if Path(folder, name).exists():
                Path(folder, name).rename(home / name)
    return manifest


def _ensure_embedded() -> None:
    if settings.ENVIRONMENT.database_url:
        raise Refusal(NOT_ON_POSTGRES, files=settings.HOME / "files")


def _files(home: Path) -> list[Path]:
    """Return what a backup keeps beside the database. Without the secret, links in letters that were sent would stop working."""
    found = [path for path in sorted((home / "files").rglob("*")) if path.is_file() and not path.is_symlink()]
    return [*found, *[path for path in [home / "secret_key"] if path.exists()]]


def _copy_database(source: Path, target: Path) -> None:
    """Copy a database in use by SQLite's own online backup: as it was at one moment, with nothing half-written."""
    with closing(sqlite3.connect(source, timeout=20)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_archive(path: Path, sources: dict[str, Path]) -> None:
    fresh = path.with_name(f"{path.name}.part")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # names and a secret: nobody else reads it
    try:
        with os.fdopen(descriptor, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w:gz") as archive:
                for name, place in sources.items():
                    archive.add(place, arcname=name)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)


def _read_archive(path: Path, folder: Path) -> dict[str, Any]:
    """Unpack an archive into `folder`: what its manifest lists, file by file, each with its digest; anything else is refused."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            members = {member.name: member for member in archive.getmembers()}
            manifest: dict[str, Any] = json.loads(_content(archive, members.pop("manifest.json")).read())
            _ensure_ours(manifest, members.keys())
            for name, told in manifest["files"].items():
                _unpack(_content(archive, members[name]), folder / name, told["sha256"])
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(BACKUP_UNREADABLE, path=path, detail=f"{type(error).__name__}: {error}") from error
    return manifest


def _ensure_ours(manifest: dict[str, Any], held: AbstractSet[str]) -> None:
    """Raise for an archive that is not what its manifest says, or with a name that leads out of the home folder."""
    parts = [name.split("/") for name in held]
    inside = all(part[0] in KEPT and not {"", ".", ".."} & set(part) for part in parts)
    if manifest["format"] != FORMAT or held != manifest["files"].keys() or [DATABASE] not in parts or not inside:
        message = "its manifest and what it holds are not the same"
        raise ValueError(message)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member) if member.isreg() else None
    if stream is None:
        message = f"{member.name} is not a file"
        raise ValueError(message)
    return stream


def _unpack(stream: IO[bytes], target: Path, digest: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as copy:
        shutil.copyfileobj(stream, copy)
    if _digest(target) != digest:
        message = f"{target.name} is not as it was"
        raise ValueError(message)
    target.chmod(0o600)


def _set_aside(home: Path, *, replace: bool) -> None:
    """Move what is there out of the way, or refuse to."""
    here = [home / name for name in (*KEPT, *LEFTOVERS) if (home / name).exists()]
    if not (home / DATABASE).exists() and not any((home / "files").glob("*")):
        for path in here:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return
    if not replace:
        raise Refusal(HOME_NOT_EMPTY, home=home)
    aside = home / f"replaced-{now():%Y%m%d-%H%M%S}"
    aside.mkdir()
    for path in here:
        path.rename(aside / path.name)
