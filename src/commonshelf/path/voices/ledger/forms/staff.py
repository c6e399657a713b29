"""What a note by staff asks."""

from __future__ import annotations

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.community.partners.models import Organization
from commonshelf.community.places.models import Area, Place
from commonshelf.community.places.terms import PlaceKind
from commonshelf.path.voices.ledger.terms import WRITTEN_BY_STAFF, AgeBand, Channel, LibraryUse


class NoteForm(forms.Form):
    """One thing somebody told a member of staff."""

    text = forms.CharField(
        label=_("What did they say?"),
        help_text=_("As close to their own words as you can. Leave out names, numbers and addresses."),
        widget=forms.Textarea(attrs={"rows": 5, "data-limit": LONGEST_VOICE, "dir": "auto"}),
        max_length=LONGEST_VOICE,
        strip=False,
    )
    channel = forms.ChoiceField(
        label=_("How did you hear it?"),
        choices=[(channel.value, channel.label) for channel in WRITTEN_BY_STAFF if channel != Channel.FORUM],
    )
    language = forms.ChoiceField(label=_("Which language did they speak?"), choices=settings.LANGUAGES)
    on_behalf_of = forms.ModelChoiceField(
        Organization.objects.none(),
        required=False,
        label=_("Which partner heard it?"),
        help_text=_("Only if a partner asked for somebody."),
        empty_label=_("No partner"),
    )
    place = forms.ModelChoiceField(Place.objects.none(), required=False, label=_("At which branch?"), empty_label=_("No branch"))
    area = forms.ModelChoiceField(Area.objects.none(), required=False, label=_("Where do they live?"), empty_label=_("They did not say"))
    age_band = forms.ChoiceField(choices=[("", _("They did not say")), *AgeBand.choices], required=False, label=_("How old are they?"))
    library_use = forms.ChoiceField(
        choices=[("", _("They did not say")), *LibraryUse.choices], required=False, label=_("Do they come to the library?")
    )
    may_be_quoted = forms.BooleanField(required=False, label=_("They agreed that we show their words to others, without their name"))
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        choices = {
            "on_behalf_of": Organization.objects.all(),
            "place": Place.objects.filter(kind=PlaceKind.BRANCH),
            "area": Area.objects.all(),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
        self.fields["sent_once"].initial = uuid.uuid4


class VoiceFilter(forms.Form):
    """Which voices to list."""

    language = forms.ChoiceField(choices=[("", _("Every language")), *settings.LANGUAGES], required=False, label=_("Language"))
    channel = forms.ChoiceField(choices=[("", _("Every channel")), *Channel.choices], required=False, label=_("Channel"))
