"""The addresses of stories."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.ripples.stories.views import public, staff

app_name = "stories"
urlpatterns = [
    path("stories/", public.stories, name="stories"),
    path("staff/stories/", staff.staff_stories, name="staff_stories"),
    path("staff/stories/new/", staff.tell, name="tell"),
    path("staff/stories/<int:pk>/agreed/", staff.agreed, name="agreed"),
    path("staff/stories/<int:pk>/publish/", staff.publish, name="publish"),
    path("staff/stories/<int:pk>/withdraw/", staff.withdraw, name="withdraw"),
]
