"""The pictures of survey results, as the style guide shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from commonshelf.common.design.specimens import Added, show_on_styleguide
from commonshelf.path.voices.surveys.analysis.figures import Row, Share, share_of
from commonshelf.path.voices.surveys.views.number_words import number, place_on_bar
from commonshelf.path.voices.surveys.views.shown_results import Card, Line, Scale, Segment, ShownSplit, Told, measured, split_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLES = "surveys/results.css"


def add_to_styleguide() -> None:
    """Hand the pictures of results to the style guide."""
    show_on_styleguide(
        Added(
            "survey_question",
            gettext_lazy("Question of a survey"),
            gettext_lazy(
                "Each answer with its bar, its interval as a thin line, and the weighted share as an upright one. By group below."
            ),
            "surveys/staff/examples/question.html",
            _question,
            STYLES,
        )
    )
    show_on_styleguide(
        Added(
            "survey_scale",
            gettext_lazy("Scale of a survey"),
            gettext_lazy("Rows of one scale beneath each other, each as one bar of its steps. A row with something hidden has no bar."),
            "surveys/staff/examples/scale.html",
            _scale,
            STYLES,
        )
    )


def _told(words: str) -> Told:
    return Told(words, "")


def _lines(counts: Sequence[tuple[str, int | None]], weighted: Sequence[float] = ()) -> tuple[Line, ...]:
    whole = sum(count or 0 for _words, count in counts)
    found = []
    for at, (words, count) in enumerate(counts):
        raked = Share(weighted[at], weighted[at], weighted[at]) if weighted and count else None
        found.append(measured(Line(_told(words)), Row(at + 1, count, share_of(count, whole) if count else None, raked)))
    return tuple(found)


def _answered(people: int) -> str:
    return ngettext("%(number)s person answered.", "%(number)s people answered.", people) % {"number": number(people)}


def _question() -> dict[str, Any]:
    asked = [_("Longer hours on Saturday"), _("Picture books in Vietnamese"), _("A quiet room")]
    lines = _lines([(asked[0], 41), (asked[1], 27), (asked[2], None)], (0.52, 0.48, 0))
    cells = tuple(
        (_told(words), tuple(split_cell((count, share_of(count, 34)), 34) for count in by))
        for words, by in zip(asked, ((21, 20), (13, 14)), strict=False)
    )
    split = ShownSplit((_("Adults"), _("Teens")), (number(34), number(34)), cells)
    return {"card": Card(1, "wanted", _told(_("What people asked for")), "one", lines, (), _answered(68), is_raked=True, split=split)}


def _scale() -> dict[str, Any]:
    steps = [_("Disagree"), _("Neither"), _("Agree")]
    rows = []
    for at, (words, counts) in enumerate(((_("The rooms are quiet"), (12, 20, 36)), (_("The hours suit me"), (30, 18, 20))), start=1):
        lines = _lines(list(zip(steps, counts, strict=True)))
        card = Card(at, f"row{at}", _told(words), "one", lines, (), _answered(sum(counts)))
        rows.append((card, _bar(counts)))
    few = Card(3, "row3", _told(_("A quiet room")), "one", (), (), silent=_("Too few people have answered this to show it."))
    return {"scale": Scale(_told(_("How far do you agree?")), tuple(map(_told, steps)), (*rows, (few, ())))}


def _bar(counts: Sequence[int]) -> tuple[Segment, ...]:
    whole = sum(counts)
    starts = [sum(counts[:at]) / whole for at in range(len(counts))]
    return tuple(
        Segment(place_on_bar(start), place_on_bar(count / whole), at)
        for at, (start, count) in enumerate(zip(starts, counts, strict=True), start=1)
    )
