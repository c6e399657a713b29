"""Results while a survey runs: who answered, how far people came, and what they said, question by question."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.template.defaultfilters import date as date_words
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.accounts.rules import may
from commonshelf.common.design.charts import Chart
from commonshelf.common.library.queries import the_library
from commonshelf.community.population.queries import margins_now
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.tabulating import counts_to_show
from commonshelf.path.voices.surveys.analysis.by_group import split
from commonshelf.path.voices.surveys.analysis.figures import Reckoner
from commonshelf.path.voices.surveys.analysis.frame import frame_of
from commonshelf.path.voices.surveys.analysis.overview import counts_by
from commonshelf.path.voices.surveys.analysis.raking import raked
from commonshelf.path.voices.surveys.queries.results import has_public_results, left_at, survey_with_results
from commonshelf.path.voices.surveys.terms import Disposition
from commonshelf.path.voices.surveys.views.grouped_results import area_names, fact_titles, fact_values, groups_asked_for, ways_to_group
from commonshelf.path.voices.surveys.views.number_words import percent
from commonshelf.path.voices.surveys.views.shown_results import Shower, Told
from commonshelf.path.voices.surveys.views.staff.compared_waves import only_comparable
from commonshelf.path.voices.surveys.views.told_weighting import told_weighting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.actions.tabulating import Counts
    from commonshelf.path.voices.surveys.analysis.pool import Pool
    from commonshelf.path.voices.surveys.models import Survey

QUESTIONS_ON_A_PAGE = 25
ANSWERS_ON_A_PAGE = 25
MOST_PLACES_LEFT = 15


@door("surveys.read_results")
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the counts of now, or how far counting has come."""
    survey = survey_with_results(pk, request.user)
    counts = counts_to_show(survey=survey)
    threshold = the_library().suppression_threshold
    context: dict[str, Any] = {"survey": survey, "counts": counts, "threshold": threshold} | _set_apart(counts)
    context["is_public"] = has_public_results(survey)
    context["may_read"] = may(request.user, "ledger.read_voices")
    if counts.pool is not None and counts.pool.responses >= threshold:
        context |= _questions(request, survey, counts.pool, threshold)
        if context["page"].number == 1:
            context |= _overview(counts, counts.pool, threshold)
    return render(request, "surveys/staff/results.html", context)


def _set_apart(counts: Counts) -> dict[str, int]:
    """Return how many responses are not counted, and why."""

    def number(disposition: Disposition) -> int:
        return sum(version.dispositions.get(disposition, 0) for version in counts.versions)

    rows = sum(version.rows for version in counts.versions)
    responses = counts.pool.responses if counts.pool else 0
    return {
        "responses": responses,
        "screened_out": number(Disposition.SCREENED_OUT),
        "withdrawn": number(Disposition.WITHDRAWN),
        "corrected": rows - responses if counts.pool and not counts.waiting else 0,
        "newer": rows - responses if counts.waiting else 0,
    }


def _questions(request: HttpRequest, survey: Survey, pool: Pool, threshold: int) -> dict[str, Any]:
    """Return the questions of one page, weighted where that can be, and by group where a reader asked for that."""
    counted = pool.frame.counted
    numbers = {each.place: at for at, each in enumerate(counted, start=1)}
    page = Paginator(counted, QUESTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    weighted = raked(pool, margins_now(), area_names(), threshold)
    reckoner = Reckoner(pool, threshold, weighted.weights, weighted.sides)
    figures = [reckoner.figures(each) for each in page]
    by, groups = groups_asked_for(request.GET.get("by", ""), pool, threshold)
    splits = {each.counted.place: split(pool, each, groups, threshold) for each in figures if by != each.counted.place} if groups else {}
    shower = Shower(pool.frame, splits, groups.names if groups else ())
    index = [(at, (at - 1) // QUESTIONS_ON_A_PAGE + 1, shower.heading(each)) for at, each in enumerate(counted, start=1)]
    blocks = shower.blocks(figures, numbers)
    return {
        "page": page,
        "blocks": only_comparable(blocks, survey, groups) if by == "wave" and groups else blocks,
        "index": index,
        "weighting": told_weighting(weighted),
        "ways": ways_to_group(pool, shower),
        "by": by,
        "groups": groups,
        "no_groups": bool(by) and groups is None,
    }


def _overview(counts: Counts, pool: Pool, threshold: int) -> dict[str, Any]:
    """Return pictures of who answered, and of where people stopped who sent nothing."""
    titles = {"week": _("When responses came, by week"), **fact_titles()}
    charts = [_chart(title, counts_by(pool, fact, threshold), fact_values(fact)) for fact, title in titles.items()]
    return {"charts": [chart for chart in charts if len(chart.rows) > 1 or chart.rows[0][1]], **_stopped(counts, pool, threshold)}


def _chart(title: str, counted: list[tuple[str, int | None]], named: dict[str, str]) -> Chart:
    rows = [(named.get(value) or _value_words(value), count) for value, count in counted]
    return Chart(title=title, rows=rows, unit=_("people"), missing=_("too few to show"))


def _value_words(value: str) -> str:
    if not value:
        return _("Not told")
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return value
    return _("Week of %(day)s") % {"day": date_words(day, "SHORT_DATE_FORMAT")}


def _stopped(counts: Counts, pool: Pool, threshold: int) -> dict[str, Any]:
    """Return how many began and sent nothing, and after which question they left. They gave no answer and told nothing about themselves."""
    left: dict[str, int] = {}
    for version in counts.versions:
        for place, count in left_at(version.questionnaire).items():
            left[place] = left.get(place, 0) + count
    broke_off = sum(left.values())
    begun = broke_off + pool.responses
    told = {"broke_off": broke_off, "begun": begun, "finished_words": percent(pool.responses / begun)}
    if broke_off < threshold:
        return told | {"left": None}
    shower = Shower(pool.frame)
    rows = [(shower.heading(each).words, left[each.place]) for each in pool.frame.counted if each.place in left]
    most = sorted(rows, key=lambda row: -row[1])[:MOST_PLACES_LEFT]
    shown = [row for row in rows if row in most]
    return told | {"left": Chart(title=_("Where people stopped who sent nothing"), rows=shown, unit=_("people")) if shown else None}


@door("surveys.read_results")
def open_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """List what people wrote, for those who may read voices."""
    survey = survey_with_results(pk, request.user)
    answers = queries.open_answers_of(survey, request.user)
    place = request.GET.get("question", "")
    if place:
        answers = answers.filter(place=place)
    page = Paginator(answers, ANSWERS_ON_A_PAGE).get_page(request.GET.get("page"))
    shower = Shower(frame_of(queries.questionnaire_of(survey), ()))
    headings = {each.place: shower.heading(each) for each in shower.frame.counted}
    written = [(headings.get(_bare(answer.place), Told(answer.place, shower.language)), answer) for answer in page]
    return render(request, "surveys/staff/open_answers.html", {"survey": survey, "page": page, "written": written})


def _bare(place: str) -> str:
    return "/".join(step.partition("[")[0] for step in place.split("/"))
