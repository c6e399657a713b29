"""By whom results can be split, in words: by what the house knows of a response, or by the answer to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import gettext as _

from commonshelf.community.places.queries import areas
from commonshelf.path.voices.ledger.terms import AgeBand, LibraryUse
from commonshelf.path.voices.surveys.analysis.by_group import groups_of
from commonshelf.path.voices.surveys.terms import Mode

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.analysis.by_group import Groups
    from commonshelf.path.voices.surveys.analysis.pool import Pool
    from commonshelf.path.voices.surveys.views.shown_results import Shower

MOST_CHOICES: Final = 12


def fact_titles() -> dict[str, str]:
    """Return what the house knows of a response, in words."""
    return {
        "mode": _("How people answered"),
        "language": _("In which language"),
        "area": _("Where people live"),
        "age_band": _("How old they are"),
        "library_use": _("How they use the library"),
        "wave": _("In which wave"),
    }


def fact_values(fact: str) -> dict[str, str]:
    """Return the words of the values of one of these."""
    if fact == "area":
        return area_names()
    if fact == "language":
        return dict(settings.LANGUAGES)
    listed = {"mode": Mode.choices, "age_band": AgeBand.choices, "library_use": LibraryUse.choices}
    return {str(value): str(label) for value, label in listed.get(fact, [])}


def area_names() -> dict[str, str]:
    """Return the names of the parts of town by their key."""
    return {str(area.pk): area.name for area in areas()}


def ways_to_group(pool: Pool, shower: Shower) -> list[tuple[str, str]]:
    """Return by what a reader may split the results: facts of the house, then the questions that take one of a few choices."""
    asked = [each for each in pool.frame.counted if each.sort == "one" and len(each.choices) <= MOST_CHOICES]
    return [*fact_titles().items(), *((each.place, shower.heading(each).words) for each in asked)]


def groups_asked_for(by: str, pool: Pool, threshold: int) -> tuple[str, Groups | None]:
    """Return by what to split, and the groups; "" where nothing was asked for that there is, and no groups where too few are large enough."""
    other = _("Smaller groups together")
    if by in fact_titles():
        named = {"": _("Not told"), **fact_values(by)}
        return by, groups_of(pool.fact(by).to_list(), named, threshold, other=other)
    counted = pool.frame.at(by)
    if counted is None or counted.sort != "one":
        return "", None
    from_choices = {str(at): choice for at, choice in enumerate(counted.choices, start=1)}
    said = {at: next((words for words in choice.label.values() if words), choice.name) for at, choice in from_choices.items()}
    named = {"0": _("No answer"), str(len(from_choices) + 1): _("Something else"), **said}
    return by, groups_of([str(code) for code in pool.codes(counted).tolist()], named, threshold, other=other)
