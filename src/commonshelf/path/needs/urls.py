"""The addresses of listening and of needs."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.needs.views import staff

app_name = "needs"
urlpatterns = [
    path("staff/needs/", staff.needs, name="needs"),
    path("staff/needs/new/", staff.name_need, name="name_need"),
    path("staff/needs/themes/", staff.themes, name="themes"),
    path("staff/needs/themes/new/", staff.add_theme, name="add_theme"),
    path("staff/needs/themes/<int:pk>/", staff.describe_theme, name="describe_theme"),
    path("staff/needs/voices/", staff.to_code, name="to_code"),
    path("staff/needs/voices/<uuid:pk>/", staff.code, name="code"),
    path("staff/needs/codings/<int:pk>/", staff.settle, name="settle"),
    path("staff/needs/<int:pk>/", staff.need, name="need"),
    path("staff/needs/<int:pk>/themes/", staff.add_evidence, name="add_evidence"),
    path("staff/needs/<int:pk>/close/", staff.close, name="close"),
    path("staff/needs/<int:pk>/reopen/", staff.reopen, name="reopen"),
]
