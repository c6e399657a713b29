"""Running the `commonshelf` command as a program, in a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def installation(home):
    """The environment of an installation on SQLite, whatever database the tests themselves run on."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONSHELF_", "DATABASE_URL"))}
    return {**bare, "COMMONSHELF_HOME": str(home)}


def say(words, environment):
    program = [sys.executable, "-m", "commonshelf.config.command_line", *words]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=120, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def surroundings(tmp_path):
    return installation(tmp_path / "home")


@pytest.fixture
def command(surroundings):
    """Call it like a person does: `command("check", "--json")`."""
    return lambda *words, **more: say(words, {**surroundings, **more})


@pytest.fixture(scope="session")
def finished_house(tmp_path_factory):
    """A home folder right after `commonshelf init`, to be copied."""
    home = tmp_path_factory.mktemp("finished") / "home"
    assert say(["init"], installation(home)).code == 0
    return home


@pytest.fixture
def house(finished_house, tmp_path):
    """The home folder of this test, made ready."""
    return Path(shutil.copytree(finished_house, tmp_path / "home"))
