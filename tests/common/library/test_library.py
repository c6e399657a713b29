"""The library's own settings."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.actions import describe_library
from commonshelf.common.library.models import Library
from commonshelf.common.library.queries import the_library
from commonshelf.common.log.models import LogEntry

DEFAULTS = (10, 30, 60)


def numbers():
    library = the_library()
    return library.suppression_threshold, library.registration_days_kept, library.answer_within_days


def test_describe_library_keeps_what_is_left_out(the_administrator):
    describe_library(name=" Harbor Library ", postal_address="1 River Street", by=the_administrator)

    assert (the_library().name, the_library().postal_address, numbers()) == ("Harbor Library", "1 River Street", DEFAULTS)


def test_describe_library_logs_what_changed(the_administrator):
    describe_library(name="Harbor Library", postal_address="", suppression_threshold=5, answer_within_days=60, by=the_administrator)

    assert numbers() == (5, 30, 60)
    assert LogEntry.objects.get().detail == {"suppression_threshold": [10, 5]}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"suppression_threshold": 2}, "library.threshold_too_low"),
        ({"suppression_threshold": 0}, "library.threshold_too_low"),
        ({"registration_days_kept": 0}, "library.number_out_of_range"),
        ({"answer_within_days": 99999}, "library.number_out_of_range"),
        ({"name": "\u202e"}, "house.text_empty"),
        ({"postal_address": "x" * 241}, "house.text_too_long"),
    ],
)
def test_describe_library_refuses_what_protects_nobody(the_administrator, told, code):
    asked = {"name": "Harbor Library", "postal_address": "", **told}
    with pytest.raises(Refusal) as caught:
        describe_library(**asked, by=the_administrator)
    assert (caught.value.code.code, Library.objects.count()) == (code, 0)


def test_describe_library_is_for_administrators(bao, the_reader, dmitri):
    for by in (AnonymousUser(), bao, the_reader, dmitri):
        with pytest.raises(Refusal) as caught:
            describe_library(name="Mine", postal_address="", by=by)
        assert caught.value.code.code == "house.not_allowed"
    assert Library.objects.count() == 0


def test_database_itself_holds_the_lowest_threshold(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Library.objects.create(pk=1, suppression_threshold=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Library.objects.create(pk=2)


@pytest.fixture
def as_administrator(client, the_administrator):
    client.force_login(the_administrator, backend="django.contrib.auth.backends.ModelBackend")
    return client


TOLD = {"name": "Harbor Library", "postal_address": "", "suppression_threshold": 10, "registration_days_kept": 30, "answer_within_days": 60}


def test_settings_page_saves(as_administrator):
    answer = as_administrator.post("/staff/settings/", {**TOLD, "answer_within_days": 45})

    assert (answer.status_code, answer.url, numbers()) == (302, "/staff/settings/", (10, 30, 45))


def test_settings_page_starts_with_what_is_set(as_administrator, the_administrator):
    describe_library(name="Harbor Library", postal_address="", suppression_threshold=7, by=the_administrator)

    assert as_administrator.get("/staff/settings/").context["form"].initial["suppression_threshold"] == 7


@pytest.mark.parametrize("broken", [{"suppression_threshold": 2}, {"name": ""}, {"name": "a\x00b"}, {"answer_within_days": "soon"}])
def test_settings_page_keeps_what_was_typed_when_it_refuses(as_administrator, broken):
    answer = as_administrator.post("/staff/settings/", {**TOLD, "postal_address": "1 River Street", **broken})

    assert (answer.status_code, numbers()) == (422, DEFAULTS)
    assert b"1 River Street" in answer.content
