"""Adding, taking away, replacing, renaming and copying what is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Group, Item, Question, Questionnaire, Repeat
from commonshelf.questionnaire.editing.lists import ensure_list
from commonshelf.questionnaire.editing.mentions import following, mentioning, names_by_path, with_new_names
from commonshelf.questionnaire.editing.names import ensure_name, free_name
from commonshelf.questionnaire.editing.refusals import EditError
from commonshelf.questionnaire.editing.tree import around_of, changed_within, is_within, item_at, names_of, siblings_at, walk, with_items

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def add_item(questionnaire: Questionnaire, item: Item, *, before: str = "", after: str = "", into: str = "") -> Questionnaire:
    """Return a questionnaire with one more question, group or repeat: beside a place, or last in a group; last of all where none is given.

    :raises EditError: name_taken, bad_name, no_such_list, no_such_place, not_a_group
    """
    taken = {*names_of(questionnaire.items)}
    for name in names_of([item]):
        ensure_name(name, taken)
        taken.add(name)
    for _place, each in walk([item]):
        ensure_list(questionnaire, each)
    return put(questionnaire, item, before=before, after=after, into=into)


def put(questionnaire: Questionnaire, item: Item, *, before: str = "", after: str = "", into: str = "") -> Questionnaire:
    """Put an item beside a place or last in a group, without asking whether its name is taken elsewhere than there."""
    beside = before or after
    around = around_of(beside) if beside else into
    ensure_name(item.name, {each.name for each in siblings_at(questionnaire, around)})
    if not beside:
        return changed_within(questionnaire, around, lambda items: (*items, item))
    neighbour = item_at(questionnaire, beside).name

    def change(items: tuple[Item, ...]) -> tuple[Item, ...]:
        at = next(number for number, each in enumerate(items) if each.name == neighbour) + (0 if before else 1)
        return (*items[:at], item, *items[at:])

    return changed_within(questionnaire, around, change)


def taken_out(questionnaire: Questionnaire, place: str) -> Questionnaire:
    """Return a questionnaire without what stands at a place, whoever refers to it."""
    name = item_at(questionnaire, place).name
    return changed_within(questionnaire, around_of(place), lambda items: tuple(each for each in items if each.name != name))


def remove_item(questionnaire: Questionnaire, place: str) -> Questionnaire:
    """Return a questionnaire without what stands at a place. Its list of choices stays: another question may be given it.

    :raises EditError: referred_to, with the places that refer to it or to something in it
    """
    item = item_at(questionnaire, place)
    without = taken_out(questionnaire, place)
    gone = {*names_of([item])} - {*names_of(without.items)}
    asking = mentioning(without, gone)
    if asking:
        raise EditError("referred_to", *asking)
    return without


def replace_question(questionnaire: Questionnaire, place: str, question: Question) -> Questionnaire:
    """Return a questionnaire with another question at a place; when its name is another one too, references to the old name follow.

    :raises EditError: not_a_question, no_such_list, and as `rename` does
    """
    if not isinstance(item_at(questionnaire, place), Question):
        raise EditError("not_a_question", place)
    ensure_list(questionnaire, question)
    return _replaced(questionnaire, place, question)


def replace_group(questionnaire: Questionnaire, place: str, group: Group | Repeat) -> Questionnaire:
    """Return a questionnaire with another label, condition or count for the group at a place. What is in the group stays.

    A group may so become a repeat, and a repeat a group.

    :raises EditError: not_a_group, and as `rename` does
    """
    return _replaced(questionnaire, place, replace(group, items=siblings_at(questionnaire, place)))


def _replaced(questionnaire: Questionnaire, place: str, item: Item) -> Questionnaire:
    old = item_at(questionnaire, place).name
    renamed = rename(questionnaire, place, item.name) if item.name != old else questionnaire
    new = following(item, {old: item.name}) if item.name != old else item
    return changed_within(renamed, around_of(place), lambda items: tuple(new if each.name == item.name else each for each in items))


def rename(questionnaire: Questionnaire, place: str, name: str) -> Questionnaire:
    """Return a questionnaire in which an item has another name, and so has every reference to it.

    :raises EditError: bad_name; name_taken; name_shared where a reference could mean another item with the old name
    """
    old = item_at(questionnaire, place).name
    if name == old:
        return questionnaire
    everywhere = names_of(questionnaire.items)
    ensure_name(name, everywhere)
    asking = mentioning(questionnaire, [old])
    if everywhere.count(old) > 1 and asking:
        raise EditError("name_shared", *asking)
    renamed = changed_within(
        questionnaire, around_of(place), lambda items: tuple(replace(each, name=name) if each.name == old else each for each in items)
    )
    followed = with_new_names(renamed, {old: name})
    return with_items(followed, followed.items)


def duplicate_item(questionnaire: Questionnaire, place: str) -> Questionnaire:
    """Return a questionnaire with a copy right after an item. All in the copy has new names, and what referred to one another still does."""
    item = item_at(questionnaire, place)
    copy = renamed_apart(item, new_names([item], names_of(questionnaire.items)))
    return put(questionnaire, copy, after=place)


def new_names(items: Sequence[Item], taken: Sequence[str]) -> Mapping[str, str]:
    """Return a free name for each name in the items that is taken."""
    used = {*taken, *(name for name in names_of(items) if name not in taken)}
    found: dict[str, str] = {}
    for name in names_of(items):
        if name in taken and name not in found:
            found[name] = free_name(name, used)
            used.add(found[name])
    return found


def renamed_apart(item: Item, names: Mapping[str, str]) -> Item:
    """Return an item whose names, and those in it, are the new ones, references among them included."""
    return _named(following(item, names), names)


def _named(item: Item, names: Mapping[str, str]) -> Item:
    if isinstance(item, Question):
        return replace(item, name=names.get(item.name, item.name))
    return replace(item, name=names.get(item.name, item.name), items=tuple(_named(each, names) for each in item.items))


def ensure_no_paths_break(questionnaire: Questionnaire, places: Sequence[str]) -> None:
    """Refuse to take items to another group where a path such as `../age` leads from one of them to something that stays, or the other way round.

    :raises EditError: refers_by_path, with the places of those expressions
    """
    inside = {*names_of([item_at(questionnaire, place) for place in places])}
    outside: set[str] = set()
    mentioned: list[tuple[str, bool, frozenset[str]]] = []
    for at, each in walk(questionnaire.items):
        goes = any(is_within(at, place) for place in places)
        outside |= set() if goes else {each.name}
        mentioned.append((at, goes, names_by_path(each)))
    broken = [at for at, goes, names in mentioned if names & ((outside - inside) if goes else inside)]
    if broken:
        raise EditError("refers_by_path", *broken)
