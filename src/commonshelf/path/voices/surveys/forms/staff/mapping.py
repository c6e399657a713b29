"""What bringing in another program's file asks: the file, then what each column is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys.terms.mapping import ColumnRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from commonshelf.path.voices.surveys.actions.mapping import FileColumn
    from commonshelf.path.voices.surveys.models import Survey


class FileForm(forms.Form):
    """A file of answers."""

    file = forms.FileField(
        label=_("The file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("Answers from Google Forms, SurveyMonkey, Project Outcome or a table of your own: CSV or Excel (.xlsx)."),
    )
    language = forms.ChoiceField(
        label=_("Which language were the answers written in?"), choices=settings.LANGUAGES, help_text=_("The file does not say.")
    )


class ColumnsForm(forms.Form):
    """One choice for each column, and where the answers go."""

    def __init__(self, *args: Any, columns: Sequence[FileColumn], surveys: Iterable[Survey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in columns:
            self.fields[f"column_{column.number}"] = forms.ChoiceField(
                label=" / ".join(filter(None, (column.label, column.below))),
                help_text=" ".join(filter(None, (_examples(column), str(column.why)))),
                choices=ColumnRole.choices,
                initial=column.role,
            )
        self.fields["target"] = forms.TypedChoiceField(
            label=gettext("Where do the answers go?"),
            help_text=gettext("A further wave of the same survey lets you compare the two, where the questions are worded the same."),
            choices=[("", gettext("A survey of its own")), *((each.pk, in_language(each.title)) for each in surveys)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["allow_partial"] = forms.BooleanField(
            label=gettext("Bring in the good rows even if others are refused"), required=False
        )

    def roles(self) -> dict[int, ColumnRole]:
        """Return what each column is to be taken for."""
        prefix = "column_"
        return {int(name.removeprefix(prefix)): ColumnRole(role) for name, role in self.cleaned_data.items() if name.startswith(prefix)}


def _examples(column: FileColumn) -> str:
    """Return a few cells of a column as a sentence of its own; nothing of an empty column."""
    if not column.samples:
        return ""
    said = gettext("For example: %(samples)s") % {"samples": " · ".join(cut(each) for each in column.samples)}
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def cut(text: str, most: int = 60) -> str:
    """Return the beginning of a cell."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
