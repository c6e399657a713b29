"""The addresses of gifts."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.ripples.gifts.views import staff

app_name = "gifts"
urlpatterns = [
    path("staff/gifts/", staff.gifts, name="gifts"),
    path("staff/gifts/new/", staff.record, name="record"),
    path("staff/gifts/funds/new/", staff.open_fund, name="open_fund"),
]
