"""What inviting people asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonshelf.path.voices.surveys.terms.inviting import CONSENT_TOPIC, MOST_AT_ONCE, MOST_CODES

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LIST = MOST_AT_ONCE * 256


class AddressesForm(forms.Form):
    """A list of mail addresses."""

    lines = forms.CharField(
        label=_("Mail addresses"),
        help_text=_("One a line. No names: they are not needed, and not kept."),
        max_length=LONGEST_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    agreed = forms.BooleanField(label=_("These people agreed that the library may ask them"))
    leave_out = forms.BooleanField(required=False, label=_("Leave out the lines that cannot be invited, and invite the others"))

    def told(self) -> dict[str, Any]:
        """Return what was written, named as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("lines", "language", "leave_out")}


class WhoAgreedForm(forms.Form):
    """People who agreed to letters on a topic."""

    topic = forms.ChoiceField(label=_("Who agreed to letters on"))
    language = forms.ChoiceField(
        label=_("Language of the letter"), help_text=_("For those whose language we do not know."), choices=settings.LANGUAGES
    )

    def __init__(self, *args: Any, topics: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [(topic, _("Being asked by the library") if topic == CONSENT_TOPIC else topic) for topic in topics]  # type: ignore[attr-defined]  # it is a ChoiceField


class CodesForm(forms.Form):
    """Codes on paper."""

    count = forms.IntegerField(label=_("How many codes?"), min_value=1, max_value=MOST_CODES)
    language = forms.ChoiceField(label=_("Language of the slips"), choices=settings.LANGUAGES)
