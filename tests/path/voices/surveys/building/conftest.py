"""A survey in the works, in English and Spanish."""

import pytest

from commonshelf.path.voices.surveys.actions import draft_survey
from commonshelf.questionnaire.definition import Questionnaire
from tests.path.voices.surveys.building.pressed import add


@pytest.fixture
def draft(bao):
    spoken = Questionnaire("", "", (), languages=("en", "es"), default_language="en")
    return draft_survey(title={"en": "The book club"}, purpose={"en": "To know."}, by=bao, definition=spoken)


@pytest.fixture
def three(as_bao, draft):
    """Whether people come, why not if they do not, and how old they are."""
    add(as_bao, draft, "select_one", label_0="Do you come?", label_1="¿Viene?", choices_0="Yes\nNo", choices_1="Sí\nNo", needed="on")
    condition = {"if_0_question": "do_you_come", "if_0_how": "is", "if_0_value": "No", "if_joined": "and"}
    add(as_bao, draft, "text", label_0="Why not?", voice="on", **condition)
    add(as_bao, draft, "integer", label_0="How old are you?", least="0", most="120")
    return draft
