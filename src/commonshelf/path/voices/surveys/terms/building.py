"""The words of writing a survey, and its refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

NOTHING_IN_THE_WORKS = ErrorCode(
    "surveys.nothing_in_the_works",
    _("There is no new version of the questions to open."),
    _("Change a question first; that begins a new version."),
    status=409,
)
NOTHING_TO_UNDO = ErrorCode(
    "surveys.nothing_to_undo",
    _("There is no change to take back."),
    _("Only the last change to the questions can be taken back, and only until they are opened."),
    status=409,
)
CHANGED_MEANWHILE = ErrorCode(
    "surveys.changed_meanwhile",
    _("Somebody changed the questions since you opened this page."),
    _("Look at how they are now, then do it again if it is still right."),
    status=409,
)
QUESTIONS_NOT_READY = ErrorCode(
    "surveys.questions_not_ready", _("%(place)s: %(what)s"), _("Mend it on the page “Questions”, then open the survey again.")
)
OPENED_ALREADY = ErrorCode(
    "surveys.opened_already",
    _("This survey was opened before."),
    _("To ask again, open it as a new wave; to ask differently, change the questions and release the new version."),
    status=409,
)
ASKS_A_CHILD_WHO = ErrorCode(
    "surveys.asks_a_child_who",
    _("A survey for children asks nothing that says who a child is. These questions do: %(questions)s."),
    _("Take them out, or say on the page “Settings” that the survey is for everybody."),
)

NO_LABEL = _("the question has no words in the first language, %(language)s.")
TOO_FEW_CHOICES = _("the question gives fewer than two answers to choose from.")
NO_QUESTION = _("the survey asks nothing.")
LIST_ELSEWHERE = _(
    "its answers come from “%(list)s”, and our pages offer only lists that stand in the form itself. Write the answers there."
)
LIST_MISSING = _("there is no list “%(list)s” to choose from. Write its answers, or name a list that is there.")
DRAWS_LOTS = _(
    "it draws lots, with random(), uuid(), or randomize() without a seed. Only the default of a question that people answer may: "
    "all else is worked out again when answers come, and another lot would be drawn. Write it there, or take it out."
)
