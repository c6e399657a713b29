"""A button that is pressed twice with a file: one response, and the same code."""

import uuid

import pytest

from commonshelf.path.voices.surveys.models import Response, Upload
from commonshelf.questionnaire.definition import Question
from tests.path.voices.surveys.answer_forms import FORM, published
from tests.path.voices.surveys.test_uploads import PHOTO, kept_files, photo, sent  # noqa: F401 -- the fixture keeps files apart


def code_of(answer):
    return answer.cookies["survey_thanks"].value.split(":")[0].split()[-1]


@pytest.mark.parametrize("again", ["file", "key"])
def test_button_pressed_twice_with_a_file_is_one_response(client, db, kept_files, again):  # noqa: F811 -- as above
    published(PHOTO, Question("age", "integer", {"en": "Age"}))
    once = {"age": "7", "~language": "en", "~sent_once": str(uuid.uuid4())}
    first = client.post(FORM, {**once, "photo": sent(photo())})
    key = str(Upload.objects.get().pk)
    second = client.post(FORM, {**once, "photo": sent(photo()) if again == "file" else key})
    assert (first.status_code, second.status_code, code_of(second)) == (302, 302, code_of(first))
    assert (Response.objects.count(), [str(each.pk) for each in Upload.objects.all()]) == (1, [key])


def test_another_picture_with_the_same_sending_is_another_answer(client, db, kept_files):  # noqa: F811 -- as above
    published(PHOTO)
    once = {"~language": "en", "~sent_once": str(uuid.uuid4())}
    assert client.post(FORM, {**once, "photo": sent(photo())}).status_code == 302
    assert client.post(FORM, {**once, "photo": sent(photo((60, 20)))}).status_code == 422
    assert Response.objects.count() == 1
