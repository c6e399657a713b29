"""Answering a survey: ours beside the bare probe and django-form-surveys. `python -m benchmarks.survey` writes results/survey.json. Twelve minutes.

A visitor opens a page with ten questions, sends the answers and reads the thanks: one new connection, no cookies, an address of their own.
Sixteen at once, then one at once, on PostgreSQL and on SQLite, each contestant in turn, five rounds after a warm-up. `--quick` checks the harness
alone and writes nothing. See survey.md.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import shutil
import statistics
import tempfile
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from benchmarks.harness.peers import PeerMissingError, peer_python
from benchmarks.harness.race import WORST_PAIR
from benchmarks.harness.results import write_result
from benchmarks.survey_servers import CONTESTANTS, PEERS, Contestant, Server, cpu_seconds, family_of, memory_mib
from benchmarks.survey_visitors import Crowd, Timings
from tests.postgres import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Rounds = dict[str, list[dict[str, Any]]]

PORTS = range(8130, 8150)
ROUNDS, SECONDS = 5, {16: 6.0, 1: 4.0}
DURABLE = "-c listen_addresses='' -c shared_buffers=512MB -c max_connections=60"  # fsync and synchronous_commit are on unless switched off
OURS, DJF, PROBES = "commonshelf", "djf_surveys", ("probe, gunicorn", "probe, granian")
GOALS = {"djf_surveys": 4.0, "LimeSurvey, tuned": 10.0, "probe, gunicorn": 0.6, "faster probe": 0.6}
# Measured by hand, once: its flows in a second beside those of the same probe under gunicorn on the same machine, 16 at once on PostgreSQL.
LIMESURVEY, ITS_PROBE = 16.7, 443.0


@contextmanager
def databases(kind: str, contestants: Sequence[Contestant]) -> Iterator[tuple[list[str], list[int]]]:
    """Give each contestant's database, an empty address for SQLite, and the first process of the database server."""
    if kind == "SQLite":
        yield ["" for _each in contestants], []
        return
    with postgres(settings=DURABLE) as address:
        folder = address.partition("host=")[2]
        names = [f"contestant_{place}" for place in range(len(contestants))]
        with psycopg.connect(address, autocommit=True) as server:
            for name in names:
                server.execute(f"CREATE DATABASE {name}".encode())
        pid = int(Path(folder, "data", "postmaster.pid").read_text().splitlines()[0])
        yield [f"postgresql://postgres@/{name}?host={folder}" for name in names], [pid]


def measure(server: Server, crowd: Crowd, database: list[int], *, at_once: int, seconds: float) -> dict[str, Any]:
    """Send visitors, wait until the work they made is done, and return what it took. Rows are counted before and after."""
    rows = server.rows()
    before, mine = _spent(server, database), resource.getrusage(resource.RUSAGE_SELF)
    timings, took = asyncio.run(crowd.run(at_once=at_once, seconds=seconds))
    during = _spent(server, database)
    server.settle()
    after, now = _spent(server, database), resource.getrusage(resource.RUSAGE_SELF)
    flows = len(timings.flow)
    assert flows, f"{server.contestant.name}: no visitor came through: {timings.failures}"
    return {
        "at_once": at_once,
        "flows": flows,
        "seconds": took,
        "flows_a_second": flows / took,
        "failures": timings.failures,
        "reconnected": timings.reconnected,
        "rows_without_thanks": server.rows() - rows - flows,
        "server_cpu_ms": 1000 * (after - before) / flows,
        "server_cpu_ms_before_thanks": 1000 * (during - before) / flows,
        "visitors_cpu_ms": 1000 * (now.ru_utime + now.ru_stime - mine.ru_utime - mine.ru_stime) / flows,
        **_percentiles(timings),
    }


def _spent(server: Server, database: list[int]) -> float:
    return cpu_seconds([*server.processes(), *(pid for first in database for pid in family_of(first))])


def _percentiles(timings: Timings) -> dict[str, float]:
    told: dict[str, float] = {}
    for step in ("get", "post", "thanks", "flow"):
        cuts = statistics.quantiles(getattr(timings, step) * 2, n=20)  # twice the same list: two values are the least it takes
        told |= {f"{step}_p50_ms": 1000 * cuts[9], f"{step}_p95_ms": 1000 * cuts[18]}
    return told


def race(kind: str, contestants: Sequence[Contestant], *, rounds: int, seconds: dict[int, float]) -> dict[str, Any]:
    """Let all of them run in turn on one kind of database."""
    found: Rounds = defaultdict(list)
    folder = Path(tempfile.mkdtemp(prefix="survey-race-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        addresses, database = stack.enter_context(databases(kind, contestants))
        sides = []
        for place, (contestant, address) in enumerate(zip(contestants, addresses, strict=True)):
            server = stack.enter_context(Server(contestant, PORTS[place], folder / str(place), address))
            sides.append((server, Crowd(server.port, contestant.page, thanks=contestant.thanks)))
        for turn in range(rounds + 1):
            for at_once, span in seconds.items():
                for server, crowd in sides:
                    told = measure(server, crowd, database, at_once=at_once, seconds=span)
                    if turn:  # the first round warms up
                        found[server.contestant.name].append(told)
                    _say(kind, server.contestant.name, told)
        memory = {server.contestant.name: memory_mib(server.processes()) for server, _crowd in sides}
    return {"rounds": found, "memory_mib": memory, "ratios": {f"{one} at once": compare(found, one) for one in seconds}}


def compare(found: Rounds, at_once: int) -> dict[str, Any]:
    """Return ours beside each other one, round by round: 3 means that ours took three visitors while the other took one."""
    speed = {name: [one["flows_a_second"] for one in told if one["at_once"] == at_once] for name, told in found.items()}
    cpu = {name: [one["server_cpu_ms"] for one in told if one["at_once"] == at_once] for name, told in found.items()}
    faster = max((name for name in PROBES if name in speed), key=lambda name: statistics.median(speed[name]))
    told = {name: _ratios(speed[OURS], speed[name], cpu[OURS], cpu[name], GOALS.get(name)) for name in speed if name != OURS}
    told["faster probe"] = {"which": faster} | _ratios(speed[OURS], speed[faster], cpu[OURS], cpu[faster], GOALS["faster probe"])
    lime = [LIMESURVEY * one / ITS_PROBE for one in speed[PROBES[0]]] if PROBES[0] in speed else []
    if lime and at_once == 16:
        told["LimeSurvey, tuned"] = {"quoted": True} | _ratios(speed[OURS], lime, [], [], GOALS["LimeSurvey, tuned"])
    return told


def _ratios(ours: list[float], theirs: list[float], our_cpu: list[float], their_cpu: list[float], goal: float | None) -> dict[str, Any]:
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    cpu = [other / one for one, other in zip(our_cpu, their_cpu, strict=True) if one]
    median = statistics.median(ratios)
    told = {"ratios": ratios, "median_ratio": median, "median_cpu_ratio": statistics.median(cpu) if cpu else None}
    reached = goal is not None and median >= goal and min(ratios) >= WORST_PAIR * goal
    return told if goal is None else {**told, "goal": goal, "reached": reached}


def _say(kind: str, name: str, told: dict[str, Any]) -> None:
    words = f"{kind:<10} {name:<16} {told['at_once']:>2} at once {told['flows_a_second']:7.1f}/s  flow {told['flow_p50_ms']:.0f}/{told['flow_p95_ms']:.0f} ms"
    cpu = f"server CPU {told['server_cpu_ms']:.1f} ms ({told['server_cpu_ms_before_thanks']:.1f})"
    print(
        f"{words}  {cpu}  visitors {told['visitors_cpu_ms']:.1f} ms  failures {told['failures'] or 0}  odd rows {told['rows_without_thanks']}",
        flush=True,
    )


def available() -> tuple[list[Contestant], list[str]]:
    """Return who can run here, and who is missing and why."""
    try:
        peer_python(PEERS)
    except PeerMissingError as missing:
        return [one for one in CONTESTANTS if not one.peers], [str(missing)]
    return list(CONTESTANTS), []


def main() -> None:
    """Race on both databases, print each run and the ratios, write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round; nothing is written")
    parser.add_argument("--only", choices=("PostgreSQL", "SQLite"), help="one kind of database; nothing is written")
    words = parser.parse_args()
    contestants, missing = available()
    rounds, seconds = (1, dict.fromkeys(SECONDS, 1.0)) if words.quick else (ROUNDS, SECONDS)
    kinds = [words.only] if words.only else ["PostgreSQL", "SQLite"]
    told = {kind: race(kind, contestants, rounds=rounds, seconds=seconds) for kind in kinds}
    for kind, one in told.items():
        for at_once, ratios in one["ratios"].items():
            for other, ratio in ratios.items():
                goal = f", goal {ratio['goal']}: {'reached' if ratio['reached'] else 'missed'}" if "goal" in ratio else ""
                worst, best = min(ratio["ratios"]), max(ratio["ratios"])
                print(f"{kind}, {at_once}: {ratio['median_ratio']:.2f} x {other} [{worst:.2f} .. {best:.2f}]{goal}")
    if not words.quick and not words.only:
        write_result("survey", databases=told, missing=missing, postgres=DURABLE)


if __name__ == "__main__":
    main()
