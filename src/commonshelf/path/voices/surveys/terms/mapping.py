"""What a column of somebody else's file may be taken for, and what is refused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class ColumnRole(models.TextChoices):
    """What a column is taken for."""

    ONE = "one", _("One choice")
    SEVERAL = "several", _("Several choices in one cell")
    BOX = "box", _("One box of several choices")
    WORDS = "words", _("Open answer: becomes a voice")
    WEEK = "week", _("When it was answered: the week alone is kept")
    LEAVE_OUT = "leave_out", _("Leave out")


class FileTool(models.TextChoices):
    """Which program a file seems to come from."""

    TWO_ROWS = "two_rows", _("two rows of headings, as SurveyMonkey writes them")
    GOOGLE_FORMS = "google_forms", _("Google Forms")
    PROJECT_OUTCOME = "project_outcome", _("Project Outcome")
    PLAIN = "plain", _("a table with one row of headings")


SAYS_WHO = _("It says who somebody is.")
SAYS_WHEN = _("It says to the minute when somebody answered.")
IS_EMPTY = _("It is empty.")

COLUMNS_ALL_LEFT_OUT = ErrorCode(
    "surveys.columns_all_left_out", _("Every column would be left out."), _("Take at least one column for a question.")
)
COLUMN_HAS_NO_CHOICES = ErrorCode(
    "surveys.column_has_no_choices",
    _("The column “%(column)s” holds more than %(most)s different answers, too many to choose from."),
    _("Take it for an open answer, or leave it out."),
)
CELL_IS_NO_DAY = ErrorCode(
    "surveys.cell_is_no_day",
    _("Row %(row)s, column “%(column)s”: “%(value)s” is no day that we can read."),
    _("Write it as year-month-day, or leave the column out."),
)
CELL_IS_FORMULA = ErrorCode(
    "surveys.cell_is_formula",
    _("Row %(row)s, column “%(column)s”, holds a formula."),
    _("Copy the cell, paste it as its value alone, and save the file again."),
)
WORKBOOK_NOT_READ = ErrorCode(
    "surveys.workbook_not_read",
    _("“%(name)s” is no workbook that we can read: it is damaged, too large, protected by a password, or it holds macros."),
    _("Save it anew as .xlsx without macros and without a password, or save its sheet as “CSV UTF-8”."),
)
SHEET_TOO_LARGE = ErrorCode(
    "surveys.sheet_too_large",
    _("The sheet “%(sheet)s” goes on at row %(row)s beyond what is read: %(rows)s rows and %(columns)s columns."),
    _("Split it into several files, or leave out columns nobody needs."),
)
ONE_SHEET_NOTE = _("The sheet “%(sheet)s” was read, and no other.")
FILE_NOT_KEPT = ErrorCode(
    "surveys.file_not_kept",
    _("This file is not here any more."),
    _("Choose it once more; what you said of its columns is remembered."),
    status=404,
)
TARGET_NOT_OPENED = ErrorCode(
    "surveys.target_not_opened",
    _("“%(survey)s” has not been opened yet, so no file is added to it."),
    _("Open it first, or choose another survey."),
)
FILE_IN_ANOTHER_SURVEY = ErrorCode(
    "surveys.file_in_another_survey",
    _("This file was brought in before, and its answers are in “%(survey)s”."),
    _("Choose that survey for the rows that are left."),
)
