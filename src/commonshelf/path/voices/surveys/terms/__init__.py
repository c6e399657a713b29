"""The words of surveys, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class QuestionKind(models.TextChoices):
    """What sort of answer a question takes."""

    TEXT = "text", _("Open answer")
    SELECT_ONE = "select_one", _("One choice")
    SELECT_MULTIPLE = "select_multiple", _("Several choices")


class Mode(models.TextChoices):
    """How a response was given."""

    WEB = "web", _("Web")
    PAPER = "paper", _("Paper")
    KIOSK = "kiosk", _("Kiosk")
    INTERVIEW = "interview", _("Interview")
    UNKNOWN = "unknown", _("Not known")


class Disposition(models.TextChoices):
    """How far a response went. A break-off is none: it keeps no answer, and is an Attempt."""

    COMPLETE = "complete", _("complete")
    PARTIAL = "partial", _("partial")
    SCREENED_OUT = "screened_out", _("came when there were enough")
    WITHDRAWN = "withdrawn", _("taken back")


class Access(models.TextChoices):
    """Who may answer, and so how sure it is that nobody answers twice."""

    LINK = "link", _("Anybody who has the link")
    INVITED = "invited", _("Only those we invite, each once")


class Layout(models.TextChoices):
    """How the questions are laid out on the screen."""

    ONE_PAGE = "one_page", _("All on one page")
    BY_SECTION = "by_section", _("One section after the other")


class WhenFull(models.TextChoices):
    """What happens with somebody who answers when there are enough of their sort."""

    SCREEN_OUT = "screen_out", _("Thank them and do not count the answers")
    CLOSE = "close", _("Close the survey")
    KEEP = "keep", _("Keep the answers and say so in the results")


class SurveyState(models.TextChoices):
    """Where a survey stands in its window."""

    DRAFT = "draft", _("in the works")
    PLANNED = "planned", _("not open yet")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    BROUGHT_IN = "brought_in", _("brought in from a file")


SURVEY_CLOSED = ErrorCode(
    "surveys.closed", _("This survey is not open now."), _("You can still tell us on the page “Have your say”."), status=409
)
RESPONSE_EMPTY = ErrorCode(
    "surveys.response_empty", _("No question was answered."), _("Answer at least one question, then send the survey again.")
)
SURVEY_EMPTY = ErrorCode("surveys.survey_empty", _("The survey asks nothing."), _("Write at least one question."))
WINDOW_BACKWARDS = ErrorCode(
    "surveys.window_backwards", _("The survey would close before it opens."), _("Choose a closing day after the opening day.")
)
SLUG_TAKEN = ErrorCode("surveys.slug_taken", _("Another survey has the address “%(slug)s”."), _("Choose another address."))
CHOICES_TOO_FEW = ErrorCode(
    "surveys.choices_too_few",
    _("The question “%(question)s” gives fewer than two answers to choose from."),
    _("Write at least two answers, or make it an open question."),
)
HEADINGS_UNREADABLE = ErrorCode(
    "surveys.headings_unreadable",
    _("Column %(column)s has no question above it."),
    _("The first row must hold the questions, and the second the answers to choose from, “Response” or “Open-Ended Response”."),
)
ROW_WITHOUT_ANSWERS = ErrorCode(
    "surveys.row_without_answers", _("Row %(row)s answers no question."), _("Take that row out, or bring in the good rows alone.")
)
CELL_NOT_THE_CHOICE = ErrorCode(
    "surveys.cell_not_the_choice",
    _("Row %(row)s, column “%(column)s”: “%(value)s” is not the answer that this column is for."),
    _("Leave the cell blank, or write the answer as it is in the second row."),
)

WEEK_UNKNOWN_NOTE = _(
    "The file does not say when people answered, so the responses have no week. Their voices stand under the week in which they reached "
    "us here, %(week)s."
)
LANGUAGE_ASSUMED_NOTE = _("The file does not say which language people wrote in; it was taken to be %(language)s.")
VOICES_NOTE = _("%(voices)s open answers are now voices; %(empty)s open answers were empty and are none.")
COLUMNS_LEFT_OUT_NOTE = _("These columns have no kind of answer in the second row and were left out: %(columns)s.")
IMPORTED_PURPOSE = _("Brought in from the file “%(name)s”.")
