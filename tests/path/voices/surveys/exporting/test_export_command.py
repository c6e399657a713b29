"""`commonshelf export responses`."""

import csv
import json

import pytest

from commonshelf.config.command_line import main


@pytest.fixture
def command(capsys, the_administrator):
    def run(*words):
        code = main(["export", "responses", *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_export_command_writes_the_files_and_says_what_they_hold(answered, command, tmp_path):
    code, said = command(tmp_path / "out.csv", "--survey", "families", "--language", "es", "--choices", "label")
    assert (code, [(file["path"], file["rows"]) for file in said["files"]]) == (
        0,
        [(str(tmp_path / "out.csv"), 3), (str(tmp_path / "out.children.csv"), 3)],
    )
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert sorted(row["drink"] for row in csv.DictReader(file)) == ["", "Otro", "Té"]


def test_export_command_says_in_sentences_what_it_wrote(answered, the_administrator, capsys, tmp_path):
    assert main(["export", "responses", str(tmp_path / "out.sav"), "--survey", "families", "--format", "sav", "--no-words"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path}/out.sav: 3 rows, 15 columns.",
        f"{tmp_path}/out.children.sav: 3 rows, 3 columns.",
        "Each row is one person's answers: keep the file where only those who need it can read it.",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("out.csv", "--survey", "nothing"), "command.survey_unknown"),
        (("no-folder/out.csv", "--survey", "families"), "command.folder_missing"),
        (("out.csv", "--survey", "families", "--version", "7"), "surveys.nothing_to_export"),
        (("out.csv", "--survey", "families", "--by", "nobody@example.org"), "command.no_administrator"),
        (("out.csv", "--survey", "families", "--by", "ruth@example.org"), "house.not_allowed"),
    ],
)
def test_export_command_refuses_and_writes_nothing(answered, command, the_reader, tmp_path, words, code):
    ended, said = command(tmp_path / words[0], *words[1:])
    assert (ended, said["error"]["code"], list(tmp_path.glob("out*"))) == (1, code, [])
