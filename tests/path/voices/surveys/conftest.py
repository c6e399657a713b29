"""One small survey in English and Spanish, open in March 2026."""

import datetime as dt

import pytest

from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey

OPENS = dt.datetime(2026, 3, 2, 5, 0, tzinfo=dt.UTC)
DURING = dt.datetime(2026, 3, 12, 15, 40, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 4, 1, 4, 0, tzinfo=dt.UTC)

QUESTIONS = [
    QuestionDraft(
        kind="select_one",
        name="coming",
        label={"en": "Will you come back?", "es": "¿Volverá?"},
        choices=[{"en": "Yes", "es": "Sí"}, {"en": "No", "es": "No"}],
        required=True,
    ),
    QuestionDraft(
        kind="select_multiple",
        name="likes",
        label={"en": "What do you like?"},
        choices=[{"en": "Books"}, {"en": "Films"}, {"en": "Talks"}],
    ),
    QuestionDraft(kind="text", name="wishes", label={"en": "What is missing?", "es": "¿Qué falta?"}),
    QuestionDraft(kind="text", name="more", label={"en": "Anything else?"}, hint={"en": "In any language."}),
]


@pytest.fixture
def survey(bao):
    return open_simple_survey(
        slug="book-club",
        title={"en": "The book club", "es": "El club de lectura"},
        purpose={"en": "We want to know why people stopped coming."},
        opens_at=OPENS,
        closes_at=CLOSES,
        questions=QUESTIONS,
        by=bao,
    )
