"""XLSForms, read and written without loss. pyxform is the referee of what a form is."""

from commonshelf.questionnaire.xlsform.faults import BrokenFormError, Fault, UnreadableWorkbookError, UnwritableFormError, XlsformError
from commonshelf.questionnaire.xlsform.reading import ReadForm, inspect_xlsform, read_xlsform
from commonshelf.questionnaire.xlsform.writing import write_xlsform, xlsform_bytes

__all__ = [
    "BrokenFormError",
    "Fault",
    "ReadForm",
    "UnreadableWorkbookError",
    "UnwritableFormError",
    "XlsformError",
    "inspect_xlsform",
    "read_xlsform",
    "write_xlsform",
    "xlsform_bytes",
]
