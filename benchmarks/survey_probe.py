"""The bare probe: the least that Django can do for a survey. `python -m benchmarks.survey_probe` makes its table; servers take `application`.

The page is rendered once and kept, with a new forgery token put in for each visitor. Nothing is checked but that token; a response is one row
with one JSON document; the thanks are the same for everybody. It is a limit, not a product: no validation, no receipt, no languages.
It runs in the peers' environment too (gunicorn), so only Django and the standard library are used here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import ClassVar

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template import Context, Template
from django.urls import path

from benchmarks.survey_django import settings_for
from benchmarks.survey_questions import QUESTIONS, SLUG, TITLE

if not settings.configured:
    settings.configure(**settings_for(os.environ["SURVEY_DATABASE"], urls=__name__))
    django.setup()

TOKEN = b"the-token-goes-here"
THANKS = b"<!doctype html><html lang='en'><title>Thank you</title><h1>Thank you. Your answers are with us.</h1></html>"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="the-token-goes-here">
{% for asked in questions %}{% with name=forloop.counter0 %}<fieldset><legend>{{ asked.label }}</legend>
{% for choice in asked.choices %}<label><input type="{% if asked.kind == 'one' %}radio{% else %}checkbox{% endif %}" name="q{{ name }}"
 value="{{ forloop.counter0 }}"> {{ choice }}</label>
{% empty %}{% if asked.kind == "number" %}<input type="number" name="q{{ name }}">{% else %}<textarea name="q{{ name }}" rows="4"></textarea>
{% endif %}{% endfor %}</fieldset>{% endwith %}{% endfor %}<button>Send my answers</button></form></main></body></html>"""


class Row(models.Model):
    """One response."""

    objects: ClassVar[models.Manager[Row]] = models.Manager()
    answers = models.JSONField()

    class Meta:
        app_label = "probe"

    def __str__(self) -> str:
        return str(self.pk)


@lru_cache(maxsize=1)
def kept_page() -> tuple[bytes, bytes]:
    """Return the page before and after the place of the token."""
    before, _mark, after = Template(PAGE).render(Context({"title": TITLE, "questions": QUESTIONS})).encode().partition(TOKEN)
    return before, after


def survey(request: HttpRequest) -> HttpResponse:
    """Show the page, or keep what was sent as it came."""
    if request.method == "POST":
        Row.objects.create(answers={name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"})
        return HttpResponseRedirect("/thanks/")
    before, after = kept_page()
    return HttpResponse(before + get_token(request).encode() + after)


def thanks(_request: HttpRequest) -> HttpResponse:
    """Thank."""
    return HttpResponse(THANKS)


urlpatterns = [path(f"surveys/{SLUG}/", survey), path("thanks/", thanks)]
application = get_wsgi_application()

if __name__ == "__main__":
    with connection.schema_editor() as editor:
        editor.create_model(Row)
