"""Ours and theirs in turn: A B A B, a warm-up first, every pair kept."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Self

from benchmarks.harness.peers import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

WORST_PAIR = 0.7
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class ContestantFailedError(RuntimeError):
    """A contestant ended before it answered; what it wrote to standard error stands above."""


@dataclass(frozen=True)
class Contestant:
    """One side: its name as results print it, and the command of a process that speaks the line protocol."""

    name: str
    command: Sequence[str | Path]
    environment: dict[str, str] = field(default_factory=dict)


class Process:
    """A running contestant."""

    def __init__(self, contestant: Contestant) -> None:
        own = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", **contestant.environment}
        self.contestant = contestant
        self.process = subprocess.Popen(
            [str(part) for part in contestant.command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=own
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def ask(self, **task: Any) -> dict[str, Any]:
        """Send one line and return the answer."""
        if self.process.stdin is None or self.process.stdout is None:
            raise ContestantFailedError(self.contestant.name)
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise ContestantFailedError(self.contestant.name)
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass(frozen=True)
class Race:
    """The pairs of one race: theirs / ours, so that 3 means that ours took a third of the time."""

    ours: str
    theirs: str
    goal: float
    our_seconds: list[float]
    their_seconds: list[float]
    our_cpu_seconds: list[float]
    their_cpu_seconds: list[float]
    our_description: dict[str, Any]
    their_description: dict[str, Any]
    our_peak_rise_mib: float
    their_peak_rise_mib: float

    @property
    def ratios(self) -> list[float]:
        """The ratio of each pair."""
        return [theirs / ours for ours, theirs in zip(self.our_seconds, self.their_seconds, strict=True)]

    @property
    def reached(self) -> bool:
        """Whether the median pair reaches the goal and the worst one seven tenths of it."""
        return statistics.median(self.ratios) >= self.goal and min(self.ratios) >= WORST_PAIR * self.goal

    def summary(self) -> dict[str, Any]:
        """Return everything for the written result."""
        cpu = [theirs / ours for ours, theirs in zip(self.our_cpu_seconds, self.their_cpu_seconds, strict=True) if ours > 0]
        return {
            **asdict(self),
            "ratios": self.ratios,
            "median_ratio": statistics.median(self.ratios),
            "median_cpu_ratio": statistics.median(cpu) if cpu else None,
            "memory_ratio": self.their_peak_rise_mib / max(self.our_peak_rise_mib, 0.1),
            "reached": self.reached,
        }


def race(ours: Contestant, theirs: Contestant, task: dict[str, Any], *, goal: float, pairs: int = 5, warm_up: bool = True) -> Race:
    """Run both in turn on one task, `pairs` times, each in its own warm process; then each once, cold, for its memory."""
    times: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": []}
    with Process(ours) as one, Process(theirs) as other:
        for process in (one, other):
            process.ask(do="prepare", **task)
            if warm_up:
                process.ask(do="run")
        for _pair in range(pairs):
            times["ours"].append(one.ask(do="run"))
            times["theirs"].append(other.ask(do="run"))
        described = one.ask(do="describe"), other.ask(do="describe")
    return Race(
        ours=ours.name,
        theirs=theirs.name,
        goal=goal,
        our_seconds=[each["seconds"] for each in times["ours"]],
        their_seconds=[each["seconds"] for each in times["theirs"]],
        our_cpu_seconds=[each["cpu_seconds"] for each in times["ours"]],
        their_cpu_seconds=[each["cpu_seconds"] for each in times["theirs"]],
        our_description=described[0],
        their_description=described[1],
        our_peak_rise_mib=peak_rise(ours, task),
        their_peak_rise_mib=peak_rise(theirs, task),
    )


def peak_rise(contestant: Contestant, task: dict[str, Any]) -> float:
    """Return by how many MiB one cold call raises the memory of a fresh process above its prepared data."""
    with Process(contestant) as process:
        before = process.ask(do="prepare", **task)["peak_mib"]
        after = process.ask(do="run")["peak_mib"]
    return float(after - before)
