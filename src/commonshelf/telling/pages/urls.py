"""The addresses of what is told."""

from __future__ import annotations

from django.urls import path

from commonshelf.telling.pages.views import public, receipt, staff

app_name = "pages"
urlpatterns = [
    path("", public.home, name="home"),
    path("what-became-of-it/", receipt.what_became, name="what_became"),
    path("what-became-of-it/take-back/", receipt.take_back, name="take_back"),
    path("what-became-of-it/<int:pk>/answer/", receipt.answer, name="answer_back"),
    path("you-said-we-did/", public.you_said, name="you_said_we_did"),
    path("thread/needs/<int:pk>/", public.need_thread, name="need_thread"),
    path("thread/decisions/<int:pk>/", public.decision_thread, name="decision_thread"),
    path("thread/programs/<int:pk>/", public.program_thread, name="program_thread"),
    path("privacy/", public.privacy, name="privacy"),
    path("tour/", public.tour, name="tour"),
    path("staff/", staff.today, name="today"),
    path("staff/thread/voices/<uuid:pk>/", staff.voice_thread, name="voice_thread"),
]
