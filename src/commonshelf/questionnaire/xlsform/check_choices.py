"""What is wrong with the lists that choices come from, and with the questions that ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyxform import aliases

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from commonshelf.questionnaire.xlsform.kinds import RowKind
    from commonshelf.questionnaire.xlsform.rows import Form, Row

_FILES = (".csv", ".xml", ".geojson")
_SELECTS = frozenset({"select_one", "select_multiple", "rank"})


def check_choices(form: Form) -> list[Fault]:
    """Return choices without a name, and names that a list has twice."""
    faults = []
    twice_is_fine = bool(aliases.yes_no.get(form.settings.get("allow_choice_duplicates", "no"), False))
    seen: dict[tuple[str, str], Row] = {}
    for row in form.choices:
        name, of = row.get("name"), row.get("list_name")
        if not name:
            faults.append(
                Fault("choice_without_name", row.cell("name"), f"A choice of the list {of} has no name.", "Give it a short name.")
            )
            continue
        earlier = seen.setdefault((of, name), row)
        if earlier is not row and not twice_is_fine:
            what = f"The list {of} has the choice {name} twice (first in row {earlier.number})."
            faults.append(Fault("duplicate_choice", row.cell("name"), what, "Give one of them another name, or delete it."))
    return faults


def check_list(row: Row, kind: RowKind, form: Form, lists: AbstractSet[str]) -> list[Fault]:
    """Return what is wrong with the list a question or a loop takes its choices from."""
    if kind.kind in _SELECTS and not kind.choice_list:
        what = "The question says that one chooses, and not from which list."
        return [Fault("missing_list_name", row.cell("type"), what, "Write the name of a list after the type, such as select_one yes_no.")]
    if kind.opens == "loop" and not kind.choice_list:
        return [
            Fault(
                "missing_list_name",
                row.cell("type"),
                "The loop does not say over which list.",
                "Write begin loop over, and the name of a list.",
            )
        ]
    of = kind.choice_list
    if not of or "external" in kind.kept or of.endswith(_FILES) or "${" in of:
        return []
    if of not in lists:
        there = ", ".join(sorted(lists)) or "none"
        what = f"The list {of} is not on the sheet choices (the lists are: {there})."
        return [Fault("missing_list", row.cell("type"), what, "Add its choices to the sheet choices, or correct the name of the list.")]
    if kind.kind == "select_multiple":
        return [_spaced(choice) for choice in form.choices if choice.get("list_name") == of and " " in choice.get("name")]
    return []


def _spaced(choice: Row) -> Fault:
    what = f"The choice {choice.get('name')} has a space in its name, and its list is used where several may be chosen."
    return Fault("choice_with_space", Cell("choices", choice.number, choice.cell("name").column), what, "Write _ in place of each space.")
