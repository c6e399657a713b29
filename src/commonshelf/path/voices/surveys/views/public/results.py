"""What a survey found, for everybody, where the library wishes it: the same figures as staff see, and the few words that everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.library.queries import the_library
from commonshelf.community.population.queries import margins_now
from commonshelf.path.voices.surveys.actions.tabulating import counts_to_show
from commonshelf.path.voices.surveys.analysis.figures import Reckoner
from commonshelf.path.voices.surveys.analysis.pool import Pool
from commonshelf.path.voices.surveys.analysis.raking import raked
from commonshelf.path.voices.surveys.queries.results import (
    has_public_results,
    public_after,
    survey_with_public_results,
    words_for_everybody,
)
from commonshelf.path.voices.surveys.views.grouped_results import area_names
from commonshelf.path.voices.surveys.views.shown_results import Shower
from commonshelf.path.voices.surveys.views.told_weighting import told_weighting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.actions.tabulating import Counts

QUESTIONS_ON_A_PAGE = 15
QUOTES_TO_A_QUESTION = 5


@open_to_all
def public_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what people chose, with everything hidden that would tell on somebody."""
    survey = survey_with_public_results(slug)
    if not has_public_results(survey):
        return render(request, "surveys/results.html", {"survey": survey, "public_after": public_after(survey)})
    counts = counts_to_show(survey=survey)
    threshold = the_library().suppression_threshold
    context = {"survey": survey, "threshold": threshold, "counts": counts}
    pool = _asked_here(counts)
    if pool is not None and pool.responses >= threshold:
        numbers = {each.place: at for at, each in enumerate(pool.frame.counted, start=1)}
        page = Paginator(pool.frame.counted, QUESTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
        weighted = raked(pool, margins_now(), area_names(), threshold)
        reckoner = Reckoner(pool, threshold, weighted.weights, weighted.sides)
        shower = Shower(pool.frame, quotes=words_for_everybody(survey, most=QUOTES_TO_A_QUESTION))
        blocks = shower.blocks([reckoner.figures(each) for each in page], numbers)
        context |= {"page": page, "blocks": blocks, "responses": pool.responses, "weighting": told_weighting(weighted)}
    return render(request, "surveys/results.html", context)


def _asked_here(counts: Counts) -> Pool | None:
    """Return what people answered here, without what came from files; of a survey that was never asked here, all of it.

    A file is brought in long after people read these numbers: whoever looked before and after would read the answers of the file off the difference.
    """
    here = {version.questionnaire.version for version in counts.versions if version.questionnaire.file_id is None}
    if counts.pool is None or not here:
        return counts.pool
    return Pool([part for part in counts.pool.parts if part.version in here])
