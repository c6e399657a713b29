"""Text that staff write in several languages, kept as one JSON document {language code: text}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE_CODES = tuple(code for code, _name in settings.LANGUAGES)


def in_language(text: Mapping[str, str] | None, language: str | None = None) -> str:
    """Return `text` in `language` (the reader's unless told); else in English, else in the first language it has."""
    return spoken(text, language)[0]


def spoken(text: Mapping[str, str] | None, language: str | None = None) -> tuple[str, str]:
    """Return the words a reader gets and the code of the language they are in (so that the page can say so)."""
    if not text:
        return "", settings.LANGUAGE_CODE
    wanted = language or get_language() or settings.LANGUAGE_CODE
    for code in (wanted, settings.LANGUAGE_CODE, *text):
        if text.get(code):
            return text[code], code
    return "", settings.LANGUAGE_CODE


class TranslatedTextField(models.JSONField):  # type: ignore[misc,unused-ignore]  # stubs leave JSONField untyped in places
    """A JSON column {language: words}; any language may be the only one."""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse languages the house does not speak, and a text with no words."""
        super().validate(value, model_instance)
        if not isinstance(value, dict) or not any(str(words).strip() for words in value.values()):
            raise ValidationError(_("Write this text in at least one language."))
        strangers = sorted(set(value) - set(LANGUAGE_CODES))
        if strangers:
            raise ValidationError(_("The language “%(code)s” is not one the library speaks."), params={"code": strangers[0]})
