"""The addresses of attendance."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.attendance.views import staff

app_name = "attendance"
urlpatterns = [
    path("staff/sessions/<int:pk>/count/", staff.count, name="count"),
    path("staff/attendance/", staff.trends, name="trends"),
]
