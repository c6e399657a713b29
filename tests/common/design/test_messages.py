"""Messages for the next page: kept where one was said, and no work where none was."""

import pytest
from django.contrib import messages
from django.http import HttpResponse

from commonshelf.common.design import messages as middleware_room
from commonshelf.common.design.messages import MessagesWhenAsked


@pytest.fixture
def made(monkeypatch):
    """Give the list of places for messages that were made."""
    kept = []

    def make(request):
        kept.append(request)
        return messages.storage.cookie.CookieStorage(request)

    monkeypatch.setattr(middleware_room, "default_storage", make)
    return kept


def answered(request, view):
    return MessagesWhenAsked(view)(request)


def test_page_that_says_nothing_makes_no_place_for_messages(rf, made):
    answer = answered(rf.get("/"), lambda _request: HttpResponse())
    assert (made, answer.cookies) == ([], {})


def test_message_is_shown_once_on_the_next_page(rf, made):
    def says(request):
        messages.success(request, "Kept.")
        return HttpResponse()

    def shows(request):
        return HttpResponse(" ".join(str(each) for each in messages.get_messages(request)))

    said = answered(rf.get("/"), says)
    asked = rf.get("/")
    asked.COOKIES["messages"] = said.cookies["messages"].value
    shown = answered(asked, shows)
    assert (shown.content, shown.cookies["messages"].value, len(made)) == (b"Kept.", "", 2)


def test_message_waits_where_the_page_shows_none(rf, made):
    asked = rf.get("/")
    asked.COOKIES["messages"] = "anything"
    assert (answered(asked, lambda _request: HttpResponse()).cookies, made) == ({}, [])
