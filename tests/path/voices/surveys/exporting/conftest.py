"""A survey of families in two languages, with a choice that offers “other”, a repeat, and three who answered."""

import io
import zipfile

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.path.voices.surveys.actions import (
    draft_survey,
    open_survey,
    submit_response,
)
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire, Repeat
from tests.path.voices.surveys.conftest import CLOSES, DURING, OPENS

YES_NO = (Choice("yes", {"en": "Yes", "es": "Sí"}), Choice("no", {"en": "No", "es": "No"}))
LIKES = (Choice("books", {"en": "Books", "es": "Libros"}), Choice("films", {"en": "Films", "es": "Películas"}))
DRINKS = (Choice("tea", {"en": "Tea", "es": "Té"}), Choice("coffee", {"en": "Coffee", "es": "Café"}))
FAMILY = Questionnaire(
    name="family",
    title="",
    items=(
        Question("reads", "select_one", {"en": "Do you read?", "es": "¿Lee usted?"}, choice_list="yes_no"),
        Question(
            "likes",
            "select_multiple",
            {"en": "What do you like?", "es": "¿Qué le gusta?"},
            choice_list="likes",
            relevant="${reads} = 'yes'",
        ),
        Question("drink", "select_one", {"en": "What do you drink?", "es": "¿Qué bebe?"}, choice_list="drinks", or_other=True),
        Group(
            "home",
            (Repeat("children", (Question("age", "integer", {"en": "How old?", "es": "¿Qué edad?"}),), {"en": "Child", "es": "Hijo"}),),
        ),
        Question("wish", "text", {"en": "What is missing?", "es": "¿Qué falta?"}),
    ),
    choices={"yes_no": YES_NO, "likes": LIKES, "drinks": DRINKS},
    languages=("en", "es"),
    default_language="en",
)
ANSWERS = [
    {"reads": "yes", "likes": ["films"], "drink": "tea", "home": {"children": [{"age": "7"}, {"age": "9"}]}, "wish": "Más libros"},
    {"reads": "no", "drink": "other", "drink_other": "=water", "wish": "A quiet room"},
    {"reads": "yes", "home": {"children": [{"age": "3"}]}},
]


@pytest.fixture(autouse=True)
def _during():
    with clock_set_to(DURING):
        yield


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()


@pytest.fixture
def family(bao):
    survey = draft_survey(
        title={"en": "Families", "es": "Familias"}, purpose={"en": "To plan", "es": "Para planear"}, by=bao, definition=FAMILY
    )
    return open_survey(survey=survey, opens_at=OPENS, closes_at=CLOSES, by=bao)


@pytest.fixture
def sent(family, bao, old_town):
    def send(answers, **more):
        submitted = submit_response(survey=family, answers=answers, language="es", by=bao, area=old_town, **more)
        deliver_due()
        return submitted

    return send


@pytest.fixture
def answered(sent):
    return [sent(each) for each in ANSWERS]


@pytest.fixture
def page(family):
    return f"/staff/surveys/{family.pk}/export/"


ASKED = {"format": "csv", "language": "es", "version": "1", "choices": "name", "words": "on"}


@pytest.fixture
def fetched(as_bao, page):
    """What a page hands over, by the name of each file in it."""

    def fetch(**more):
        answer = as_bao.post(page, {name: value for name, value in {**ASKED, **more}.items() if value})
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store, private"), answer.content.decode()
        content = b"".join(answer.streaming_content)
        name = answer.headers["content-disposition"].split('"')[1]
        if not name.endswith(".zip"):
            return {name: content}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {each: archive.read(each) for each in archive.namelist()}

    return fetch
