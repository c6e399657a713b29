"""What the pages for listening and for naming needs ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _, ngettext

from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.path.needs.actions import LONGEST_DEFINITION, LONGEST_NOTE, LONGEST_THEME
from commonshelf.path.needs.models import Theme
from commonshelf.path.voices.ledger.terms import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

ROWS_OF_EVIDENCE = 4


class CodeForm(forms.Form):
    """What one voice is about: a theme of the codebook, or a new one.

    A page of voices has one such form for each, so their choices come from one read. `after` is the voice that follows in the list.
    """

    theme = forms.ChoiceField(required=False, label=_("Choose a theme"))
    new_theme = forms.CharField(required=False, max_length=LONGEST_THEME, label=_("Or write a new one"))
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {str(theme.pk): theme for theme in themes}
        field = self.fields["theme"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("No theme yet")), *((key, theme.name) for key, theme in self.themes.items())]

    def focused(self) -> CodeForm:
        """Let the cursor wait in the list of themes when the page opens, with the words read out beside it."""
        self.fields["theme"].widget.attrs |= {"autofocus": True, "aria-describedby": "voice-words"}
        return self

    def clean(self) -> dict[str, Any]:
        """Take one of the two, and hand on the theme itself."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if bool(cleaned["theme"]) == bool(cleaned["new_theme"]):
            raise forms.ValidationError(_("Choose a theme, or write a new one: one of the two."))
        cleaned["theme"] = self.themes.get(cleaned["theme"])
        return cleaned


class InboxFilter(forms.Form):
    """Which voices to work through."""

    language = forms.ChoiceField(choices=[("", _("Every language")), *settings.LANGUAGES], required=False, label=_("Language"))
    channel = forms.ChoiceField(choices=[("", _("Every channel")), *Channel.choices], required=False, label=_("Channel"))
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, label=_("Theme"), empty_label=_("Every theme"))

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = themes

    @property
    def wanted(self) -> dict[str, Any]:
        """What was chosen. A filter that makes no sense (an old address) filters nothing."""
        return self.cleaned_data if self.is_valid() else {}


def told_as_field(*, required: bool) -> TranslatedTextFormField:
    """Return the field for the words residents read. Left empty, a new theme is told by its name."""
    return TranslatedTextFormField(
        required=required,
        label=_("What residents read"),
        help_text=_("Whoever said something about it sees this beside their words. A language left empty is shown in English."),
    )


class ThemeForm(forms.Form):
    """A theme for the codebook."""

    name = forms.CharField(max_length=LONGEST_THEME, label=_("Name"), help_text=_("A few plain words, as people say them: Saturday hours."))
    definition = forms.CharField(
        required=False,
        max_length=LONGEST_DEFINITION,
        label=_("What belongs to it, and what does not"),
        help_text=_("One sentence is enough."),
    )
    told_as = told_as_field(required=False)


class WordsForm(forms.Form):
    """What residents read for one theme."""

    told_as = told_as_field(required=True)


class EvidenceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it is not generic when it runs
    """A theme to put behind a need; the list says how many voices each has."""

    def label_from_instance(self, obj: Any) -> str:
        """Say the theme with its number of voices."""
        voices = ngettext("%(count)s voice", "%(count)s voices", obj.voices) % {"count": obj.voices}
        return f"{obj.name} ({voices})"


class EvidenceForm(forms.Form):
    """One theme and why it speaks for the need."""

    theme = EvidenceField(Theme.objects.none(), label=_("Theme"))
    note = forms.CharField(required=False, max_length=LONGEST_NOTE, label=_("Why does it speak for this need?"))

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = EvidenceField(themes, label=_("Theme"))


class NeedForm(forms.Form):
    """A gap, for whom, and the themes that show it."""

    title = TranslatedTextFormField(label=_("The need in a few words"), help_text=_("This is shown to everybody once it has an answer."))
    gap = TranslatedTextFormField(label=_("What is missing?"), help_text=_("What people need and cannot get today."), long=True)
    for_whom = TranslatedTextFormField(label=_("For whom?"), help_text=_("Who is left out as long as nothing changes."))

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, ROWS_OF_EVIDENCE + 1):
            label = _("Theme %(number)s that shows it") % {"number": row}
            self.fields[f"theme_{row}"] = EvidenceField(themes, required=row == 1, label=label, empty_label=_("No theme"))
            self.fields[f"note_{row}"] = forms.CharField(
                required=False, max_length=LONGEST_NOTE, label=_("Why does theme %(number)s speak for this need?") % {"number": row}
            )

    def clean(self) -> dict[str, Any]:
        """Gather the rows into `themes` and `notes`, as the action wants them."""
        cleaned = super().clean() or self.cleaned_data
        rows = [(cleaned.pop(f"theme_{row}", None), cleaned.pop(f"note_{row}", "")) for row in range(1, ROWS_OF_EVIDENCE + 1)]
        cleaned["themes"] = [theme for theme, _note in rows if theme]
        cleaned["notes"] = {theme.pk: note for theme, note in rows if theme and note}
        return cleaned
