"""Questions that were rows become one document a version, on a database full of them, and rows again on the way back."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROWS, DOCUMENTS = [("surveys", "0003_keys_without_order")], [("surveys", "0006_rows_of_questions_go")]
OPENS, CLOSES = dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, 4, tzinfo=dt.UTC)
DOCUMENT = {
    "name": "books",
    "title": "books",
    "items": [
        {
            "is": "question",
            "name": "come",
            "kind": "select_one",
            "label": {"en": "Come?", "es": "¿Viene?"},
            "required": "yes",
            "choice_list": "come",
        },
        {"is": "question", "name": "wish", "kind": "text", "label": {"en": "What is missing?"}, "hint": {"en": "In any language."}},
    ],
    "choices": {"come": [{"name": "yes", "label": {"en": "Yes", "es": "Sí"}}, {"name": "no", "label": {"en": "No"}}]},
    "sheets": {},
    "languages": ["en", "es"],
    "default_language": "en",
}


def _migrated(to):
    return MigrationExecutor(connection).migrate(to).apps


def _fill(apps):
    """Write a survey of the older house with one response that has words in it."""
    survey = apps.get_model("surveys", "Survey").objects.create(
        slug="books", title={"en": "Books"}, purpose={"en": "Why?"}, opens_at=OPENS, closes_at=CLOSES
    )
    questionnaire = apps.get_model("surveys", "Questionnaire").objects.create(survey=survey, version=1)
    question, choice = apps.get_model("surveys", "Question").objects, apps.get_model("surveys", "Choice").objects
    come = question.create(
        questionnaire=questionnaire, position=1, name="come", kind="select_one", label={"en": "Come?", "es": "¿Viene?"}, required=True
    )
    choice.create(question=come, position=1, name="yes", label={"en": "Yes", "es": "Sí"})
    choice.create(question=come, position=2, name="no", label={"en": "No"})
    wish = question.create(
        questionnaire=questionnaire, position=2, name="wish", kind="text", label={"en": "What is missing?"}, hint={"en": "In any language."}
    )
    receipt = apps.get_model("receipts", "Receipt").objects.create(digest="d")
    voice = apps.get_model("ledger", "Voice").objects.create(
        text="Talks", language="en", channel="survey", week="2026-03-09", receipt=receipt
    )
    response = _responses(apps).create(
        questionnaire=questionnaire, answers={"come": "yes"}, language="en", mode="web", disposition="complete"
    )
    apps.get_model("surveys", "OpenAnswer").objects.create(response=response, question=wish, voice=voice)


def _responses(apps):
    return apps.get_model("surveys", "Response").objects


@pytest.mark.django_db(transaction=True)
def test_questions_become_documents_and_rows_again():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        _fill(_migrated(ROWS))
        new = _migrated(DOCUMENTS)
        questionnaire = new.get_model("surveys", "Questionnaire").objects.get()
        assert (questionnaire.definition, questionnaire.released, questionnaire.survey.published) == (DOCUMENT, True, True)
        assert list(new.get_model("surveys", "Wave").objects.values_list("number", "opens_at", "closes_at")) == [(1, OPENS, CLOSES)]
        assert list(new.get_model("surveys", "OpenAnswer").objects.values_list("place", "voice__text")) == [("wish", "Talks")]
        _leave_what_only_the_new_house_knows(new, questionnaire)
        old = _migrated(ROWS)
        assert list(old.get_model("surveys", "Question").objects.values_list("name", "kind", "label", "hint", "required")) == [
            ("come", "select_one", {"en": "Come?", "es": "¿Viene?"}, None, True),
            ("wish", "text", {"en": "What is missing?"}, {"en": "In any language."}, False),
        ]
        assert list(old.get_model("surveys", "Choice").objects.values_list("name", "label")) == [
            ("yes", {"en": "Yes", "es": "Sí"}),
            ("no", {"en": "No"}),
        ]
        assert list(_responses(old).values_list("answers", "disposition")) == [({"come": "no"}, "complete")]
        assert list(old.get_model("surveys", "OpenAnswer").objects.values_list("question__name", "voice__text")) == [("wish", "Talks")]
        _emptied(old)
    finally:
        _migrated(newest)


def _leave_what_only_the_new_house_knows(apps, questionnaire):
    """Correct the response, and let another be taken back: the older house would count every row."""
    first = _responses(apps).get()
    shared = {"questionnaire": questionnaire, "language": "en", "mode": "web"}
    second = _responses(apps).create(answers={"come": "no"}, disposition="complete", supersedes=first, **shared)
    apps.get_model("surveys", "OpenAnswer").objects.update(response=second)
    _responses(apps).create(answers={}, disposition="withdrawn", sent_once=uuid.uuid4(), **shared)


def _emptied(apps):
    for label in ("surveys.OpenAnswer", "surveys.Response", "surveys.Survey", "ledger.Voice", "receipts.Receipt"):
        apps.get_model(*label.split(".")).objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_waves_of_files_are_known_as_such_and_those_asked_here_stay(request):
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    request.addfinalizer(lambda: _migrated(newest))
    apps = _migrated([("surveys", "0050_response_dispositions")])
    file = apps.get_model("imports", "ImportedFile").objects.create(kind="responses", digest="d" * 64, name="answers.csv", rows_read=1)
    for slug, of_version in (("brought", file), ("asked", None)):
        survey = apps.get_model("surveys", "Survey").objects.create(slug=slug, title={}, purpose={}, opens_at=OPENS, closes_at=CLOSES)
        survey.questionnaires.create(version=1, definition=DOCUMENT, released=True, file=of_version)
        survey.waves.create(number=1, opens_at=OPENS, closes_at=CLOSES)
    now_there = _migrated([("surveys", "0060_waves_of_files")]).get_model("surveys", "Wave").objects
    assert sorted(now_there.values_list("survey__slug", "file__name"), key=str) == [("asked", None), ("brought", "answers.csv")]
    before = _migrated([("surveys", "0050_response_dispositions")]).get_model("surveys", "Wave").objects
    assert sorted(before.values_list("survey__slug", "number")) == [("asked", 1), ("brought", 1)]
