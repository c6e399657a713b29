"""From a page of a questionnaire, and what was answered so far, to the things that its templates draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from commonshelf.path.voices.surveys.forms.public.drawn import Thing
from commonshelf.path.voices.surveys.forms.public.laid import names_on
from commonshelf.path.voices.surveys.forms.public.widgets import Given, widget_for
from commonshelf.path.voices.surveys.terms.answering import MOST_TURNS_DRAWN
from commonshelf.questionnaire.answering import is_asked, is_shown
from commonshelf.questionnaire.answering.compiled import OTHER_OF
from commonshelf.questionnaire.definition import Group, Item, Question, Repeat

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.forms.public.laid import Laid
    from commonshelf.path.voices.surveys.forms.public.wording import Wording
    from commonshelf.questionnaire.expressions import State
    from commonshelf.questionnaire.paging import Page

TURN = "surveys/parts/turn.html"
TABLE = "table-list"
ROWS_OF_A_TABLE = frozenset({"list-nolabel", "list"})
HEAD_OF_A_TABLE = "label"


class Drawing:
    """One page for one reader. `errors` are sentences by place; `areas` and `seed` go to the questions that need them."""

    def __init__(
        self,
        laid: Laid,
        page: Page,
        *,
        wording: Wording,
        state: State,
        given: Mapping[str, Any],
        errors: Mapping[str, Sequence[str]],
        areas: Sequence[str],
        seed: int,
    ) -> None:
        self.laid, self.page, self.wording, self.state, self.errors = laid, page, wording, state, errors
        self.areas, self.seed, self.given = areas, seed, given
        self.here = names_on(page.items)
        self.turns_left, self.left_out = MOST_TURNS_DRAWN, False

    def things(self) -> list[Thing]:
        """Return what stands on the page, inside the groups that the page lies in."""
        given: Any = self.given
        for name in self.page.names:
            given = given.get(name) if isinstance(given, Mapping) else None
        around = "/".join(self.page.names)
        things = self.level(self.page.items, given, around, maybe=False)
        for group in reversed(self.page.around):
            label = self.wording.html(group.label, around)
            if label:
                things = [Thing("surveys/parts/group.html", around, label=label, items=things)]
            around = around.rpartition("/")[0]
        return things

    def level(self, items: Sequence[Item], given: Any, around: str, *, maybe: bool, css: str = "") -> list[Thing]:
        """Return what is drawn of some items. What cannot be asked any more on this page is left out; what may be stays, marked as such."""
        answers = given if isinstance(given, Mapping) else {}
        found = []
        for item in items:
            place = f"{around}/{item.name}" if around else item.name
            asked = place in (self.state.repeats if isinstance(item, Repeat) else self.state.relevant)
            if not asked and not maybe and not self.laid.waits_for(item) & self.here:
                continue
            if isinstance(item, Group):
                found.append(self.group(item, answers.get(item.name), place, maybe=not asked))
            elif isinstance(item, Repeat):
                found.append(self.repeat(item, answers.get(item.name), place, maybe=not asked))
            elif is_shown(item):
                found.append(self.question(item, answers.get(item.name), place, maybe=not asked, css=css))
        return found

    def group(self, group: Group, given: Any, place: str, *, maybe: bool) -> Thing:
        """Return a group; as rows of one scale where it says so."""
        scale = TABLE in group.appearance.split() or any(_is_row(item) for item in group.items)
        return Thing(
            "surveys/parts/group.html",
            place,
            label=self.wording.html(group.label, place),
            css="scale" if scale else "",
            items=self.level(group.items, given, place, maybe=maybe, css="field--row" if scale else ""),
            maybe=maybe and bool(group.relevant),
        )

    def repeat(self, repeat: Repeat, given: Any, place: str, *, maybe: bool) -> Thing:
        """Return a repeat with the turns it has; one that counts itself cannot be added to."""
        turns: Sequence[Any] = given if isinstance(given, Sequence) and not isinstance(given, str) else []
        number = _counted(self.state, place) if repeat.count else len(turns)
        self.left_out = self.left_out or number > self.turns_left
        number = min(number, self.turns_left)
        self.turns_left -= number
        drawn = [self.turn(repeat, turns[at] if at < len(turns) else {}, f"{place}[{at + 1}]", at + 1, maybe=maybe) for at in range(number)]
        return Thing(
            "surveys/parts/repeat.html",
            place,
            label=self.wording.html(repeat.label, place),
            items=drawn,
            can_add=not repeat.count,
            blank_turn=self.turn(repeat, {}, f"{place}[0]", 0, maybe=True),
            maybe=maybe and bool(repeat.relevant),
        )

    def turn(self, repeat: Repeat, given: Any, place: str, number: int, *, maybe: bool) -> Thing:
        """Return one turn of a repeat."""
        what = self.wording.plain(repeat.label, place) or repeat.name
        # A script that adds a turn writes its number anew.
        number_of_it = format_html('<span data-turn="{}">{}</span>', place, number)
        label = format_html("{} {}", what, number_of_it)
        inside = self.level(repeat.items, given, place, maybe=maybe)
        return Thing(TURN, place, label=label, items=inside, can_remove=not repeat.count)

    def question(self, question: Question, raw: Any, place: str, *, maybe: bool, css: str) -> Thing:
        """Return a question, a note, or an answer that is only shown."""
        wording = self.wording
        other = OTHER_OF in question.more and not question.label
        label: str = _("Which other?") if other else wording.html(question.label, place)
        thing = Thing(
            "surveys/parts/question.html",
            place,
            label=label,
            hint=wording.html(question.hint, place),
            guidance=wording.html(question.guidance_hint, place),
            errors=self.errors.get(place, ()),
            maybe=maybe and bool(question.relevant),
            css=css,
        )
        thing.instant, thing.may_need = self.laid.works_out, bool(question.required.strip()) and self.laid.works_out
        asked_for_answer = is_asked(question) and place not in self.state.read_only and HEAD_OF_A_TABLE not in question.appearance.split()
        if question.kind == "note" or not asked_for_answer:
            thing.look = "surveys/parts/note.html"
            thing.value = self.state.calculated.get(place, "") or (raw if isinstance(raw, str) else "")
            return thing
        thing.needed = place in self.state.required
        widget_for(thing, Given(question, _as_list(raw), self.laid.form, wording, self.state.choices.get(place), self.areas, self.seed))
        if question.choice_filter and self.laid.names_in(question.choice_filter) & self.here:
            # Which choices are left is known once this page is sent, or at once with a script: without one, all of them stand there.
            thing.filtered = True
            widget_for(thing, Given(question, _as_list(raw), self.laid.form, wording, None, self.areas, self.seed))
        return thing


def _is_row(item: Item) -> bool:
    return isinstance(item, Question) and bool(ROWS_OF_A_TABLE & set(item.appearance.split()))


def _counted(state: State, place: str) -> int:
    number = 0
    while f"{place}[{number + 1}]" in state.relevant:
        number += 1
    return number


def _as_list(raw: Any) -> list[str]:
    if isinstance(raw, str):
        return [raw] if raw else []
    return [str(each) for each in raw] if isinstance(raw, Sequence) else []


def with_first_turns(items: Sequence[Item], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with one empty turn where a repeat has none, so that there is something to write in."""
    found = dict(given)
    for item in items:
        inner = given.get(item.name)
        if isinstance(item, Group):
            found[item.name] = with_first_turns(item.items, inner if isinstance(inner, Mapping) else {})
        elif isinstance(item, Repeat) and (inner or not item.count):
            turns = inner if isinstance(inner, Sequence) and not isinstance(inner, str) and inner else [{}]
            found[item.name] = [with_first_turns(item.items, turn if isinstance(turn, Mapping) else {}) for turn in turns]
    return found
