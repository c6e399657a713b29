"""What a forum and a note ask."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.community.partners.models import Organization
from commonshelf.community.places.models import Place


class ForumForm(forms.Form):
    """A community meeting with its tables."""

    title = TranslatedTextFormField(label=_("Title"))
    held_on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Where?"), empty_label=_("Choose one"))
    partner = forms.ModelChoiceField(
        Organization.objects.none(), required=False, label=_("Together with which partner?"), empty_label=_("The library alone")
    )
    tables = forms.CharField(
        label=_("What is talked about at the tables?"),
        help_text=_("One question a line. Each line becomes a table."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        max_length=8000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in {"place": Place.objects.all(), "partner": Organization.objects.all()}.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean_tables(self) -> list[str]:
        """Return the questions, one a table."""
        return [line.strip() for line in self.cleaned_data["tables"].splitlines() if line.strip()]


class NoteForm(forms.Form):
    """One thing said at a table. It is typed while people talk, so it asks two things."""

    text = forms.CharField(
        label=_("What was said?"),
        widget=forms.Textarea(attrs={"rows": 2, "data-limit": LONGEST_VOICE, "dir": "auto"}),
        max_length=LONGEST_VOICE,
        strip=False,
    )
    language = forms.ChoiceField(label=_("Which language did they speak?"), choices=settings.LANGUAGES)
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_once"].initial = uuid.uuid4
