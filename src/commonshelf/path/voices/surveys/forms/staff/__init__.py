"""What opening a survey asks: a title, a window, and up to six questions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from commonshelf.common.text.fields import in_language
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.path.voices.surveys.actions import QuestionDraft
from commonshelf.path.voices.surveys.terms import QuestionKind

MOST_QUESTIONS = 6
LONGEST_ADDRESS = 60


class QuestionForm(forms.Form):
    """One question; without words it is not asked."""

    label = TranslatedTextFormField(label=_("Question"), required=False)
    kind = forms.ChoiceField(label=_("What sort of answer?"), choices=QuestionKind.choices)
    choices = TranslatedTextFormField(
        label=_("Answers to choose from"),
        help_text=_("One a line, in the same order in each language. Leave it empty for an open answer."),
        required=False,
        long=True,
    )
    required = forms.BooleanField(label=_("This question needs an answer"), required=False)

    def clean_choices(self) -> list[dict[str, str]]:
        """Return each choice in its languages; each language must have the same number of lines."""
        texts: dict[str, str] = self.cleaned_data["choices"] or {}
        lines = {code: [line.strip() for line in text.splitlines() if line.strip()] for code, text in texts.items()}
        if len({len(listed) for listed in lines.values()}) > 1:
            raise ValidationError(_("Each language needs the same number of answers, one a line."))
        return [dict(zip(lines, choice, strict=True)) for choice in zip(*lines.values(), strict=True)]

    def draft(self) -> QuestionDraft | None:
        """Return the question, or nothing where nothing was written."""
        told = self.cleaned_data
        if not told.get("label"):
            return None
        choices = told["choices"] if told["kind"] != QuestionKind.TEXT else []
        return QuestionDraft(kind=told["kind"], label=told["label"], choices=choices, required=told["required"])


QuestionForms = forms.formset_factory(QuestionForm, extra=MOST_QUESTIONS, max_num=MOST_QUESTIONS, absolute_max=MOST_QUESTIONS)


class OpenSurveyForm(forms.Form):
    """A survey with its window; its questions are a table of their own below."""

    title = TranslatedTextFormField(label=_("Title"))
    purpose = TranslatedTextFormField(
        label=_("Why do you ask?"), help_text=_("One or two sentences. People see them before the first question."), long=True
    )
    opens_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    closes_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.questions = QuestionForms(data, prefix="questions")

    def is_valid(self) -> bool:
        """Say whether the survey and every one of its questions is right."""
        if not self.is_bound or self.questions.is_valid():
            return super().is_valid()
        if not self.has_error(NON_FIELD_ERRORS):
            self.add_error(None, _("Something is not right with the questions below."))
        return False

    def survey(self) -> dict[str, Any]:
        """Return what was written, named as the action takes it. The last day is open to its end."""
        told = self.cleaned_data
        drafts = [form.draft() for form in self.questions]
        return {
            "slug": slugify(in_language(told["title"], "en"))[:LONGEST_ADDRESS].strip("-_") or f"survey-{told['opens_on']}",
            "title": told["title"],
            "purpose": told["purpose"],
            "opens_at": _midnight(told["opens_on"]),
            "closes_at": _midnight(told["closes_on"] + dt.timedelta(days=1)),
            "questions": [draft for draft in drafts if draft],
        }


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
