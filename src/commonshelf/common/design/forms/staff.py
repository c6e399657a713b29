"""A form with one field of each kind, for the style guide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.text.forms import TranslatedTextFormField


class SpecimenForm(forms.Form):
    """Every kind of field a page may ask."""

    words = forms.CharField(
        label=_("What would make the library better for you?"),
        help_text=_("Any language is fine."),
        max_length=400,
        widget=forms.Textarea,
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=80)
    day = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    area = forms.ChoiceField(
        label=_("Where do you live?"), required=False, choices=[("", _("I would rather not say")), ("old_town", _("Old Town"))]
    )
    use = forms.ChoiceField(
        label=_("How often do you come?"),
        help_text=_("Think of the last three months."),
        widget=forms.RadioSelect,
        choices=[("often", _("Every week")), ("seldom", _("Now and then")), ("never", _("Not yet"))],
    )
    wishes = forms.MultipleChoiceField(
        label=_("What would you like to hear about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("clubs", _("Clubs")), ("children", _("Things for children"))],
    )
    may_be_quoted = forms.BooleanField(label=_("You may print my words without my name."), required=False)
    title = TranslatedTextFormField(label=_("Title"), help_text=_("In as many languages as you can."))
