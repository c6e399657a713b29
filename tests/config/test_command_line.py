from __future__ import annotations


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
        "invalid choice: 'polish' (choose from 'init', 'serve', 'worker', 'check', 'demo', 'import', 'export', 'backup', 'restore', 'manage')\n"
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


def test_backup_comes_back_whole(command, house, tmp_path):
    archive, other = tmp_path / "backup.tar.gz", tmp_path / "other"
    saved = command("backup", str(archive), "--json")
    said = command("restore", str(archive), "--json", COMMONSHELF_HOME=str(other))
    assert (saved.code, said.code) == (0, 0)
    assert saved.json["files"] == said.json["files"]
    assert command("init", "--json", COMMONSHELF_HOME=str(other)).json["migrations_applied"] == []
