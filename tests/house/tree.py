"""What the house tests look at: the files of this checkout, read and parsed once."""

from __future__ import annotations

import ast
import configparser
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "commonshelf"
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", "build", "dist", "uv.lock"}
TEXT_KINDS = {".py", ".pyi", ".html", ".txt", ".css", ".js", ".svg", ".md", ".toml", ".ini", ".yml", ".yaml", ".po", ".sh", ".cfg", ""}


def files(*kinds: str, under: Path = ROOT) -> list[Path]:
    """Return the files of the checkout with one of `kinds` of name ending, in order."""
    return sorted(_walk(under, set(kinds)))


def _walk(folder: Path, kinds: set[str]) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in NOT_OURS or entry.name.endswith("_cache") or (entry.name.startswith(".") and entry.name != ".ci"):
            continue
        if entry.is_dir():
            yield from _walk(entry, kinds)
        elif entry.suffix in kinds:
            yield entry


def source_files() -> list[Path]:
    """Return the Python files of the product; migrations are made by Django."""
    return [path for path in files(".py", under=SOURCE) if "migrations" not in path.parts]


@cache
def words(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(words(path), filename=str(path))


def where(path: Path, node: ast.AST | int | None = None) -> str:
    """Return `src/commonshelf/…/file.py:12`, to click on."""
    line = node if isinstance(node, int) else getattr(node, "lineno", None)
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def agree(findings: list[str]) -> None:
    """Fail with every finding on a line of its own."""
    if findings:
        pytest.fail("\n" + "\n".join(findings), pytrace=False)


def apps() -> dict[str, Path]:
    """Return the folder of each of our apps, by its name without `commonshelf.`."""
    names = [app.removeprefix("commonshelf.") for app in settings.HOUSE_APPS]
    return {name: SOURCE.joinpath(*name.split(".")) for name in names}


def app_of(path: Path) -> str | None:
    """Return the app that holds `path`, or none."""
    return next((name for name, folder in apps().items() if folder in path.parents), None)


def layers() -> dict[str, list[list[str]]]:
    """Return, for each package with an import contract, its layers from the top; strangers and friends of one layer together."""
    contracts = configparser.ConfigParser()
    contracts.read_string(words(ROOT / ".importlinter"))
    kept = [contracts[name] for name in contracts.sections() if contracts[name].get("type") == "layers"]
    return {one["containers"].strip(): [_neighbors(line) for line in one["layers"].split("\n") if line.strip()] for one in kept}


def _neighbors(line: str) -> list[str]:
    return [name.strip() for name in line.replace("|", ":").split(":")]


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function and method in `tree`."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def classes(tree: ast.AST) -> list[ast.ClassDef]:
    """Return every class in `tree`."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
