"""Handing over what people sent with their answers, to be saved by staff."""

import pytest

from commonshelf.common.log.models import LogEntry
from commonshelf.path.voices.surveys.models import Upload
from commonshelf.questionnaire.definition import Question
from tests.path.voices.surveys.answer_forms import FORM, published
from tests.path.voices.surveys.test_uploads import PHOTO, kept_files, photo, sent  # noqa: F401 -- the fixture keeps files apart


def test_file_is_handed_over_to_be_saved_and_it_is_logged_by_whom(client, as_bao, bao):
    survey = published(PHOTO)
    client.post(FORM, {"photo": sent(photo())})
    upload = Upload.objects.get()
    page = as_bao.get(f"/staff/surveys/{survey.pk}/files/").content.decode()
    assert f"/staff/surveys/{survey.pk}/files/{upload.pk}/" in page
    answer = as_bao.get(f"/staff/surveys/{survey.pk}/files/{upload.pk}/")
    name = upload.file.name.removeprefix("surveys/")
    assert (answer["Content-Disposition"], answer["Content-Type"]) == (f'attachment; filename="{name}"', "image/jpeg")
    assert (answer.content, answer["Cache-Control"]) == (upload.file.read(), "no-store, private")
    assert list(LogEntry.objects.filter(action="open_upload").values_list("actor", "thing_id")) == [(bao.pk, str(upload.pk))]


def test_file_that_belongs_to_no_response_or_another_survey_is_not_handed_over(client, as_bao):
    survey, other = published(PHOTO, Question("age", "integer", {"en": "Age"})), published(PHOTO, slug="other")
    client.post(FORM, {"photo": sent(photo()), "age": "x"})
    client.post("/surveys/other/", {"photo": sent(photo())})
    waiting, theirs = Upload.objects.get(response=None), Upload.objects.get(questionnaire__survey=other)
    addresses = [f"/staff/surveys/{survey.pk}/files/{upload.pk}/" for upload in (waiting, theirs)]
    assert [as_bao.get(address).status_code for address in addresses] == [404, 404]


@pytest.mark.parametrize("how_many", [1, 3])
def test_files_page_costs_the_same_for_one_and_for_three(client, as_bao, django_assert_num_queries, how_many):
    survey = published(PHOTO)
    for _time in range(how_many):
        client.post(FORM, {"photo": sent(photo())})
    with django_assert_num_queries(7):
        page = as_bao.get(f"/staff/surveys/{survey.pk}/files/").context["page"]
    assert len(page) == how_many
