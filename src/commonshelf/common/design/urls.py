"""The addresses of design."""

from __future__ import annotations

from django.urls import path

from commonshelf.common.design.views import public, staff

app_name = "design"
urlpatterns = [
    path("language/", public.set_language, name="set_language"),
    path("styleguide/", staff.styleguide, name="styleguide"),
]
