"""The surveys of the town of url_things.py, and which of its things their addresses name."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonshelf.common.accounts.models import User

# Django's apps must be ready before any of this is imported, so each thing imports what makes it.
# ruff: noqa: PLC0415


def en(words: str) -> dict[str, str]:
    """Return a text that staff wrote in English alone."""
    return {"en": words}


class SurveyThings:
    """A survey, and what hangs on it."""

    bao: User
    now: dt.datetime
    today: dt.date

    @cached_property
    def survey(self) -> Any:
        from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey

        asked = [QuestionDraft(kind="text", label=en("What would you like?"))]
        window = {"opens_at": self.now - dt.timedelta(days=1), "closes_at": self.now + dt.timedelta(days=9)}
        return open_simple_survey(slug="wishes", title=en("Wishes"), purpose=en("To plan"), **window, questions=asked, by=self.bao)

    @cached_property
    def quota(self) -> Any:
        from commonshelf.path.voices.surveys.models import Quota

        return Quota.objects.create(survey=self.survey, name="All", condition="true()", most=9, when_full="keep")

    @cached_property
    def invitation(self) -> str:
        from commonshelf.common.receipts.codes import code_for, digest_of
        from commonshelf.path.voices.surveys.models import Credential

        code = code_for(UUID(int=3))
        told = {"wave": self.survey.waves.get(), "key": UUID(int=3), "code_digest": digest_of(code), "language": "en"}
        Credential.objects.create(survey=self.survey, **told)
        return code

    @cached_property
    def upload(self) -> Any:
        from django.core.files.base import ContentFile

        from commonshelf.path.voices.surveys.actions import submit_response
        from commonshelf.path.voices.surveys.models import Upload

        response = submit_response(survey=self.survey, answers={"what-would-you-like": "Light"}, language="en", by=AnonymousUser()).response
        held = {"place": "photo", "kind": "image", "media_type": "image/jpeg", "size": 5, "given_on": self.today}
        return Upload.objects.create(
            questionnaire=response.questionnaire, response=response, file=ContentFile(b"photo", "photo.jpg"), **held
        )


def pk(name: str) -> Callable[[Any], dict[str, Any]]:
    """Return how an address that names a thing by its number finds it."""
    return lambda things: {"pk": getattr(things, name).pk}


SURVEY_THINGS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "surveys:add_item": pk("survey"),
    "surveys:add_quota": pk("survey"),
    "surveys:answer": lambda things: {"slug": things.survey.slug},
    "surveys:arrange": pk("survey"),
    "surveys:bank": pk("survey"),
    "surveys:bring_form": pk("survey"),
    "surveys:build": pk("survey"),
    "surveys:change_quota": lambda things: {"pk": things.survey.pk, "quota": things.quota.pk},
    "surveys:change_window": pk("survey"),
    "surveys:close": pk("survey"),
    "surveys:enter": pk("survey"),
    "surveys:kiosk": lambda things: {"key": things.survey.kiosk_key},
    "surveys:code_sheet": pk("survey"),
    "surveys:codebook": pk("survey"),
    "surveys:edit_item": pk("survey"),
    "surveys:export": pk("survey"),
    "surveys:export_job": lambda things: {"pk": things.survey.pk, "key": UUID(int=1)},
    "surveys:file": lambda things: {"pk": things.survey.pk, "key": things.upload.pk},
    "surveys:files": pk("survey"),
    "surveys:invitations": pk("survey"),
    "surveys:invite_agreed": pk("survey"),
    "surveys:invite_by_code": pk("survey"),
    "surveys:invite_by_letter": pk("survey"),
    "surveys:invited": lambda things: {"code": things.invitation},
    "surveys:left": lambda things: {"slug": things.survey.slug},
    "surveys:map_columns": lambda _things: {"key": UUID(int=1)},
    "surveys:move": pk("survey"),
    "surveys:open_answers": pk("survey"),
    "surveys:open_survey": pk("survey"),
    "surveys:open_wave": pk("survey"),
    "surveys:preview": pk("survey"),
    "surveys:public_results": lambda things: {"slug": things.survey.slug},
    "surveys:quotas": pk("survey"),
    "surveys:remind": pk("survey"),
    "surveys:remind_by_itself": pk("survey"),
    "surveys:remove_quota": lambda things: {"pk": things.survey.pk, "quota": things.quota.pk},
    "surveys:results": pk("survey"),
    "surveys:settings": pk("survey"),
    "surveys:survey": pk("survey"),
    "surveys:translate": pk("survey"),
    "surveys:try_out": pk("survey"),
    "surveys:versions": pk("survey"),
    "surveys:waves": pk("survey"),
    "surveys:xlsform": pk("survey"),
}
