"""The addresses of partners."""

from __future__ import annotations

from django.urls import path

from commonshelf.community.partners.views import staff

app_name = "partners"
urlpatterns = [
    path("staff/partners/", staff.organizations, name="organizations"),
    path("staff/partners/new/", staff.add_organization, name="add_organization"),
    path("staff/partners/<int:pk>/", staff.organization, name="organization"),
    path("staff/partners/<int:pk>/contacts/new/", staff.add_contact, name="add_contact"),
    path("staff/partners/<int:pk>/interactions/new/", staff.log_interaction, name="log_interaction"),
]
