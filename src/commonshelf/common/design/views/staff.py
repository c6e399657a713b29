"""The page on which developers see every part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.paginator import Paginator
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.utils.translation import gettext_lazy as _

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.charts import Chart
from commonshelf.common.design.forms.staff import SpecimenForm
from commonshelf.common.design.specimens import ADDED, Added

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise


class Specimen(NamedTuple):
    """A part as the style guide shows it; what is shown is drawn from the very markup that is printed."""

    key: str
    title: Promise
    use: Promise
    shown: str
    markup: str


PARTS = [
    ("motifs", _("Colors"), _("Only tokens.css names a color. Each has a light and a dark value, and a test measures every pair.")),
    ("type", _("Type"), _("A serif of the reader's own machine for headings, a plain face for text.")),
    ("dots", _("Seven dots"), _("On every voice, need, decision and program, filled as far as it has come. path_line says the words too.")),
    (
        "thread",
        _("Thread"),
        _("What became of one thing, step after step. A step that holds an empty-state (or has the class waiting) is still to come."),
    ),
    ("quote", _("Voice"), _("What somebody said, as they said it, with its language.")),
    ("buttons", _("Buttons"), _("One main thing on a page; the others are quiet.")),
    ("badges", _("Badges"), _("A state in one or two words; the sign says what the color says.")),
    ("messages", _("Messages"), _("What just happened, and what to know before you go on.")),
    ("cards", _("Cards"), _("A list of things that each have a page.")),
    ("facts", _("Facts"), _("What is known of one thing.")),
    ("figures", _("Figures"), _("A few big numbers, each with what it counts.")),
    ("table", _("Table"), _("Numbers stand at the end of their column. A wide table scrolls by itself, also by keyboard.")),
    ("bar_chart", _("Bars"), _("A table whose rows carry their bars: picture and numbers are one thing.")),
    ("line_chart", _("Line"), _("Counts over time. What was not counted is a gap, never a zero.")),
    ("form", _("Form"), _("Label, hint, box. What is needed says so in words.")),
    ("form_errors", _("Form with mistakes"), _("A list at the top that leads to each field; nothing typed is lost.")),
    ("confirm", _("Asking again"), _("Before something that cannot be undone. Both open without a script.")),
    ("empty", _("Nothing here yet"), _("An empty list says why, and what to do.")),
    ("wayfinding", _("Wayfinding"), _("The pages above this one, and the pages of a long list.")),
    ("code", _("Receipt"), _("A code to write down.")),
]
COLORS = ["paper", "surface", "sunk", "ink", "ink-soft", "accent", "accent-soft", "warm", "warm-soft", "danger", "danger-soft"]


def _charts() -> dict[str, Chart]:
    """Return a chart of each kind, with a number that is missing."""
    answers: list[tuple[str | Promise, float | None]] = [
        (_("Longer hours on Saturday"), 41),
        (_("Picture books in Vietnamese"), 27),
        (_("A club about crime novels"), 12.5),
        (_("A quiet room"), None),
    ]
    weeks = [14, 12, 13, 9, 8, None, 6, 5, 11, 15, 17, 18]
    return {
        "bars": Chart(title=_("What people asked for"), rows=answers, unit=_("voices"), marked=frozenset({str(answers[1][0])})),
        "line": Chart(
            title=_("Book club, week by week"),
            rows=[(f"W{week}", count) for week, count in enumerate(weeks, start=1)],
            unit=_("people"),
            note=_("Nobody counted in week 6."),
            marks={"W9": _("two themed clubs begin")},
        ),
    }


@open_to_all
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every part of the design system with its markup."""
    context = {
        **_charts(),
        "colors": COLORS,
        "form": SpecimenForm(),
        "wrong_form": SpecimenForm({"wrong-name": "Amina"}, prefix="wrong"),
        "page": Paginator(range(60), 25).get_page(request.GET.get("page", "2")),
    }
    parts = [
        _specimen(Added(key, title, use, f"design/staff/examples/{key}.html", dict, ""), context, request) for key, title, use in PARTS
    ]
    parts += [_specimen(added, context, request) for added in ADDED.values()]
    styles = sorted({added.stylesheet for added in ADDED.values()})
    return render(request, "design/staff/styleguide.html", {"parts": parts, "styles": styles})


def _specimen(part: Added, context: dict[str, Any], request: HttpRequest) -> Specimen:
    markup = get_template(part.template).template.source.replace("{% load i18n %}", "").strip()  # type: ignore[attr-defined]  # Django's own engine has it
    return Specimen(part.key, part.title, part.use, render_to_string(part.template, {**context, **part.context()}, request), markup)
