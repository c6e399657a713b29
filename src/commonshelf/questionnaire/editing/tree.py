"""Finding and replacing items by their place, such as `home/children/age`: the names of the groups around it, its own the last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Group, Item, Question, Questionnaire, Repeat
from commonshelf.questionnaire.editing.refusals import EditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Change = Callable[[tuple[Item, ...]], tuple[Item, ...]]


def walk(items: Sequence[Item], around: str = "") -> Iterator[tuple[str, Item]]:
    """Yield every item with its place, in order, groups before what is in them."""
    for item in items:
        place = joined(around, item.name)
        yield place, item
        if not isinstance(item, Question):
            yield from walk(item.items, place)


def joined(around: str, name: str) -> str:
    """Return the place of something named `name` in the group at `around`; "" is the top."""
    return f"{around}/{name}" if around else name


def around_of(place: str) -> str:
    """Return the place of the group that something lies in; "" at the top."""
    return place.rpartition("/")[0]


def is_within(place: str, group: str) -> bool:
    """Say whether a place is the group itself or lies in it."""
    return place == group or place.startswith(f"{group}/")


def item_at(questionnaire: Questionnaire, place: str) -> Item:
    """Return the item at a place.

    :raises EditError: no_such_place
    """
    found = next((item for at, item in walk(questionnaire.items) if at == place), None)
    if found is None:
        raise EditError("no_such_place", place)
    return found


def siblings_at(questionnaire: Questionnaire, around: str) -> tuple[Item, ...]:
    """Return what lies directly in a group; "" is the top.

    :raises EditError: no_such_place, or not_a_group where a question stands
    """
    if not around:
        return tuple(questionnaire.items)
    item = item_at(questionnaire, around)
    if isinstance(item, Question):
        raise EditError("not_a_group", around)
    return tuple(item.items)


def names_of(items: Sequence[Item]) -> tuple[str, ...]:
    """Return the names of items and of all that is in them."""
    return tuple(item.name for _place, item in walk(items))


def changed_within(questionnaire: Questionnaire, around: str, change: Change) -> Questionnaire:
    """Return a questionnaire in which what lies directly in a group was changed."""
    siblings_at(questionnaire, around)
    return with_items(questionnaire, _within(tuple(questionnaire.items), around.split("/") if around else [], change))


def _within(items: tuple[Item, ...], path: list[str], change: Change) -> tuple[Item, ...]:
    if not path:
        return change(items)
    return tuple(
        replace(item, items=_within(tuple(item.items), path[1:], change))
        if isinstance(item, Group | Repeat) and item.name == path[0]
        else item
        for item in items
    )


def with_items(questionnaire: Questionnaire, items: Sequence[Item]) -> Questionnaire:
    """Return a questionnaire with other items. Cells are dropped: once edited, it no longer is what stands in a workbook."""
    return replace(questionnaire, items=tuple(_uncelled(item) for item in items))


def _uncelled(item: Item) -> Item:
    if isinstance(item, Question):
        return replace(item, cell=None) if item.cell else item
    return replace(item, cell=None, items=tuple(_uncelled(each) for each in item.items))


def mapped(questionnaire: Questionnaire, change: Callable[[str, Item], Item]) -> Questionnaire:
    """Return a questionnaire with every item changed, which `change` is told with its place; those in a group before the group."""
    return with_items(questionnaire, tuple(_mapped(item, "", change) for item in questionnaire.items))


def _mapped(item: Item, around: str, change: Callable[[str, Item], Item]) -> Item:
    place = joined(around, item.name)
    if isinstance(item, Question):
        return change(place, item)
    return change(place, replace(item, items=tuple(_mapped(each, place, change) for each in item.items)))
