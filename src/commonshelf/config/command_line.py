"""The `commonshelf` command: one word for each thing that whoever runs an installation does. Each lives in `commands/`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import django
from django.core.management import execute_from_command_line, get_commands
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError

from commonshelf.config.environment import BadSetting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.config.commands.outcome import Outcome

COMMANDS = {
    "init": "make the database and bring it up to date",
    "serve": "serve the pages, with the worker beside them",
    "worker": "deliver letters and do the chores of the day, without pages",
    "check": "look whether everything is as it should be",
    "demo": "the sample town: run, load, code NAME",
    "import": "bring in a file: responses, visits, programs …",
    "export": "take the answers to a survey out: csv, sav, parquet, ddi",
    "backup": "copy the embedded database and the files into one archive",
    "restore": "bring a backup back",
    "manage": "Django's own commands",
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if words is None else words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")
    as_json = "--json" in words
    if words[:2] in (["demo", "run"], ["demo", "load"]):
        os.environ["COMMONSHELF_SAMPLE_TOWN"] = "true"
    try:
        django.setup()
    except BadSetting as error:
        return _say(as_json=as_json, ok=False, lines=[], facts={"error": {"code": "command.bad_setting", "what": error.sentences}})
    if words[:1] == ["manage"] or (words[:1] and words[0] not in COMMANDS and words[0] in get_commands()):
        execute_from_command_line(["commonshelf", *words[words[0] == "manage" :]])
        return 0
    return _run(_parser(words[0] if words else "").parse_args(words), as_json=as_json)


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Return the parser of every command, of which only the wanted one is read and filled."""
    parser = argparse.ArgumentParser(prog="commonshelf", description="The outreach system of a library.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--json", action="store_true", help="say what was done as JSON")
        if name == wanted:
            _module(name).add_words(command)
    return parser


def _module(name: str) -> Any:
    return import_module(f"commonshelf.config.commands.{'bring_in' if name == 'import' else name}")


def _run(words: argparse.Namespace, *, as_json: bool) -> int:
    from commonshelf.common.errors.catalogue import Refusal  # noqa: PLC0415 -- its terms need Django's settings
    from commonshelf.config.staff_terms import DATABASE_AWAY  # noqa: PLC0415 -- the same

    try:
        outcome: Outcome = _module(words.command).run(words)
    except (Refusal, OperationalError) as error:
        refusal = error if isinstance(error, Refusal) else Refusal(DATABASE_AWAY, detail=" ".join(str(error).split()))
        facts = {"error": {"code": refusal.code.code, "what": refusal.what, "mend": refusal.mend}}
        return _say(as_json=as_json, ok=False, lines=[refusal.what, refusal.mend], facts=facts)
    return _say(as_json=as_json, ok=outcome.ok, lines=outcome.lines, facts=outcome.facts)


def _say(*, as_json: bool, ok: bool, lines: list[str], facts: dict[str, Any]) -> int:
    """Print the end of a command: JSON to standard output, or sentences, to standard error if it did not work."""
    if as_json:
        sys.stdout.write(json.dumps({"ok": ok, **facts}, cls=DjangoJSONEncoder, ensure_ascii=False) + "\n")
    elif lines:
        (sys.stdout if ok else sys.stderr).write("\n".join(lines) + "\n")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
