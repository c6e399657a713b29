"""What an XLSForm file may be, and what is wrong with one, in the librarian's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from commonshelf.questionnaire.xlsform import XlsformError, inspect_xlsform

if TYPE_CHECKING:
    from typing import Any

    from commonshelf.questionnaire.xlsform import Fault, ReadForm

FORM_FILE_TYPES = ".xlsx,.xls,.csv"
MOST_BYTES = 10_000_000


def sentence_of_faults(error: XlsformError) -> list[str]:
    """Return every fault as a sentence that says where it is and how to mend it."""
    return [_sentence(fault) for fault in error.faults]


def _sentence(fault: Fault) -> str:
    cell = fault.cell
    said = {"sheet": cell.sheet, "row": cell.row, "column": cell.column, "what": fault.what, "mend": fault.mend}
    if cell.column:
        return _("Sheet “%(sheet)s”, row %(row)s, column “%(column)s”: %(what)s %(mend)s") % said
    return _("Sheet “%(sheet)s”, row %(row)s: %(what)s %(mend)s") % said


class BringFormForm(forms.Form):
    """One file that takes the place of the questions in the works. `read` is what it says."""

    file = forms.FileField(
        label=gettext_lazy("The XLSForm file"),
        help_text=gettext_lazy("A workbook from KoboToolbox, ODK or another tool that writes XLSForms."),
        widget=forms.FileInput(attrs={"accept": FORM_FILE_TYPES}),
    )
    read: ReadForm | None = None

    def clean_file(self) -> Any:
        """Read the form, and say everything that is wrong with it."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than %(most)s megabytes."), params={"most": MOST_BYTES // 1_000_000})
        try:
            self.read = inspect_xlsform(file.read(), name=file.name.rpartition(".")[0])
        except XlsformError as error:
            raise ValidationError(sentence_of_faults(error)) from error
        return file
