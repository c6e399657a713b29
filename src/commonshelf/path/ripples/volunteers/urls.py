"""The addresses of volunteer hours."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.ripples.volunteers.views import staff

app_name = "volunteers"
urlpatterns = [
    path("staff/volunteers/", staff.hours, name="hours"),
    path("staff/volunteers/claim/", staff.claim, name="claim"),
    path("staff/volunteers/roles/new/", staff.offer_role, name="offer_role"),
    path("staff/volunteers/persons/new/", staff.new_person, name="new_person"),
    path("staff/volunteers/<int:pk>/settle/", staff.settle, name="settle"),
]
