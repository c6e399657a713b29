"""Write the pages of docs/ that are made from the code: settings, error codes, permissions. `--check` only says which are too old."""

from __future__ import annotations

import os
import pkgutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parent.parent
SETTINGS_HEAD = """# Settings

This page is made from `config/environment.py` by `make docs`. Every setting is a variable of the environment; without any of them Commonshelf
runs, with its database in the folder `var`. A value that cannot be read ends the start with one sentence that names it.

| variable | what it is | what it may hold | unless set |
|---|---|---|---|
"""
ERRORS_HEAD = """# Error codes

This page is made from the `terms.py` of every app by `make docs`. Every refusal of Commonshelf has a code, says what went wrong and what to do
next, in the reader's language. `%(words)s` stand for what it is about: a row, a question, a number. Nothing was written when one is shown.

| code | what went wrong | what to do | status |
|---|---|---|---|
"""


def _cell(words: object) -> str:
    return " ".join(str(words).split()).replace("|", "\\|")


def _may_hold(field: FieldInfo) -> str:
    kind = {"bool": "true or false", "int": "a number", "Path": "a folder", "str": "text"}[getattr(field.annotation, "__name__", "str")]
    limits = {type(limit).__name__.lower(): limit for limit in field.metadata}
    if "ge" in limits and "le" in limits:
        return f"a number from {limits['ge'].ge} to {limits['le'].le}"
    pattern = next((limit.pattern for limit in field.metadata if getattr(limit, "pattern", None)), "")
    return f"text like `{pattern}`" if pattern else kind


def _default(field: FieldInfo) -> str:
    words = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
    return f"`{words}`" if words else "empty"


def settings_page() -> str:
    """Return docs/deploy/settings.md as it should read now."""
    fields = import_module("commonshelf.config.environment").Environment.model_fields.values()
    rows = [f"| `{one.alias}` | {_cell(one.description)} | {_cell(_may_hold(one))} | {_default(one)} |\n" for one in fields]
    return SETTINGS_HEAD + "".join(rows)


def errors_page() -> str:
    """Return docs/errors.md as it should read now. Codes are declared in modules named terms, or within one, so all of those are read first."""
    house = import_module("commonshelf")
    for module in pkgutil.walk_packages(house.__path__, "commonshelf."):
        if any("terms" in part for part in module.name.split(".")[-2:]):
            import_module(module.name)
    codes = import_module("commonshelf.common.errors.catalogue").catalogue()
    return ERRORS_HEAD + "".join(f"| `{one.code}` | {_cell(one.what)} | {_cell(one.mend)} | {one.status} |\n" for one in codes)


def main() -> int:
    """Write the pages, or say which are too old."""
    os.environ.setdefault("COMMONSHELF_HOME", tempfile.mkdtemp(prefix="commonshelf-docs-"))
    sys.path.insert(0, str(ROOT / "src"))
    from print_permissions import permissions_page  # noqa: PLC0415 -- after the source is on the path

    pages = {"permissions.md": permissions_page(), "deploy/settings.md": settings_page(), "errors.md": errors_page()}
    old = [
        name
        for name, words in pages.items()
        if not (ROOT / "docs" / name).exists() or (ROOT / "docs" / name).read_text(encoding="utf-8") != words
    ]
    if "--check" in sys.argv:
        for name in old:
            print(f"docs/{name}: is older than the code; run: make docs", file=sys.stderr)
        return 1 if old else 0
    for name in old:
        (ROOT / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / "docs" / name).write_text(pages[name], encoding="utf-8")
        print(f"docs/{name}: written anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
