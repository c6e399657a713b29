"""The addresses of surveys."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.voices.surveys.views import public, staff
from commonshelf.path.voices.surveys.views.public.thanks import thanks

app_name = "surveys"
urlpatterns = [
    path("surveys/", public.open_surveys, name="open_surveys"),
    path("survey-thanks/", thanks, name="thanks"),
    path("surveys/<slug:slug>/", public.answer, name="answer"),
    path("staff/surveys/", staff.surveys, name="surveys"),
    path("staff/surveys/new/", staff.open_survey, name="open_survey"),
    path("staff/surveys/<int:pk>/", staff.survey, name="survey"),
    path("staff/surveys/<int:pk>/close/", staff.close, name="close"),
]
