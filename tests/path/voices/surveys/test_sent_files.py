"""A file that is sent a second time with the same answers is the same file."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions.checking import accept_answers
from commonshelf.path.voices.surveys.actions.sent_files import as_sent_before
from commonshelf.path.voices.surveys.actions.uploading import keep_upload
from commonshelf.path.voices.surveys.models import Response, Upload
from commonshelf.path.voices.surveys.queries.pages import shown_of
from commonshelf.questionnaire.definition import Question, Repeat
from tests.path.voices.surveys.answer_forms import DURING, FORM, published

PAPER = Question("paper", "file", {"en": "A paper"})
PLACE = "r[1]/paper"


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path):
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}
    with clock_set_to(DURING):
        yield tmp_path


@pytest.fixture
def asked(db):
    return shown_of(published(Repeat("r", (PAPER,), {"en": "Papers"}))).asked


def pdf(words=b"one"):
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + words)


def kept(asked, words=b"one", place=PLACE):
    return keep_upload(asked=asked, question=PAPER, place=place, file=pdf(words), by=AnonymousUser())


@pytest.mark.parametrize(("words", "place", "same"), [(b"one", PLACE, True), (b"two", PLACE, False), (b"one", "r[2]/paper", False)])
def test_file_that_came_twice_is_the_one_that_is_there(client, asked, kept_files, words, place, same):
    client.post(FORM, {PLACE: pdf()})
    response, first = Response.objects.get(), Upload.objects.get()
    again = kept(asked, words, place)
    answers = as_sent_before({"r": [{"paper": str(again.pk)}], "other": ["x"]}, [str(again.pk)], response)
    assert answers == {"r": [{"paper": str(first.pk if same else again.pk)}], "other": ["x"]}
    assert (Upload.objects.count(), len(list(kept_files.rglob("*.pdf")))) == ((1, 1) if same else (2, 2))


def test_file_of_the_same_sending_may_be_given_again_and_of_no_other(client, asked):
    client.post(FORM, {PLACE: pdf()})
    response, given = Response.objects.get(), {"r": [{"paper": str(Upload.objects.get().pk)}]}
    assert accept_answers(asked, given, "en", sending=response.sent_once).kept == given
    for more in ({}, {"sending": response.pk}):
        with pytest.raises(Refusal):
            accept_answers(asked, given, "en", **more)
