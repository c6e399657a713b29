"""Kept pages get a token of the browser that asks."""

from django.middleware.csrf import rotate_token
from django.test import RequestFactory

from commonshelf.common.accounts.forgery import token_for_kept_page


def test_browser_without_a_token_gets_one_and_keeps_it():
    request = RequestFactory().get("/")
    first = token_for_kept_page(request)
    assert (len(first), request.META["CSRF_COOKIE_NEEDS_UPDATE"], token_for_kept_page(request)) == (32, True, first)
    rotate_token(request)
    assert token_for_kept_page(request) != first
