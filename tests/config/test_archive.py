from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
from contextlib import closing

import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.config.archive import make_backup, restore_backup
from commonshelf.config.home_lock import hold_home


@pytest.fixture
def at_home(settings, tmp_path):
    """Let this folder be the home of an installation on SQLite."""

    def move_in(name):
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        settings.HOME = home
        return home

    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"database_url": ""})
    return move_in


@pytest.fixture
def house(at_home):
    """A home with one voice in its database, one file and its secret."""
    home = at_home("home")
    with closing(sqlite3.connect(home / "commonshelf.sqlite3")) as database:
        database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE voice (text); INSERT INTO voice VALUES ('Open on Saturday');")
    (home / "files" / "posters").mkdir(parents=True)
    (home / "files" / "posters" / "club.txt").write_text("Crime club")
    (home / "secret_key").write_text("secret")
    return home


@pytest.fixture
def archive(house, tmp_path):
    make_backup(path=tmp_path / "backup.tar.gz")
    return tmp_path / "backup.tar.gz"


def voices(home):
    with closing(sqlite3.connect(home / "commonshelf.sqlite3")) as database:
        return [text for (text,) in database.execute("SELECT text FROM voice")]


def refused(call, **words):
    with pytest.raises(Refusal) as caught:
        call(**words)
    return caught.value.code.code


def test_backup_comes_back_whole_and_only_its_owner_may_read_it(archive, house, at_home):
    other = at_home("other")
    manifest = restore_backup(path=archive, replace=False)
    assert sorted(manifest["files"]) == ["commonshelf.sqlite3", "files/posters/club.txt", "secret_key"]
    assert voices(other) == voices(house) == ["Open on Saturday"]
    assert (other / "files" / "posters" / "club.txt").read_text() == "Crime club"
    assert (other / "secret_key").read_text() == "secret"
    assert archive.stat().st_mode & 0o777 == 0o600


def test_backup_while_somebody_writes_holds_what_was_committed(house, tmp_path, at_home):
    with closing(sqlite3.connect(house / "commonshelf.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO voice VALUES ('half said')")
        make_backup(path=tmp_path / "backup.tar.gz")
        writer.execute("COMMIT")
    other = at_home("other")
    restore_backup(path=tmp_path / "backup.tar.gz", replace=False)
    assert (voices(other), voices(house)) == (["Open on Saturday"], ["Open on Saturday", "half said"])


def test_backup_does_not_write_over_another(archive):
    before = archive.read_bytes()
    assert refused(make_backup, path=archive) == "command.file_exists"
    assert archive.read_bytes() == before


def test_backup_of_an_empty_home_is_refused(at_home, tmp_path):
    at_home("empty")
    assert refused(make_backup, path=tmp_path / "backup.tar.gz") == "command.no_database"


def test_backup_on_postgresql_points_to_its_own_tool(settings, house, tmp_path):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"database_url": "postgresql://desk@db/shelf"})
    assert refused(make_backup, path=tmp_path / "b.tar.gz") == "command.not_on_postgres"
    assert refused(restore_backup, path=tmp_path / "b.tar.gz", replace=True) == "command.not_on_postgres"


def test_restore_refuses_a_house_with_records_unless_it_may_set_them_aside(archive, house):
    (house / "files" / "new.txt").write_text("written after the backup")
    assert refused(restore_backup, path=archive, replace=False) == "command.home_not_empty"
    assert (house / "files" / "new.txt").read_text() == "written after the backup"
    restore_backup(path=archive, replace=True)
    assert sorted(path.name for path in (house / "files").iterdir()) == ["posters"]
    assert [path.read_text() for path in house.glob("replaced-*/files/new.txt")] == ["written after the backup"]


def test_restore_waits_until_nobody_uses_the_home(archive, house):
    with hold_home(house):
        assert refused(restore_backup, path=archive, replace=True) == "command.home_in_use"
    restore_backup(path=archive, replace=True)
    assert voices(house) == ["Open on Saturday"]


def packed(path, contents, manifest_of=None, link=""):
    """Write an archive with these contents, a manifest that fits `manifest_of` (or them), and maybe a link in place of one."""
    told = {name: {"sha256": hashlib.sha256(content).hexdigest()} for name, content in (manifest_of or contents).items()}
    parts = {"manifest.json": json.dumps({"format": "commonshelf backup 1", "files": told}).encode(), **contents}
    with tarfile.open(path, "w:gz") as archive:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            if name == link:
                member.type, member.linkname, member.size = tarfile.SYMTYPE, "/etc/passwd", 0
            archive.addfile(member, io.BytesIO(content))


WHOLE = {"commonshelf.sqlite3": b"rows", "files/a.txt": b"a"}
HARMS = {
    "cut": lambda archive, bad: bad.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2]),
    "text": lambda _, bad: bad.write_text("no archive at all"),
    "missing": lambda _, bad: bad.unlink(missing_ok=True),
    "changed": lambda _, bad: packed(bad, {**WHOLE, "files/a.txt": b"b"}, manifest_of=WHOLE),
    "one too few": lambda _, bad: packed(bad, {"commonshelf.sqlite3": b"rows"}, manifest_of=WHOLE),
    "one too many": lambda _, bad: packed(bad, {**WHOLE, "files/b.txt": b"b"}, manifest_of=WHOLE),
    "no database": lambda _, bad: packed(bad, {"files/a.txt": b"a"}),
    "outside": lambda _, bad: packed(bad, {**WHOLE, "files/../../a.txt": b"a"}),
    "elsewhere": lambda _, bad: packed(bad, {**WHOLE, "bin/a": b"a"}),
    "link": lambda _, bad: packed(bad, WHOLE, link="files/a.txt"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_damaged_backup_changes_nothing(archive, house, tmp_path, harm):
    bad = tmp_path / "bad.tar.gz"
    HARMS[harm](archive, bad)
    before = {path: path.read_bytes() for path in house.rglob("*") if path.is_file()}
    assert refused(restore_backup, path=bad, replace=True) == "command.backup_unreadable"
    assert {path: path.read_bytes() for path in house.rglob("*") if path.is_file() and path.name != "in-use.lock"} == before
