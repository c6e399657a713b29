"""The addresses of forums."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.voices.forums.views import staff

app_name = "forums"
urlpatterns = [
    path("staff/forums/", staff.forums, name="forums"),
    path("staff/forums/new/", staff.hold, name="hold"),
    path("staff/forums/<int:pk>/", staff.forum, name="forum"),
    path("staff/forums/<int:pk>/tables/<int:number>/", staff.note, name="note"),
]
