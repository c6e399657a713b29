"""What the receipt page asks."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.path.decisions.terms import Verdict


class CodeForm(forms.Form):
    """A receipt code."""

    code = forms.CharField(
        label=_("Your receipt code"),
        help_text=_("Twelve letters and numbers, like ABCD-EFGH-JKMN. Small letters and missing dashes do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}),
    )


class AnswerBackForm(forms.Form):
    """What a person says of our reply."""

    verdict = forms.ChoiceField(label=_("Did we get it right?"), choices=Verdict.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Would you like to add anything?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-limit": LONGEST_VOICE, "dir": "auto"}),
        max_length=LONGEST_VOICE,
        strip=False,
    )
    language = forms.ChoiceField(label=_("Which language did you write in?"), choices=settings.LANGUAGES)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["language"].initial = get_language()
