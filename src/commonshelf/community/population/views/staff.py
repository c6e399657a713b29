"""Who lives here: the numbers that the library holds what it hears against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.charts import Chart
from commonshelf.common.design.form_page import answer_form
from commonshelf.community.population import actions
from commonshelf.community.population.forms.staff import PopulationForm, as_typed
from commonshelf.community.population.queries import Margins, margins_now, margins_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest

VARIABLES_ON_A_PAGE = 25


class Drawn(NamedTuple):
    """A variable and its picture."""

    margins: Margins
    chart: Chart


@door("population.read_population")
def population(request: HttpRequest) -> HttpResponse:
    """Show the newest numbers of every variable, each as a picture and a table."""
    page = Paginator([_drawn(margins) for margins in margins_now().values()], VARIABLES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "population/staff/population.html", {"page": page})


def _drawn(margins: Margins) -> Drawn:
    rows = [(category.words, round(category.share * 100, 1)) for category in margins.categories]
    title = _("%(variable)s: shares of %(people)s people") % {"variable": margins.words, "people": f"{margins.people:,}"}
    return Drawn(margins, Chart(title=title, rows=rows, unit="%", row_title=margins.words))


@door("population.describe_population")
def describe(request: SignedInRequest) -> HttpResponse:
    """Write down a variable that nobody wrote down yet."""
    return _answer(request, PopulationForm(request.POST or None), {"earlier": None})


@door("population.describe_population")
def replace(request: SignedInRequest, variable: str) -> HttpResponse:
    """Change a variable, or write down its next year; the form holds the newest numbers."""
    earlier = margins_of(variable)
    if not earlier:
        raise Http404
    return _answer(request, PopulationForm(request.POST or None, initial=as_typed(earlier[0])), {"earlier": earlier})


def _answer(request: SignedInRequest, form: PopulationForm, context: dict[str, Any]) -> HttpResponse:
    def act(told: dict[str, Any]) -> str:
        actions.describe_population(by=request.user, **told)
        return reverse("population:population")

    said = _("The numbers are written down.")
    return answer_form(request, form, act=act, template="population/staff/describe.html", said=said, **context)


@door("population.remove_margin")
@require_POST
def remove(request: SignedInRequest, variable: str, year: int) -> HttpResponse:
    """Take out one year of a variable."""
    actions.remove_margin(variable=variable, year=year, by=request.user)
    messages.success(request, _("The numbers are taken out."))
    return redirect("population:population")
