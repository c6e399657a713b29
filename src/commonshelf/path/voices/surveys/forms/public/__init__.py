"""A survey as the person who answers it sees it: its questions first, then only what they choose to add."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

from commonshelf.common.design.templatetags.house import spoken
from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.path.voices.ledger.forms.public import AboutYou
from commonshelf.path.voices.surveys.terms import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.forms.boundfield import BoundField
    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.definition import Question, Questionnaire

NO_ANSWER = ("", _("I would rather not say"))


class ResponseForm(AboutYou):
    """One response. Choices are sent by their names, so the page may change its language between opening and sending."""

    language = forms.ChoiceField(label=_("Which language did you write in?"), choices=settings.LANGUAGES)
    may_be_quoted = forms.BooleanField(
        required=False,
        label=_("The library may show my words to others, without my name"),
        help_text=_("Leave this empty and only staff will read them."),
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, definition: Questionnaire, questions: Sequence[Question], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[_key(question)] = _field_for(definition, question)
        self.fields["language"].initial = get_language()
        self.fields["sent_once"].initial = uuid.uuid4
        if all(question.kind != QuestionKind.TEXT for question in self.questions):
            # Nothing is written, so there is no language to ask for and nothing to quote.
            self.fields["language"].widget = forms.HiddenInput()
            del self.fields["may_be_quoted"]

    @property
    def groups(self) -> list[tuple[_StrPromise | str, list[BoundField]]]:
        """The questions, then the words about the answer, then the few things about the person."""
        about = [self[name] for name in ("area", "age_band", "library_use")]
        words = [self[name] for name in ("language", "may_be_quoted") if name in self.fields and not self[name].is_hidden]
        groups = [(_("Our questions"), [self[_key(question)] for question in self.questions])]
        return [*groups, *([(_("Your words"), words)] if words else []), (_("About you"), about)]

    def answers(self) -> dict[str, str | list[str]]:
        """Return what was answered, by question name."""
        return {question.name: self.cleaned_data.get(_key(question)) or "" for question in self.questions}

    def about(self) -> dict[str, object]:
        """Return the rest of what was sent, named as the action takes it."""
        names = {"area", "age_band", "library_use", "language", "may_be_quoted", "sent_once"}
        return {name: value for name, value in self.cleaned_data.items() if name in names}


def _key(question: Question) -> str:
    return f"q-{question.name}"


def _field_for(definition: Questionnaire, question: Question) -> forms.Field:
    # The label says its own language: a question may not be translated into the reader's.
    words: dict[str, Any] = {
        "label": spoken(question.label),
        "help_text": spoken(question.hint) if question.hint else "",
        "required": bool(question.required),
    }
    if question.kind == QuestionKind.TEXT:
        box = forms.Textarea(attrs={"rows": 4, "data-limit": LONGEST_VOICE, "dir": "auto"})
        return forms.CharField(widget=box, max_length=LONGEST_VOICE, strip=False, **words)
    choices: list[tuple[str, Any]] = [(choice.name, spoken(choice.label)) for choice in definition.choices.get(question.choice_list, ())]
    if question.kind == QuestionKind.SELECT_MULTIPLE:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=choices, **words)
    return forms.ChoiceField(widget=forms.RadioSelect, choices=choices if question.required else [*choices, NO_ANSWER], **words)
