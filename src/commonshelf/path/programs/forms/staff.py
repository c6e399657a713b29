"""What staff are asked when they offer a program and put it into the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.text.choices import TitledChoice
from commonshelf.common.text.fields import in_language
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.community.partners.models import Organization
from commonshelf.community.partners.queries import organizations_visible_to
from commonshelf.community.places.models import Place
from commonshelf.community.places.queries import places
from commonshelf.path.decisions.models import Commitment, Decision
from commonshelf.path.programs.queries import decisions_to_change_by, program_promises
from commonshelf.path.programs.terms import MOST_PLACES, Audience, PlaceType, SessionKind, Sponsorship

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from commonshelf.common.accounts.models import User


class PromiseField(TitledChoice):
    """Chooses a commitment by the words of its promise."""

    def label_from_instance(self, obj: Commitment) -> str:
        """Return the promise in the reader's language."""
        return in_language(obj.promise)


class OfferForm(forms.Form):
    """A program: its words, and the promise it keeps."""

    title = TranslatedTextFormField(label=_("Title"))
    summary = TranslatedTextFormField(label=_("What happens there"), help_text=_("Two or three sentences for everybody."), long=True)
    fulfils = PromiseField(
        Commitment.objects.none(),
        required=False,
        label=_("Which promise does it keep?"),
        help_text=_("Its page then says: you asked for this."),
        empty_label=_("None"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fulfils"].queryset = program_promises()  # type: ignore[attr-defined]  # a field of choices from rows


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class ScheduleForm(forms.Form):
    """A weekly series. What the yearly counts ask is required here and never guessed later."""

    title = TranslatedTextFormField(label=_("Title of the series"))
    first_day = _day(_("First day"))
    last_day = _day(_("Last day"))
    starts = _hour(_("Starts at"))
    ends = _hour(_("Ends at"))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"), empty_label=_("Choose one"))
    place_type = forms.ChoiceField(choices=PlaceType.choices, label=_("Kind of place"))
    hybrid = forms.BooleanField(required=False, label=_("People may also join online"))
    kind = forms.ChoiceField(choices=SessionKind.choices, label=_("How it runs"))
    audience = forms.ChoiceField(
        choices=Audience.choices,
        initial=Audience.GENERAL,
        label=_("Mainly for"),
        help_text=_("Everybody who comes is counted in this group, whatever their age."),
    )
    sponsorship = forms.ChoiceField(choices=Sponsorship.choices, label=_("Put on by"))
    partners = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        required=False,
        label=_("Partners"),
        widget=forms.CheckboxSelectMultiple,
    )
    changed_by = TitledChoice(
        Decision.objects.none(),
        required=False,
        label=_("Which decision brought this change?"),
        help_text=_("Only for a series that is held in a new way."),
        empty_label=_("None"),
    )
    registration = forms.BooleanField(required=False, label=_("People register"))
    capacity = forms.IntegerField(
        required=False,
        label=_("Number of places"),
        help_text=_("Empty: no limit."),
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_PLACES}),
    )
    opens_days_before = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=366,
        label=_("Registration opens this many days before each session"),
        help_text=_("Empty: at once."),
    )
    closes_hours_before = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=24 * 60,
        label=_("Registration closes this many hours before each session"),
        help_text=_("Empty: when it starts."),
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places()  # type: ignore[attr-defined]  # a field of choices from rows
        self.fields["partners"].queryset = organizations_visible_to(reader)  # type: ignore[attr-defined]  # a field of choices from rows
        self.fields["changed_by"].queryset = decisions_to_change_by()  # type: ignore[attr-defined]  # a field of choices from rows

    @property
    def groups(self) -> list[tuple[Any, list[BoundField]]]:
        """Return the fields as the page groups them."""
        names = {
            _("What and when"): ("title", "first_day", "last_day", "starts", "ends"),
            _("Where"): ("place", "place_type", "hybrid"),
            _("What it counts as"): ("kind", "audience"),
            _("Who puts it on"): ("sponsorship", "partners", "changed_by"),
            _("Registration"): ("registration", "capacity", "opens_days_before", "closes_hours_before"),
        }
        return [(legend, [self[name] for name in fields]) for legend, fields in names.items()]

    def clean_closes_hours_before(self) -> int:
        """Read an empty box as: when it starts."""
        return self.cleaned_data["closes_hours_before"] or 0


class EndForm(forms.Form):
    """Why a series ends."""

    decision = TitledChoice(Decision.objects.none(), label=_("Which decision ends it?"), help_text=_("Only decisions that are published."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions_to_change_by()  # type: ignore[attr-defined]  # a field of choices from rows
