"""What telling a story asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.text.choices import TitledChoice
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.path.programs.models import Program


class StoryForm(forms.Form):
    """One story."""

    program = TitledChoice(Program.objects.none(), label=_("Which program did it grow out of?"))
    title = TranslatedTextFormField(label=_("A short title"))
    words = TranslatedTextFormField(label=_("What happened?"), long=True, help_text=_("No full names. Two or three sentences are enough."))
    agreed = forms.BooleanField(required=False, label=_("Those in the story agreed that everybody may read it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = Program.objects.all()  # type: ignore[attr-defined]  # a model choice has one
