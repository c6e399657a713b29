"""GLOSSARY.md is the source of names: every model is in it, and what it says we do not say is not said."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps as django_apps

from tests.house.tree import ROOT, SOURCE, agree, app_of, apps, classes, files, functions, parsed, source_files, where, words

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY = ROOT / "GLOSSARY.md"
ONE_WORD_ACTIONS = {"register", "subscribe", "vote"}
MADE_FOR_A_FRAMEWORK = {"forms", "templatetags", "renderer", "settings", "adapter"}


class Word(NamedTuple):
    name: str
    folder: str
    later: bool
    instead_of: tuple[str, ...]
    line: int


def _glossary() -> list[Word]:
    found, folder = [], ""
    for line, text in enumerate(words(GLOSSARY).splitlines(), start=1):
        if text.startswith("## "):
            folder = "".join(re.findall(r"`(src/.*)`", text))
        elif text.startswith("| **"):
            first, _meaning, never = [cell.strip() for cell in text.strip("|").split("|")]
            name = re.findall(r"\*\*(\w+)\*\*", first)[0]
            found.append(Word(name, folder, first.endswith(" *"), tuple(re.findall(r"`(\w+)`", never)), line))
    return found


def _verbs() -> set[str]:
    return set(re.findall(r"`([a-z]+)`", words(GLOSSARY).split("## The verbs")[1]))


def _defined(path: Path) -> list[tuple[str, ast.AST]]:
    """Return the names that a file defines: classes, functions, arguments, variables, columns."""
    found: list[tuple[str, ast.AST]] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.append((node.name, node))
        elif isinstance(node, ast.arg):
            found.append((node.arg, node))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append((node.id, node))
    return found


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def test_every_model_is_in_the_glossary():
    known = {(word.folder, word.name) for word in _glossary()}
    findings = []
    for model in django_apps.get_models():
        if not model.__module__.startswith("commonshelf."):
            continue
        file = SOURCE.parent / f"{model.__module__.replace('.', '/')}.py"
        if not any(name == model.__name__ and str(file.relative_to(ROOT)).startswith(f"{folder}/") for folder, name in known):
            findings.append(
                f"{where(file)}: the model {model.__name__} is not in GLOSSARY.md under its folder; agree on the word, write it there"
            )
    agree(findings)


def test_glossary_holds_no_word_that_is_gone():
    named = {node.name for path in source_files() for node in classes(parsed(path))}
    agree(
        [
            f"GLOSSARY.md:{word.line}: nothing is called {word.name} any more; strike it, or mark it with * if it is to come"
            for word in _glossary()
            if not word.later and word.name not in named
        ]
    )


def test_words_we_do_not_say_are_not_said():
    findings = []
    for word in _glossary():
        folder = ROOT / word.folder
        for never in word.instead_of if folder.is_dir() else ():
            said = re.compile(rf"(^|_){never}s?(_|$)")
            findings += [
                f"{where(path, node)}: {name} says “{never}”; we say {word.name} (GLOSSARY.md:{word.line})"
                for path in files(".py", under=folder)
                if "migrations" not in path.parts and path.stem not in MADE_FOR_A_FRAMEWORK
                for name, node in _defined(path)
                if said.search(_snake(name))
            ]
    agree(findings)


def _public_actions() -> list[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Return the public actions of every app: those of actions.py, and those an actions package shows in its `__all__`."""
    found = []
    for folder in apps().values():
        shown = folder / "actions" / "__init__.py"
        names = set(re.findall(r"\"(\w+)\"", words(shown).split("__all__")[-1])) if shown.exists() else None
        for path in [folder / "actions.py", *sorted((folder / "actions").glob("*.py"))]:
            top = [node for node in functions(parsed(path)) if node.col_offset == 0] if path.exists() else []
            found += [(path, node) for node in top if (node.name in names if names is not None else not node.name.startswith("_"))]
    return found


def test_a_public_action_reads_as_a_sentence():
    verbs, findings = _verbs(), []
    for path, action in _public_actions():
        verb, _, thing = action.name.partition("_")
        if verb not in verbs or not (thing or action.name in ONE_WORD_ACTIONS):
            findings.append(
                f"{where(path, action)}: {action.name} is not verb_object; the verbs are in GLOSSARY.md. Not a write? It belongs elsewhere"
            )
    agree(findings)


def test_a_public_action_is_keyword_only_and_typed():
    findings = []
    for path, action in _public_actions():
        if action.args.args or action.args.posonlyargs or action.args.vararg:
            findings.append(f"{where(path, action)}: {action.name} takes arguments without their names; begin its arguments with *")
        untyped = [one.arg for one in [*action.args.args, *action.args.kwonlyargs] if one.annotation is None]
        if untyped or action.returns is None:
            findings.append(f"{where(path, action)}: {action.name} leaves {', '.join(untyped) or 'what it returns'} without a type")
    agree(findings)


def test_public_actions_are_found():
    assert {app_of(path) for path, action in _public_actions() if action.name in {"name_need", "register", "record_voice"}} == {
        "path.needs",
        "path.programs",
        "path.voices.ledger",
    }
