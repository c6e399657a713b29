"""Habits of the house that a reader of the code can rely on: no signals, no logic in save(), nothing swallowed, doors on every page."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.tree import SOURCE, agree, app_of, apps, classes, files, functions, parsed, source_files, where, words
from tests.house.url_matrix import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOOKKEEPING = {
    "django.db.models.signals": "signals act behind the reader's back; do it in the action",
    "django.dispatch": "signals act behind the reader's back; do it in the action",
    "django.contrib.contenttypes.fields": "a generic foreign key points anywhere, and no test can say whether it points ahead; use a real one",
    "django.contrib.contenttypes.models": "a generic foreign key points anywhere, and no test can say whether it points ahead; use a real one",
}
ROWS_AT_HAND = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete", "save"}


def _calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Give each call of a file with its dotted name, as far as it is one."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def test_nothing_is_swallowed():
    findings = []
    for path in [*source_files(), *files(".py", under=SOURCE.parents[1] / "tools")]:
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = ast.unparse(node.type) if node.type else ""
            silent = all(
                isinstance(line, ast.Pass) or (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)) for line in node.body
            )
            goes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
            if not goes_on and (not caught or "BaseException" in caught):
                findings.append(f"{where(path, node)}: a bare except hides faults; name what may go wrong")
            elif caught == "Exception" and silent:
                findings.append(f"{where(path, node)}: an exception is swallowed; name what may go wrong and say it to somebody")
    agree(findings)


def test_bookkeeping_is_done_in_actions():
    findings = [
        f"{where(path, node)}: {BOOKKEEPING[node.module]}"
        for path in source_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module in BOOKKEEPING
    ]
    agree(findings)


def test_saving_a_row_only_saves_it():
    findings = [
        f"{where(path, method)}: {owner.name}.{method.name}() hides logic; put it into the action that changes the row"
        for path in source_files()
        if path.stem == "models" or path.parent.name == "models"
        for owner in classes(parsed(path))
        for method in functions(owner)
        if method.name in {"save", "delete", "clean", "full_clean"}
        and not isinstance(method.body[-1], ast.Raise)  # to refuse hides nothing
    ]
    agree(findings)


def test_views_fetch_through_queries():
    findings = []
    for path in source_files():
        if path.stem != "views" and "views" not in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
                findings.append(
                    f"{where(path, node)}: a view fetches through queries.…_visible_to(user); you cannot hold what you may not see"
                )
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"get_object_or_404", "get_list_or_404"}:
                model = node.args[0]
                if isinstance(model, ast.Name) and model.id[:1].isupper():
                    findings.append(
                        f"{where(path, node)}: get_object_or_404 takes a queryset of queries.…_visible_to(user), not {model.id}"
                    )
    agree(findings)


def test_the_sample_town_is_made_through_actions_alone():
    findings = [
        f"{where(path, node)}: the sample town proves the actions; call one instead of {name}()"
        for path in files(".py", under=SOURCE / "demo")
        for node, name in _calls(path)
        if (".objects." in name or "manager." in name.lower() or name.endswith(".save")) and name.rsplit(".", 1)[-1] in ROWS_AT_HAND
    ]
    agree(findings)


def test_a_row_is_written_in_actions_alone():
    findings = []
    for app, folder in apps().items():
        for path in files(".py", under=folder):
            room = path.relative_to(folder).parts[0].removesuffix(".py")
            if room not in {"terms", "models", "rules", "queries", "analysis", "forms", "views", "urls"} or app == "common.accounts":
                continue
            findings += [
                f"{where(path, node)}: {room} of {app} writes a row ({name}); only an action does"
                for node, name in _calls(path)
                if ".objects." in name and name.rsplit(".", 1)[-1] in ROWS_AT_HAND
            ]
    agree(findings)


def test_time_is_asked_of_the_clock():
    findings = [
        f"{where(path, node)}: ask common.dates.clock for {name}(); the sample town and the tests live in the past"
        for path in source_files()
        if path.name != "clock.py"
        for node, name in _calls(path)
        if re.fullmatch(
            r"(timezone\.(now|localdate)|(dt|datetime)\.(date|datetime)\.(now|today|utcnow)|(date|datetime)\.(now|today|utcnow))", name
        )
        and not (name == "timezone.localdate" and node.args)
        and app_of(path) != "common.outbox"
    ]
    agree(findings)


def _views(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, address)
        elif pattern.callback.__module__.startswith("commonshelf."):
            yield address, pattern.callback


def test_every_page_wears_a_door():
    findings = []
    for address, view in _views(get_resolver().url_patterns):
        if not getattr(view, "door", None):
            file = SOURCE.parent / f"{view.__module__.replace('.', '/')}.py"
            line = view.__code__.co_firstlineno if hasattr(view, "__code__") else None
            findings.append(f'{where(file, line)}: the page {address} has no door; put @open_to_all or @door("app.verb_object") on it')
    agree(findings)


def test_every_page_is_led_to():
    told = "".join(words(path) for path in files(".html", ".txt", ".py", under=SOURCE) if path.name != "urls.py")
    named = set(re.findall(r"""["'](\w+:\w+)["']""", told)) | {"accounts:after_sign_in"}  # there the settings lead, by its address
    agree(
        [
            f"tests/house/url_matrix.py: nothing leads to {name}; name it in a template or a view"
            for name in ROWS
            if ":" in name and name not in named
        ]
    )
