"""What `make test` runs: tools/run_checks.py, on checks of a few milliseconds in a folder of its own."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "run_checks.py"
PASSES, FAILS = "def test_one():\n    pass\n", "def test_two():\n    assert False\n"
SKIPS = "import pytest\n\n\ndef test_three():\n    pytest.skip('no such machine')\n"


def loaded():
    spec = importlib.util.spec_from_file_location("run_checks", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.fixture
def checks(tmp_path, monkeypatch):
    """The tool, with these files of tests as its checks: `checks(one=PASSES)` returns its exit code and its last lines."""
    tool = loaded()
    (tmp_path / "tests").mkdir()
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # these tests need no Django

    def run(capfd, allowed="", **files):
        (tmp_path / "tests" / "allowed_skips.txt").write_text(allowed)
        commands = {"lint": [sys.executable, "-c", "raise SystemExit(3)" if files.pop("lint_fails", False) else ""]}
        for name, content in files.items():
            (tmp_path / f"test_{name}.py").write_text(content)
            commands[f"{name} (pytest)"] = [*tool.PYTEST, "-c", "/dev/null", "--rootdir", str(tmp_path), f"test_{name}.py"]
        monkeypatch.setattr(tool, "CHECKS", commands)
        code = tool.main()
        return code, capfd.readouterr().out.splitlines()

    return run


def test_checks_add_up_every_run_in_the_last_line(checks, capfd):
    code, lines = checks(capfd, one=PASSES, three=SKIPS)
    assert (code, lines[-1]) == (0, "2 passed, 0 failed, 1 skipped")


def test_checks_all_run_even_if_one_fails(checks, capfd):
    code, lines = checks(capfd, lint_fails=True, two=FAILS, one=PASSES)
    assert (code, lines[-1]) == (1, "1 passed, 2 failed, 0 skipped")
    assert [line for line in lines if line.startswith("==== ") and not line.endswith("=")] == [
        "==== lint",
        "==== two (pytest)",
        "==== one (pytest)",
    ]


def test_run_without_any_test_is_a_failure(checks, capfd):
    code, lines = checks(capfd, none="")
    assert (code, lines[-1]) == (1, "1 passed, 1 failed, 0 skipped")


@pytest.mark.parametrize(
    ("allowed", "closing"),
    [
        ("# none\n", (1, "1 passed, 1 failed, 1 skipped")),
        ("test_three::test_three | there is no such machine\n", (0, "1 passed, 0 failed, 1 skipped")),
    ],
)
def test_skip_fails_with_ci_unless_the_list_allows_it(checks, capfd, monkeypatch, allowed, closing):
    monkeypatch.setenv("CI", "true")
    code, lines = checks(capfd, allowed=allowed, three=SKIPS)
    assert (code, lines[-1]) == closing


def test_part_that_cannot_run_here_is_named_in_the_last_lines(checks, capfd, monkeypatch):
    monkeypatch.delenv("COMMONSHELF_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    code, lines = checks(capfd, journeys=PASSES)
    assert (code, lines[-1]) == (0, "1 passed, 0 failed, 1 skipped")
    assert lines[-3] == "SKIPPED  journeys (pytest): there is no chromium (set COMMONSHELF_CHROMIUM, or install it)"


def test_every_journey_is_run_by_the_pass_of_journeys():
    tests = TOOL.parents[1] / "tests"
    marked = {file for file in tests.rglob("test_*.py") if "pytest.mark" + ".journey" in file.read_text(encoding="utf-8")}
    run = {TOOL.parents[1] / place for place in loaded().JOURNEYS}
    assert [str(file) for file in marked if not run & {file, *file.parents}] == []
