"""Docs cannot rot: generated pages are as new as the code, links lead somewhere, commands exist, nothing of our desks is left in."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import permission_table
from commonshelf.common.errors.catalogue import catalogue
from commonshelf.config.command_line import COMMANDS
from commonshelf.config.environment import Environment
from tests.house.tree import ROOT, TEXT_KINDS, agree, files, parsed, source_files, where, words

if TYPE_CHECKING:
    from pathlib import Path

# Written in two parts, so that this file does not hold what it looks for.
LEFT_ON_THE_DESK = {
    re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b"): "finish it, or say in an issue that it is missing",
    re.compile(r"(?<![\w.])/wo" + r"rk/|(?<![\w.])/ro" + r"ot/"): "a path of one machine means nothing on another",
    re.compile(r"\bLorem " + r"ipsum\b", re.IGNORECASE): "write what the page says",
}
KEPT_COMMANDS = {"init", "serve", "worker", "check", "demo", "import"}  # DESIGN section 8, as far as it is built
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
SAID = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def _pages() -> list[Path]:
    return files(".md")


def _spoken_code(page: Path) -> list[tuple[int, str]]:
    """Return each line of code in a page, in a block or in the text, with its line number."""
    found = []
    for match in SAID.finditer(words(page)):
        first = words(page)[: match.start()].count("\n") + 1
        block = match[1] if match[1] is not None else match[2]
        found += [(first + offset + (match[1] is not None), line.strip()) for offset, line in enumerate(block.split("\n"))]
    return found


def _anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", words(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_generated_pages_are_as_new_as_the_code():
    run = subprocess.run([sys.executable, "tools/write_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    agree(run.stderr.splitlines())
    assert run.returncode == 0


def test_every_setting_is_documented():
    page = words(ROOT / "docs/deploy/settings.md")
    missing = [field.alias for field in Environment.model_fields.values() if f"| `{field.alias}` |" not in page]
    undescribed = [field.alias for field in Environment.model_fields.values() if not field.description]
    agree(
        [
            f"docs/deploy/settings.md: the setting {name} is not documented; describe it, then run: make docs"
            for name in missing + undescribed
        ]
    )


def test_settings_are_read_in_one_place():
    findings = [
        f"{where(path, node)}: a setting is read past config/environment.py; make it a field there, so that it is documented"
        for path in source_files()
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and ast.unparse(node.value) == "os.environ")
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.getenv", "os.environ.get", "os.environ.pop"})
    ]
    agree(findings)


def test_every_error_code_is_documented():
    page = words(ROOT / "docs/errors.md")
    agree(
        [f"docs/errors.md: the code {one.code} is not documented; run: make docs" for one in catalogue() if f"| `{one.code}` |" not in page]
    )


def test_every_permission_is_documented():
    sections = re.split(r"^## ", words(ROOT / "docs/permissions.md"), flags=re.MULTILINE)
    rows = {
        f"{part.split()[0]}.{row.strip().replace(' ', '_')}"
        for part in sections
        for row in re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE)
    }
    agree([f"docs/permissions.md: {name} is not there; run: make docs" for name in permission_table() if name not in rows])


def test_links_lead_somewhere():
    findings = []
    for page in _pages():
        for line, text in enumerate(words(page).splitlines(), start=1):
            for target in (first or second for first, second in LINK.findall(text)):
                name, _, anchor = target.partition("#")
                there = (page.parent / name).resolve() if name else page
                if re.match(r"[a-z]+:", target):
                    continue
                if not there.exists():
                    findings.append(f"{where(page, line)}: {target} is not there")
                elif anchor and there.suffix == ".md" and anchor not in _anchors(there):
                    findings.append(f"{where(page, line)}: {name or 'this page'} has no heading #{anchor}")
    agree(findings)


def test_commands_in_the_docs_exist():
    targets = set(re.findall(r"^([\w-]+):", words(ROOT / "Makefile"), re.MULTILINE))
    findings = []
    for page in _pages():
        for line, said in _spoken_code(page):
            made = re.match(r"(?:\$ )?make ([a-z][\w-]*)", said)
            run = re.match(r"(?:\$ )?(?:\.venv/bin/)?commonshelf ([a-z]+)", said)
            tool = re.search(r"\b(?:tools|tests|src)/[\w/.-]*\w", said)
            if made and made[1] not in targets:
                findings.append(f"{where(page, line)}: the Makefile has no target {made[1]}")
            if run and run[1] not in COMMANDS:
                findings.append(f"{where(page, line)}: there is no command commonshelf {run[1]}")
            if tool and not list(ROOT.glob(f"{tool[0].rstrip('/')}*")) and not _is_to_come(page, line):
                findings.append(f"{where(page, line)}: there is no {tool[0]}")
    agree(findings)


def _is_to_come(page: Path, line: int) -> bool:
    return " * " in words(page).splitlines()[line - 1]


def test_the_kept_commands_exist():
    assert KEPT_COMMANDS - set(COMMANDS) == set()
    assert {"setup", "run", "test"} <= set(re.findall(r"^([\w-]+):", words(ROOT / "Makefile"), re.MULTILINE))


def test_nothing_of_our_desks_is_left_in():
    findings = []
    for path in files(*TEXT_KINDS):
        for line, text in enumerate(words(path).splitlines(), start=1):
            findings += [
                f"{where(path, line)}: “{found[0]}”: {mend}" for sign, mend in LEFT_ON_THE_DESK.items() if (found := sign.search(text))
            ]
    agree(findings)


def test_the_locks_name_no_host():
    for lock in sorted(ROOT.glob("requirements*.txt")):
        named = [
            f"{where(lock, line)}: a lock holds names, versions and hashes alone"
            for line, text in enumerate(words(lock).splitlines(), 1)
            if "://" in text or text.startswith("-")
        ]
        agree(named)
        assert " --hash=sha256:" in words(lock)
