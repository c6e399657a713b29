"""Turns rows into questions, groups and repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyxform import aliases
from pyxform.parsing.parameters import parse as parse_parameters

from commonshelf.questionnaire.definition import Group, Question, QuestionKind, Repeat
from commonshelf.questionnaire.xlsform.headings import MEDIA
from commonshelf.questionnaire.xlsform.kinds import read_kind
from commonshelf.questionnaire.xlsform.loops import unroll

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from commonshelf.questionnaire.definition import Choice, Item
    from commonshelf.questionnaire.xlsform.kinds import RowKind
    from commonshelf.questionnaire.xlsform.rows import Row

_ABOUT_ALL = ("name", "type", "label", "relevant", "appearance")
_ABOUT_REPEAT = (*_ABOUT_ALL, "repeat_count")
_SHOWN = ("hint", "guidance_hint", "constraint_message", "required_message")
_ASKED = ("constraint", "required", "calculation", "read_only", "default", "trigger", "choice_filter")
_ABOUT_QUESTION = frozenset({*_ABOUT_ALL, *_SHOWN, *_ASKED, *MEDIA, "parameters"})
_SELECTS = frozenset({"select_one", "select_multiple", "rank"})
_YES_OR_NO: Mapping[str, str] = aliases.BINDING_CONVERSIONS


def build_items(rows: Sequence[Row], *, choices: Mapping[str, Sequence[Choice]], expand_other: bool) -> list[Item]:
    """Return what the rows of the survey ask. The rows are known to be sound: pyxform took them.

    `expand_other` writes "or other" out as a question of its own, which forms in several languages need: its label can then be translated.
    """
    return list(_build(iter(rows), choices, expand_other=expand_other))


def _build(rows: Iterator[Row], choices: Mapping[str, Sequence[Choice]], *, expand_other: bool) -> Iterator[Item]:
    for row in rows:
        kind = read_kind(row.get("type"))
        if kind is None:
            continue
        if kind.closes:
            return
        if not kind.opens:
            yield from _build_question(row, kind, expand_other=expand_other)
            continue
        inside = tuple(_build(rows, choices, expand_other=expand_other))
        if kind.opens == "repeat":
            yield _build_repeat(row, inside)
        else:
            items = unroll(inside, choices[kind.choice_list]) if kind.opens == "loop" else inside
            yield _build_group(row, items)


def _build_group(row: Row, items: Sequence[Item]) -> Group:
    return Group(
        name=row.get("name"),
        items=tuple(items),
        label=row.texts("label"),
        relevant=_expression(row, "relevant"),
        appearance=row.get("appearance"),
        more=row.rest(known=_ABOUT_ALL),
        cell=row.cell("type"),
    )


def _build_repeat(row: Row, items: Sequence[Item]) -> Repeat:
    return Repeat(
        name=row.get("name"),
        items=tuple(items),
        label=row.texts("label"),
        relevant=_expression(row, "relevant"),
        appearance=row.get("appearance"),
        count=row.get("repeat_count"),
        more=row.rest(known=_ABOUT_REPEAT),
        cell=row.cell("type"),
    )


def _build_question(row: Row, read: RowKind, *, expand_other: bool) -> Iterator[Question]:
    kind: QuestionKind = read.kind or "text"
    name = row.get("name") or (f"generated_note_name_{row.number}" if kind == "note" else kind)
    parameters: dict[str, str] = dict(parse_parameters(row.get("parameters"), row.number))
    mixed = kind in _SELECTS and parameters.get("randomize") == "true"
    if mixed:
        del parameters["randomize"]
    yield Question(
        name=name,
        kind=kind,
        label=row.texts("label"),
        hint=row.texts("hint"),
        guidance_hint=row.texts("guidance_hint"),
        relevant=_expression(row, "relevant"),
        constraint=_expression(row, "constraint"),
        constraint_message=row.texts("constraint_message"),
        required=_expression(row, "required"),
        required_message=row.texts("required_message"),
        calculation=_expression(row, "calculation"),
        default=row.get("default"),
        read_only=_expression(row, "read_only"),
        trigger=row.get("trigger"),
        appearance=row.get("appearance"),
        choice_list=read.choice_list,
        choice_filter=row.get("choice_filter"),
        or_other=read.or_other and not expand_other,
        randomize=mixed,
        seed=parameters.pop("seed", "") if mixed else "",
        parameters=parameters,
        media={medium: texts for medium in MEDIA if (texts := row.texts(medium))},
        more=row.rest(known=_ABOUT_QUESTION) | ({"type": read.kept} if read.kept else {}),
        cell=row.cell("type"),
    )
    if read.or_other and expand_other:
        yield Question(
            name=f"{name}_other", kind="text", label={"": "Specify other."}, relevant=f"selected(../{name}, 'other')", cell=row.cell("type")
        )


def _expression(row: Row, concept: str) -> str:
    """Return an expression; yes and no are read as true() and false(), as pyxform writes them."""
    words = row.get(concept)
    return _YES_OR_NO.get(words, words)
