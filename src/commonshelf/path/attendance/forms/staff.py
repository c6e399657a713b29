"""What counting asks: as little as can be, for it is done on a phone at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.attendance.terms import COUNT_OUT_OF_RANGE, MOST_PEOPLE
from commonshelf.path.programs.terms import PlaceType

if TYPE_CHECKING:
    from commonshelf.path.programs.models import Session


def _big_number() -> forms.NumberInput:
    return forms.NumberInput(attrs={"min": 0, "max": MOST_PEOPLE, "inputmode": "numeric", "class": "count-number", "autocomplete": "off"})


class PeopleField(forms.IntegerField):
    """A number of people, refused in the words of the action."""

    def clean(self, value: Any) -> int:
        """Return the number."""
        people: int = super().clean(value)
        if not 0 <= people <= MOST_PEOPLE:
            raise forms.ValidationError(str(Refusal(COUNT_OUT_OF_RANGE, count=people)))
        return people


class CountForm(forms.Form):
    """How many are there; a box for the room, one for online, or both."""

    in_person = PeopleField(label=_("People in the room"), help_text=_("Everybody counts, children and carers too."), widget=_big_number())
    online = PeopleField(
        label=_("People online"), help_text=_("One device is one person; for a live stream, the most at one time."), widget=_big_number()
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session.place_type == PlaceType.VIRTUAL:
            del self.fields["in_person"]
        elif not session.hybrid:
            del self.fields["online"]


class NumbersOf(models.TextChoices):
    """Whose numbers the page of trends shows."""

    EVERYTHING = "", _("Everything")
    SESSIONS = "sessions", _("Our sessions")
    VISITS = "visits", _("Visits")
    OTHERS = "others", _("Counts that others kept by month")


class TrendsFilter(forms.Form):
    """Which numbers to show."""

    show = forms.ChoiceField(choices=NumbersOf.choices, required=False, label=_("Show"))
