"""Ours: makes the survey through the public actions, in the home and the database of its environment. `python -m benchmarks.survey_ours`."""

from __future__ import annotations

import datetime as dt
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")
django.setup()

from benchmarks.survey_questions import NUMBER, ONE, QUESTIONS, SEVERAL, SLUG, TEXT, TITLE  # noqa: E402 -- after Django's apps
from commonshelf.common.accounts.actions import make_first_administrator  # noqa: E402 -- after Django's apps
from commonshelf.common.dates.clock import now  # noqa: E402 -- after Django's apps
from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey  # noqa: E402 -- after Django's apps

KINDS = {ONE: "select_one", SEVERAL: "select_multiple", NUMBER: "integer", TEXT: "text"}


def main(*, required: bool = True) -> None:
    """Open the survey, with every question required as the peers have it, unless it is for something else."""
    administrator = make_first_administrator(email="ada@example.org", name="Ada")
    drafts = [
        QuestionDraft(
            kind=KINDS[asked.kind], label={"en": asked.label}, choices=[{"en": each} for each in asked.choices], required=required
        )
        for asked in QUESTIONS
    ]
    window = {"opens_at": now() - dt.timedelta(days=1), "closes_at": now() + dt.timedelta(days=30)}
    open_simple_survey(slug=SLUG, title={"en": TITLE}, purpose={"en": TITLE}, questions=drafts, by=administrator, **window)


if __name__ == "__main__":
    main()
