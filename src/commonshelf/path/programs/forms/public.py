"""What the public pages of programs ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.community.places.models import Place
from commonshelf.path.programs.queries import places_of_whats_on
from commonshelf.path.programs.terms import LONGEST_NAME, LONGEST_REQUEST, MOST_IN_PARTY, PARTY_SIZE_WRONG, Audience

if TYPE_CHECKING:
    from commonshelf.path.programs.models import Session


class WhatsOnFilter(forms.Form):
    """For whom and where."""

    audience = forms.ChoiceField(choices=[("", _("Everything")), *Audience.choices], required=False, label=_("For whom?"))
    place = forms.ModelChoiceField(Place.objects.none(), required=False, label=_("Where?"), empty_label=_("Anywhere"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_of_whats_on()  # type: ignore[attr-defined]  # a field of choices from rows


class RegisterForm(forms.Form):
    """A party that means to come. A child is part of the party and has no name here."""

    name = forms.CharField(
        label=_("Your name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We write to it about this session only."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    party_size = forms.IntegerField(
        label=_("How many of you will come?"),
        help_text=_("Count yourself and the children you bring. A grown-up registers for them; we do not ask for a child's name."),
        initial=1,
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_IN_PARTY, "inputmode": "numeric"}),
    )
    accommodation = forms.CharField(
        label=_("What do you need to take part?"),
        help_text=_("For example a sign language interpreter or a seat near the door. Tell us what, never why."),
        required=False,
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wait = forms.BooleanField(
        label=_("If it is full, put us on the waiting list"),
        help_text=_("We write to you as soon as there is room."),
        required=False,
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session.capacity is None:
            del self.fields["wait"]

    def clean_party_size(self) -> int:
        """Refuse a party that the action would refuse, in its words, but beside the box."""
        size: int = self.cleaned_data["party_size"]
        if not 1 <= size <= MOST_IN_PARTY:
            raise forms.ValidationError(str(Refusal(PARTY_SIZE_WRONG, most=MOST_IN_PARTY, size=size)))
        return size
