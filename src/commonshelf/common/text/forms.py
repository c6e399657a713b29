"""The form field for a text that staff write in several languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.text.cleaning import LONGEST_VOICE, clean_text
from commonshelf.common.text.fields import LANGUAGE_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django_stubs_ext import StrOrPromise

LONGEST_LINE = 200


class _OneLanguage(forms.CharField):
    """The text in one language; it may be empty, and is clean when it is not."""

    def clean(self, value: Any) -> str:
        """Return the text without what a text may not hold; refuse in the house's words."""
        words = str(value or "")
        if not words.strip():
            return ""
        try:
            return clean_text(words, limit=self.max_length or LONGEST_VOICE)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal


class TranslatedTextWidget(forms.MultiWidget):
    """A box for each language; those the staff pages speak stand open, the others are folded away until they hold words."""

    template_name = "design/widgets/translated_text.html"

    def __init__(self, *, long: bool) -> None:
        box = forms.Textarea if long else forms.TextInput
        attrs: dict[str, Any] = {"rows": 4} if long else {}
        super().__init__({code: box({**attrs, "lang": code, "dir": "auto"}) for code in LANGUAGE_CODES})

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        """Return the words of each language, in the order of the languages."""
        return [(value or {}).get(code, "") for code in LANGUAGE_CODES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Sort the boxes into open and folded ones, each with its language's own name."""
        context = super().get_context(name, value, attrs)
        boxes = [
            {**box, "own_name": own_name, "language": code}
            for box, (code, own_name) in zip(context["widget"]["subwidgets"], settings.LANGUAGES, strict=True)
        ]
        context["widget"]["open"] = [box for box in boxes if box["language"] in settings.STAFF_LANGUAGES]
        context["widget"]["folded"] = [box for box in boxes if box["language"] not in settings.STAFF_LANGUAGES]
        context["widget"]["unfold"] = any(box["value"] for box in context["widget"]["folded"])
        return context


class TranslatedTextFormField(forms.MultiValueField):
    """Asks for a text in any of the house's languages; its value is a dict of the languages that have words."""

    def __init__(
        self,
        *,
        label: StrOrPromise,
        help_text: StrOrPromise = "",
        required: bool = True,
        long: bool = False,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        limit = LONGEST_VOICE if long else LONGEST_LINE
        # The limit is checked by clean_text alone, which says how long the text is; CharField's own check never runs.
        fields = [_OneLanguage(required=False, max_length=limit) for _code in LANGUAGE_CODES]
        super().__init__(
            fields,
            label=label,
            help_text=help_text,
            required=required,
            initial=initial,
            require_all_fields=False,
            widget=TranslatedTextWidget(long=long),
        )

    def compress(self, data_list: Sequence[str]) -> dict[str, str]:
        """Return the languages that have words; boxes with nothing but spaces in them are as good as empty."""
        text = {code: words for code, words in zip(LANGUAGE_CODES, data_list, strict=False) if words}
        if self.required and not text:
            raise ValidationError(self.error_messages["required"], code="required")
        return text
