"""What a librarian does on the page “Questions”, as a test does it."""

from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.questionnaire.editing import walk


def add(client, survey, kind, where="", **told):
    answer = client.post(f"/staff/surveys/{survey.pk}/questions/add/?kind={kind}{where}", told)
    errors = answer.context["form"].errors if answer.status_code == 422 else ""
    assert answer.status_code == 302, errors
    return answer


def places(survey):
    return [place for place, _item in walk(definition_in_works(survey).items)]


def arrange(client, survey, **told):
    return client.post(f"/staff/surveys/{survey.pk}/questions/arrange/", told, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]][-1]


def edit(client, survey, place, **told):
    return client.post(f"/staff/surveys/{survey.pk}/questions/edit/?at={place}", told)
