"""What a librarian does next with a survey, each as a sentence that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.building import newest_version, untranslated, what_is_not_ready
from commonshelf.path.voices.surveys.terms import SurveyState

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.models import Survey


def next_steps(survey: Survey, state: SurveyState) -> list[tuple[str, str]]:
    """Return what is to be done, in the order in which it is done best."""
    if state == SurveyState.BROUGHT_IN:
        return []
    version = newest_version(survey)
    definition = definition_of(version) if version else None
    found: list[tuple[str, str]] = []

    def add(sentence: str, page: str, more: str = "") -> None:
        found.append((sentence, reverse(f"surveys:{page}", args=[survey.pk]) + more))

    if version is None or definition is None or not definition.items:
        add(_("Write the first question"), "build")
        return found
    in_works = not version.released
    if in_works and (faults := len(what_is_not_ready(version))):
        add(
            ngettext("Mend %(number)s thing in the questions", "Mend %(number)s things in the questions", faults) % {"number": faults},
            "build",
        )
    for gap in untranslated(definition, version.marks):
        if number := gap.missing + gap.stale:
            sentence = ngettext("%(language)s: translate %(number)s text", "%(language)s: translate %(number)s texts", number)
            add(sentence % {"language": gap.name, "number": number}, "translate", f"?language={gap.language}&only=open")
    if in_works:
        add(_("Try it out as people will see it"), "try_out")
        add(_("Open the survey") if state == SurveyState.DRAFT else _("Release the new version"), "open_survey")
    elif state == SurveyState.CLOSED:
        add(_("Ask again in a new wave"), "waves")
    return found
