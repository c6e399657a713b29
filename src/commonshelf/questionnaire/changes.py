"""What is different between two versions of a questionnaire, as facts that a page can put into sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from commonshelf.questionnaire.definition import Choice, Item, Question, Questionnaire, Texts
from commonshelf.questionnaire.editing.lists import list_users
from commonshelf.questionnaire.editing.mentions import EXPRESSIONS, with_new_names
from commonshelf.questionnaire.editing.speech import SPOKEN
from commonshelf.questionnaire.editing.tree import around_of, walk
from commonshelf.questionnaire.languages import default_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ChangeCode = Literal[
    "title_changed", "language_added", "language_removed", "source_changed", "added", "removed", "moved", "renamed", "reworded", "kind_changed",
    "logic_changed", "looks_changed", "mark_changed", "list_changed", "choice_added", "choice_removed", "choice_reworded", "choices_reordered",
]  # fmt: skip
_LOGIC = (*EXPRESSIONS, "or_other", "randomize", "parameters")
_LOOKS = ("appearance", "media")


@dataclass(frozen=True)
class Change:
    """One thing that changed.

    `where` is the place in the new version (in the old one for what was removed), or the name of a list. `label` says what it is called, in all its
    languages. `part` is which part of it changed, `language` in which language, `before` and `after` what it was and is. Of what was moved or renamed,
    `before` is the old place, and `after` of what was moved is the place it now follows, "" for the first. `questions` are those that a list serves.
    """

    code: ChangeCode
    where: str = ""
    label: Texts = field(default_factory=dict)
    part: str = ""
    language: str = ""
    before: str = ""
    after: str = ""
    questions: tuple[str, ...] = ()


def changes_between(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    """Return what changed from one version to another: about the whole, what went, then item by item in the new order, then list by list.

    An item is the same when it has the same place, or else the same name, or else when only its name is another. A condition that differs in the new
    name of a question alone has not changed. What stands in a language that only one of the two speaks is told once, by that language.
    """
    pairs = _pairs(old, new)
    followed = with_new_names(old, _new_names(old, pairs))
    old_items, new_items = dict(walk(followed.items)), dict(walk(new.items))
    languages = tuple(language for language in new.languages if language in old.languages)
    found = [*_about_all(old, new)]
    found += [
        Change("removed", place, item.label)
        for place, item in old_items.items()
        if place not in pairs and around_of(place) not in _gone(old_items, pairs)
    ]
    came_from = {after: before for before, after in pairs.items()}
    moved = _moved(list(old_items), list(new_items), pairs)
    for place, item in new_items.items():
        if place not in came_from:
            found += [] if _came_with_its_group(place, new_items, came_from) else [Change("added", place, item.label)]
            continue
        before = came_from[place]
        if before.rpartition("/")[2] != item.name:
            found.append(Change("renamed", place, item.label, before=before))
        if place in moved:
            found.append(Change("moved", place, item.label, before=before, after=moved[place]))
        found += _item_changes(place, old_items[before], item, languages)
        found += _list_change(place, old_items[before], item, followed, new)
    return (*found, *_choice_changes(followed, new, languages))


def _about_all(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    if old.title != new.title:
        yield Change("title_changed", before=old.title, after=new.title)
    yield from (Change("language_added", language=each) for each in new.languages if each not in old.languages)
    yield from (Change("language_removed", language=each) for each in old.languages if each not in new.languages)
    if default_of(old) != default_of(new):
        yield Change("source_changed", before=default_of(old), after=default_of(new))


def _gone(old_items: Mapping[str, Item], pairs: Mapping[str, str]) -> set[str]:
    """Return the groups that went: what went with them is not told again."""
    return {place for place, item in old_items.items() if place not in pairs and not isinstance(item, Question)}


def _came_with_its_group(place: str, new_items: Mapping[str, Item], came_from: Mapping[str, str]) -> bool:
    around = around_of(place)
    return bool(around) and around in new_items and around not in came_from


def _pairs(old: Questionnaire, new: Questionnaire) -> dict[str, str]:
    """Return the old place of each item that is still there → its new place."""
    old_items, new_items = dict(walk(old.items)), dict(walk(new.items))
    pairs = {place: place for place in old_items if place in new_items and _same_sort(old_items[place], new_items[place])}
    left, right = _by_name(old_items, {*pairs}), _by_name(new_items, {*pairs.values()})
    pairs |= {left[name]: right[name] for name in left if name in right and _same_sort(old_items[left[name]], new_items[right[name]])}
    taken = {*pairs.values()}
    fresh = [place for place in new_items if place not in taken]
    for place, item in old_items.items():
        if place in pairs:
            continue
        twins = [each for each in fresh if _only_renamed(item, new_items[each], place, each, pairs)]
        if len(twins) == 1:
            pairs[place] = twins[0]
            fresh.remove(twins[0])
    return pairs


def _new_names(old: Questionnaire, pairs: Mapping[str, str]) -> dict[str, str]:
    """Return the new name of each renamed item that a reference can mean."""
    often = Counter(item.name for _place, item in walk(old.items))
    names = [(before.rpartition("/")[2], after.rpartition("/")[2]) for before, after in pairs.items()]
    return {before: after for before, after in names if before != after and often[before] == 1}


def _same_sort(one: Item, other: Item) -> bool:
    return isinstance(one, Question) == isinstance(other, Question)


def _by_name(items: Mapping[str, Item], paired: set[str]) -> dict[str, str]:
    """Return the places of those not paired yet, by their name, where nothing else not paired has it."""
    names = Counter(item.name for place, item in items.items() if place not in paired)
    return {item.name: place for place, item in items.items() if place not in paired and names[item.name] == 1}


def _only_renamed(one: Item, other: Item, old_place: str, new_place: str, pairs: Mapping[str, str]) -> bool:
    around = around_of(old_place)
    if (pairs.get(around) if around else "") != around_of(new_place) or type(one) is not type(other):
        return False
    if isinstance(one, Question):
        return any(one.label.values()) and replace(one, name=other.name, cell=None) == replace(other, cell=None)
    mine, theirs = ({each.name for _place, each in walk(each.items)} for each in (one, other) if not isinstance(each, Question))
    return bool(mine) and mine == theirs


def _moved(old_places: Sequence[str], new_places: Sequence[str], pairs: Mapping[str, str]) -> dict[str, str]:
    """Return what lies in another group or in another order, with the place it follows: as few as explain the new order."""
    came_from = {after: before for before, after in pairs.items()}
    rank = {place: number for number, place in enumerate(old_places)}
    groups: dict[str, list[str]] = {}
    for place in new_places:
        groups.setdefault(around_of(place), []).append(place)
    found: dict[str, str] = {}
    for around, places in groups.items():
        follows = dict(zip(places, ("", *places), strict=False))
        stayed = []
        for place in (each for each in places if each in came_from):
            was_around = around_of(came_from[place])
            if (pairs.get(was_around) if was_around else "") == around:
                stayed.append(place)
            else:
                found[place] = follows[place]
        in_order = _longest_rising([rank[came_from[place]] for place in stayed])
        found |= {place: follows[place] for place in stayed if rank[came_from[place]] not in in_order}
    return found


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the longest part of a sequence that rises: what is not in it was moved."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _item_changes(place: str, old: Item, new: Item, languages: Sequence[str]) -> Iterator[Change]:
    for part in SPOKEN:
        was: Texts = getattr(old, part, {})
        now: Texts = getattr(new, part, {})
        yield from (
            Change("reworded", place, new.label, part, language, was.get(language, ""), now.get(language, ""))
            for language in languages
            if was.get(language, "") != now.get(language, "")
        )
    if _kind(old) != _kind(new):
        yield Change("kind_changed", place, new.label, before=_kind(old), after=_kind(new))
    yield from _part_changes("logic_changed", _LOGIC, place, old, new)
    yield from _part_changes("looks_changed", _LOOKS, place, old, new)
    for column in dict.fromkeys([*old.more, *new.more]):
        if old.more.get(column, "") != new.more.get(column, ""):
            yield Change("mark_changed", place, new.label, column, before=old.more.get(column, ""), after=new.more.get(column, ""))


def _part_changes(code: ChangeCode, parts: Sequence[str], place: str, old: Item, new: Item) -> Iterator[Change]:
    for part in parts:
        before, after = _said(getattr(old, part, "")), _said(getattr(new, part, ""))
        if before != after:
            yield Change(code, place, new.label, part, before=before, after=after)


def _kind(item: Item) -> str:
    return item.kind if isinstance(item, Question) else type(item).__name__.lower()


def _said(value: object) -> str:
    """Return a part as text: an expression as it is, a switch as yes or nothing, parameters as a form writes them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else ""
    if hasattr(value, "items"):
        return " ".join(f"{name}={_said(inner)}" for name, inner in sorted(value.items()))
    return ""


def _list_change(place: str, old: Item, new: Item, was: Questionnaire, now: Questionnaire) -> Iterator[Change]:
    """Tell that a question has other choices because it has another list, unless the two lists are the same."""
    if not (isinstance(old, Question) and isinstance(new, Question)) or old.choice_list == new.choice_list:
        return
    if tuple(was.choices.get(old.choice_list, ())) != tuple(now.choices.get(new.choice_list, ())):
        yield Change("list_changed", place, new.label, before=old.choice_list, after=new.choice_list)


def _choice_changes(old: Questionnaire, new: Questionnaire, languages: Sequence[str]) -> Iterator[Change]:
    for of, choices in new.choices.items():
        users = list_users(new, of)
        if of in old.choices and users:
            for change in _in_list(of, old.choices[of], choices, languages):
                yield replace(change, questions=users)


def _in_list(of: str, old: Sequence[Choice], new: Sequence[Choice], languages: Sequence[str]) -> Iterator[Change]:
    before, after = {choice.name: choice for choice in old}, {choice.name: choice for choice in new}
    yield from (Change("choice_removed", of, choice.label, part=name) for name, choice in before.items() if name not in after)
    yield from (Change("choice_added", of, choice.label, part=name) for name, choice in after.items() if name not in before)
    for name, choice in after.items():
        for language in languages if name in before else ():
            one, other = before[name].label.get(language, ""), choice.label.get(language, "")
            if one != other:
                yield Change("choice_reworded", of, choice.label, name, language, one, other)
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield Change("choices_reordered", of)
