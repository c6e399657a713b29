"""The addresses of letters."""

from __future__ import annotations

from django.urls import path

from commonshelf.telling.letters.views import public, staff

app_name = "letters"
urlpatterns = [
    path("subscribe/", public.subscribe, name="subscribe"),
    path("letters/confirm/<str:token>/", public.confirm, name="confirm"),
    path("u/<path:token>/", public.leave, name="leave"),
    path("staff/letters/", staff.letters, name="letters"),
    path("staff/letters/new/", staff.write, name="write"),
    path("staff/letters/topics/new/", staff.add_topic, name="add_topic"),
    path("staff/letters/<int:pk>/", staff.letter, name="letter"),
    path("staff/letters/<int:pk>/send/", staff.send, name="send"),
]
