"""The addresses of imports."""

from __future__ import annotations

from django.urls import path

from commonshelf.common.imports.views import staff

app_name = "imports"
urlpatterns = [
    path("staff/import/", staff.import_file, name="import_file"),
    path("staff/imports/", staff.files, name="files"),
    path("staff/imports/<int:pk>/", staff.file, name="file"),
]
