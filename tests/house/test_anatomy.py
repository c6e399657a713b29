"""Every app has the same rooms, and a room imports only from those named before it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.house.tree import ROOT, SOURCE, agree, apps, files, parsed, source_files, where, words

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = ["terms", "models", "rules", "queries", "analysis", "actions", "forms", "tasks", "views", "urls"]
ALWAYS = {"__init__.py", "__pycache__", "migrations", "templates", "static"}
NEVER = re.compile(r"^(.*_)?(utils?|helpers?|misc|base|common|stuff|tools?)(_.*)?$")
ALLOWED_NAMES = {
    "src/commonshelf/common",
    "src/commonshelf/common/rows/sqlite/base.py",  # Django looks for a connection under this name
    "tests/common",
    "tools",
    "tests/tools",
}
BORROWED = {  # pages of Django and of libraries that we dress in our own clothes keep the names those look for
    "common.accounts": ("account", "allauth", "mfa", "socialaccount", "usersessions", "429.html"),
    "common.design": ("allauth", "django", "404.html", "403.html", "403_csrf.html", "400.html", "500.html"),
}


def _order(app: str) -> list[str]:
    """Return the rooms of `app` in the order in which they may import: ours, and its further ones."""
    order = list(ROOMS)
    lines = [line for line in words(ROOT / "tests/house/further_rooms.txt").splitlines() if line and not line.startswith("#")]
    for owner, room, after, reason in ([cell.strip() for cell in line.split("|")] for line in lines):
        assert reason
        if owner == app:
            order.insert(order.index(after) + 1, room)
    return order


def test_every_app_has_only_the_rooms_of_the_house():
    findings = []
    for app, folder in apps().items():
        allowed = ALWAYS | {name for room in _order(app) for name in (room, f"{room}.py")}
        findings += [
            f"{where(entry)}: an app has no room of this name; the rooms are {', '.join(ROOMS)} (CONTRIBUTING.md)"
            for entry in sorted(folder.iterdir())
            if entry.name not in allowed
        ]
        for kind in ("templates", "static"):
            findings += [
                f"{where(entry)}: {kind} of {app} lie in {kind}/{folder.name}/, so that no two apps share a name"
                for entry in sorted((folder / kind).glob("*"))
                if entry.name not in {folder.name, *BORROWED.get(app, ())}
            ]
    agree(findings)


def _imported(path: Path) -> list[tuple[str, ast.stmt]]:
    """Return the dotted names of our modules that a file imports, wherever in the file."""
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(f"{node.module}.{name.name}", node) for name in node.names]
        elif isinstance(node, ast.Import):
            found += [(name.name, node) for name in node.names]
    return [(name.removeprefix("commonshelf."), node) for name, node in found if name.startswith("commonshelf.")]


def test_a_room_imports_only_from_those_before_it():
    findings = []
    for app, folder in apps().items():
        order = _order(app)
        for path in files(".py", under=folder):
            room = path.relative_to(folder).parts[0].removesuffix(".py")
            for name, node in _imported(path):
                other = name.removeprefix(f"{app}.").split(".")[0] if name.startswith(f"{app}.") else room
                if room in order and other in order and order.index(other) > order.index(room):
                    findings.append(f"{where(path, node)}: {room} imports from {other}, which is named after it; move what both need up")
    agree(findings)


def test_no_file_has_a_name_that_says_nothing():
    findings = []
    for path in [*files(".py"), *{path.parent for path in files(".py")}]:
        name = str(path.relative_to(ROOT))
        if path != ROOT and NEVER.match(path.stem) and name not in ALLOWED_NAMES:
            findings.append(f"{where(path)}: name it for what it is about; “{path.stem}” says nothing")
    agree(findings)


def test_every_package_with_rows_is_an_app():
    folders = set(apps().values())
    findings = [
        f"{where(path)}: rows lie in models of an app; name this folder in HOUSE_APPS"
        for path in source_files()
        if path.stem == "models" and path.parent not in folders
    ]
    agree(findings)


def test_imports_are_written_whole():
    relative = [
        (path, node) for path in source_files() for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom) and node.level
    ]
    agree([f"{where(path, node)}: write the whole name, so that a reader sees which layer it comes from" for path, node in relative])


def test_every_app_lies_in_a_layer():
    assert [name for name in apps() if not (SOURCE / name.replace(".", "/")).is_dir()] == []
