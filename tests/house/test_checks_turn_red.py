"""The checks of the house are proven: each violation is planted into a copy, and the check must turn red and name the place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.plants import PLANTS, SPANISH, WRONG_SPANISH
from tests.house.tree import NOT_OURS, ROOT, where

PYTHON = [sys.executable, "-m"]
HOUSE = ["anatomy", "docs", "foreign_keys", "habits", "sizes", "words"]
PLANTED_TYPES = "src/commonshelf/stats/planted_types.py"
CHECKS = {
    "contracts": [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"],
    "house": [*PYTHON, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *(f"tests/house/test_{name}.py" for name in HOUSE)],
    "messages": [sys.executable, "tools/gather_messages.py", "--check"],
    "types": [*PYTHON, "mypy", "--no-error-summary", PLANTED_TYPES],
    "lint": [*PYTHON, "ruff", "check", "--no-cache", "--output-format=concise", PLANTED_TYPES],
}


def _run(copy: Path) -> dict[str, tuple[int, str]]:
    """Return what each check says of the copy, all at once: its exit code and its words, on single lines."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env = {**known, "PYTHONPATH": str(copy / "src"), "MYPY_CACHE_DIR": str(copy / ".mypy_cache"), "COLUMNS": "300"}
    started = {
        name: subprocess.Popen(command, cwd=copy, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for name, command in CHECKS.items()
    }
    said = {name: process.communicate()[0] for name, process in started.items()}
    return {name: (started[name].returncode, words) for name, words in said.items()}


def _plant(copy: Path) -> None:
    for plant in PLANTS:
        place = copy / plant.file
        place.parent.mkdir(parents=True, exist_ok=True)
        before = place.read_text(encoding="utf-8") if place.exists() else ""
        if plant.at:
            assert before.count(plant.at) == 1, f"{plant.file} no longer holds the words {plant.at!r}"
            place.write_text(before.replace(plant.at, plant.text + plant.at), encoding="utf-8")
        else:
            place.write_text(before + plant.text, encoding="utf-8")
    with (copy / SPANISH).open("a", encoding="utf-8") as catalogue:
        catalogue.write(WRONG_SPANISH)


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """What the checks said of a copy of the house: before anything was planted, and after."""
    copy = tmp_path_factory.mktemp("copy") / "house"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_OURS, "*_cache", "*.mo"))
    (copy / PLANTED_TYPES).write_text('"""Planted."""\n', encoding="utf-8")
    before = _run(copy)
    (copy / PLANTED_TYPES).unlink()
    _plant(copy)
    return before, _run(copy)


@pytest.mark.parametrize("plant", PLANTS, ids=[plant.name for plant in PLANTS])
def test_check_turns_red_for(plant, checked):
    (_code, before), (code, after) = (said[plant.check] for said in checked)
    assert plant.says not in before, "it was red before"
    assert plant.says in after, f"{plant.check} did not see it. It said:\n{after[-4000:]}"
    assert code != 0


@pytest.mark.parametrize("check", CHECKS)
def test_check_is_green_before(check, checked):
    code, said = checked[0][check]
    assert code == 0, f"{check} is red in {where(ROOT / 'src')} as it is:\n{said[-4000:]}"
