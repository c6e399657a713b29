"""The addresses of outcomes."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.outcomes.views import public, staff

app_name = "outcomes"
urlpatterns = [
    path("after/<int:pk>/", public.tell, name="tell"),
    path("staff/outcomes/", staff.outcomes, name="outcomes"),
]
