"""What each kind of question is answered with."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.path.voices.surveys.forms.public.drawn import Option, Thing
from commonshelf.questionnaire.answering import choice_order
from commonshelf.questionnaire.answering.compiled import OTHER
from commonshelf.questionnaire.answering.numbers import as_kept
from commonshelf.questionnaire.answering.reading import range_part
from commonshelf.questionnaire.marks import NOT_SAID, is_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from commonshelf.path.voices.surveys.forms.public.wording import Wording
    from commonshelf.questionnaire.answering import Compiled
    from commonshelf.questionnaire.definition import Choice, Question

MOST_BUTTONS = 20  # a longer list is a box that opens, unless several may be ticked
MOST_STEPS = 11
MINIMAL = frozenset({"minimal", "autocomplete", "quick", "search"})
NEW = frozenset({"new", "new-front", "new-rear", "selfie", "signature", "draw", "annotate"})


class Given(NamedTuple):
    """A question with what is known of it on this page. `left` are the names that a filter leaves; None where nothing is filtered."""

    question: Question
    values: Sequence[str]
    form: Compiled
    wording: Wording
    left: Sequence[str] | None
    areas: Sequence[str]
    seed: int

    @property
    def value(self) -> str:
        """The one answer."""
        return self.values[0] if self.values else ""

    @property
    def looks(self) -> frozenset[str]:
        """The words of its appearance."""
        return frozenset(self.question.appearance.split())

    def choices(self) -> Sequence[Choice]:
        """Return what may be chosen, in the order in which this reader sees it."""
        offered = [choice for choice in self.form.choices_of(self.question) if self.left is None or choice.name in self.left]
        return choice_order(self.question, offered, self.seed)

    def label(self, choice: Choice, *, plain: bool = False) -> str:
        """Return the words of a choice."""
        words = self.wording.plain(choice.label) if plain else self.wording.html(choice.label)
        return words or (_("Other") if choice.name == OTHER else choice.name)


def widget_for(thing: Thing, given: Given) -> None:
    """Give a question the box or the buttons it is answered with."""
    WIDGETS.get(given.question.kind, _line)(thing, given)


def _line(thing: Thing, given: Given, kind: str = "text", **attributes: str) -> None:
    thing.widget, thing.value = "surveys/parts/line.html", given.value
    thing.attributes = {"type": kind, **attributes}


def _text(thing: Thing, given: Given) -> None:
    if "multiline" not in given.looks and (given.looks & {"numbers", "url", "short"} or not is_voice(given.question)):
        _line(thing, given, dir="auto", **({"inputmode": "decimal"} if "numbers" in given.looks else {}))
        return
    thing.widget, thing.value = "surveys/parts/box.html", given.value
    thing.attributes = {"rows": "5" if "multiline" in given.looks else "3", "data-limit": str(LONGEST_VOICE)}


def _integer(thing: Thing, given: Given) -> None:
    # No spinner: it turns when somebody scrolls, and knows the digits of one script alone.
    _line(thing, given, inputmode="numeric", **{"class": "short"})


def _decimal(thing: Thing, given: Given) -> None:
    _line(thing, given, inputmode="decimal", **{"class": "short"})


def _date(thing: Thing, given: Given) -> None:
    if "year" in given.looks:
        _line(thing, given._replace(values=[given.value[:4]]), inputmode="numeric", **{"class": "short"})
    elif "month-year" in given.looks:
        _line(thing, given._replace(values=[given.value[:7]]), "month")
    else:
        _line(thing, given, "date")


def _one(thing: Thing, given: Given) -> None:
    choices = given.choices()
    boxed = bool(given.looks & MINIMAL) or len(choices) > MOST_BUTTONS
    options = [Option(choice.name, given.label(choice, plain=boxed), choice.name == given.value) for choice in choices]
    free = not thing.needed and all(choice.name != NOT_SAID for choice in choices)
    _offered(thing, given, options, boxed=boxed, free=free)


def _offered(thing: Thing, given: Given, options: list[Option], *, boxed: bool, free: bool) -> None:
    """Draw options as buttons, or in a box that opens. Without “no answer” among them nobody could take back what they chose."""
    if boxed:
        thing.widget = "surveys/parts/pick.html"
        thing.options = [Option("", _("No answer") if free else _("Please choose"), not given.value), *options]
        return
    thing.widget, thing.attributes = "surveys/parts/choices.html", {"type": "radio"}
    thing.options = [*options, Option("", _("No answer"), not given.value)] if free else options


def _several(thing: Thing, given: Given) -> None:
    thing.widget, thing.attributes = "surveys/parts/choices.html", {"type": "checkbox"}
    thing.options = [Option(choice.name, given.label(choice), choice.name in given.values) for choice in given.choices()]


def _rank(thing: Thing, given: Given) -> None:
    choices = [(choice.name, given.label(choice, plain=True)) for choice in given.choices()]
    chosen = [*given.values, *[""] * len(choices)]
    thing.widget = "surveys/parts/rank.html"
    thing.positions = [
        (
            _("Place %(number)s") % {"number": at + 1},
            [Option("", "–", not chosen[at]), *(Option(name, label, name == chosen[at]) for name, label in choices)],
        )
        for at in range(len(choices))
    ]


def _range(thing: Thing, given: Given) -> None:
    least, most, step = (range_part(given.question, part) for part in ("start", "end", "step"))
    step = abs(step) or Decimal(1)
    steps = int(abs(most - least) / step) + 1
    if steps <= MOST_STEPS:
        way = step if most >= least else -step
        names = [as_kept(least + at * way) for at in range(steps)]
        thing.css = f"{thing.css} field--steps".strip()
        _offered(thing, given, [Option(name, name, name == given.value) for name in names], boxed=False, free=not thing.needed)
        return
    _line(thing, given, inputmode="decimal", **{"class": "short"})
    thing.hint = thing.hint or _("A number from %(least)s to %(most)s.") % {"least": as_kept(least), "most": as_kept(most)}


def _tick(thing: Thing, given: Given) -> None:
    thing.widget, thing.css = "surveys/parts/tick.html", f"{thing.css} field--tick".strip()
    thing.value = "OK" if given.values else ""


def _area(thing: Thing, given: Given) -> None:
    """Ask for a part of town: the house keeps no coordinates of anybody."""
    options = [Option(name, name, name == given.value) for name in given.areas]
    _offered(thing, given, options, boxed=len(options) > MOST_STEPS, free=not thing.needed)


def _file(thing: Thing, given: Given) -> None:
    kind = given.question.kind
    thing.widget, thing.kept = "surveys/parts/file.html", given.value
    thing.attributes = {} if kind == "file" else {"accept": f"{kind}/*"}
    if kind != "file" and given.looks & NEW:
        thing.attributes = {**thing.attributes, "capture": "user" if given.looks & {"selfie", "new-front"} else "environment"}


WIDGETS: dict[str, Callable[[Thing, Given], None]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "time": lambda thing, given: _line(thing, given, "time"),
    "dateTime": lambda thing, given: _line(thing, given, "datetime-local"),
    "select_one": _one,
    "select_multiple": _several,
    "rank": _rank,
    "range": _range,
    "acknowledge": _tick,
    "geopoint": _area,
    "image": _file,
    "audio": _file,
    "video": _file,
    "file": _file,
    "phonenumber": lambda thing, given: _line(thing, given, "tel", dir="ltr"),
    "email": lambda thing, given: _line(thing, given, "email", dir="ltr"),
}
