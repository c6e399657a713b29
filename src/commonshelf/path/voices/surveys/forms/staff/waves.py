"""What a window asks: its first and its last day."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WindowForm(forms.Form):
    """Two days; the survey is open from the beginning of the first to the end of the last."""

    opens_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    closes_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def window(self) -> dict[str, dt.datetime]:
        """Return the window, named as the actions take it."""
        told = self.cleaned_data
        return {"opens_at": _midnight(told["opens_on"]), "closes_at": _midnight(told["closes_on"] + dt.timedelta(days=1))}


class LastDayForm(forms.Form):
    """The last day alone, for a survey that is open."""

    closes_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def closes_at(self) -> dt.datetime:
        """Return the midnight after the last day."""
        return _midnight(self.cleaned_data["closes_on"] + dt.timedelta(days=1))


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
