"""What subscribing asks: an address and nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

from commonshelf.common.text.choices import TitledChoice
from commonshelf.telling.letters.models import Topic


class SubscribeForm(forms.Form):
    """An address, a topic and a language."""

    topic = TitledChoice(Topic.objects.none(), label=_("Letters about what?"), empty_label=None)
    address = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}))
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.all()  # type: ignore[attr-defined]  # a model choice has one
        self.fields["language"].initial = get_language()
