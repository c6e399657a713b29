"""Small files, small functions: at most 300 and 40 lines, the median file under 60."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.house.tree import ROOT, agree, files, functions, parsed, source_files, where, words

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MEDIAN_FILE = 60
LONGEST_TOOL = 100
MOST_EXCEPTIONS = 0  # lower it with every line struck off; it may never rise
DATA = ("src/commonshelf/demo/data/", "src/commonshelf/demo/words/")


def _exceptions() -> dict[str, int]:
    lines = [line for line in words(ROOT / "tests/house/size_exceptions.txt").splitlines() if line and not line.startswith("#")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert all(len(row) == 3 and row[2] for row in rows), "every exception says: path[::function] | lines | reason"
    return {name: int(length) for name, length, _reason in rows}


def _lengths() -> dict[str, tuple[int, int, str]]:
    """Return, by name, the length of each file and function, its limit, and where it is."""
    found: dict[str, tuple[int, int, str]] = {}
    for path in files(".py", ".html", ".css", ".js"):
        name = str(path.relative_to(ROOT))
        if "migrations" in path.parts or name.startswith(DATA):
            continue
        found[name] = (len(words(path).splitlines()), LONGEST_TOOL if name.startswith("tools/") else LONGEST_FILE, where(path))
        if path.suffix == ".py":
            for function in functions(parsed(path)):
                length = (function.end_lineno or function.lineno) - function.lineno + 1
                key = f"{name}::{function.name}"
                found[key] = max(found.get(key, (0, 0, "")), (length, LONGEST_FUNCTION, where(path, function)))
    return found


def test_files_and_functions_are_small():
    excepted = _exceptions()
    findings = []
    for name, (length, limit, place) in _lengths().items():
        if length > max(limit, excepted.get(name, 0)):
            mend = "split it into a package with the same name" if "::" not in name else "give a part of it a name of its own"
            findings.append(f"{place}: {name} has {length} lines, more than {max(limit, excepted.get(name, 0))}; {mend}")
    agree(findings)


def test_exceptions_only_shrink():
    lengths = _lengths()
    findings = []
    for name, allowed in _exceptions().items():
        length, limit, _place = lengths.get(name, (0, 0, ""))
        if length <= limit:
            findings.append(f"tests/house/size_exceptions.txt: {name} is short enough now; strike it off")
        elif length < allowed:
            findings.append(f"tests/house/size_exceptions.txt: {name} has {length} lines now, not {allowed}; write {length}")
    agree(findings)
    assert len(_exceptions()) <= MOST_EXCEPTIONS


def test_the_median_file_is_short():
    lengths = [sum(1 for line in words(path).splitlines() if line.strip()) for path in source_files() if path.name != "__init__.py"]
    assert median(lengths) < MEDIAN_FILE


def test_data_is_only_data():
    for folder in DATA:
        for path in (ROOT / Path(folder)).rglob("*.py"):
            assert not functions(parsed(path)), f"{where(path)}: a file of data holds no function"
