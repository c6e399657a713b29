"""The short survey after a session."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.common.text.fields import in_language
from commonshelf.path.outcomes.terms import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commonshelf.path.outcomes.models import OutcomeMeasure


class OutcomeForm(forms.Form):
    """Five statements to agree with or not, and room for words. Everything may be left out."""

    comment = forms.CharField(
        label=_("Would you like to tell us more?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": LONGEST_VOICE, "dir": "auto"}),
        max_length=LONGEST_VOICE,
        strip=False,
    )
    language = forms.ChoiceField(label=_("Which language did you write in?"), choices=settings.LANGUAGES)
    may_be_quoted = forms.BooleanField(required=False, label=_("The library may show my words to others, without my name"))
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, measures: Iterable[OutcomeMeasure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slugs = [measure.slug for measure in measures]
        asked = {
            measure.slug: forms.TypedChoiceField(
                label=in_language(measure.statement),
                choices=Agreement.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            for measure in measures
        }
        self.fields = {**asked, **self.fields}
        self.fields["language"].initial = get_language()
        self.fields["sent_once"].initial = uuid.uuid4

    def told(self) -> dict[str, Any]:
        """Return what `record_outcome` takes: the answers that were given, and the words."""
        rest = {name: value for name, value in self.cleaned_data.items() if name not in self.slugs}
        return {"answers": {slug: self.cleaned_data[slug] for slug in self.slugs if self.cleaned_data.get(slug)}, **rest}
