"""The words of waves, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.wording import Reason

WAVE_STILL_OPEN = ErrorCode(
    "surveys.wave_still_open",
    _("The survey has not closed yet, so no new wave can begin."),
    _("Close it first, or change its last day."),
    status=409,
)
WAVE_IN_PAST = ErrorCode(
    "surveys.wave_in_past", _("This wave would be over before it could be answered."), _("Choose a last day that is still to come.")
)
WAVES_OVERLAP = ErrorCode(
    "surveys.waves_overlap", _("This wave would begin before the last one ended."), _("Choose a first day after the last day of that wave.")
)
WINDOW_HAS_BEGUN = ErrorCode(
    "surveys.window_has_begun", _("The survey is open already, so its first day does not change any more."), _("Change the last day alone.")
)

# Why the answers of two waves to one question are not held side by side.
NOT_COMPARABLE: dict[Reason, _StrPromise] = {
    "absent": _("One of the two waves did not ask this."),
    "kind": _("The sort of answer changed."),
    "label": _("The question was worded differently."),
    "hint": _("The words below the question were different."),
    "stem": _("The words above the statements were different."),
    "media": _("Another picture or recording was shown with it."),
    "choices": _("The answers to choose from were different."),
    "choice_order": _("The answers to choose from stood in another order."),
    "choice_names": _("The answers to choose from were not the same ones."),
    "scale": _("The scale was different."),
    "no_language_shared": _("The two waves were asked in different languages."),
}
