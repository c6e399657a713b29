"""Print docs/permissions.md: who may do what, read from the rules of every app. `make docs` writes it anew."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

ROLES = {
    "nobody": "nobody signed in",
    "is_resident": "resident",
    "is_partner": "partner contact",
    "is_volunteer": "volunteer",
    "is_branch_staff": "branch staff",
    "is_outreach_staff": "outreach staff",
    "is_reader": "reader",
    "is_administrator": "administrator",
}
HEAD = """# Who may do what

This page is made from the `rules.py` of every app by `make docs`. Rights are asked in every action and at the door of every page.

**yes**: always. **own**: only for what is one's own; the last column says in the words of the code what that means. An empty cell: never.
"""


def holds(sentence: ast.expr, *, role: str, own: bool) -> bool:
    """Work out a sentence of predicates for one role; `own` is what every predicate answers that does not ask for a role."""
    if isinstance(sentence, ast.BinOp):
        left, right = (holds(part, role=role, own=own) for part in (sentence.left, sentence.right))
        return (left and right) if isinstance(sentence.op, ast.BitAnd) else (left or right)
    if isinstance(sentence, ast.UnaryOp):
        return not holds(sentence.operand, role=role, own=not own)
    if not isinstance(sentence, ast.Name):
        raise TypeError(ast.dump(sentence))
    if sentence.id == "anybody":
        return True
    return sentence.id == role if sentence.id in ROLES else own


def verdicts(sentence: str) -> list[str]:
    """Return for each role whether a sentence says yes, yes for one's own, or never."""
    tree = ast.parse(sentence, mode="eval").body
    found = []
    for role in ROLES:
        always, sometimes = (holds(tree, role=role, own=own) for own in (False, True))
        found.append("yes" if always else "own" if sometimes else "")
    return found


def own_means(sentence: str) -> str:
    """Return in words what makes a thing one's own: the predicates of a sentence that ask for no role."""
    names = {node.id for node in ast.walk(ast.parse(sentence)) if isinstance(node, ast.Name)}
    return ", ".join(sorted(name.replace("_", " ") for name in names - {*ROLES, "anybody"}))


def page(table: dict[str, str]) -> str:
    """Return the whole page for a table {permission: sentence}: a section for each app."""
    parts = [HEAD]
    for app in sorted({name.partition(".")[0] for name in table}):
        parts.append(f"\n## {app}\n\n| | {' | '.join(ROLES.values())} | own means |\n|---|{'---|' * 9}\n")
        for name, sentence in sorted(table.items()):
            owner, _, verb = name.partition(".")
            if owner == app:
                parts.append(f"| {verb.replace('_', ' ')} | {' | '.join(verdicts(sentence))} | {own_means(sentence)} |\n")
    return "".join(parts)


def permissions_page() -> str:
    """Return docs/permissions.md as it should read now."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")
    import django  # noqa: PLC0415 -- after the settings are named

    django.setup()
    from commonshelf.common.accounts.rules import permission_table  # noqa: PLC0415 -- needs Django's apps

    return page({name: who.name for name, who in permission_table().items()})


if __name__ == "__main__":
    sys.stdout.write(permissions_page())
