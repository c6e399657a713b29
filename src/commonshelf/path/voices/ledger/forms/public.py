"""What “Have your say” asks: the words, and only what a person chooses to add."""

from __future__ import annotations

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.community.places.models import Area
from commonshelf.path.voices.ledger.terms import AgeBand, LibraryUse


class AboutYou(forms.Form):
    """The few things a person may tell about themselves; every one can be left out."""

    area = forms.ModelChoiceField(
        Area.objects.none(), required=False, label=_("Where do you live?"), empty_label=_("I would rather not say")
    )
    age_band = forms.ChoiceField(choices=[("", _("I would rather not say")), *AgeBand.choices], required=False, label=_("How old are you?"))
    library_use = forms.ChoiceField(
        choices=[("", _("I would rather not say")), *LibraryUse.choices], required=False, label=_("Do you come to the library?")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["area"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Area.objects.all()


class SayForm(AboutYou):
    """One voice."""

    text = forms.CharField(
        label=_("What would you like to tell the library?"),
        help_text=_("Ask for something, say what is missing, or what you love. Please leave out names and phone numbers."),
        widget=forms.Textarea(attrs={"rows": 6, "data-limit": LONGEST_VOICE, "dir": "auto"}),
        max_length=LONGEST_VOICE,
        strip=False,
    )
    language = forms.ChoiceField(label=_("Which language did you write in?"), choices=settings.LANGUAGES)
    may_be_quoted = forms.BooleanField(
        required=False,
        label=_("The library may show my words to others, without my name"),
        help_text=_("Leave this empty and only staff will read them."),
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("text", "language", "may_be_quoted", "area", "age_band", "library_use", "sent_once")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        self.fields["sent_once"].initial = uuid.uuid4
