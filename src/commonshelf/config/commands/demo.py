"""`commonshelf demo`: the sample town. `run` makes, loads and serves it; `code NAME` prints a second factor of it."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from commonshelf.common.accounts.models import User
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.config.commands import init
from commonshelf.config.commands.outcome import Outcome
from commonshelf.config.commands.serve import ensure_port_free, start_serving
from commonshelf.config.staff_terms import TOWN_NOT_ALONE
from commonshelf.demo.signins import PASSWORD, SIGN_INS, second_factor


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    serve = steps.add_parser("run", help="make everything, load the sample town if it is not there, and serve it")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    code = steps.add_parser("code", help="print the second factor of a sample sign-in")
    code.add_argument("name", choices=sorted(sign_in.name.lower() for sign_in in SIGN_INS), type=str.lower)
    for step in (serve, code, steps.add_parser("load", help="make everything and load the sample town")):
        step.add_argument("--json", action="store_true", default=argparse.SUPPRESS)  # said before or behind the step


def run(words: argparse.Namespace) -> Outcome:
    """Do one of the three."""
    if words.step == "code":
        code = str(second_factor(words.name))
        return Outcome([code], {"name": words.name, "code": code})
    if words.step == "load":
        init.run(words)
        loaded = _load_if_empty(quiet=words.json)
        line = "The sample town is there." if loaded else "The sample town was there already."
        return Outcome([line], {"loaded": loaded, "sign_ins": [sign_in.email for sign_in in SIGN_INS]})
    return _serve_town(words)


def _serve_town(words: argparse.Namespace) -> NoReturn:
    ensure_port_free(words.host, words.port)
    init.run(words)
    _load_if_empty(quiet=words.json)
    if not words.json:
        sys.stdout.write("\n".join(_welcome(f"http://{words.host}:{words.port}")) + "\n")
    start_serving(words.host, words.port, as_json=words.json)


def _load_if_empty(*, quiet: bool) -> bool:
    """Load the sample town into an empty database; refuse a database that holds anything else."""
    there = set(User.objects.values_list("email", flat=True))
    if there:
        if not there >= {sign_in.email for sign_in in SIGN_INS}:
            raise Refusal(TOWN_NOT_ALONE)
        return False
    from commonshelf.demo.town import load_town  # noqa: PLC0415 -- thousands of words that only a first run reads

    def progress(sentence: str) -> None:
        if not quiet:
            sys.stdout.write(f"  {sentence}\n")
            sys.stdout.flush()

    load_town(progress)
    return True


def _welcome(address: str) -> list[str]:
    """Return what a newcomer reads: where to look, and as whom."""
    signs = [f"  {sign_in.email:<26} {sign_in.may}" for sign_in in SIGN_INS]
    return [
        "",
        f"The sample town is at {address}   (a walk through it: {address}/tour/)",
        "",
        f"Sign in at {address}/account/login/ with the password “{PASSWORD}”. Four sign-ins, and what each may do:",
        *signs,
        f"The second step of a sign-in is six digits: .venv/bin/commonshelf demo code {SIGN_INS[0].name.lower()}",
        "",
        "Ctrl-C stops it.",
    ]
