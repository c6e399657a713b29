"""The addresses of sign-ins. The pages of signing in itself are in sign_in_urls.py."""

from __future__ import annotations

from django.urls import path

from commonshelf.common.accounts.views import public, staff

app_name = "accounts"
urlpatterns = [
    path("after-sign-in/", public.after_sign_in, name="after_sign_in"),
    path("my-page/", public.my_page, name="my_page"),
    path("staff/users/", staff.users, name="users"),
    path("staff/users/new/", staff.make_user, name="make_user"),
    path("staff/users/<int:pk>/", staff.user, name="user"),
    path("staff/users/<int:pk>/invite/", staff.invite_user, name="invite_user"),
    path("staff/users/<int:pk>/off/", staff.deactivate_user, name="deactivate_user"),
    path("staff/users/<int:pk>/on/", staff.reactivate_user, name="reactivate_user"),
    path("staff/users/<int:pk>/second-step/", staff.remove_second_factor, name="remove_second_factor"),
]
