"""Moving what is asked: up, down, beside something, into a group and out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from commonshelf.questionnaire.definition import Group, Item, Question, Questionnaire, Repeat, Texts
from commonshelf.questionnaire.editing.items import ensure_no_paths_break, put, taken_out
from commonshelf.questionnaire.editing.mentions import mentioning
from commonshelf.questionnaire.editing.names import ensure_name
from commonshelf.questionnaire.editing.refusals import EditError
from commonshelf.questionnaire.editing.tree import around_of, changed_within, is_within, item_at, joined, names_of, siblings_at
from commonshelf.questionnaire.expressions.order import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence


def move_item(questionnaire: Questionnaire, place: str, *, before: str = "", after: str = "", into: str = "") -> Questionnaire:
    """Return a questionnaire with an item elsewhere: beside a place, or last in a group; last of all where none is given.

    :raises EditError: into_itself; name_taken where the group has such a name; refers_by_path; no_such_place; not_a_group
    """
    item = item_at(questionnaire, place)
    beside = before or after
    if beside:
        item_at(questionnaire, beside)
    target = around_of(beside) if beside else into
    if is_within(target, place) or beside == place:
        raise EditError("into_itself", place)
    if target != around_of(place):
        ensure_no_paths_break(questionnaire, [place])
    return put(taken_out(questionnaire, place), item, before=before, after=after, into=into)


def step_item(questionnaire: Questionnaire, place: str, way: Literal["up", "down"]) -> Questionnaire:
    """Return a questionnaire with an item one step up or down. At the edge of its group it leaves the group, as one would with the arrow keys.

    :raises EditError: cannot_move_further; and as `move_item` does
    """
    around, item = around_of(place), item_at(questionnaire, place)
    siblings = [each.name for each in siblings_at(questionnaire, around)]
    to = siblings.index(item.name) + (-1 if way == "up" else 1)
    if 0 <= to < len(siblings):
        beside = joined(around, siblings[to])
    elif around:
        beside = around
    else:
        raise EditError("cannot_move_further", place)
    return move_item(questionnaire, place, before=beside) if way == "up" else move_item(questionnaire, place, after=beside)


def group_items(questionnaire: Questionnaire, places: Sequence[str], name: str, label: Texts | None = None) -> Questionnaire:
    """Return a questionnaire in which items that lie in the same group, in whatever order they are named, form a group of their own.

    The group stands where the first of them stood.

    :raises EditError: nothing_chosen; not_side_by_side where they lie in different groups; name_taken; bad_name; refers_by_path
    """
    if not places:
        raise EditError("nothing_chosen")
    around = around_of(places[0])
    if any(around_of(place) != around for place in places):
        raise EditError("not_side_by_side", *places)
    ensure_name(name, names_of(questionnaire.items))
    chosen = {item_at(questionnaire, place).name for place in places}
    ensure_no_paths_break(questionnaire, places)

    def change(items: tuple[Item, ...]) -> tuple[Item, ...]:
        group = Group(name, tuple(each for each in items if each.name in chosen), label=label or {})
        first = next(number for number, each in enumerate(items) if each.name in chosen)
        return (*items[:first], group, *(each for each in items[first:] if each.name not in chosen))

    return changed_within(questionnaire, around, change)


def ungroup(questionnaire: Questionnaire, place: str) -> Questionnaire:
    """Return a questionnaire in which what is in a group stands where the group stood. The condition of the group goes to each of its items.

    :raises EditError: not_a_group; is_a_repeat, whose answers are many; referred_to; name_taken; refers_by_path
    """
    group = item_at(questionnaire, place)
    if isinstance(group, Question):
        raise EditError("not_a_group", place)
    if isinstance(group, Repeat):
        raise EditError("is_a_repeat", place)
    inside = names_of(group.items)
    if group.name not in inside and (asking := mentioning(questionnaire, [group.name])):
        raise EditError("referred_to", *asking)
    around = around_of(place)
    siblings = {each.name for each in siblings_at(questionnaire, around)} - {group.name}
    for each in group.items:
        ensure_name(each.name, siblings)
    ensure_no_paths_break(questionnaire, [joined(place, each.name) for each in group.items])
    freed = tuple(replace(each, relevant=_both(group.relevant, each.relevant)) for each in group.items)

    def change(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(new for each in items for new in (freed if each.name == group.name else (each,)))

    return changed_within(questionnaire, around, change)


def _both(one: str, other: str) -> str:
    """Return an expression that is true where both are; `yes` and `no` as XLSForm means them."""
    parts = [WORDS.get(each.strip().lower(), each.strip()) for each in (one, other) if each.strip()]
    return " and ".join(f"({each})" for each in parts) if len(parts) > 1 else "".join(parts)
