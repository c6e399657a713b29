"""The addresses of places."""

from __future__ import annotations

from django.urls import path

from commonshelf.community.places.views import staff

app_name = "places"
urlpatterns = [
    path("staff/places/", staff.places, name="places"),
    path("staff/places/new/", staff.add_place, name="add_place"),
    path("staff/places/areas/new/", staff.add_area, name="add_area"),
]
