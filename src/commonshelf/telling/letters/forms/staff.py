"""What writing a letter asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.text.choices import TitledChoice
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.telling.letters.models import Topic


class LetterForm(forms.Form):
    """One letter."""

    topic = TitledChoice(Topic.objects.none(), label=_("About what?"), empty_label=None)
    subject = TranslatedTextFormField(label=_("Subject"))
    body = TranslatedTextFormField(label=_("Letter"), long=True, help_text=_("Plain text. Every letter ends with a link to leave."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.all()  # type: ignore[attr-defined]  # a model choice has one


class TopicForm(forms.Form):
    """Something one may subscribe to."""

    slug = forms.SlugField(label=_("Short name for addresses"), max_length=60, help_text=_("Small letters and dashes, such as whats-on"))
    name = TranslatedTextFormField(label=_("Name"))
