"""What a quota asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonshelf.path.voices.surveys.terms import WhenFull
from commonshelf.path.voices.surveys.terms.quotas import LONGEST_CONDITION, LONGEST_NAME, MOST_WANTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    Cells = Sequence[tuple[str, list[tuple[str, str]]]]


class EnoughForm(forms.Form):
    """How many are wanted, and what happens when there are as many."""

    most = forms.IntegerField(label=_("How many answers are wanted?"), min_value=1, max_value=MOST_WANTED)
    when_full = forms.ChoiceField(label=_("What happens when there are enough?"), choices=WhenFull.choices, widget=forms.RadioSelect)


class QuotaForm(EnoughForm):
    """A sort of answers: who chose something, or an expression."""

    name = forms.CharField(label=_("Name"), help_text=_("For staff, such as “People under 35”."), max_length=LONGEST_NAME)
    cell = forms.ChoiceField(label=_("Everybody who chooses"), required=False)
    condition = forms.CharField(
        label=_("Or a condition"),
        help_text=_("For two things at once, such as selected(${age}, '19-34') and selected(${area}, 'north')."),
        required=False,
        max_length=LONGEST_CONDITION,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"}),
    )
    field_order = ("name", "cell", "condition", "most", "when_full")

    def __init__(self, *args: Any, cells: Cells, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].choices = [("", "—"), *cells]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["when_full"].initial = WhenFull.SCREEN_OUT

    def clean(self) -> dict[str, Any]:
        """Refuse none and both."""
        told = super().clean() or {}
        if bool(told.get("cell")) == bool((told.get("condition") or "").strip()):
            raise ValidationError(_("Choose an answer, or write a condition: one of the two."))
        return told

    def told(self) -> dict[str, Any]:
        """Return what was written, named as the action takes it."""
        told = self.cleaned_data
        return {**{name: told[name] for name in ("name", "most", "when_full")}, "condition": told["cell"] or told["condition"]}
