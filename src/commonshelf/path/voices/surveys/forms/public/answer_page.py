"""The page a person answers on, ready for its template: what to show, what is wrong, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import SystemRandom
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext as _

from commonshelf.common.dates.clock import now_here, today
from commonshelf.path.voices.surveys.forms.public.about import AboutForm
from commonshelf.path.voices.surveys.forms.public.drawing import TURN, Drawing, with_first_turns
from commonshelf.path.voices.surveys.forms.public.faults import SENTENCES, sentence_of
from commonshelf.path.voices.surveys.forms.public.laid import Laid, laid_out
from commonshelf.path.voices.surveys.forms.public.sent import Sent
from commonshelf.path.voices.surveys.forms.public.wording import Wording
from commonshelf.path.voices.surveys.queries.answering import form_of
from commonshelf.path.voices.surveys.queries.once import promise_of
from commonshelf.path.voices.surveys.terms.answering import MOST_TURNS_DRAWN
from commonshelf.questionnaire.answering import first_answers, page_document
from commonshelf.questionnaire.expressions import state_of
from commonshelf.questionnaire.languages import code_of, default_of, language_for
from commonshelf.questionnaire.paging import asked_pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from commonshelf.path.voices.surveys.forms.public.drawn import Thing
    from commonshelf.path.voices.surveys.queries.pages import Shown
    from commonshelf.questionnaire.answering import AnswerFault
    from commonshelf.questionnaire.expressions import State

LOTS = SystemRandom()


@dataclass(frozen=True)
class Wrong:
    """One line of what is wrong: the question, where it stands, and what to do."""

    ident: str
    label: str
    sentence: str


@dataclass
class AnswerPage:
    """One page of one survey for one person. It is called `form` in its template, for the head of the page asks a form whether it has errors."""

    shown: Shown
    laid: Laid
    sent: Sent
    about: AboutForm
    state: State
    wording: Wording
    faults: Sequence[AnswerFault] = ()
    refused: Sequence[str] = ()
    notice: str = ""
    things: list[Thing] = field(default_factory=list)
    order: tuple[int, ...] = ()
    too_many_turns: bool = False

    @property
    def errors(self) -> list[Wrong]:
        """Everything that is wrong, in the order of the page."""
        found = [Wrong("", "", sentence) for sentence in self.refused]
        for fault in self.faults:
            item = self.laid.item_at(fault.place)
            label = self.wording.plain(item.label, fault.place) if item is not None else ""
            found.append(Wrong(f"q-{fault.place}" if label else "", label, sentence_of(fault)))
        found += [
            Wrong(bound.first_id, str(bound.label), str(error))  # type: ignore[attr-defined]  # every field of the house is drawn by its own renderer
            for bound in self.about
            for error in bound.errors
        ]
        return found

    @property
    def last(self) -> bool:
        """Whether the answers are sent from here."""
        return self.sent.number == self.order[-1]

    @property
    def first(self) -> bool:
        """Whether nothing stands before this page."""
        return self.sent.number == self.order[0]

    @property
    def place(self) -> tuple[int, int]:
        """Which part this is, of about how many."""
        return sum(number <= self.sent.number for number in self.order) or 1, len(self.order)

    @property
    def furthest(self) -> str:
        """The last place on this page."""
        return _last_place(self.things) or "about"

    def new_turns(self) -> list[str]:
        """Return the places of turns that an answer of this page asks for, and that its reader has not seen yet.

        None where there are more than are taken: that is said first.
        """
        return [] if self.too_many_turns else [place for place in _counted_turns(self.things) if place not in self.sent.turns]

    @property
    def missing_language(self) -> str:
        """The language in which the questions are shown instead, by its own name, where they do not speak the reader's."""
        form, language = self.laid.form.questionnaire, get_language() or settings.LANGUAGE_CODE
        spoken = code_of(language_for(form, language) or form.default_language or settings.LANGUAGE_CODE)
        if spoken.partition("-")[0] == language.partition("-")[0]:
            return ""
        instead = code_of(default_of(form) or form.default_language or settings.LANGUAGE_CODE)
        return dict(settings.LANGUAGES).get(instead, instead)

    @property
    def instantly(self) -> dict[str, Any] | None:
        """What the browser needs to skip questions at once; nothing where no question hangs on another."""
        if not self.laid.works_out and not self.laid.pipes:
            return None
        document = page_document(
            self.laid.form,
            now=moment_of_answers(),
            today=today(),
            language=get_language() or settings.LANGUAGE_CODE,
            words={"missing": str(SENTENCES["missing"]), "failed": str(SENTENCES["failed"])},
            answers=self.state.answers if self.laid.by_section else {},
        )
        return {**document, "most": {"turns": MOST_TURNS_DRAWN, "turns_in_all": MOST_TURNS_DRAWN}}

    @property
    def promise(self) -> str:
        """What the library promises before the first question."""
        return promise_of(self.shown.survey)


def _last_place(things: Sequence[Thing]) -> str:
    return (_last_place(things[-1].items) or things[-1].place) if things else ""


def _counted_turns(things: Sequence[Thing]) -> list[str]:
    found = []
    for thing in things:
        if thing.look == TURN and not thing.can_remove:
            found.append(thing.place)
        found += _counted_turns(thing.items)
    return found


def moment_of_answers() -> datetime:
    """Return the moment that expressions may know: the last minute of the day, since we keep no hour of anybody."""
    return now_here().replace(hour=23, minute=59, second=0, microsecond=0)


def begun(shown: Shown, laid: Laid, *, counted: bool = True) -> Sent:
    """Return where somebody stands who has just opened the survey: before the first page, with what the questions say of themselves.

    `counted`: whether it is noted how far they came, if they leave.
    """
    language = language_for(laid.form.questionnaire, get_language() or settings.LANGUAGE_CODE)
    first = first_answers(
        laid.form, now=moment_of_answers(), today=today(), language=language, chance=LOTS.random, areas=shown.asked.areas or ()
    )
    return Sent(number=-1, given=first, attempt=uuid4() if counted else None)


def laid_of(shown: Shown) -> Laid:
    """Return how the survey's questions are laid out."""
    return laid_out(form_of(shown.asked).compiled, shown.survey.layout)


def answer_page(
    shown: Shown,
    sent: Sent,
    *,
    faults: Sequence[AnswerFault] = (),
    refused: Sequence[str] = (),
    notice: str = "",
    about: AboutForm | None = None,
) -> AnswerPage:
    """Return the page for what was sent, with its number moved to one on which something is asked."""
    laid = laid_of(shown)
    given = with_first_turns(laid.form.questionnaire.items, sent.given)
    language = language_for(laid.form.questionnaire, get_language() or settings.LANGUAGE_CODE)
    state = state_of(laid.form.plan, given, now=moment_of_answers(), today=today(), language=language, patient=True)
    wording = Wording(laid.form, state.answers, get_language() or settings.LANGUAGE_CODE)
    initial = {**sent.about, "sent_once": sent.sent_once}
    about = about or AboutForm(shown=shown, has_words=laid.has_words, initial=initial)
    page = AnswerPage(
        shown, laid, sent, about, state, wording, faults, refused, notice, order=page_order(laid, state, has_about=bool(about.groups))
    )
    if sent.number not in page.order:
        sent.number = next((number for number in page.order if number > sent.number), page.order[-1])
    if sent.number < len(laid.pages):
        here = laid.pages[sent.number]
        errors: dict[str, list[str]] = {}
        for fault in faults:
            errors.setdefault(fault.place, []).append(sentence_of(fault))
        drawing = Drawing(
            laid,
            here,
            wording=wording,
            state=state,
            given=given,
            errors=errors,
            areas=shown.asked.areas or (),
            seed=sent.sent_once.int % 2**31,
        )
        page.things, page.too_many_turns = drawing.things(), drawing.left_out
    return page


def page_order(laid: Laid, state: State, *, has_about: bool) -> tuple[int, ...]:
    """Return the pages that are asked as things stand; one page alone asks about the person as well."""
    if len(laid.pages) == 1 and not laid.by_section:
        return (0,)
    asked = asked_pages(laid.pages, state)
    return (*asked, len(laid.pages)) if has_about or not asked else asked


def context_of(page: AnswerPage, **more: Any) -> Mapping[str, Any]:
    """Return what the template of the page is given."""
    survey = page.shown.survey
    number, total = page.place
    return {
        "form": page,
        "survey": survey,
        "page": page,
        "progress": _("Part %(number)s of about %(total)s") % {"number": number, "total": total} if total > 1 else "",
        "language_form": "answers",
        "left": reverse("surveys:left", args=[survey.slug]) if survey.published else "",
        **more,
    }
