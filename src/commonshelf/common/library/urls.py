"""The address of the library's own settings."""

from __future__ import annotations

from django.urls import path

from commonshelf.common.library.views import staff

app_name = "library"
urlpatterns = [path("staff/settings/", staff.settings, name="settings")]
