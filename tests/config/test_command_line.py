from __future__ import annotations

import hashlib
import json
import tarfile

import pytest


def test_init_makes_a_house_and_changes_nothing_the_second_time(command, tmp_path):
    first, second = command("init", "--json"), command("init", "--json")
    assert (first.code, second.code) == (0, 0)
    assert first.json["home"] == str(tmp_path / "home")
    assert second.json == {"ok": True, "home": str(tmp_path / "home"), "migrations_applied": [], "catalogues_compiled": 0}
    assert (tmp_path / "home" / "commonshelf.sqlite3").exists()


def test_init_makes_the_first_administrator_once(command, house):
    said = command("init", "--administrator", "head@library.example", "--json")
    assert (said.code, said.json["administrator"], len(said.json["password"])) == (0, "head@library.example", 16)
    again = command("init", "--administrator", "other@library.example", "--json")
    assert (again.code, again.json["error"]["code"]) == (1, "accounts.administrator_exists")


def test_check_before_init_asks_for_it(command):
    said = command("check", "--json")
    assert (said.code, [finding["name"] for finding in said.json["findings"] if not finding["ok"]]) == (1, ["migrations"])


def test_check_without_a_worker_says_that_no_letter_leaves(command, house):
    said = command("check", "--json")
    assert (said.code, [finding["name"] for finding in said.json["findings"] if not finding["ok"]]) == (1, ["worker"])


def test_check_notices_a_misspelled_setting_and_an_absent_mail_server(command):
    said = command("check", "--json", COMMONSHELF_SMTP_HOST="127.0.0.1", COMMONSHELF_SMTP_PORT="9", COMMONSHELF_SMPT_USER="x")
    findings = {finding["name"]: finding["sentence"] for finding in said.json["findings"]}
    assert findings["settings"] == "Nothing reads COMMONSHELF_SMPT_USER: see docs/deploy/settings.md for the right name."
    assert findings["mail"] == "The mail server 127.0.0.1:9 does not take us: [Errno 111] Connection refused"


def test_bad_setting_is_told_as_json_too(command):
    said = command("check", "--json", COMMONSHELF_SMTP_PORT="x")
    sentence = "COMMONSHELF_SMTP_PORT is 'x' but must be a whole number from 1 to 65535."
    assert (said.code, said.json) == (1, {"ok": False, "error": {"code": "command.bad_setting", "what": [sentence]}})


def test_unreachable_database_is_a_refusal(command):
    said = command("init", "--json", DATABASE_URL="postgresql://desk@127.0.0.1:9/shelf")
    assert (said.code, said.json["error"]["code"]) == (1, "command.database_away")


def test_unknown_command_names_those_there_are(command):
    said = command("polish")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(
        "invalid choice: 'polish' (choose from 'init', 'serve', 'worker', 'check', 'demo', 'import', 'backup', 'restore', 'manage')\n"
    )


def test_manage_hands_over_to_django(command):
    said = command("manage", "version")
    assert (said.code, said.out[:2]) == (0, "5.")


def test_worker_refuses_a_database_that_is_not_up_to_date(command):
    said = command("worker", "--json")
    assert (said.code, said.json["error"]["code"]) == (1, "command.database_not_ready")


def test_worker_delivers_what_is_due_and_stops_when_told_to(command, house):
    said = command("worker", "--until-empty", "--json")
    assert (said.code, said.json["ok"]) == (0, True)


def test_demo_code_prints_six_digits(command):
    said = command("demo", "code", "Bao")
    assert (said.code, len(said.out.strip()), said.out.strip().isdigit()) == (0, 6, True)


@pytest.fixture
def archive(command, house, tmp_path):
    """A backup of a house with one file."""
    (house / "files" / "posters").mkdir()
    (house / "files" / "posters" / "club.txt").write_text("Crime club")
    assert command("backup", str(tmp_path / "backup.tar.gz")).code == 0
    return tmp_path / "backup.tar.gz"


def test_backup_comes_back_whole(command, house, archive, tmp_path):
    other = tmp_path / "other"
    said = command("restore", str(archive), "--json", COMMONSHELF_HOME=str(other))
    assert (said.code, sorted(said.json["files"])) == (0, ["commonshelf.sqlite3", "files/posters/club.txt", "secret_key"])
    assert (other / "files" / "posters" / "club.txt").read_text() == "Crime club"
    assert (other / "secret_key").read_text() == (house / "secret_key").read_text()
    assert command("init", "--json", COMMONSHELF_HOME=str(other)).json["migrations_applied"] == []
    assert archive.stat().st_mode & 0o777 == 0o600


def test_restore_refuses_a_house_with_records_unless_it_may_set_them_aside(command, house, archive):
    (house / "files" / "new.txt").write_text("written after the backup")
    refused = command("restore", str(archive), "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "command.home_not_empty")
    assert (house / "files" / "new.txt").exists()
    assert command("restore", str(archive), "--replace").code == 0
    assert not (house / "files" / "new.txt").exists()
    assert [path.read_text() for path in house.glob("replaced-*/files/new.txt")] == ["written after the backup"]


def test_backup_does_not_write_over_another(command, archive):
    said = command("backup", str(archive), "--json")
    assert (said.code, said.json["error"]["code"]) == (1, "command.file_exists")


@pytest.mark.parametrize("harm", ["cut", "changed", "outside", "text"])
def test_damaged_backup_changes_nothing(command, house, archive, tmp_path, harm):
    bad = tmp_path / "bad.tar.gz"
    HARMS[harm](archive, bad, tmp_path)
    before = hashlib.sha256((house / "commonshelf.sqlite3").read_bytes()).hexdigest()
    said = command("restore", str(bad), "--replace", "--json")
    assert (said.code, said.json["error"]["code"]) == (1, "command.backup_unreadable")
    assert hashlib.sha256((house / "commonshelf.sqlite3").read_bytes()).hexdigest() == before
    assert list(house.glob("replaced-*")) == []


def cut(archive, bad, _folder):
    bad.write_bytes(archive.read_bytes()[:5000])


def changed(archive, bad, folder):
    with tarfile.open(archive) as old:
        old.extractall(folder / "open", filter="data")
    (folder / "open" / "files" / "posters" / "club.txt").write_text("Crime club!")
    with tarfile.open(bad, "w:gz") as new:
        for path in sorted((folder / "open").rglob("*")):
            new.add(path, arcname=path.relative_to(folder / "open").as_posix(), recursive=False)


def outside(_archive, bad, folder):
    (folder / "manifest.json").write_text(json.dumps({"format": "commonshelf backup 1", "files": {}}))
    with tarfile.open(bad, "w:gz") as new:
        new.add(folder / "manifest.json", arcname="../../manifest.json")


def text(_archive, bad, _folder):
    bad.write_text("no archive at all")


HARMS = {"cut": cut, "changed": changed, "outside": outside, "text": text}


def test_backup_on_postgresql_points_to_its_own_tool(command, tmp_path):
    said = command("backup", str(tmp_path / "b.tar.gz"), "--json", DATABASE_URL="postgresql://desk@127.0.0.1:9/shelf")
    assert (said.code, said.json["error"]["code"]) == (1, "command.not_on_postgres")
