"""A questionnaire page by page: what stands together, and which pages ask anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.answering.compiled import OTHER_OF, Compiled, path_of
from commonshelf.questionnaire.answering.kinds import is_asked, is_shown
from commonshelf.questionnaire.definition import Group, Item, Question, Questionnaire, Repeat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commonshelf.questionnaire.expressions import State

MOST_ON_A_PAGE = 10
WHOLE = frozenset({"field-list", "table-list"})  # a group that says so is never split


@dataclass(frozen=True)
class Page:
    """A run of items that are shown together. `around` are the groups they stand in, where a long group takes `parts` pages, of which this is number `part`."""

    items: tuple[Item, ...]
    around: tuple[Group, ...] = ()
    part: int = 1
    parts: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the groups around, which come first in every place of the page."""
        return tuple(group.name for group in self.around)

    def questions(self) -> Iterator[tuple[tuple[str, ...], Question | Repeat]]:
        """Yield what is shown, with its path: questions, and the repeats that one may add turns to."""
        yield from _shown(self.items, self.names)


def pages_of(questionnaire: Questionnaire | Compiled, *, most: int = MOST_ON_A_PAGE) -> tuple[Page, ...]:
    """Return the pages of a questionnaire. Everything that is shown is on exactly one.

    A group at the top is a page, and so is a repeat with all its turns; loose questions between them flow together. More than `most` questions are split, in a
    group as well unless it is a `field-list` or a `table-list`. A note stays with what follows it, and “which other?” with its question.
    """
    form = questionnaire.questionnaire if isinstance(questionnaire, Compiled) else questionnaire
    pages = list(_paged(form.items, (), most))
    numbered: list[Page] = []
    for page in pages:
        same = [each for each in pages if page.around and each.around == page.around]
        part = next((number for number, each in enumerate(same, start=1) if each is page), 1)
        numbered.append(replace(page, part=part, parts=len(same) or 1))
    return tuple(numbered)


def _paged(items: Sequence[Item], around: tuple[Group, ...], most: int) -> Iterator[Page]:
    loose: list[Item] = []
    for item in items:
        weight = _weight(item)
        if not any(True for _each in _shown((item,), ())):
            continue
        alone = isinstance(item, Group | Repeat) and not around
        too_long = isinstance(item, Group) and weight > most and not WHOLE & set(item.appearance.split())
        full = loose and sum(map(_weight, loose)) + weight > most and not _belongs_to_the_last(item)
        if alone or too_long or full:
            keep = [] if alone or too_long else _notes_at_the_end(loose)
            if loose[: len(loose) - len(keep)]:
                yield Page(tuple(loose[: len(loose) - len(keep)]), around)
            loose = keep
        if too_long and isinstance(item, Group):
            yield from _paged(item.items, (*around, item), most)
        elif alone:
            yield Page((item,), around)
        else:
            loose.append(item)
    if loose:
        yield Page(tuple(loose), around)


def _weight(item: Item) -> int:
    if isinstance(item, Question):
        return int(is_asked(item))
    return sum(map(_weight, item.items))


def _belongs_to_the_last(item: Item) -> bool:
    return isinstance(item, Question) and (OTHER_OF in item.more or item.kind == "note")


def _notes_at_the_end(items: list[Item]) -> list[Item]:
    found: list[Item] = []
    for item in reversed(items):
        if not isinstance(item, Question) or item.kind != "note":
            break
        found.insert(0, item)
    return found if len(found) < len(items) else []


def _shown(items: Sequence[Item], around: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Question | Repeat]]:
    for item in items:
        path = (*around, item.name)
        if isinstance(item, Question):
            if is_shown(item):
                yield path, item
            continue
        inner = list(_shown(item.items, path))
        if inner and isinstance(item, Repeat) and not item.count:
            yield path, item
        yield from inner


def _has(page: Page, asked: set[tuple[str, ...]], open_repeats: set[tuple[str, ...]]) -> bool:
    return any(path in (open_repeats if isinstance(item, Repeat) else asked) for path, item in page.questions())


def asked_pages(pages: Sequence[Page], state: State) -> tuple[int, ...]:
    """Return the numbers, from 0, of the pages on which anything is asked."""
    asked, open_repeats = {path_of(place) for place in state.relevant}, {path_of(place) for place in state.repeats}
    return tuple(number for number, page in enumerate(pages) if _has(page, asked, open_repeats))


def page_with(pages: Sequence[Page], place: str) -> int:
    """Return the number of the page a place is on, so that a fault can be shown there; the first one for what is on none."""
    wanted = path_of(place)
    for number, page in enumerate(pages):
        if any(path == wanted[: len(path)] for path in ((*page.names, item.name) for item in page.items)):
            return number
    return 0


def with_page(answers: Mapping[str, Any], page: Page, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with those of one page replaced by what was sent from it, so that an emptied field is empty.

    All other answers stay, and what the page did not ask is passed over.
    """
    return _replaced(answers, page.names, [item.name for item in page.items], sent)


def _replaced(answers: Mapping[str, Any], around: tuple[str, ...], names: list[str], sent: Mapping[str, Any]) -> dict[str, Any]:
    if around:
        inner, inner_sent = answers.get(around[0]), sent.get(around[0])
        within = _replaced(_as_group(inner), around[1:], names, _as_group(inner_sent))
        return {**answers, around[0]: within}
    kept = {name: answer for name, answer in answers.items() if name not in names}
    return kept | {name: sent[name] for name in names if name in sent}


def _as_group(answers: Any) -> Mapping[str, Any]:
    return answers if isinstance(answers, Mapping) else {}
