"""django-form-surveys (djf_surveys) as its documentation sets it up: `python -m benchmarks.survey_djf` makes the survey; gunicorn takes `application`.

It runs in the peer's own environment, so only Django, the peer and the standard library are used here.
"""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

from benchmarks.survey_django import settings_for
from benchmarks.survey_questions import NUMBER, ONE, QUESTIONS, SEVERAL, SLUG, TEXT, TITLE

if not settings.configured:
    context = ("djf_surveys.context_processors.surveys_context",)
    settings.configure(**settings_for(os.environ["SURVEY_DATABASE"], urls=__name__, apps=("djf_surveys", "tinymce"), context=context))
    django.setup()

from djf_surveys.models import TYPE_FIELD, Question, Survey  # type: ignore[import-not-found]  # it lives in the peer's environment alone

KINDS = {ONE: TYPE_FIELD.radio, SEVERAL: TYPE_FIELD.multi_select, NUMBER: TYPE_FIELD.number, TEXT: TYPE_FIELD.text_area}

urlpatterns = [path("surveys/", include("djf_surveys.urls"))]
application = get_wsgi_application()


def main() -> None:
    """Make the tables and the survey, open to everybody, each question required as it is there unless one says otherwise."""
    call_command("migrate", interactive=False, verbosity=0)
    survey = Survey.objects.create(name=TITLE, slug=SLUG, description=TITLE, can_anonymous_user=True, duplicate_entry=True)
    for place, asked in enumerate(QUESTIONS):
        choices = ", ".join(asked.choices)
        Question.objects.create(survey=survey, label=asked.label, type_field=KINDS[asked.kind], choices=choices, ordering=place)


if __name__ == "__main__":
    main()
