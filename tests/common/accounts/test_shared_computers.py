"""At the library's own computers nothing is left for whoever sits down next."""

import uuid

import pytest
from django.urls import get_resolver

from commonshelf.common.accounts.shared_computers import NOT_TO_BE_KEPT


@pytest.mark.django_db
def test_browsers_keep_no_copy_of_a_receipt_and_every_copy_of_a_form(client):
    client.post("/have-your-say/", {"text": "Longer hours", "language": "en", "sent_once": str(uuid.uuid4())})
    told = [client.get(page).headers.get("Cache-Control") for page in ("/have-your-say/thanks/", "/what-became-of-it/", "/have-your-say/")]
    assert told == ["no-store, private", "no-store, private", None]


@pytest.mark.django_db
def test_signing_out_forgets_every_copy(as_bao):
    assert [answer.headers.get("Clear-Site-Data") for answer in (as_bao.get("/account/logout/"), as_bao.post("/account/logout/"))] == [
        None,
        '"cache"',
    ]


def test_every_page_that_is_named_exists():
    spaces = get_resolver().namespace_dict
    unknown = [
        name
        for name in NOT_TO_BE_KEPT
        if name.rpartition(":")[2] not in (spaces[name.partition(":")[0]][1] if ":" in name else get_resolver()).reverse_dict
    ]
    assert unknown == []
