"""The addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.voices.ledger.views import public, staff

app_name = "ledger"
urlpatterns = [
    path("have-your-say/", public.have_your_say, name="have_your_say"),
    path("have-your-say/thanks/", public.thanks, name="thanks"),
    path("staff/voices/", staff.voices, name="voices"),
    path("staff/voices/note/", staff.note, name="note"),
    path("staff/voices/<uuid:pk>/show/", staff.show, name="show"),
]
