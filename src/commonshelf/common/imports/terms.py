"""The refusals of bringing in a file. Each says where: the row as a spreadsheet counts it, and the column by its heading."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

KIND_UNKNOWN = ErrorCode("imports.kind_unknown", _("Nothing here can bring in “%(kind)s”."), _("Choose one of: %(kinds)s."))
OPTION_UNKNOWN = ErrorCode(
    "imports.option_unknown",
    _("Bringing in “%(kind)s” has no setting “%(option)s”."),
    _("Leave it out. The settings it has are: %(options)s."),
)
FILE_MISSING = ErrorCode("imports.file_missing", _("There is no file “%(name)s”."), _("Check its name and its folder."), status=404)
FILE_TOO_LARGE = ErrorCode(
    "imports.file_too_large",
    _("“%(name)s” has %(size)s bytes; at most %(limit)s can be brought in at once."),
    _("Split it into several files, each with the headings."),
)
NOT_A_TABLE = ErrorCode(
    "imports.not_a_table",
    _("“%(name)s” is not a table of text (CSV)."),
    _("Open it in your spreadsheet program and save it as “CSV UTF-8”."),
)
LETTERS_UNREADABLE = ErrorCode(
    "imports.letters_unreadable",
    _("Row %(row)s of “%(name)s” holds letters written in a way we cannot read."),
    _("Open it in your spreadsheet program and save it as “CSV UTF-8”."),
)
TABLE_EMPTY = ErrorCode("imports.table_empty", _("“%(name)s” has no rows below its headings."), _("Choose a file with rows."))
TABLE_BROKEN = ErrorCode(
    "imports.table_broken",
    _("“%(name)s” breaks off in row %(row)s: a quotation mark is not closed, or a cell never ends."),
    _("Look at that row in your spreadsheet program, mend it and save the file again."),
)
ROW_RAGGED = ErrorCode(
    "imports.row_ragged",
    _("Row %(row)s has %(cells)s cells; the headings have %(wanted)s."),
    _("Look for a comma too many or too few in that row."),
)
CELL_WITH_NULL = ErrorCode(
    "imports.cell_with_null",
    _("Row %(row)s, column “%(column)s”, holds a null byte."),
    _("Type that cell again, then save the file."),
)
CELL_TOO_LONG = ErrorCode(
    "imports.cell_too_long",
    _("Row %(row)s, column “%(column)s”, has %(length)s characters; at most %(limit)s fit."),
    _("Shorten that cell."),
)
CELL_EMPTY = ErrorCode("imports.cell_empty", _("Row %(row)s has nothing in the column “%(column)s”."), _("Fill in that cell."))
CELL_NOT_A_NUMBER = ErrorCode(
    "imports.cell_not_a_number",
    _("Row %(row)s, column “%(column)s”: “%(value)s” is not a number we can take."),
    _("Write digits, with a point before at most two decimals. Leave the cell blank where there is no data."),
)
COLUMN_MISSING = ErrorCode(
    "imports.column_missing",
    _("There is no column “%(column)s”."),
    _("Check that this is the right kind of file. Its first row must hold the headings."),
)
COLUMN_TWICE = ErrorCode("imports.column_twice", _("There are two columns “%(column)s”."), _("Take one of them out."))

READ_AS_CP1252 = _("The file is not in UTF-8; its letters were read as Windows-1252.")
