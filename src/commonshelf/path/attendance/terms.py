"""The words of attendance, and their refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

MOST_PEOPLE = 9_999

SESSION_NOT_OVER = ErrorCode(
    "attendance.session_not_over", _("This session has not begun yet."), _("Count the people once it has begun."), status=409
)
SESSION_WAS_CANCELLED = ErrorCode(
    "attendance.session_was_cancelled",
    _("This session was cancelled; nobody is counted."),
    _("Plan a new session if it took place after all."),
    status=409,
)
COUNT_OUT_OF_RANGE = ErrorCode(
    "attendance.count_out_of_range", _("%(count)s is not a number of people from 0 to 9,999."), _("Write how many people were there.")
)
MONTH_UNREADABLE = ErrorCode(
    "attendance.month_unreadable",
    _("The heading “%(column)s” is not a month."),
    _("Write months like 2024-05, and take out columns that are no month, such as totals."),
)
MONTH_TWICE = ErrorCode("attendance.month_twice", _("The month %(column)s has two columns."), _("Take one of them out."))
PLACE_TWICE = ErrorCode(
    "attendance.place_twice",
    _("Row %(row)s counts “%(value)s” again; row %(first)s did so already."),
    _("Take one of the two rows out."),
)
ROW_IS_A_TOTAL = ErrorCode(
    "attendance.row_is_a_total",
    _("Row %(row)s, “%(value)s”, looks like a sum of the others: everybody would be counted twice."),
    _("Take that row out."),
)
YEAR_MISSING = ErrorCode(
    "attendance.year_missing",
    _("“%(name)s” does not say which year its counts are from."),
    _("Add a column “Event Year”, or say the year when you bring the file in."),
)
YEAR_UNREADABLE = ErrorCode("attendance.year_unreadable", _("“%(value)s” is not a year."), _("Write the year with four digits, like 2021."))
MONTH_OUT_OF_RANGE = ErrorCode(
    "attendance.month_out_of_range",
    _("Row %(row)s, column “%(column)s”: “%(value)s” is not a month or year we can take."),
    _("Write the month as a number from 1 to 12, and the year with four digits."),
)

CELLS_NOTE = _("%(counted)s months have a number, %(blank)s are blank. Blank is no data, which is not zero.")
PLACES_MADE_NOTE = _("These branches were new and are now among the places: %(names)s.")
COUNTED_BEFORE_NOTE = _("%(months)s of these months had a number from an earlier file. The latest file counts.")
NOT_RECORDED_NOTE = _("%(rows)s rows have no attendance written down. They stay “not recorded”, which is not zero.")
YEAR_FROM_NAME_NOTE = _("The rows do not say the year; %(year)s is in the name of the file.")
YEAR_FROM_YOU_NOTE = _("The rows do not say the year; you said %(year)s.")
SAME_MONTHS_NOTE = _("Another file has counts for the same months: “%(name)s”. If it holds the same programs, they are now counted twice.")
