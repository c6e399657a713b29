"""The one list of cases that both languages answer."""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

from commonshelf.questionnaire.expressions import Environment, document_of, evaluate, find
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.expressions.values import as_text, as_truth

CASES = Path(__file__).resolve().parents[1] / "cases"
KINDS = ("text", "number", "truth", "nodes", "error")


def all_cases() -> list[dict[str, Any]]:
    """Return every case with its answers and its environment, and a name for reports."""
    found = []
    for path in sorted(CASES.glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(page["cases"]):
            language = {"language": case.get("language", "en")}
            name = f"{path.stem}-{number}-{case['expression'][:60]}"
            found.append({"answers": page["answers"], "environment": {**page["environment"], **language}, **case, "name": name})
    return found


def expected(case: dict[str, Any]) -> dict[str, Any]:
    return {kind: case[kind] for kind in (*KINDS, "position") if kind in case}


def said_by_python(case: dict[str, Any]) -> dict[str, Any]:
    """Return what Python says to a case, in the words of its expectation."""
    world = case["environment"]
    environment = Environment(
        now=datetime.fromisoformat(world["now"]),
        today=date.fromisoformat(world["today"]),
        language=world["language"],
        chance=lambda: world["chance"],
        lists=world["lists"],
        choice_names=world["choice_names"],
    )
    try:
        value = evaluate(case["expression"], find(document_of(case["answers"]), case.get("at", "")), environment)
    except ExpressionError as error:
        place = {"position": error.position} if "position" in case else {}
        return {"error": type(error).__name__, **place}
    value = {"text": as_text, "truth": as_truth, None: lambda same: same}[case.get("convert")](value)
    if isinstance(value, tuple):
        return {"nodes": [node.text() for node in value]}
    if isinstance(value, bool):
        return {"truth": value}
    return {"text": value} if isinstance(value, str) else {"number": rounded(value, case)}


def rounded(value: float, case: dict[str, Any]) -> float | str:
    """Return a number as JSON can hold it, and as the expected one where it comes as near as the case says."""
    wanted = case.get("number")
    if isinstance(wanted, int | float) and abs(value - wanted) <= case.get("near", 0):
        return wanted
    if math.isnan(value):
        return "NaN"
    return value if math.isfinite(value) else "Infinity" if value > 0 else "-Infinity"
