"""The addresses of who lives here."""

from __future__ import annotations

from django.urls import path

from commonshelf.community.population.views import staff

app_name = "population"
urlpatterns = [
    path("staff/population/", staff.population, name="population"),
    path("staff/population/new/", staff.describe, name="describe"),
    path("staff/population/of/<slug:variable>/", staff.replace, name="replace"),
    path("staff/population/of/<slug:variable>/<int:year>/remove/", staff.remove, name="remove"),
]
