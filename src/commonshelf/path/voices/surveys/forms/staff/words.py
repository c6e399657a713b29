"""A box for each language of a questionnaire: its first language open, the others folded until they hold words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.text.cleaning import LONGEST_VOICE, clean_text
from commonshelf.path.voices.surveys.queries.building import code_in, language_name, languages_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from commonshelf.questionnaire.definition import Questionnaire, Texts


class WordsWidget(forms.MultiWidget):
    """The boxes."""

    def __init__(self, definition: Questionnaire, *, long: bool, rows: int = 4) -> None:
        self.languages = languages_of(definition)
        self.codes = [code_in(definition, language) for language in self.languages]
        self.own_names = [language_name(definition, language) for language in self.languages]
        box = forms.Textarea if long else forms.TextInput
        more: dict[str, Any] = {"rows": rows} if long else {}
        self.template_name = "surveys/staff/widgets/words.html"
        super().__init__([box({**more, "lang": code, "dir": "auto"}) for code in self.codes])

    def decompress(self, value: Texts | None) -> list[str]:
        """Return the words of each language, in the order of the boxes."""
        return [(value or {}).get(language, "") for language in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box the name of its language, and fold all but the first."""
        context = super().get_context(name, value, attrs)
        named = zip(context["widget"]["subwidgets"], self.codes, self.own_names, strict=True)
        boxes = [{**box, "language": code, "own_name": own} for box, code, own in named]
        context["widget"]["first"], context["widget"]["folded"] = boxes[0], boxes[1:]
        return context


class WordsField(forms.MultiValueField):
    """Asks for a text in each language of a questionnaire; its value holds those languages that have words."""

    def __init__(
        self,
        definition: Questionnaire,
        *,
        label: StrOrPromise,
        help_text: StrOrPromise = "",
        required: bool = False,
        long: bool = False,
        rows: int = 4,
    ) -> None:
        self.languages = languages_of(definition)
        fields = [_Words(required=False, strip=False) for _language in self.languages]
        widget = WordsWidget(definition, long=long, rows=rows)
        missing = {"required": _("Write it in the first language of the questions.")}
        super().__init__(
            fields, error_messages=missing, label=label, help_text=help_text, required=required, require_all_fields=False, widget=widget
        )

    def compress(self, data_list: Sequence[str]) -> Mapping[str, str]:
        """Return the languages that have words. What is needed is needed in the first language: the others are translated from it."""
        if self.required and not (data_list and data_list[0]):
            raise ValidationError(self.error_messages["required"], code="required")
        return {language: words for language, words in zip(self.languages, data_list, strict=False) if words}


class _Words(forms.CharField):
    def clean(self, value: Any) -> str:
        words = str(value or "")
        if not words.strip():
            return ""
        try:
            return clean_text(words, limit=LONGEST_VOICE)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
