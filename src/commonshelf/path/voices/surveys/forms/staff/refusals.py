"""Why the questions are not changed as asked, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.editing import EditCode, EditError

SENTENCES: dict[EditCode, _StrPromise] = {
    "no_such_place": _("There is nothing at “%(where)s” any more. Somebody may have changed the questions meanwhile: look at them again."),
    "not_a_group": _("“%(where)s” is no section, so nothing can be put into it."),
    "not_a_question": _("“%(where)s” is no question."),
    "bad_name": _("“%(where)s” cannot be a short name: begin with a letter, and use letters without accents, digits and _ alone."),
    "name_taken": _("Something else is called “%(where)s”. Choose another short name."),
    "name_shared": _("Two questions have this short name, and these refer to one of them: %(where)s. Rename it there first."),
    "referred_to": _("These still refer to it: %(where)s. Change their conditions or words first."),
    "refers_by_path": _("It cannot go there, for these expressions lead to it by a path: %(where)s."),
    "refers_outside": _("These questions refer to others that would not come along: %(where)s. Take those too."),
    "into_itself": _("A section cannot be moved into itself, nor a question beside itself."),
    "cannot_move_further": _("It cannot move further that way."),
    "not_side_by_side": _("Only questions of the same section can form a section: %(where)s."),
    "nothing_chosen": _("Choose at least one question."),
    "is_a_repeat": _("A section that is asked several times cannot be dissolved."),
    "no_such_list": _("There is no list of answers called “%(where)s”."),
    "list_in_use": _("These questions still use the list: %(where)s."),
    "no_such_choice": _("There is no such answer: %(where)s."),
    "choice_taken": _("Two answers have the same short name: %(where)s."),
    "choice_referred_to": _("An answer that you took out is named in a condition of these: %(where)s. Change those first."),
    "last_choice": _("These questions would have no answer left: %(where)s."),
    "no_such_language": _("The questions do not speak this language: %(where)s."),
    "language_taken": _("The questions speak this language already: %(where)s."),
    "source_language": _("This is the language that all others are translated from: %(where)s."),
    "only_language": _("Some words stand in this language alone: %(where)s. Write them in the first language, then take it out."),
    "no_language_shared": _("The questions and these have no language in common."),
    "no_such_text": _("There is no such text any more: %(where)s. Look at the page again."),
}


def sentence_of_edit(error: EditError) -> str:
    """Return what is wrong and what to do, with the places it is about."""
    return SENTENCES[error.code] % {"where": ", ".join(error.where)}
