"""The address of the audit log."""

from __future__ import annotations

from django.urls import path

from commonshelf.common.log.views import staff

app_name = "log"
urlpatterns = [path("staff/log/", staff.entries, name="entries")]
