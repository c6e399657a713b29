"""The strings of Python files, found by their calls: gettext, ngettext, pgettext and their lazy kin."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from messages.entries import Gathered, Key

if TYPE_CHECKING:
    from pathlib import Path

# What each function takes, in order: c context, w words, p plural.
CALLS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"], "w"),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], "wp"),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], "cw"),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], "cwp"),
}
SPOKEN_ARGUMENTS = {"label", "help_text", "said", "verbose_name", "verbose_name_plural", "empty_label", "placeholder", "error_messages"}
SPEAKING_CALLS = {"success", "warning", "info", "error", "add_error", "ValidationError"}


def gather_python(path: Path, file: str, into: Gathered) -> None:
    """Enter the strings of one file, and where words stand bare or are glued together."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=file)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in CALLS:
                _gather_call(node, CALLS[name], file, into)
            elif "demo" not in path.parts:
                _find_bare(node, name, file, into)


def _gather_call(node: ast.Call, takes: str, file: str, into: Gathered) -> None:
    given: dict[str, str] = {}
    for kind, argument in zip(takes, node.args, strict=False):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            given[kind] = argument.value
        elif isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call):
            into.findings.append(f"{file}:{argument.lineno}: words to translate are one plain string; put what changes in %(names)s")
    if "w" in given and len(given) == len(takes):
        into.add(Key(given.get("c", ""), given["w"]), given.get("p", ""), file, node.lineno)


def _find_bare(node: ast.Call, name: str, file: str, into: Gathered) -> None:
    spoken: list[ast.expr] = [pair.value for pair in node.keywords if pair.arg in SPOKEN_ARGUMENTS]
    if name in SPEAKING_CALLS and not (isinstance(node.func, ast.Attribute) and _is_logger(node.func.value)):
        spoken += node.args[:2]
    for argument in spoken:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and " " in argument.value.strip():
            into.findings.append(f"{file}:{argument.lineno}: “{argument.value}” is read by people; wrap it in _(…)")
        elif isinstance(argument, ast.JoinedStr):
            into.findings.append(f"{file}:{argument.lineno}: words glued from parts cannot be translated; use _(…) with %(names)s")


def _is_logger(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id.lower().lstrip("_") in {"log", "logger", "logging", "parser"}
