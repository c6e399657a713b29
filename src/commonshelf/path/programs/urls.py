"""The addresses of programs."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.programs.views import public, staff

app_name = "programs"
urlpatterns = [
    path("whats-on/", public.whats_on, name="whats_on"),
    path("programs/<int:pk>/", public.program, name="program"),
    path("sessions/<int:pk>/register/", public.register, name="register"),
    path("registrations/<str:token>/", public.registration, name="registration"),
    path("registrations/<str:token>/thanks/", public.thanks, name="thanks"),
    path("staff/programs/", staff.programs, name="programs"),
    path("staff/programs/new/", staff.offer, name="offer"),
    path("staff/programs/<int:pk>/", staff.program, name="staff_program"),
    path("staff/programs/<int:pk>/schedule/", staff.schedule, name="schedule"),
    path("staff/series/<int:pk>/end/", staff.end_series, name="end_series"),
    path("staff/sessions/<int:pk>/", staff.session, name="session"),
    path("staff/sessions/<int:pk>/cancel/", staff.cancel, name="cancel"),
    path("staff/registrations/<int:pk>/cancel/", staff.cancel_registration, name="cancel_registration"),
    path("staff/accommodations/<int:pk>/arrange/", staff.arrange, name="arrange"),
]
